"""The list of minutes, one paper with what may be done with it, and each act."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from core.trail import trail
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import Meeting
from kotpn.minutes import permissions
from kotpn.minutes.content import content_of
from kotpn.minutes.forms import AmendForm, AnswerForm, CirculateForm, RemarkForm, ReturnForm, WritersForm
from kotpn.minutes.missing import missing_for_check
from kotpn.minutes.models import Amendment, Minutes, Remark
from kotpn.minutes.services import adoption
from kotpn.minutes.services import minutes as services
from kotpn.minutes.services.base import member_accounts
from kotpn.minutes.tables import MinutesTable
from kotpn.minutes.views.base import READERS, district_of, meeting_or_404, minutes_or_404

LOOKS = {
    "minutes.begun": ("", "notes"),
    "minutes.named": ("", "users"),
    "minutes.sent": ("", "send"),
    "minutes.remarked": ("warn", "message"),
    "minutes.settled": ("", "check"),
    "minutes.returned": ("warn", "arrow-back-up"),
    "minutes.circulated": ("ok", "mail"),
    "minutes.amended": ("warn", "file-diff"),
    "minutes.adopted": ("ok", "lock"),
}


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = district_of(request)
    rows = Minutes.objects.visible_to(request.user)
    rows = rows.of_district(district) if district is not None else rows.none()
    late = rows.overdue(timezone.localdate()).count()
    table = MinutesTable(
        request, rows.select_related("meeting__committee"), title="รายงานการประชุม", user=request.user, district=district
    )
    return render(request, "kotpn/minutes/index.html", {"table": table, "late": late})


@requires(*READERS)
@require_safe
def minutes(request: HttpRequest, meeting: int) -> HttpResponse:
    found = Minutes.objects.visible_to(request.user).filter(meeting=meeting).exists()
    if not found:
        held = meeting_or_404(request, meeting)
        if held.state not in (Meeting.State.OPEN, Meeting.State.CLOSED):
            raise Http404
        if not may_keep(request.user, held.committee.district_id):
            raise Http404
        return render(request, "kotpn/minutes/begin.html", {"meeting": held})
    return _page(request, minutes_or_404(request, meeting))


def _page(request: HttpRequest, found: Minutes, *, status: int = 200, **bound: Any) -> HttpResponse:
    user = request.user
    today = timezone.localdate()
    can = {
        "write": permissions.can_write(user, found),
        "send": permissions.can_send(user, found),
        "check": permissions.can_check(user, found),
        "member_remark": permissions.can_remark_as_member(user, found, today),
        "settle": permissions.can_settle(user, found),
        "keep": may_keep(user, found.meeting.committee.district_id),
    }
    can["remark"] = can["check"] or can["member_remark"]
    content = content_of(found.meeting)
    told = found.state in (Minutes.State.CIRCULATED, Minutes.State.ADOPTED)
    waits = found.state == Minutes.State.CHECKING and not can["check"]
    context = {
        "minutes": found, "meeting": found.meeting, "content": content, "can": can, "today": today,
        "changed": told and content.hash() != found.content_hash,
        "late": not told and found.due_on is not None and found.due_on < today,
        "own_work": waits and permissions.is_recorder(user, found) and permissions.may_write(user, found),
        "missing": missing_for_check(found) if can["send"] else [],
        "remarks": _remarks(found, user, can), "amendments": list(found.amendments.select_related("item", "meeting")),
        "without": member_accounts(found)[1] if told and can["keep"] else [],
        "remark_form": bound.get("remark") or RemarkForm(minutes=found),
        "return_form": bound.get("return") or ReturnForm(auto_id="return_%s"),
        "circulate_form": bound.get("circulate") or CirculateForm(),
        "answer_form": bound.get("answer") or AnswerForm(), "answered": bound.get("answered"),
        "adopting": _adopting(found) if can["keep"] else None,
        "events": trail("minutes", found.meeting_id, LOOKS) if can["keep"] else [],
    }  # fmt: skip
    return render(request, "kotpn/minutes/minutes.html", context, status=status)


def _remarks(found: Minutes, user: Any, can: dict[str, bool]) -> list[Remark]:
    """Everybody's for who writes or checks; a member's own for a member."""
    rows = found.remarks.select_related("item__section", "by", "settled_by")
    if not (can["keep"] or permissions.may_write(user, found) or permissions.may_check(user, found)):
        rows = rows.filter(by=user)
    return list(rows)


def _adopting(found: Minutes) -> Meeting | None:
    """The open meeting with an item that adopts them: there amendments are written down."""
    if found.state != Minutes.State.CIRCULATED:
        return None
    rows = Meeting.objects.filter(sections__items__adopts=found.meeting, state=Meeting.State.OPEN)
    return rows.select_related("committee__district").first()


@requires("committee.write")
@require_POST
def begin(request: HttpRequest, meeting: int) -> HttpResponse:
    held = meeting_or_404(request, meeting)
    tried(request, lambda: services.begin_minutes(held, actor=request.user))
    return redirect("minutes:minutes", meeting=meeting)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def writers(request: HttpRequest, meeting: int) -> HttpResponse:
    found = minutes_or_404(request, meeting)
    if not permissions.can_write(request.user, found):
        raise PermissionDenied
    form = WritersForm(request.POST or None, minutes=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: services.name_writers(found, actor=request.user, **given)) is not None:
            messages.success(request, "บันทึกผู้จดและผู้ตรวจแล้ว")
            return redirect("minutes:minutes", meeting=meeting)
    context = {
        "form": form, "heading": "ผู้จดและผู้ตรวจรายงานการประชุม", "button": "บันทึก", "sub": str(found),
        "back": reverse("minutes:minutes", args=[meeting]),
    }  # fmt: skip
    return act_page(request, **context)


@requires(*READERS)
@require_POST
def send(request: HttpRequest, meeting: int) -> HttpResponse:
    found = minutes_or_404(request, meeting)
    if not permissions.may_write(request.user, found):
        raise PermissionDenied
    if tried(request, lambda: services.send_to_check(found, actor=request.user)):
        messages.success(request, "ส่งให้ผู้ตรวจแล้ว")
    return redirect("minutes:minutes", meeting=meeting)


@requires(*READERS)
@require_POST
def remark(request: HttpRequest, meeting: int) -> HttpResponse:
    found = minutes_or_404(request, meeting)
    form = RemarkForm(request.POST, minutes=found)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: services.remark(found, actor=request.user, **given)) is not None:
            messages.success(request, "แจ้งข้อแก้ไขแล้ว")
            return redirect(f"{reverse('minutes:minutes', args=[meeting])}#remarks")
    return _page(request, found, status=422, remark=form)


@requires(*READERS)
@require_POST
def settle(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    found = minutes_or_404(request, meeting)
    if not permissions.may_write(request.user, found):
        raise PermissionDenied
    row = get_object_or_404(found.remarks.select_related("minutes"), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        if attempt(form, lambda: services.settle_remark(row, actor=request.user, answer=answer)) is not None:
            messages.success(request, "บันทึกผลการแก้ไขแล้ว")
            return redirect(f"{reverse('minutes:minutes', args=[meeting])}#remarks")
    return _page(request, found, status=422, answer=form, answered=row.pk)


@requires(*READERS)
@require_POST
def return_(request: HttpRequest, meeting: int) -> HttpResponse:
    found = minutes_or_404(request, meeting)
    form = ReturnForm(request.POST, auto_id="return_%s")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.return_minutes(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ส่งกลับให้ผู้จดแก้ไขแล้ว")
            return redirect("minutes:minutes", meeting=meeting)
    return _page(request, found, status=422, **{"return": form})


@requires(*READERS)
@require_POST
def circulate(request: HttpRequest, meeting: int) -> HttpResponse:
    found = minutes_or_404(request, meeting)
    form = CirculateForm(request.POST)
    if form.is_valid():
        days = form.cleaned_data["remark_days"]
        if attempt(form, lambda: services.circulate(found, actor=request.user, remark_days=days)) is not None:
            messages.success(request, "ผ่านการตรวจและแจ้งเวียนกรรมการแล้ว")
            return redirect("minutes:minutes", meeting=meeting)
    return _page(request, found, status=422, circulate=form)


@requires("committee.write")
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, meeting: int) -> HttpResponse:
    """What the meeting that sits now changes in these minutes before it adopts them."""
    found = minutes_or_404(request, meeting)
    if not permissions.can_amend(request.user, found):
        raise PermissionDenied
    adopting = _adopting(found)
    form = AmendForm(request.POST or None, minutes=found)
    if request.method == "POST" and form.is_valid():
        if adopting is None:
            form.add_error(None, "ยังไม่มีการประชุมที่กำลังพิจารณารับรองรายงานนี้")
        else:
            given = form.cleaned_data
            made = attempt(form, lambda: adoption.amend(found, actor=request.user, meeting=adopting, **given))
            if made is not None:
                messages.success(request, "บันทึกการแก้ไขแล้ว")
                return redirect(f"{reverse('minutes:minutes', args=[meeting])}#amendments")
    sub = f"แก้ไขโดยที่ประชุม {adopting.occasion}" if adopting else "ยังไม่มีการประชุมที่กำลังรับรองรายงานนี้"
    context = {
        "form": form, "heading": "บันทึกการแก้ไขรายงานการประชุม", "button": "บันทึกการแก้ไข", "sub": sub,
        "back": reverse("minutes:minutes", args=[meeting]),
    }  # fmt: skip
    return act_page(request, **context)


@requires("committee.write")
@require_POST
def drop_amendment(request: HttpRequest, meeting: int, pk: int) -> HttpResponse:
    found = minutes_or_404(request, meeting)
    if not may_keep(request.user, found.meeting.committee.district_id):
        raise PermissionDenied
    row = get_object_or_404(Amendment.objects.filter(minutes=found).select_related("minutes"), pk=pk)
    if tried(request, lambda: adoption.drop_amendment(row, actor=request.user)):
        messages.success(request, "นำรายการแก้ไขออกแล้ว")
    return redirect("minutes:minutes", meeting=meeting)
