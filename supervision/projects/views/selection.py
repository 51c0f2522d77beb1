"""Selection rounds: their criteria, the schools that apply, the scores, the result."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, pressed
from core.forms import attempt
from core.passed import admit
from core.trail import trail
from schools.models import School
from schools.scope import reach
from supervision.projects import permissions, ruling, services
from supervision.projects.forms import ApplyForm, CriterionForm, RoundForm, ScoreForm
from supervision.projects.models import Application, SelectionRound
from supervision.projects.services.common import application_pointer, round_pointer
from supervision.projects.views.base import (
    LIST,
    READERS,
    admit_to_round,
    application_or_404,
    asked,
    asked_why,
    page_url,
    project_to_write,
    round_or_404,
    round_to_write,
)

_LOOKS = {
    "selection_round.created": ("plain", "pencil"), "selection_round.open": ("", "inbox"),
    "selection_round.close": ("plain", "lock"), "selection_round.announce": ("ok", "award"),
    "selection_round.cancel": ("bad", "circle-x"),
}  # fmt: skip


def _back(round_: SelectionRound | int) -> str:
    return reverse("projects:round", args=[round_ if isinstance(round_, int) else round_.pk])


@requires("project.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.create_round(row, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "บันทึกร่างแล้ว เพิ่มเกณฑ์ก่อนเปิดรับสมัคร")
            return redirect(_back(made))
    return act_page(
        request, form, heading="รอบคัดเลือกใหม่", button="บันทึกร่าง", back=page_url(row, "rounds"), sub=str(row), under=LIST
    )


@requires("project.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_to_write(request, pk, "edit")
    form = RoundForm(request.POST or None, instance=round_)
    return asked(
        request, form, lambda: services.edit_round(round_, actor=request.user, **form.given), heading="แก้ไขรอบคัดเลือก",
        button="บันทึก", back=_back(pk), done="บันทึกแล้ว", sub=str(round_),
    )  # fmt: skip


def _lines(round_: SelectionRound, criteria: list[Any]) -> list[dict[str, Any]]:
    """Applications as they would come out now, best first; as they came out once announced."""
    rows = list(round_.applications.standing().select_related("school__amphoe"))
    points = ruling.points_of(round_)
    found = ruling.outcomes(round_, criteria, rows, points)
    return [
        {
            "row": one.application, "percent": one.percent, "rank": one.rank, "chosen": one.chosen, "why": one.why,
            "scored": len(points.get(one.application.pk, {})),
        }
        for one in found
    ]  # fmt: skip


@requires(*READERS)
@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The office sees every application; a school its own, and who was chosen once that is announced."""
    round_ = round_or_404(request, pk)
    criteria = list(round_.criteria.all())
    office = permissions.may_read_office(request.user, round_.project_year.district)
    today = timezone.localdate()
    lines = _lines(round_, criteria) if office else []
    own = reach(request.user, "school.read").schools
    mine = round_.applications.standing().filter(school__in=own).select_related("school")
    chosen = (
        round_.applications.filter(state=Application.State.SELECTED).select_related("school").order_by("rank", "pk")
    )
    context = {
        "round": round_, "project": round_.project_year, "criteria": criteria, "office": office, "lines": lines,
        "mine": [] if office else list(mine),
        "chosen": list(chosen) if round_.state == SelectionRound.State.ANNOUNCED else [],
        "may": permissions.may_write(request.user, round_.project_year) and round_.project_year.is_open,
        "taking": permissions.is_taking(round_, today),
        "can_apply": permissions.is_taking(round_, today)
        and permissions.schools_to_apply(request.user, round_).exists(),
        "unscored": sum(line["percent"] is None for line in lines),
        "total_weight": sum(row.weight for row in criteria),
        "events": trail("selection_round", round_.pk, _LOOKS) if office else [],
    }  # fmt: skip
    return render(request, "projects/round.html", context)


@requires("project.write")
@require_http_methods(["GET", "POST"])
def criterion(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_to_write(request, pk, "edit")
    form = CriterionForm(request.POST or None)
    return asked(
        request, form, lambda: services.add_criterion(round_, actor=request.user, **form.given), heading="เพิ่มเกณฑ์",
        button="เพิ่มเกณฑ์", back=_back(pk), done="เพิ่มเกณฑ์แล้ว", sub=str(round_),
    )  # fmt: skip


@requires("project.write")
@require_POST
def criterion_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    round_ = round_to_write(request, pk, "edit")
    return pressed(
        request,
        lambda: services.remove_criterion(round_, part, actor=request.user),
        back=_back(pk),
        done="นำเกณฑ์ออกแล้ว",
    )


@requires("project.write")
@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_to_write(request, pk, "open")
    return pressed(
        request, lambda: services.open_round(round_, actor=request.user), back=_back(pk),
        done="เปิดรับสมัครแล้ว ผู้บริหารสถานศึกษาได้รับแจ้ง",
    )  # fmt: skip


@requires("project.write")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_to_write(request, pk, "close")
    return pressed(
        request, lambda: services.close_round(round_, actor=request.user), back=_back(pk), done="ปิดรับสมัครแล้ว ให้คะแนนได้"
    )


@requires("project.write")
@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_to_write(request, pk, "announce")
    return pressed(
        request, lambda: services.announce(round_, actor=request.user), back=_back(pk),
        done="ประกาศผลแล้ว ทุกโรงเรียนที่สมัครได้รับแจ้ง โรงเรียนที่ได้รับคัดเลือกเข้าอยู่ในโครงการ",
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_to_write(request, pk, "cancel")
    return asked_why(
        request, lambda reason: services.cancel_round(round_, actor=request.user, reason=reason),
        heading="ยกเลิกรอบคัดเลือก", button="ยกเลิกรอบคัดเลือก", back=_back(pk), done="ยกเลิกแล้ว", sub=str(round_),
        help_text="ใบสมัครยังอยู่ในประวัติ",
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """The office puts a school forward."""
    round_ = round_to_write(request, pk, "apply")
    inside = round_.applications.standing().values("school")
    schools = School.objects.visible_to(request.user).of_district(round_.project_year.district)
    schools = schools.open_on(timezone.localdate()).exclude(pk__in=inside).order_by("name_sort")
    form = ApplyForm(request.POST or None, schools=schools)
    return asked(
        request, form,
        lambda: services.apply(round_, form.cleaned_data["school"], actor=request.user, text=form.cleaned_data["text"],
                               by_office=True),
        heading="เสนอชื่อโรงเรียน", button="เสนอชื่อ", back=_back(pk), done="เสนอชื่อแล้ว", sub=str(round_),
    )  # fmt: skip


@requires("school.register.write")
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """A school applies; one that is in, by a second tap or the back button, is told so on the round's page."""
    round_ = round_or_404(request, pk)
    schools = permissions.schools_to_apply(request.user, round_)
    if not schools.exists():
        messages.info(request, "โรงเรียนของท่านอยู่ในการคัดเลือกรอบนี้แล้ว")
        return redirect(_back(pk))
    over = round_.state == SelectionRound.State.OPEN
    admit(
        request, round_pointer(round_), "เลยวันปิดรับสมัครแล้ว" if over else round_.get_state_display(), may=True,
        now=permissions.is_taking(round_, timezone.localdate()),
    )  # fmt: skip
    form = ApplyForm(request.POST or None, schools=schools, initial={"school": schools.first()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: services.apply(round_, given["school"], actor=request.user, text=given["text"]))
        if made is not None:
            messages.success(request, "สมัครแล้ว แนบไฟล์เพิ่มได้จนปิดรับสมัคร")
            return redirect("projects:application", pk=made.pk)
    return act_page(
        request, form, heading="สมัครเข้ารับการคัดเลือก", button="ส่งใบสมัคร", back=_back(pk), sub=str(round_), under=LIST,
        draft=f"apply-{pk}",
    )  # fmt: skip


@requires(*READERS)
@require_safe
def application_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A school's application with its files; points are the office's until the announcement."""
    row = application_or_404(request, pk)
    round_ = row.round
    office = permissions.may_read_office(request.user, round_.project_year.district)
    told = office or round_.state == SelectionRound.State.ANNOUNCED
    given = {score.criterion_id: score.points for score in row.scores.all()} if told else {}
    context = {
        "row": row, "round": round_, "project": round_.project_year, "told": told, "office": office,
        "points": [(one, given.get(one.pk)) for one in round_.criteria.all()],
        "can_withdraw": permissions.can_withdraw(request.user, row),
        "can_score": round_.state == SelectionRound.State.SCORING
        and row.state == Application.State.SUBMITTED
        and permissions.may_write(request.user, round_.project_year),
    }  # fmt: skip
    return render(request, "projects/application.html", context)


@requires(*READERS)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = application_or_404(request, pk)
    admit(
        request, application_pointer(row), f"{row.get_state_display()} ({row.round.get_state_display()})",
        may=permissions.speaks_for(request.user, row), now=permissions.can_withdraw(request.user, row),
    )  # fmt: skip
    return pressed(
        request, lambda: services.withdraw(row, actor=request.user), back=_back(row.round_id), done="ถอนการสมัครแล้ว"
    )


@requires("project.write")
@require_http_methods(["GET", "POST"])
def score(request: HttpRequest, pk: int) -> HttpResponse:
    row = application_or_404(request, pk)
    admit_to_round(
        request, row.round, "score", permissions.may_write(request.user, row.round.project_year),
        back=reverse("projects:application", args=[pk]),
    )  # fmt: skip
    given = {one.criterion_id: one.points for one in row.scores.all()}
    form = ScoreForm(request.POST or None, criteria=row.round.criteria.all(), points=given)
    return asked(
        request, form, lambda: services.score(row, actor=request.user, points=form.points),
        heading=f"ให้คะแนน {row.school}", button="บันทึกคะแนน", back=_back(row.round_id), done="บันทึกคะแนนแล้ว",
        sub=str(row.round), notes=("คะแนนที่คณะกรรมการตกลงร่วมกัน ช่องว่างคือยังไม่ให้คะแนน",),
    )  # fmt: skip
