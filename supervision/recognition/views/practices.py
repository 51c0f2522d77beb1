"""Best practices: what schools share, writing one, picking it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import pressed
from core.conflicts import guarded
from core.forms import attempt
from core.keys import number_of
from core.passed import admit
from core.trail import trail
from schools.models import School
from schools.scope import reach
from supervision.recognition import services
from supervision.recognition.forms import PracticeForm
from supervision.recognition.models import BestPractice
from supervision.recognition.permissions import (
    PRACTICE_STATES,
    can_edit_practice,
    can_submit_practice,
    may_honour,
    may_read_office,
    may_submit_practice,
    may_write_practice,
)
from supervision.recognition.services.common import practice_pointer
from supervision.recognition.tables import PracticeTable
from supervision.recognition.views.base import READERS, asked_why, practice_or_404

_LOOKS = {
    "practice.written": ("plain", "pencil"), "practice.edited": ("plain", "pencil"),
    "practice.submitted": ("", "send"), "practice.shown": ("ok", "bulb"),
    "practice.returned": ("warn", "arrow-back-up"), "practice.withdrawn": ("bad", "eye-off"),
}  # fmt: skip


@requires(*READERS)
@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """Every school reads what is shown, and its own; the office all that was sent, drafts left out."""
    district = district_or_404(request)
    office = may_read_office(request.user, district)
    rows = BestPractice.objects.visible_to(request.user).filter(school__district=district)
    rows = rows.exclude(state=BestPractice.State.DRAFT) if office else rows
    table = PracticeTable(
        request, rows.select_related("school", "area"), title="แนวปฏิบัติที่ดี", user=request.user, district=district
    )
    may_write = bool(reach(request.user, "school.improvement.write").schools)
    return render(request, "recognition/practices.html", {"table": table, "may_write": may_write, "office": office})


def _school(request: HttpRequest) -> School:
    """The school one writes for: the one asked for, or the only one."""
    district = district_or_404(request)
    rows = School.objects.of_district(district).filter(
        pk__in=reach(request.user, "school.improvement.write").schools
    ).select_related("district")  # fmt: skip
    wanted = number_of(request.GET.get("school"))
    found = (rows.filter(pk=wanted) if wanted is not None else rows).order_by("name_sort", "pk").first()
    if found is None:
        raise Http404
    return found


@requires("school.improvement.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    school = _school(request)
    initial = {"programme": number_of(request.GET.get("programme")), "contact": request.user.get_full_name()[:200]}
    form = PracticeForm(request.POST or None, school=school, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.write_practice(school, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "บันทึกร่างแล้ว แนบไฟล์และส่งได้ในหน้านี้")
            return redirect("recognition:practice", pk=made.pk)
    return _form_page(request, form, None)


def _form_page(request: HttpRequest, form: PracticeForm, row: BestPractice | None, **more: Any) -> HttpResponse:
    back = reverse("recognition:practice", args=[row.pk]) if row else reverse("recognition:practices")
    heading = "แก้ไขแนวปฏิบัติที่ดี" if row else "เขียนแนวปฏิบัติที่ดี"
    context = {"form": form, "row": row, "back": back, "heading": heading, **more}
    return render(request, "recognition/practice_form.html", context, status=422 if form.is_bound else 200)


def _admit(request: HttpRequest, row: BestPractice, act: str, may: bool) -> None:
    admit(
        request, practice_pointer(row), row.get_state_display(), may=may, now=PRACTICE_STATES.allows(row.state, act)
    )  # fmt: skip


@requires("school.improvement.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = practice_or_404(request, pk)
    _admit(request, row, "edit", may_write_practice(request.user, row))
    form = PracticeForm(request.POST or None, school=row.school, instance=row)
    saved, more = guarded(
        request, form, lambda stamp: services.edit_practice(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: practice_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("recognition:practice", pk=pk)
    return _form_page(request, form, row, **more)


@requires(*READERS)
@require_safe
def practice_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = practice_or_404(request, pk)
    may = may_honour(request.user, row.school.district) and row.submitted_by_id != request.user.pk
    own = row.school_id in reach(request.user, "school.read").schools
    context: dict[str, Any] = {
        "row": row, "can_edit": can_edit_practice(request.user, row), "lacking": services.lacking(row),
        "can_submit": can_submit_practice(request.user, row), "own": own,
        "acts": PRACTICE_STATES.acts(row.state) if may else (),
        "events": trail("best_practice", row.pk, _LOOKS) if own or may else [],
        "parts": [
            (label, text) for label, text in (
                ("ความเป็นมาและปัญหา", row.background), ("วิธีดำเนินการ", row.doing), ("ผลที่เกิดขึ้น", row.outcome),
                ("ปัจจัยความสำเร็จและข้อแนะนำ", row.advice),
            ) if text
        ],
    }  # fmt: skip
    return render(request, "recognition/practice.html", context)


def _back(pk: int) -> str:
    return reverse("recognition:practice", args=[pk])


@requires("school.improvement.submit")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    row = practice_or_404(request, pk)
    _admit(request, row, "submit", may_submit_practice(request.user, row))
    return pressed(
        request, lambda: services.submit_practice(row, actor=request.user), back=_back(pk), done="ส่งถึงสำนักงานเขตแล้ว"
    )


def _to_pick(request: HttpRequest, pk: int, act: str) -> BestPractice:
    row = practice_or_404(request, pk)
    _admit(request, row, act, may_honour(request.user, row.school.district))
    return row


@requires("honour.write")
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_pick(request, pk, "show")
    return pressed(
        request, lambda: services.show_practice(row, actor=request.user), back=_back(pk),
        done="เผยแพร่แล้ว ทุกโรงเรียนในเขตอ่านได้",
    )  # fmt: skip


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_pick(request, pk, "return")
    return asked_why(
        request, lambda reason: services.return_practice(row, actor=request.user, reason=reason),
        heading="ตีกลับแนวปฏิบัติที่ดี", button="ตีกลับ", back=_back(pk), done="ตีกลับแล้ว โรงเรียนได้รับแจ้ง", sub=row.title,
        help_text="โรงเรียนจะเห็นข้อความนี้",
    )  # fmt: skip


@requires("honour.write")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_pick(request, pk, "withdraw")
    return asked_why(
        request, lambda reason: services.withdraw_practice(row, actor=request.user, reason=reason),
        heading="เลิกเผยแพร่", button="เลิกเผยแพร่", back=_back(pk), done="เลิกเผยแพร่แล้ว", sub=row.title,
        help_text="โรงเรียนเจ้าของเรื่องจะเห็นข้อความนี้ โรงเรียนอื่นจะไม่เห็นเรื่องนี้อีก",
    )  # fmt: skip
