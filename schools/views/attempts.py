"""What views of people, assignments and teams share: the office worked in, and acts whose refusals reach the form."""

from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from schools.models import District

T = TypeVar("T")


def office(request: HttpRequest) -> District:
    """The office the person works in now; 404 when they hold nothing today."""
    found: District | None = request.district
    if found is None:
        raise Http404
    return found


def allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def text_error(form: forms.Form) -> str:
    """The first refusal of a form without fields, as a message."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")
