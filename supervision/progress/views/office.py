"""The office's side of baselines and plans: the board of all schools, taking many, reminding, the office's targets."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.acts import tried
from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.progress import permissions, services
from supervision.progress.models import BaselineSheet, PlanLine
from supervision.progress.queries.board import board_of, board_rows
from supervision.progress.queries.frame import frame_of, indicators_in
from supervision.progress.tables import BaselineTable, PlanTable
from supervision.progress.views.base import programme_or_404


def office_programme(request: HttpRequest, pk: int) -> Programme:
    """In scope and read as a whole office; a school reads its own pages."""
    programme = programme_or_404(request, pk)
    if not permissions.reads_office(request.user, programme):
        raise PermissionDenied
    return programme


@requires("district.read")
@require_safe
def baselines(request: HttpRequest, pk: int) -> HttpResponse:
    programme = office_programme(request, pk)
    board = board_of(programme)
    table = BaselineTable(
        request, board_rows(programme), title="ข้อมูลฐานและแผน", user=request.user, district=programme.district
    )
    context = {
        "programme": programme, "board": board, "table": table, "states": BaselineSheet.State,
        "asked": len(indicators_in(frame_of(programme, Use.BASELINE))),
        "runs": programme.is_open and permissions.runs(request.user, programme),
        "follows": programme.is_open and permissions.follows(request.user, programme),
    }  # fmt: skip
    return render(request, "progress/baselines.html", context)


@requires("improvement.follow")
@require_POST
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Take every sheet that was sent, but those this person sent."""
    programme = office_programme(request, pk)
    if not permissions.follows(request.user, programme):
        raise PermissionDenied
    parts = Participation.objects.filter(
        programme=programme, baseline_sheet__state=BaselineSheet.State.SUBMITTED
    ).select_related("baseline_sheet")
    taken: list[int] = []
    if tried(request, lambda: taken.append(services.accept_sheets(programme, actor=request.user, parts=list(parts)))):
        messages.success(request, f"รับข้อมูลฐานและแผนแล้ว {taken[0]} โรงเรียน")
    return redirect("progress:baselines", pk=pk)


@requires("improvement.write")
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    programme = office_programme(request, pk)
    told: list[int] = []
    if tried(
        request,
        lambda: told.append(services.remind_baselines(programme, actor=request.user, now=timezone.now())),
    ):
        messages.success(request, _reminded(told[0]))
    return redirect("progress:baselines", pk=pk)


def _reminded(count: int) -> str:
    return f"แจ้งเตือนแล้ว {count} คน" if count else "วันนี้เตือนครบทุกโรงเรียนแล้ว หรือไม่มีผู้ใช้ของโรงเรียนที่ต้องเตือน"


@requires("improvement.write")
@require_POST
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's targets where a school has none."""
    programme = office_programme(request, pk)
    filled: list[int] = []
    if tried(request, lambda: filled.append(services.fill_targets(programme, actor=request.user))):
        messages.success(request, f"เติมค่าเป้าหมายของเขตให้ช่องที่ยังว่าง {filled[0]:,} ค่า")
    return redirect("progress:baselines", pk=pk)


@requires("district.read")
@require_safe
def plans(request: HttpRequest, pk: int) -> HttpResponse:
    """Every activity of every school's plan."""
    programme = office_programme(request, pk)
    rows = PlanLine.objects.filter(participation__programme=programme, participation__is_in=True)
    today = timezone.localdate()
    table = PlanTable(
        request, rows.select_related("participation__school", "area", "indicator"), title="แผนพัฒนาของทุกโรงเรียน",
        user=request.user, district=programme.district, today=today,
        areas=[frame.area for frame in frame_of(programme, Use.BASELINE)],
    )  # fmt: skip
    return render(request, "progress/plans.html", {"programme": programme, "table": table, "today": today})
