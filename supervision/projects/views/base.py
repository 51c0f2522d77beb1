"""What the views share: rows in scope, one-button acts, a page that asks why."""

from functools import partial

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.acts import acted, ask_why
from core.passed import admit
from supervision.projects.models import Application, ProjectYear, SelectionRound
from supervision.projects.permissions import PROJECT_STATES, ROUND_STATES, may_write
from supervision.projects.services.common import project_pointer, round_pointer

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


def project_to_write(request: HttpRequest, pk: int, act: str = "edit") -> ProjectYear:
    """403 for whose it is not; where its state does not allow the act, that is told."""
    found = project_or_404(request, pk)
    admit(
        request, project_pointer(found), found.get_state_display(), may=may_write(request.user, found),
        now=PROJECT_STATES.allows(found.state, act),
    )  # fmt: skip
    return found


def round_or_404(request: HttpRequest, pk: int) -> SelectionRound:
    rows = SelectionRound.objects.visible_to(request.user).select_related(
        "project_year__district", "project_year__project"
    )
    found: SelectionRound = get_object_or_404(rows, pk=pk)
    return found


def admit_to_round(request: HttpRequest, found: SelectionRound, act: str, may: bool, *, back: str = "") -> None:
    admit(
        request, round_pointer(found), found.get_state_display(), may=may, now=ROUND_STATES.allows(found.state, act),
        back=back,
    )  # fmt: skip


def round_to_write(request: HttpRequest, pk: int, act: str) -> SelectionRound:
    """403 for whose it is not; where its state does not allow the act, that is told."""
    found = round_or_404(request, pk)
    admit_to_round(request, found, act, may_write(request.user, found.project_year))
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
