"""ทะเบียนมติ: the register, one resolution, and the acts on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.forms import ReasonForm, attempt
from core.trail import trail
from evidence.queries import panel
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import AgendaItem
from kotpn.minutes import permissions
from kotpn.minutes.forms import AssignForm, CorrectForm, DoneForm, NoteForm, OpenWorkForm
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.opened import standing_of
from kotpn.minutes.proof import KEY
from kotpn.minutes.queries import arising_items, is_late, tally_of
from kotpn.minutes.services import following
from kotpn.minutes.services.adoption import correct as correct_service
from kotpn.minutes.tables import ResolutionTable
from kotpn.minutes.views.base import READERS, district_of, resolution_or_404

LOOKS = {
    "resolution.assigned": ("", "user-check"),
    "resolution.noted": ("", "pencil"),
    "resolution.done": ("", "send"),
    "resolution.closed": ("ok", "circle-check"),
    "resolution.settled": ("ok", "circle-check"),
    "resolution.returned": ("warn", "arrow-back-up"),
    "resolution.reopened": ("warn", "refresh"),
    "resolution.stopped": ("", "circle-minus"),
    "minutes.resolved": ("ok", "gavel"),
    "minutes.resolution_changed": ("warn", "pencil"),
    "minutes.resolution_withdrawn": ("bad", "circle-x"),
    "resolution.opened_work": ("", "link"),
    "resolution.corrected": ("", "file-diff"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = district_of(request)
    rows = Resolution.objects.visible_to(request.user)
    rows = rows.of_district(district) if district is not None else rows.none()
    tally = tally_of(rows.numbered(), timezone.localdate())
    table = ResolutionTable(
        request, rows.select_related("committee", "meeting", "owner"), title="ทะเบียนมติ", user=request.user,
        district=district,
    )  # fmt: skip
    chosen = request.GET.get("state", "")
    pills = [
        {"label": label, "url": f"?state={code}" if code else "?", "count": count, "current": chosen == code}
        for code, label, count in (
            ("", "ทั้งหมด", None),
            ("open", "กำลังดำเนินการ", tally.open),
            ("late", "เลยกำหนด", tally.late),
            ("done", "รอตรวจ", tally.done),
            ("closed", "เสร็จสิ้น", tally.closed),
        )
    ]
    return render(request, "kotpn/minutes/resolutions.html", {"table": table, "tally": tally, "pills": pills})


@requires(*READERS)
@require_safe
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, resolution_or_404(request, pk))


def _page(request: HttpRequest, found: Resolution, **forms: Any) -> HttpResponse:
    user = request.user
    can = {
        "note": permissions.can_note(user, found),
        "report": permissions.can_report(user, found),
        "close": permissions.can_close(user, found),
        "assign": permissions.can_assign(user, found),
        "open_work": permissions.can_open_work(user, found),
        "keep": may_keep(user, found.committee.district_id),
    }
    reasons = [
        (reverse(f"minutes:resolution-{name}", args=[found.pk]), label, forms.get(name) or _reason_form(name))
        for name, label, allowed in (
            ("return", "ส่งกลับให้ดำเนินการต่อ", permissions.can_return),
            ("reopen", "เปิดใหม่", permissions.can_reopen),
            ("stop", "เลิกติดตาม", permissions.can_stop),
        )
        if allowed(user, found)
    ]
    later = [] if not found.number else arising_items(found)
    standing = standing_of(user, found)
    followed = found.state != Resolution.State.NOTHING
    context = {
        "resolution": found, "can": can, "late": is_late(found, timezone.localdate()), "standing": standing,
        "suggest": standing is not None and standing.finished and found.state in ("open", "done"),
        "notes": list(found.notes.select_related("by")),
        "later": [(item, _settles(found, item, can)) for item in later],
        "corrected_by": list(found.corrected_by.select_related("meeting")), "reasons": reasons, "followed": followed,
        "panel": panel(user, KEY, found) if followed else None,
        "note_form": forms.get("note") or NoteForm(auto_id="note_%s"),
        "done_form": forms.get("report") or DoneForm(auto_id="done_%s"),
        "reads_minutes": can["keep"] or Minutes.objects.visible_to(user).filter(meeting=found.meeting_id).exists(),
        "may_correct": can["keep"] and bool(found.number) and found.corrects_id is None,
        "events": trail("resolution", found.pk, LOOKS),
    }  # fmt: skip
    return render(request, "kotpn/minutes/resolution.html", context, status=422 if forms else 200)


def _reason_form(name: str) -> ReasonForm:
    return ReasonForm(auto_id=f"{name}_%s")


def _settles(found: Resolution, item: AgendaItem, can: dict[str, bool]) -> bool:
    """Whether that meeting decided and so the resolution may be closed by it."""
    decided = any(row.number and row.state != Resolution.State.CANCELLED for row in item.resolutions.all())
    return can["keep"] and decided and permissions.FOLLOW.allows(found.state, "settle")


def _given(
    request: HttpRequest, pk: int, name: str, form: Any, act: Callable[[Resolution], Any], *, done: str
) -> HttpResponse:
    """One posted form of the page: the act, or the page again with what was typed."""
    found = resolution_or_404(request, pk)
    if form.is_valid() and attempt(form, lambda: act(found)) is not None:
        messages.success(request, done)
        return redirect("minutes:resolution", pk=pk)
    return _page(request, found, **{name: form})


@requires(*READERS)
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    form = NoteForm(request.POST, auto_id="note_%s")
    return _given(
        request, pk, "note", form, lambda row: following.note_progress(row, actor=request.user, **form.cleaned_data),
        done="บันทึกความก้าวหน้าแล้ว",
    )  # fmt: skip


@requires(*READERS)
@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    form = DoneForm(request.POST, auto_id="done_%s")
    return _given(
        request, pk, "report", form, lambda row: following.report_done(row, actor=request.user, **form.cleaned_data),
        done="แจ้งว่าเสร็จแล้ว รอฝ่ายเลขานุการตรวจและปิด",
    )  # fmt: skip


@requires("committee.write")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = resolution_or_404(request, pk)
    if tried(request, lambda: following.close_resolution(found, actor=request.user)):
        messages.success(request, "ปิดมติแล้ว")
    return redirect("minutes:resolution", pk=pk)


def _reasoned(request: HttpRequest, pk: int, name: str, service: Callable[..., Any], done: str) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id=f"{name}_%s")
    return _given(
        request,
        pk,
        name,
        form,
        lambda row: service(row, actor=request.user, reason=form.cleaned_data["reason"]),
        done=done,
    )


@requires("committee.write")
@require_POST
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(request, pk, "return", following.return_resolution, "ส่งกลับแล้ว")


@requires("committee.write")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(request, pk, "reopen", following.reopen_resolution, "เปิดใหม่แล้ว")


@requires("committee.write")
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(request, pk, "stop", following.stop_following, "เลิกติดตามแล้ว")


@requires("committee.write")
@require_POST
def settle(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Closed by what a later meeting decided on the matter about it."""
    found = resolution_or_404(request, pk)
    row = get_object_or_404(
        AgendaItem.objects.visible_to(request.user).select_related("section__meeting__committee"), pk=item
    )
    if tried(request, lambda: following.settle_at_meeting(found, actor=request.user, item=row)):
        messages.success(request, "ปิดตามมติที่ประชุมแล้ว")
    return redirect("minutes:resolution", pk=pk)


def _form_page(request: HttpRequest, found: Resolution, form: Any, heading: str, button: str) -> HttpResponse:
    context = {
        "form": form, "heading": heading, "button": button, "sub": f"{found.reference} {found.text[:80]}",
        "back": reverse("minutes:resolution", args=[found.pk]),
    }  # fmt: skip
    return act_page(request, **context)


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    found = resolution_or_404(request, pk)
    if not permissions.can_assign(request.user, found):
        raise PermissionDenied
    form = AssignForm(request.POST or None, resolution=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: following.assign_resolution(found, actor=request.user, **given)) is not None:
            messages.success(request, "กำหนดผู้รับผิดชอบแล้ว")
            return redirect("minutes:resolution", pk=pk)
    return _form_page(request, found, form, "ผู้รับผิดชอบและกำหนดเสร็จ", "บันทึก")


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = resolution_or_404(request, pk)
    if not may_keep(request.user, found.committee.district_id):
        raise PermissionDenied
    form = CorrectForm(request.POST or None, resolution=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        earlier = form.cleaned_data["corrects"]
        if attempt(form, lambda: correct_service(found, earlier, actor=request.user)) is not None:
            messages.success(request, f"ระบุแล้วว่ามตินี้แก้ไข{earlier.reference}")
            return redirect("minutes:resolution", pk=pk)
    return _form_page(request, found, form, "มตินี้แก้ไขมติใด", "บันทึก")


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def open_work(request: HttpRequest, pk: int) -> HttpResponse:
    found = resolution_or_404(request, pk)
    if not may_keep(request.user, found.committee.district_id):
        raise PermissionDenied
    form = OpenWorkForm(request.POST or None, resolution=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: following.open_work(
                found, actor=request.user, kind=form.cleaned_data["kind"], target=form.target(),
                text=form.cleaned_data["text"],
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, "เปิดงานติดตามแล้ว")
            return redirect("minutes:resolution", pk=pk)
    return _form_page(request, found, form, "เปิดงานติดตาม", "เปิดงาน")
