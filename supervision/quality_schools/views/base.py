"""What the views share: rows in scope, one-button acts, a page of one act."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from core.acts import act_page, tried
from core.forms import attempt
from supervision.quality_schools.models import QualityPlan, QualityYear
from supervision.quality_schools.permissions import may_write

READERS = ("district.read", "school.read")
LIST = ("quality-schools:index", "โรงเรียนคุณภาพ")


def year_or_404(request: HttpRequest, pk: int) -> QualityYear:
    rows = QualityYear.objects.visible_to(request.user).select_related("district__settings")
    found: QualityYear = get_object_or_404(rows, pk=pk)
    return found


def year_to_write(request: HttpRequest, pk: int) -> QualityYear:
    found = year_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    return found


def plan_or_404(request: HttpRequest, pk: int) -> QualityPlan:
    rows = QualityPlan.objects.visible_to(request.user)
    found: QualityPlan = get_object_or_404(rows.select_related("district__settings", "year__district", "author"), pk=pk)
    return found


def plan_to_write(request: HttpRequest, pk: int) -> QualityPlan:
    found = plan_or_404(request, pk)
    if not may_write(request.user, found.year):
        raise PermissionDenied
    return found


def index_url(year: QualityYear) -> str:
    return f"{reverse('quality-schools:index')}?year={year.fiscal_year}"


def pressed(request: HttpRequest, act: Callable[[], Any], *, back: str, done: str) -> HttpResponse:
    """One button: what was done, or why not, above the page it was on."""
    if tried(request, act):
        messages.success(request, done)
    return redirect(back)


def asked(
    request: HttpRequest, form: Any, act: Callable[[], Any], *, heading: str, button: str, back: str, done: str,
    sub: str, notes: tuple[str, ...] = (), **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of one act's form; what was typed stays when the service refuses."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act() or True) is not None:
        messages.success(request, done)
        return redirect(back)
    return act_page(
        request, form, heading=heading, button=button, back=back, sub=sub, under=LIST, notes=list(notes), **more
    )
