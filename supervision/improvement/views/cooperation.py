"""H: the cooperation log of a programme and of one school."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.conflicts import guarded
from core.forms import attempt
from core.passed import admit
from supervision.improvement import services
from supervision.improvement.forms import CooperationForm
from supervision.improvement.models import Cooperation, Participation, Programme
from supervision.improvement.permissions import (
    can_follow,
    can_write_cooperation,
    can_write_school,
    may_follow,
    may_write_cooperation,
    may_write_school,
    reads_office,
)
from supervision.improvement.queries.work import together
from supervision.improvement.services.common import programme_pointer
from supervision.improvement.tables import CooperationTable
from supervision.improvement.views.base import (
    READERS,
    admit_while_open,
    form_page,
    office_programme_or_404,
    participation_or_404,
    with_reason,
)


def _log(request: HttpRequest, rows: Any, programme: Programme, **context: Any) -> HttpResponse:
    office = "participation" not in context
    table = CooperationTable(
        request, rows.filter(cancel_reason="").select_related("school", "body"), title="บันทึกความร่วมมือ",
        programme=programme, office=office,
    )  # fmt: skip
    shown = {"programme": programme, "table": table, "sum": together(rows), **context}
    return render(request, "improvement/cooperation.html", shown)


@requires("district.read")
@require_safe
def log(request: HttpRequest, pk: int) -> HttpResponse:
    found = office_programme_or_404(request, pk)
    return _log(
        request, found.cooperations.all(), found, can_write=can_follow(request.user, found),
        new_url=reverse("improvement:cooperation-new", args=[pk]),
    )  # fmt: skip


@requires(*READERS)
@require_safe
def school_log(request: HttpRequest, pk: int) -> HttpResponse:
    row = participation_or_404(request, pk)
    return _log(
        request, row.programme.cooperations.filter(school=row.school_id), row.programme, participation=row,
        can_write=can_write_school(request.user, row),
        new_url=reverse("improvement:school-cooperation-new", args=[pk]),
    )  # fmt: skip


def _new(request: HttpRequest, programme: Programme, row: Participation | None, back: str, sub: str) -> HttpResponse:
    initial = {"held_on": timezone.localdate(), "side": Cooperation.Side.OUTSIDE}
    form = CooperationForm(request.POST or None, user=request.user, programme=programme, initial=initial)
    if request.method == "POST" and form.is_valid():
        school = row.school if row else None
        made = attempt(
            form, lambda: services.save_cooperation(programme, actor=request.user, school=school, **form.words())
        )
        if made is not None:
            messages.success(request, "บันทึกแล้ว เพิ่มภาพได้ที่หน้านี้")
            return redirect("improvement:cooperation-record", pk=made.pk)
    return form_page(request, form, heading="บันทึกความร่วมมือ", button="บันทึก", sub=sub, back=back)


@requires("improvement.follow")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the office."""
    found = office_programme_or_404(request, pk)
    admit_while_open(request, found, may_follow(request.user, found))
    return _new(request, found, None, reverse("improvement:cooperation", args=[pk]), found.name)


@requires("school.improvement.write", "improvement.follow")
@require_http_methods(["GET", "POST"])
def school_new(request: HttpRequest, pk: int) -> HttpResponse:
    row = participation_or_404(request, pk)
    admit_while_open(
        request, row.programme, may_write_school(request.user, row),
        back=reverse("improvement:school-cooperation", args=[pk]),
    )  # fmt: skip
    return _new(request, row.programme, row, reverse("improvement:school-cooperation", args=[pk]), row.school.name)


def _record(request: HttpRequest, pk: int) -> Cooperation:
    rows = Cooperation.objects.visible_to(request.user).select_related(
        "programme__district", "school", "body", "created_by", "saved_by"
    )
    found: Cooperation = get_object_or_404(rows, pk=pk)
    return found


def _record_to_write(request: HttpRequest, pk: int) -> Cooperation:
    found = _record(request, pk)
    may, back = may_write_cooperation(request.user, found), reverse("improvement:cooperation-record", args=[pk])
    admit_while_open(request, found.programme, may, back=back)
    admit(
        request, programme_pointer(found.programme), "ยกเลิกบันทึกแล้ว", may=may, now=not found.cancel_reason, back=back
    )  # fmt: skip
    return found


def _back(request: HttpRequest, found: Cooperation) -> str:
    """The log it is read in: the school's own for its people, the office's for the office."""
    if not reads_office(request.user, found.programme):
        row = Participation.objects.filter(programme=found.programme, school=found.school).first()
        if row is not None:
            return reverse("improvement:school-cooperation", args=[row.pk])
    return reverse("improvement:cooperation", args=[found.programme_id])


@requires(*READERS)
@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    found = _record(request, pk)
    context = {
        "record": found, "programme": found.programme, "back": _back(request, found),
        "can_write": can_write_cooperation(request.user, found),
    }  # fmt: skip
    return render(request, "improvement/cooperation_record.html", context)


@requires("school.improvement.write", "improvement.follow")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _record_to_write(request, pk)
    form = CooperationForm(request.POST or None, user=request.user, programme=found.programme, record=found)
    done, more = guarded(
        request, form,
        lambda stamp: services.save_cooperation(
            found.programme, actor=request.user, record=found, stamp=stamp, **form.words()
        ),
        fresh=lambda: Cooperation.objects.get(pk=pk), stamp=found.stamp,
    )  # fmt: skip
    back = reverse("improvement:cooperation-record", args=[pk])
    if done is not None:
        return redirect(back)
    return form_page(request, form, heading="แก้ไขบันทึกความร่วมมือ", button="บันทึก", sub=found.activity, back=back, **more)


@requires("school.improvement.write", "improvement.follow")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _record_to_write(request, pk)
    return with_reason(
        request, act=lambda reason: services.cancel_cooperation(found, actor=request.user, reason=reason),
        back=_back(request, found), heading="ยกเลิกบันทึก", button="ยกเลิกบันทึก", done="ยกเลิกบันทึกแล้ว",
        help_text="บันทึกยังอยู่พร้อมเหตุผล และไม่นับในผล", sub=found.activity,
    )  # fmt: skip
