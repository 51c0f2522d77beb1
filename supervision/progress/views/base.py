"""What the views share: rows in scope, acts with a message."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.passed import admit
from supervision.improvement.models import Participation, Programme
from supervision.improvement.services.common import participation_pointer
from supervision.progress import permissions
from supervision.progress.models import BaselineSheet, PlanLine, ProgressReport

READERS = ("district.read", "school.read")


def programme_or_404(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("district", "model", "set", "carried_from__set")
    found: Programme = get_object_or_404(rows, pk=pk)
    return found


def part_or_404(request: HttpRequest, pk: int) -> Participation:
    rows = Participation.objects.visible_to(request.user).select_related(
        "programme__district", "programme__model", "programme__set", "programme__carried_from__set", "school__district",
        "school__cluster", "baseline_sheet__submitted_by", "baseline_sheet__decided_by",
    )  # fmt: skip
    found: Participation = get_object_or_404(rows, pk=pk)
    return found


def admit_to(request: HttpRequest, part: Participation, may: bool, act: str = "", *, back: str = "") -> None:
    """To what a school's year allows: 403 for who may not; once the year is over, the school is out of it, or its sheet
    does not lie where `act` of SHEET_STATES wants it, that is told."""
    programme, sheet = part.programme, permissions.state_of(part)
    if not programme.is_open:
        state, now = programme.get_state_display(), False
    elif not part.is_in:
        state, now = "โรงเรียนไม่อยู่ในการขับเคลื่อนปีนี้", False
    else:
        state, now = str(BaselineSheet.State(sheet).label), not act or permissions.SHEET_STATES.allows(sheet, act)
    back = back or reverse("progress:baseline", args=[part.pk])
    admit(request, participation_pointer(part), state, may=may, now=now, back=back)


def line_or_404(request: HttpRequest, pk: int, line: int) -> PlanLine:
    part = part_or_404(request, pk)
    found: PlanLine = get_object_or_404(
        PlanLine.objects.select_related("area", "indicator"), pk=line, participation=part
    )
    found.participation = part
    return found


def report_or_404(request: HttpRequest, pk: int) -> ProgressReport:
    rows = ProgressReport.objects.visible_to(request.user).select_related(
        "participation__programme__district", "participation__school__cluster", "reported_by"
    )
    found: ProgressReport = get_object_or_404(rows, pk=pk)
    return found


def around(part: Participation, user: Any, crumb: str) -> dict[str, Any]:
    """What every page of a school's year shows around its matter; `crumb` is its word in the trail."""
    programme = part.programme
    return {
        "part": part, "programme": programme, "crumb": crumb, "school": part.school,
        "office": permissions.reads_office(user, programme), "can_report": permissions.can_report(user, part),
    }  # fmt: skip
