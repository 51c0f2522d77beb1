"""At the meeting: who came, opening it, that it could not be opened, closing it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import act_page, tried
from core.errors import DomainError, NotAllowed
from core.keys import number_of
from core.thai.dates import parse_time
from kotpn.committee.models import Member
from kotpn.meetings.forms_sitting import ClosingForm, OtherForm
from kotpn.meetings.models import Meeting, OtherPresent, Presence, PresenceSpan
from kotpn.meetings.permissions import STATES, can_keep_meeting
from kotpn.meetings.queries.sitting import attendance_of, moment_of, seat_rows
from kotpn.meetings.quorum import room_of
from kotpn.meetings.services import attendance as acts

KEEPERS = ("committee.write",)


def meeting_to_keep(request: HttpRequest, pk: int) -> Meeting:
    """404 out of scope, 403 for who may see it but does not keep it."""
    rows = Meeting.objects.visible_to(request.user).select_related("committee__district")
    meeting: Meeting = get_object_or_404(rows, pk=pk)
    if not can_keep_meeting(request.user, meeting):
        raise PermissionDenied
    return meeting


def _at(request: HttpRequest, name: str = "at") -> time | None:
    text = request.POST.get(name, "").strip()
    return parse_time(text, field=name) if text else None


def _page(meeting: Meeting) -> dict[str, Any]:
    found = attendance_of(meeting, timezone.now())
    return {
        "meeting": meeting, "found": found, "strip": found.strip, "rows": found.rows,
        "may_open": STATES.allows(meeting.state, "open"), "may_write": STATES.allows(meeting.state, "write"),
    }  # fmt: skip


@requires(*KEEPERS)
@never_cache
@require_http_methods(["GET"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """A large row per seat; one tap notes that somebody came."""
    meeting = meeting_to_keep(request, pk)
    return render(request, "kotpn/meetings/attendance.html", {**_page(meeting), "form": OtherForm(meeting=meeting)})


@requires(*KEEPERS)
@require_POST
def seat(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """One act on one seat; htmx gets the row and the strip, a plain post the page again."""
    meeting = meeting_to_keep(request, pk)
    held = get_object_or_404(Member, pk=member, tenure__committee=meeting.committee_id)
    problem = ""
    try:
        _act(request, meeting, held)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except DomainError as refusal:
        problem = refusal.message
    if getattr(request, "htmx", False):
        context = _page(meeting)
        row = next((row for row in context["rows"] if row.member.pk == held.pk), None)
        if row is not None:
            row = replace(row, problem=problem, typed=request.POST.dict() if problem else {})
            return render(request, "kotpn/meetings/_seat_answer.html", {**context, "row": row})
    if problem:
        context = _page(meeting)
        context["rows"] = [
            replace(row, problem=problem, typed=request.POST.dict()) if row.member.pk == held.pk else row
            for row in context["rows"]
        ]
        context["form"] = OtherForm(meeting=meeting)
        return render(request, "kotpn/meetings/attendance.html", context, status=422)
    return redirect(f"{reverse('committee-meetings:attendance', args=[pk])}#seat-{held.pk}")


def _act(request: HttpRequest, meeting: Meeting, member: Member) -> None:
    given = {"actor": request.user}

    def present(kind: str) -> None:
        acts.note_presence(
            meeting, member, **given, kind=kind, at=_at(request),
            substitute_name=request.POST.get("substitute_name", ""),
            substitute_post=request.POST.get("substitute_post", ""), reason=request.POST.get("reason", ""),
        )  # fmt: skip

    def times() -> None:
        span = get_object_or_404(
            PresenceSpan.objects.select_related("presence__meeting", "presence__member"),
            pk=number_of(request.POST.get("span")), presence__meeting=meeting, presence__member=member,
        )  # fmt: skip
        arrived = _at(request, "arrived")
        if arrived is None:
            raise DomainError("กรุณากรอกเวลามา", field="arrived")
        acts.correct_span(span, **given, arrived=arrived, left=_at(request, "left"))

    table: dict[str, Callable[[], Any]] = {
        "come": lambda: present(Presence.Kind.SELF),
        "substitute": lambda: present(Presence.Kind.SUBSTITUTE),
        "absent": lambda: present(Presence.Kind.ABSENT),
        "back": lambda: acts.note_arrival(meeting, member, **given, at=_at(request)),
        "leave": lambda: acts.note_leaving(meeting, member, **given, at=_at(request)),
        "times": times,
        "undo": lambda: acts.take_back(meeting, member, **given),
    }
    act = table.get(request.POST.get("act", ""))
    if act is None:
        raise DomainError("ไม่รู้จักคำสั่งนี้ กรุณาเปิดหน้านี้ใหม่")
    act()


@requires(*KEEPERS)
@require_POST
def other(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody present who holds no seat."""
    meeting = meeting_to_keep(request, pk)
    form = OtherForm(request.POST, meeting=meeting)
    if form.is_valid():
        try:
            acts.note_other(meeting, actor=request.user, **form.cleaned_data)
            return redirect(f"{reverse('committee-meetings:attendance', args=[pk])}#others")
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return render(request, "kotpn/meetings/attendance.html", {**_page(meeting), "form": form}, status=422)


@requires(*KEEPERS)
@require_POST
def drop_other(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    meeting = meeting_to_keep(request, pk)
    row = get_object_or_404(OtherPresent.objects.select_related("meeting"), pk=other, meeting=meeting)
    tried(request, lambda: acts.drop_other(row, actor=request.user))
    return redirect(f"{reverse('committee-meetings:attendance', args=[pk])}#others")


@requires(*KEEPERS)
@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """เปิดประชุม; on to writing what is said."""
    meeting = meeting_to_keep(request, pk)
    if tried(request, lambda: acts.open_meeting(meeting, actor=request.user, at=_at(request))):
        return redirect("minutes:sitting", pk)
    return redirect("committee-meetings:attendance", pk)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def not_opened(request: HttpRequest, pk: int) -> HttpResponse:
    """The committee did not come together: recorded, and the meeting is cancelled."""
    meeting = meeting_to_keep(request, pk)
    if request.method == "POST":
        if tried(request, lambda: acts.fail_to_open(meeting, actor=request.user, at=_at(request))):
            messages.success(request, "บันทึกว่าเปิดประชุมไม่ได้แล้ว นัดประชุมใหม่ได้โดยใช้เลขครั้งเดิม")
        return redirect("committee-meetings:attendance", pk)
    room = room_of(meeting)
    at = moment_of(meeting, room, timezone.now())
    context = {"meeting": meeting, "quorum": room.quorum(at), "may_cancel": STATES.allows(meeting.state, "cancel")}
    return render(request, "kotpn/meetings/not_opened.html", context)


@requires(*KEEPERS)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """เลิกประชุม: at what time; whoever is still there leaves with it."""
    meeting = meeting_to_keep(request, pk)
    back = reverse("minutes:sitting", args=[pk])
    at = moment_of(meeting, room_of(meeting), timezone.now())
    form = ClosingForm(request.POST if request.method == "POST" else None, initial={"at": at})
    if form.is_bound and form.is_valid():
        try:
            acts.close_meeting(meeting, actor=request.user, at=form.cleaned_data["at"])
            messages.success(request, "บันทึกเวลาเลิกประชุมแล้ว")
            return redirect(back)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    still = sum(row.state == "here" for row in seat_rows(meeting))
    context = {
        "form": form, "heading": "เลิกประชุม", "sub": str(meeting), "button": "บันทึกเวลาเลิกประชุม", "back": back,
        "notes": [f"ผู้ที่ยังอยู่ในที่ประชุม {still} คน จะลงเวลาออกพร้อมกันนี้"] if still else [],
    }  # fmt: skip
    return act_page(request, **context)
