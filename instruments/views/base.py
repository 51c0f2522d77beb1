"""What the pages of the desk share: fetching in scope, asking who may write, and showing a refusal where it belongs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.models import Instrument, InstrumentVersion
from instruments.permissions import may_write

READERS = ("district.read",)


def instrument_or_404(request: HttpRequest, pk: int) -> Instrument:
    rows = Instrument.objects.visible_to(request.user).select_related("district__settings", "work_group")
    found: Instrument = get_object_or_404(rows, pk=pk)
    return found


def version_or_404(request: HttpRequest, pk: int) -> InstrumentVersion:
    rows = InstrumentVersion.objects.visible_to(request.user)
    found: InstrumentVersion = get_object_or_404(
        rows.select_related("instrument__district__settings", "instrument__work_group", "band_set"), pk=pk
    )
    return found


def version_to_write(request: HttpRequest, pk: int) -> InstrumentVersion:
    """In scope, and this person's to write; 403 otherwise. Whether it is still a draft is the services' question."""
    version = version_or_404(request, pk)
    if not may_write(request.user, version.instrument):
        raise PermissionDenied
    return version


def told(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """What the service gives, or None after telling why not above the page; what one may not do is a 403."""
    try:
        return act()
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        messages.warning(request, error.message)
        return None


def tried(form: forms.Form, act: Callable[[], Any]) -> tuple[Any, bool]:
    """(what the service gives or None, whether somebody else was faster); refusals stand in the form."""
    try:
        return act(), False
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except StaleRevision as error:
        form.add_error(None, error.message)
        return None, True
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return None, False
