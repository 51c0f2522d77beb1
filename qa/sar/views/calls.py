"""Calls for SARs: list, draft, the board of one call with its schools, its acts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.trail import trail
from qa.sar import permissions, services
from qa.sar.forms import CallForm, DueForm
from qa.sar.models import Sar, SarCall
from qa.sar.queries.lists import board, for_rows, sars_of_schools, with_counts
from qa.sar.queries.scope import schools_of_call
from qa.sar.tables import CallTable, OwnTable, SarTable
from qa.sar.views.base import READERS, attempt, call_or_404, with_reason
from schools.queries import person_of, schools_of
from schools.scope import holds, reach

_LOOKS = {
    "sar_call.created": ("plain", "pencil"),
    "sar_call.opened": ("", "send"),
    "sar_call.extended": ("warn", "calendar-plus"),
    "sar_call.reminded": ("plain", "bell"),
    "sar_call.closed": ("plain", "lock"),
    "sar_call.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office: its calls. A school: its SARs."""
    district: Any = getattr(request, "district", None) or None
    today = timezone.localdate()
    if district is None or not holds(request.user, "district.read", district=district):
        rows = sars_of_schools(request.user)
        rows = rows.of_district(district) if district is not None else rows.none()
        table = OwnTable(request, rows.with_urgency(today), title="SAR ของโรงเรียน")
        waiting = rows.unanswered().filter(call__state=SarCall.State.OPEN).count()
        return render(request, "qa/sar/own_list.html", {"table": table, "waiting": waiting, "today": today})
    calls = with_counts(SarCall.objects.visible_to(request.user).of_district(district))
    table = CallTable(request, calls, title="ประกาศเรียก SAR", today=today)
    context = {"table": table, "may_call": permissions.may_call(request.user, district), "today": today}
    return render(request, "qa/sar/call_list.html", context)


@requires("sar.call")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = getattr(request, "district", None) or None
    if district is None or not permissions.may_call(request.user, district):
        raise PermissionDenied
    form = CallForm(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        made: list[SarCall] = []
        if attempt(
            request, form, lambda: made.append(services.create_call(district, actor=request.user, **form.cleaned_data))
        ):
            return redirect("sar:call", pk=made[0].pk)
    context = {"form": form, "heading": "เรียก SAR จากโรงเรียน", "back": reverse("sar:index")}
    return render(request, "qa/sar/call_edit.html", context, status=422 if form.is_bound else 200)


def _to_run(request: HttpRequest, pk: int) -> SarCall:
    call = call_or_404(request, pk)
    if not permissions.may_call(request.user, call.district):
        raise PermissionDenied
    return call


@requires("sar.call")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    call = _to_run(request, pk)
    if call.state != SarCall.State.DRAFT:
        messages.info(request, "ประกาศนี้เปิดรับแล้ว เปลี่ยนได้เฉพาะกำหนดส่ง")
        return redirect("sar:call", pk=pk)
    form = CallForm(request.POST or None, user=request.user, district=call.district, call=call)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, form, lambda: services.edit_call(call, actor=request.user, **values)):
            return redirect("sar:call", pk=pk)
    context = {"form": form, "heading": str(call), "back": reverse("sar:call", args=[pk]), "call": call}
    return render(request, "qa/sar/call_edit.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_safe
def call_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The office sees the board; a school is led to its own SAR."""
    call = call_or_404(request, pk)
    today = timezone.localdate()
    if not permissions.may_read_office(request.user, call.district):
        own = Sar.objects.filter(call=call, school__in=reach(request.user, "school.read").schools)
        keys = list(own.values_list("pk", flat=True)[:2])
        return redirect("sar:sar", pk=keys[0]) if len(keys) == 1 else redirect("sar:index")
    person = person_of(request.user, call.district)
    table = SarTable(
        request, for_rows(call.sars.with_urgency(today)), title="โรงเรียน", user=request.user, district=call.district,
        today=today, mine=schools_of(person, today).values("pk") if person else (),
    )  # fmt: skip
    may_run = permissions.may_call(request.user, call.district)
    draft = call.state == SarCall.State.DRAFT
    context = {
        "call": call, "board": board(call, today=today), "table": table, "today": today, "may_run": may_run,
        "acts": permissions.CALL_STATES.acts(call.state) if may_run else (),
        "planned": _planned(call) if draft else [],
        "events": trail("sar_call", call.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "qa/sar/call.html", context)


def _planned(call: SarCall) -> list[tuple[str, str, int]]:
    """(level, set, schools) of a draft: what opening it will do."""
    found = schools_of_call(call, timezone.localdate())
    sets = {"basic": call.basic_set, "early": call.early_set}
    return [(sets[level].get_level_display(), str(sets[level]), len(rows)) for level, rows in found.items()]


@requires("sar.call")
@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    call = _to_run(request, pk)
    if tried(request, lambda: services.open_call(call, actor=request.user)):
        messages.success(request, "เปิดรับแล้ว โรงเรียนได้รับแจ้ง")
    return redirect("sar:call", pk=pk)


@requires("sar.call")
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    call = _to_run(request, pk)
    form = DueForm(request.POST or None)
    back = reverse("sar:call", args=[pk])
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, form, lambda: services.extend_call(call, actor=request.user, **values)):
            messages.success(request, "เลื่อนกำหนดแล้ว โรงเรียนที่ยังไม่ส่งได้รับแจ้ง")
            return redirect(back)
    context = {"form": form, "heading": "เลื่อนกำหนดส่งทุกโรงเรียน", "button": "เลื่อนกำหนดส่ง", "back": back, "sub": str(call)}
    return act_page(request, **context, under=("sar:index", "SAR"))


@requires("sar.call")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    call = _to_run(request, pk)
    if tried(request, lambda: services.close_call(call, actor=request.user)):
        messages.success(request, "ปิดรับแล้ว โรงเรียนที่ถูกส่งกลับยังส่งใหม่ได้")
    return redirect("sar:call", pk=pk)


@requires("sar.call")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_or_404(request, pk)
    return with_reason(
        request, may=permissions.may_call(request.user, call.district),
        act=lambda reason: services.cancel_call(call, actor=request.user, reason=reason),
        back=reverse("sar:call", args=[pk]), heading="ยกเลิกประกาศเรียก SAR", button="ยกเลิกประกาศนี้", done="ยกเลิกแล้ว",
        help_text="ทุกโรงเรียนจะเห็นข้อความนี้ สิ่งที่เขียนไว้ไม่ถูกลบ", sub=str(call),
    )  # fmt: skip


@requires("sar.call")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    call = _to_run(request, pk)
    if tried(request, lambda: services.delete_draft(call, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("sar:index")
    return redirect("sar:call", pk=pk)


@requires("sar.call")
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    call = _to_run(request, pk)
    told: list[int] = []
    if tried(request, lambda: told.append(services.remind_call(call, actor=request.user))):
        if told[0]:
            messages.success(request, f"เตือนแล้ว {told[0]} โรงเรียน")
        else:
            messages.info(request, "วันนี้เตือนครบทุกโรงเรียนแล้ว เตือนได้โรงเรียนละหนึ่งครั้งต่อวัน")
    return redirect("sar:call", pk=pk)
