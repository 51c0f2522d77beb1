"""What the views share: rows in scope, who may, one-button acts, a page that asks why."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core.acts import act_page, tried
from core.forms import ReasonForm, attempt
from supervision.networks.models import Network, NetworkYear
from supervision.networks.permissions import can_write, can_write_year, may_write

READERS = ("district.read", "school.read")
LIST = ("networks:index", "เครือข่ายการนิเทศ")


def network_or_404(request: HttpRequest, pk: int) -> Network:
    rows = Network.objects.visible_to(request.user).select_related(
        "district__settings", "kind", "project", "task", "subject_group", "saved_by"
    )
    found: Network = get_object_or_404(rows, pk=pk)
    return found


def network_to_write(request: HttpRequest, pk: int) -> Network:
    """403 for who may never; a network that ended is refused by the service, in words."""
    found = network_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    return found


def network_open(request: HttpRequest, pk: int) -> Network:
    """For pages with a form: an ended network has none."""
    found = network_or_404(request, pk)
    if not can_write(request.user, found):
        raise PermissionDenied
    return found


def year_or_404(request: HttpRequest, pk: int) -> NetworkYear:
    rows = NetworkYear.objects.visible_to(request.user).select_related(
        "network__district__settings", "network__kind", "saved_by", "reported_by"
    )
    found: NetworkYear = get_object_or_404(rows, pk=pk)
    return found


def year_to_write(request: HttpRequest, pk: int) -> NetworkYear:
    """403 for who may never."""
    found = year_or_404(request, pk)
    if not may_write(request.user, found.network):
        raise PermissionDenied
    return found


def year_open(request: HttpRequest, pk: int) -> NetworkYear:
    """For pages with a form: a reported year has none."""
    found = year_or_404(request, pk)
    if not can_write_year(request.user, found):
        raise PermissionDenied
    return found


def pressed(request: HttpRequest, act: Callable[[], Any], *, back: str, done: str) -> HttpResponse:
    """One button: what was done, or why not, above the page it was on."""
    if tried(request, act):
        messages.success(request, done)
    return redirect(back)


def acted(
    request: HttpRequest, form: Any, act: Callable[[], Any], *, heading: str, button: str, back: str, done: str,
    sub: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one form: what it asked for is done, or the form stands again with all that was typed."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: (act(), True)[1]):
        messages.success(request, done)
        return redirect(back)
    return act_page(request, form, heading=heading, button=button, back=back, sub=sub, under=LIST, **more)


def asked_why(
    request: HttpRequest, act: Callable[[str], Any], *, heading: str, button: str, back: str, done: str, sub: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return acted(
        request, form, lambda: act(form.cleaned_data["reason"]), heading=heading, button=button, back=back, done=done,
        sub=sub,
    )  # fmt: skip
