"""What the views share: rows in scope, one-button acts, a page that asks why."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.acts import acted, ask_why
from supervision.projects.models import Application, ProjectYear, SelectionRound
from supervision.projects.permissions import may_write

READERS = ("district.read", "school.read")
LIST = ("projects:index", "โครงการ")
asked = partial(acted, under=LIST)
asked_why = partial(ask_why, under=LIST)


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
