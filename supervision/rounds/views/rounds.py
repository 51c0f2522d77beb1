"""Rounds of the office: list, draft, board of a round, its acts; a school's list of what it has to fill in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, ask_why
from core.keys import number_of
from core.trail import trail
from schools.models import School
from schools.scope import holds, reach
from supervision.field.views.base import attempt
from supervision.rounds import permissions, services
from supervision.rounds.forms import ExtendForm, RoundForm
from supervision.rounds.models import CollectionRound, RoundSchool
from supervision.rounds.queries.lists import (
    board,
    entries_of_school,
    for_school_rows,
    open_to_apply,
    with_counts,
)
from supervision.rounds.tables import EntryTable, RoundSchoolTable, RoundTable
from supervision.rounds.views.base import READERS, round_or_404

_LOOKS = {
    "round.created": ("plain", "pencil"),
    "round.opened": ("", "send"),
    "round.extended": ("warn", "calendar-plus"),
    "round.reminded": ("plain", "bell"),
    "round.closed": ("plain", "lock"),
    "round.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office: its rounds. A school: what it has to fill in."""
    district: Any = getattr(request, "district", None) or None
    today = timezone.localdate()
    if district is None or not holds(request.user, "district.read", district=district):
        rows = entries_of_school(request.user)
        rows = rows.filter(round__district=district) if district is not None else rows.none()
        table = EntryTable(request, rows, title="แบบจากสำนักงานเขต", user=request.user)
        context = {
            "table": table, "today": today,
            "to_apply": open_to_apply(request.user, district, today) if district is not None else [],
            "waiting": rows.unanswered().filter(round__state="open").count(),
        }  # fmt: skip
        return render(request, "rounds/school_list.html", context)
    rounds = with_counts(CollectionRound.objects.visible_to(request.user).of_district(district))
    table = RoundTable(request, rounds.select_related("version__instrument"), title="รอบเก็บข้อมูล", today=today)
    context = {"table": table, "may_begin": permissions.can_begin_rounds(request.user, district), "today": today}
    return render(request, "rounds/list.html", context)


@requires("district.read")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if district is None or not permissions.can_begin_rounds(request.user, district):
        raise PermissionDenied
    form = RoundForm(
        request.POST or None, user=request.user, district=district, initial={"version": request.GET.get("version")}
    )
    if request.method == "POST" and form.is_valid():
        made: list[CollectionRound] = []
        if attempt(
            request, form,
            lambda: made.append(services.create_round(district, actor=request.user, **form.cleaned_data)),
        ):  # fmt: skip
            return redirect("rounds:round", pk=made[0].pk)
    context = {"form": form, "heading": "รอบเก็บข้อมูลใหม่", "back": reverse("rounds:rounds")}
    return render(request, "rounds/edit.html", context, status=422 if form.is_bound else 200)


def _to_run(request: HttpRequest, pk: int) -> CollectionRound:
    round_ = round_or_404(request, pk)
    if not permissions.may_run(request.user, round_):
        raise PermissionDenied
    return round_


@requires("district.read")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _to_run(request, pk)
    if round_.state != CollectionRound.State.DRAFT:
        messages.info(request, "รอบนี้เปิดแล้ว เปลี่ยนได้เฉพาะกำหนดส่ง")
        return redirect("rounds:round", pk=pk)
    form = RoundForm(request.POST or None, user=request.user, district=round_.district, round_=round_)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, form, lambda: services.edit_round(round_, actor=request.user, **values)):
            return redirect("rounds:round", pk=pk)
    context = {"form": form, "heading": str(round_), "back": reverse("rounds:round", args=[pk]), "round": round_}
    return render(request, "rounds/edit.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The office sees the board; a school is led to its own row."""
    round_ = round_or_404(request, pk)
    today = timezone.localdate()
    if not permissions.may_read_office(request.user, round_.district):
        own = RoundSchool.objects.filter(round=round_, school__in=reach(request.user, "school.read").schools)
        keys = list(own.values_list("pk", flat=True)[:2])
        if len(keys) == 1:
            return redirect("rounds:entry", pk=keys[0])
        return redirect("rounds:rounds")
    may_run = permissions.may_run(request.user, round_)
    table = RoundSchoolTable(
        request, for_school_rows(round_.schools.all()), title="โรงเรียนในรอบนี้", user=request.user,
        district=round_.district, may_run=may_run, today=today,
    )  # fmt: skip
    acts = permissions.ROUND_STATES.acts(round_.state) if may_run else ()
    draft = round_.state == CollectionRound.State.DRAFT
    context = {
        "round": round_, "board": board(round_, today=today), "table": table, "today": today, "acts": acts,
        "may_run": may_run,
        "may_remind": may_run and round_.accepts(today),
        "planned_schools": services.schools_of_audience(
            round_.district, round_.audience, round_.chosen, today
        ).count() if draft else 0,
        "events": trail("collection_round", round_.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "rounds/round.html", context)


@requires("district.read")
@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _to_run(request, pk)
    if attempt(request, None, lambda: services.open_round(round_, actor=request.user)):
        messages.success(request, "เปิดรอบแล้ว โรงเรียนได้รับแจ้ง")
    return redirect("rounds:round", pk=pk)


@requires("district.read")
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _to_run(request, pk)
    form = ExtendForm(request.POST or None)
    back = reverse("rounds:round", args=[pk])
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, form, lambda: services.extend_round(round_, actor=request.user, **values)):
            messages.success(request, "ขยายกำหนดแล้ว โรงเรียนที่ยังไม่ส่งได้รับแจ้ง")
            return redirect(back)
    context = {"form": form, "heading": "ขยายกำหนดส่ง", "button": "ขยายกำหนดส่ง", "back": back, "sub": str(round_)}
    return act_page(request, **context)


@requires("district.read")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _to_run(request, pk)
    if attempt(request, None, lambda: services.close_round(round_, actor=request.user)):
        messages.success(request, "ปิดรอบแล้ว โรงเรียนส่งเพิ่มไม่ได้จนกว่าจะขยายกำหนด")
    return redirect("rounds:round", pk=pk)


@requires("district.read")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_or_404(request, pk)
    return ask_why(
        request, may=permissions.may_run(request.user, round_),
        act=lambda reason: services.cancel_round(round_, actor=request.user, reason=reason),
        back=reverse("rounds:round", args=[pk]), heading="ยกเลิกรอบเก็บข้อมูล", button="ยกเลิกรอบนี้", done="ยกเลิกรอบแล้ว",
        help_text="ทุกโรงเรียนในรอบจะเห็นข้อความนี้ สิ่งที่ส่งมาแล้วไม่ถูกลบ แต่ไม่นับในผลอีก", sub=str(round_),
    )  # fmt: skip


@requires("district.read")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _to_run(request, pk)
    if attempt(request, None, lambda: services.delete_draft(round_, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("rounds:rounds")
    return redirect("rounds:round", pk=pk)


@requires("district.read")
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _to_run(request, pk)
    told: list[int] = []
    if attempt(request, None, lambda: told.append(services.remind_round(round_, actor=request.user))):
        if told[0]:
            messages.success(request, f"เตือนแล้ว {told[0]} โรงเรียน")
        else:
            messages.info(request, "วันนี้เตือนครบทุกโรงเรียนแล้ว เตือนได้โรงเรียนละหนึ่งครั้งต่อวัน")
    return redirect("rounds:round", pk=pk)


@requires("district.read")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """One row (`entry`), or every submitted one."""
    round_ = _to_run(request, pk)
    entry = number_of(request.POST.get("entry"))
    if entry is None and request.POST.get("entry"):
        raise Http404
    taken: list[int] = []
    entries = [entry] if entry is not None else None
    if attempt(
        request, None,
        lambda: taken.append(services.accept_entries(round_, actor=request.user, entries=entries)),
    ):  # fmt: skip
        messages.success(request, f"รับแล้ว {taken[0]} โรงเรียน")
    return redirect("rounds:round", pk=pk)


@requires("round.submit")
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """The principal's school takes part."""
    round_ = round_or_404(request, pk)
    own = School.objects.filter(pk__in=reach(request.user, "round.submit").schools, district=round_.district_id)
    wanted = number_of(request.POST.get("school"))
    own = own.filter(pk=wanted) if wanted is not None else own
    school = own.select_related("district").order_by("pk").first()
    if school is None:
        raise Http404
    made: list[RoundSchool] = []
    if attempt(
        request, None,
        lambda: made.append(services.apply_to_round(round_, actor=request.user, school=school)),
    ):  # fmt: skip
        messages.success(request, "สมัครแล้ว กรอกแบบได้ทันทีที่รอบเปิด")
        return redirect("rounds:entry", pk=made[0].pk)
    return redirect("rounds:rounds")
