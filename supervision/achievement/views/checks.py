"""Checks of schools' own measurement and assessment: the list, beginning one, its sheet, its result."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, pressed
from core.forms import attempt
from core.passed import admit
from core.trail import trail
from instruments.answering import sheet_of
from instruments.queries import form_of
from schools.models import School
from schools.queries import person_of, schools_of
from schools.scope import holds
from schools.views.common import require
from supervision.achievement import services
from supervision.achievement.forms import BeginForm, SheetForm
from supervision.achievement.missing import missing_of
from supervision.achievement.models import AssessmentCheck
from supervision.achievement.permissions import (
    ASSESSMENT,
    CHECK_STATES,
    keeps_for,
    may_cancel_check,
    may_keep,
    may_read_check,
    may_write_check,
)
from supervision.achievement.services.common import check_pointer
from supervision.achievement.tables import CheckTable
from supervision.achievement.views.base import READERS, asked_why, check_or_404
from supervision.achievement.views.filling import fill_in

LIST = ("achievement:checks", "การวัดและประเมินผลของสถานศึกษา")
_LOOKS = {
    "assessment_check.begun": ("", "pencil"), "assessment_check.done": ("ok", "circle-check"),
    "assessment_check.reopened": ("warn", "pencil"), "assessment_check.cancelled": ("bad", "circle-x"),
}  # fmt: skip


def schools_to_review(user: Any, district: Any, group: str) -> Any:
    """Schools whose things this person may review: a queryset."""
    if keeps_for(user, district, group):
        return School.objects.of_district(district)
    person = person_of(user, district) if holds(user, "register.write", district=district) else None
    if person is None:
        return School.objects.none()
    return schools_of(person, timezone.localdate()).filter(district=district)


@requires(*READERS)
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """The office's, of an open one no more than that it is under way; a school's own once they were told."""
    district = district_or_404(request)
    user = request.user
    rows = AssessmentCheck.objects.visible_to(user).of_district(district)
    table = CheckTable(
        request,
        rows.select_related("school", "reviewer", "response__band"),
        title=LIST[1],
        user=user,
        district=district,
    )
    keeps = may_keep(user, district)
    for row in table.rows:
        row.reads = may_read_check(user, row)
        row.opens = row.reads or keeps
    may_begin = holds(user, "register.write", district=district)
    context = {"table": table, "may_begin": may_begin}
    return render(request, "achievement/checks.html", context)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def check_new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    require(holds(request.user, "register.write", district=district))
    schools = schools_to_review(request.user, district, ASSESSMENT)
    initial = {"checked_on": timezone.localdate(), "school": request.GET.get("school", "")}
    form = BeginForm(request.POST or None, user=request.user, district=district, schools=schools, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        row = attempt(form, lambda: services.begin_check(actor=request.user, **values))
        if row is not None:
            return redirect("achievement:check-record" if row.is_editable else "achievement:check", pk=row.pk)
    return act_page(
        request, form, heading="ตรวจการวัดและประเมินผลของสถานศึกษา", button="เปิดแบบตรวจ", back=reverse(LIST[0]), under=LIST
    )


@requires(*READERS)
@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may cancel an open one sees whose it is; what it says, only its reviewer."""
    row = check_or_404(request, pk)
    reads, cancels = may_read_check(request.user, row), may_cancel_check(request.user, row)
    if not (reads or cancels):
        raise PermissionDenied
    writes = may_write_check(request.user, row)
    acts = CHECK_STATES.acts(row.state)
    sheet = sheet_of(form_of(row.version_id), row.response) if reads and row.response else None
    context = {
        "row": row, "reads": reads, "sheet": sheet, "can_write": writes and row.is_editable,
        "can_finish": writes and "finish" in acts,
        "can_reopen": writes and "reopen" in acts,
        "can_cancel": "cancel" in acts and cancels,
        "missing": missing_of(row, page=reverse("achievement:check-record", args=[pk]))
        if writes and row.is_editable else [],
        "events": trail("assessment_check", row.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "achievement/check.html", context)


def _mine(request: HttpRequest, pk: int, act: str) -> AssessmentCheck:
    """403 for who is not its reviewer; where its state does not allow the act, that is told."""
    row = check_or_404(request, pk)
    _admit(request, row, act, may_write_check(request.user, row))
    return row


def _admit(request: HttpRequest, row: AssessmentCheck, act: str, may: bool) -> None:
    admit(
        request, check_pointer(row), row.get_state_display(), may=may, now=CHECK_STATES.allows(row.state, act)
    )  # fmt: skip


@requires("register.write")
@require_http_methods(["GET", "POST"])
def check_record(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk, "write")
    back = reverse("achievement:check", args=[pk])
    return fill_in(
        request, row, row.school, form_class=SheetForm, again=lambda: check_or_404(request, pk), back=back,
        here=reverse("achievement:check-record", args=[pk]), heading="การวัดและประเมินผลของสถานศึกษา",
        crumbs=[(reverse(LIST[0]), LIST[1]), (back, row.school.name)],
        save=lambda values, answers, form, stamp: services.save_check(
            row, actor=request.user, values=values, answers=answers, form=form, stamp=stamp
        ),
    )  # fmt: skip


@requires("register.write")
@require_POST
def check_finish(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk, "finish")
    back = reverse("achievement:check", args=[pk])
    return pressed(
        request, lambda: services.finish_check(row, actor=request.user), back=back, done="ส่งผลการตรวจถึงโรงเรียนแล้ว"
    )


@requires("register.write")
@require_POST
def check_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk, "reopen")
    back = reverse("achievement:check-record", args=[pk])
    return pressed(request, lambda: services.reopen_check(row, actor=request.user), back=back, done="เปิดแก้ไขแล้ว")


@requires("register.write")
@require_http_methods(["GET", "POST"])
def check_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = check_or_404(request, pk)
    _admit(request, row, "cancel", may_cancel_check(request.user, row))
    return asked_why(
        request, lambda reason: services.cancel_check(row, actor=request.user, reason=reason), heading="ยกเลิกการตรวจ",
        button="ยกเลิกการตรวจนี้", back=reverse("achievement:check", args=[pk]), done="ยกเลิกแล้ว", sub=str(row), under=LIST,
    )  # fmt: skip
