"""What views of people, assignments and teams share: the office worked in, and acts whose refusals reach the form."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from core.errors import DomainError, NotAllowed
from schools.models import District

T = TypeVar("T")


def office(request: HttpRequest) -> District:
    """The office the person works in now; 404 when they hold nothing today."""
    found: District | None = request.district  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Run a service; what it refuses is told next to its field, what is not allowed answers 403."""
    try:
        return act()
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from None
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def text_error(form: forms.Form) -> str:
    """The first refusal of a form without fields, as a message."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
