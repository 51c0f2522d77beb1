"""What the views share: rows in scope, one-button acts, a page that asks why."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from core.acts import act_page, tried
from core.forms import ReasonForm, attempt
from supervision.projects.models import Application, ProjectYear, SelectionRound
from supervision.projects.permissions import may_write

READERS = ("district.read", "school.read")
LIST = ("projects:index", "โครงการ")


def project_or_404(request: HttpRequest, pk: int) -> ProjectYear:
    rows = ProjectYear.objects.visible_to(request.user).select_related(
        "district__settings", "project", "work_group", "subject_group"
    )
    found: ProjectYear = get_object_or_404(rows, pk=pk)
    return found


def project_to_write(request: HttpRequest, pk: int) -> ProjectYear:
    found = project_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    return found


def round_or_404(request: HttpRequest, pk: int) -> SelectionRound:
    rows = SelectionRound.objects.visible_to(request.user).select_related(
        "project_year__district", "project_year__project"
    )
    found: SelectionRound = get_object_or_404(rows, pk=pk)
    return found


def round_to_write(request: HttpRequest, pk: int) -> SelectionRound:
    found = round_or_404(request, pk)
    if not may_write(request.user, found.project_year):
        raise PermissionDenied
    return found


def application_or_404(request: HttpRequest, pk: int) -> Application:
    rows = Application.objects.visible_to(request.user).select_related(
        "round__project_year__district", "round__project_year__project", "school", "submitted_by"
    )
    found: Application = get_object_or_404(rows, pk=pk)
    return found


def page_url(row: ProjectYear | int, anchor: str = "") -> str:
    key = row if isinstance(row, int) else row.pk
    return reverse("projects:project", args=[key]) + (f"#{anchor}" if anchor else "")


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


def asked_why(
    request: HttpRequest, act: Callable[[str], Any], *, heading: str, button: str, back: str, done: str, sub: str,
    help_text: str,
) -> HttpResponse:  # fmt: skip
    """A page that asks for a reason, then acts."""
    form = ReasonForm(request.POST or None, help_text=help_text)
    return asked(
        request, form, lambda: act(form.cleaned_data["reason"]), heading=heading, button=button, back=back, done=done,
        sub=sub,
    )  # fmt: skip
