"""The list of meetings, calling one or a year's series, the page of one, change and cancel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.acts import act_page
from core.forms import ReasonForm, attempt
from core.thai.years import fiscal_year
from core.trail import trail
from kotpn.committee.models import Committee
from kotpn.committee.permissions import may_keep
from kotpn.meetings import missing as absent
from kotpn.meetings import services
from kotpn.meetings.forms import CallForm, ChangeForm, SectionForm, SeriesForm
from kotpn.meetings.models import Meeting
from kotpn.meetings.permissions import BEFORE, STATES, can_change, can_keep_meeting, can_prepare
from kotpn.meetings.queries.notice import notice_of
from kotpn.meetings.queries.page import agenda_of, for_rows, invited_of, printed_of, replies_of, years_of
from kotpn.meetings.services.base import KIND
from kotpn.meetings.tables import MeetingTable
from kotpn.meetings.views.base import KEEPERS, READERS, district_or_403, meeting_or_404, meeting_to_change, must
from kotpn.meetings.views.reading import reader_page

_LOOKS = {
    "committee_meeting.called": ("", "calendar-event"),
    "committee_meeting.changed": ("warn", "calendar-due"),
    "committee_meeting.invited": ("ok", "send"),
    "committee_meeting.invited_again": ("", "send"),
    "committee_meeting.uninvited": ("warn", "circle-minus"),
    "committee_meeting.replied": ("", "mailbox"),
    "committee_meeting.commented": ("", "message"),
    "committee_meeting.opened": ("ok", "gavel"),
    "committee_meeting.closed": ("ok", "circle-check"),
    "committee_meeting.cancelled": ("bad", "circle-x"),
}


@READERS
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What comes next, then all of them."""
    district: Any = district_or_403(request)
    base = Meeting.objects.visible_to(request.user).of_district(district)
    today = timezone.localdate()
    committees = Committee.objects.visible_to(request.user).of_district(district)
    table = MeetingTable(
        request, for_rows(base), title="การประชุม", years=years_of(base),
        committees=list(committees.values_list("pk", "short_name")),
    )  # fmt: skip
    context = {
        "table": table, "may_call": may_keep(request.user, district), "today": today,
        "coming": list(base.coming(today).select_related("committee").order_by("held_on", "time_from", "pk")[:4]),
    }  # fmt: skip
    return render(request, "kotpn/meetings/list.html", context)


@KEEPERS
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district: Any = district_or_403(request)
    must(may_keep(request.user, district))
    form = CallForm(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        committee = values.pop("committee")
        made = attempt(form, lambda: services.call_meeting(committee, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"นัดประชุม {made.committee} {made.occasion} แล้ว ร่างระเบียบวาระต่อได้ที่หน้านี้")
            return redirect("committee-meetings:meeting", made.pk)
    context = {
        "form": form, "heading": "นัดประชุม", "button": "นัดประชุม", "sub": "การประชุม",
        "back": reverse("committee-meetings:meetings"),
    }  # fmt: skip
    return act_page(request, **context)


@KEEPERS
@require_http_methods(["GET", "POST"])
def new_series(request: HttpRequest) -> HttpResponse:
    """The meetings of a fiscal year in one go."""
    district: Any = district_or_403(request)
    must(may_keep(request.user, district))
    initial = {"year": fiscal_year(timezone.localdate())}
    form = SeriesForm(request.POST or None, user=request.user, district=district, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        committee = values.pop("committee")
        made = attempt(form, lambda: services.call_series(committee, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"นัดประชุม {made} รวม {made.meetings.count()} ครั้ง")
            return redirect("committee-meetings:meetings")
    context = {
        "form": form, "heading": "นัดประชุมทั้งปี", "button": "นัดประชุมทุกวันที่ใส่", "sub": "การประชุม",
        "back": reverse("committee-meetings:meetings"),
    }  # fmt: skip
    return act_page(request, **context)


@READERS
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary's workbench; everybody else reads the meeting."""
    found = meeting_or_404(request, pk)
    if not can_keep_meeting(request.user, found):
        return reader_page(request, found)
    return workbench(request, found)


def workbench(request: HttpRequest, found: Meeting, *, section_form: SectionForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    before = found.state in BEFORE
    people = invited_of(found)
    context = {
        "meeting": found, "agenda": agenda_of(found), "people": people, "replies": replies_of(found, people),
        "notice": notice_of(found, today=today), "before": before,
        "missing": absent.missing(found, today=today) if before else [],
        "remarks": absent.remarks(found, today=today) if before else [],
        "can_prepare": can_prepare(request.user, found), "can_change": can_change(request.user, found),
        "acts": STATES.acts(found.state), "section_form": section_form or SectionForm(auto_id="id_section_%s"),
        "events": trail(KIND, found.pk, _LOOKS), "documents": printed_of(found),
    }  # fmt: skip
    status = 422 if section_form is not None else 200
    return render(request, "kotpn/meetings/meeting.html", context, status=status)


@KEEPERS
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_to_change(request, pk)
    form = ChangeForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        saved = attempt(form, lambda: services.change_meeting(found, actor=request.user, values=values))
        if saved is not None:
            told = saved.stamp != found.stamp and saved.state == Meeting.State.INVITED
            messages.success(request, "บันทึกแล้ว ผู้ได้รับเชิญได้รับแจ้งกำหนดใหม่" if told else "บันทึกแล้ว")
            return redirect("committee-meetings:meeting", pk)
    context = {
        "form": form, "heading": "แก้ไขการประชุม", "button": "บันทึก", "sub": str(found),
        "back": reverse("committee-meetings:meeting", args=[pk]),
    }  # fmt: skip
    return act_page(request, **context)


@KEEPERS
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    must(can_keep_meeting(request.user, found))
    form = ReasonForm(request.POST or None, help_text="ผู้ได้รับเชิญจะได้รับข้อความนี้ทางอีเมล")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.cancel_meeting(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "ยกเลิกการประชุมแล้ว เลขครั้งที่ว่างให้การประชุมถัดไป")
            return redirect("committee-meetings:meeting", pk)
    context = {
        "form": form, "heading": "ยกเลิกการประชุม", "button": "ยกเลิกการประชุม", "sub": str(found),
        "back": reverse("committee-meetings:meeting", args=[pk]),
    }  # fmt: skip
    return act_page(request, **context)
