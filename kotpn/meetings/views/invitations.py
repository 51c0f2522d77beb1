"""หนังสือเชิญ: who is asked and how, sending, again, taking back, noting an answer given by telephone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.acts import act_page, tried
from core.forms import attempt
from core.keys import number_of
from kotpn.committee.queries import members_on
from kotpn.meetings import missing as absent
from kotpn.meetings import services
from kotpn.meetings.forms import GuestForm, ReplyForm
from kotpn.meetings.models import Invitation, Meeting
from kotpn.meetings.permissions import STATES, can_keep_meeting
from kotpn.meetings.queries.notice import notice_of
from kotpn.meetings.queries.page import document_url, invited_of, replies_of
from kotpn.meetings.views.base import KEEPERS, invitation_to_keep, meeting_or_404, must


def _to_invite(request: HttpRequest, pk: int) -> Meeting:
    found = meeting_or_404(request, pk)
    must(can_keep_meeting(request.user, found))
    return found


@KEEPERS
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """The people, ticked; posting sends the invitation to those who were not told yet."""
    found = _to_invite(request, pk)
    if request.method == "POST":
        return _send(request, found)
    return _page(request, found)


def _send(request: HttpRequest, found: Meeting) -> HttpResponse:
    keys = {key for key in map(number_of, request.POST.getlist("members")) if key}
    seats = [seat for seat in members_on(found.committee, found.held_on) if seat.pk in keys]
    known = set(Invitation.Channel.values)
    channels = {seat.pk: value for seat in seats if (value := request.POST.get(f"channel-{seat.pk}", "")) in known}
    sent: list[Invitation] = []
    number = request.POST.get("letter_number", "")
    done = tried(
        request,
        lambda: sent.extend(
            services.invite(found, actor=request.user, members=seats, channels=channels, letter_number=number)
        ),
    )
    if done:
        silent = sum(not row.email for row in sent)
        told = f"ส่งหนังสือเชิญ {len(sent)} คนแล้ว" if sent else "ทุกคนที่เลือกได้รับเชิญแล้ว"
        messages.success(request, f"{told} ไม่มีอีเมล {silent} คน ต้องพิมพ์หนังสือส่ง" if silent else told)
    return redirect("committee-meetings:invitations", found.pk)


def _page(request: HttpRequest, found: Meeting, *, guest: GuestForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    people = invited_of(found)
    open_ = STATES.allows(found.state, "invite")
    context = {
        "meeting": found, "people": people, "replies": replies_of(found, people), "open": open_,
        "channels": Invitation.Channel.choices, "notice": notice_of(found, today=today),
        "missing": absent.missing(found, today=today) if open_ else [],
        "guest": guest or GuestForm(user=request.user, district=found.committee.district),
        "n_unsent": sum(not row.is_sent for row in people), "n_print": sum(row.is_to_print for row in people),
        "invitation_url": document_url("meeting-invitation", found),
    }  # fmt: skip
    return render(request, "kotpn/meetings/invitations.html", context, status=422 if guest is not None else 200)


@KEEPERS
@require_POST
def guest(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_invite(request, pk)
    form = GuestForm(request.POST, user=request.user, district=found.committee.district)
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        if attempt(form, lambda: services.add_guest(found, actor=request.user, **given)) is not None:
            messages.success(request, f"เพิ่ม {given['name']} แล้ว กดส่งหนังสือเชิญเพื่อส่ง")
            return redirect(reverse("committee-meetings:invitations", args=[pk]) + "#guests")
    return _page(request, found, guest=form)


@KEEPERS
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    found = invitation_to_keep(request, pk)
    if tried(request, lambda: services.send_again(found, actor=request.user)):
        messages.success(request, f"ส่งหนังสือเชิญถึง {found.name} อีกครั้งแล้ว")
    return redirect("committee-meetings:invitations", found.meeting_id)


@KEEPERS
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = invitation_to_keep(request, pk)
    if tried(request, lambda: services.withdraw(found, actor=request.user)):
        messages.success(request, f"ถอนคำเชิญ {found.name} แล้ว")
    return redirect("committee-meetings:invitations", found.meeting_id)


@KEEPERS
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody answered by telephone or on the slip."""
    found = invitation_to_keep(request, pk)
    form = ReplyForm(request.POST or None, invitation=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: services.reply(found, actor=request.user, **given)) is not None:
            messages.success(request, f"บันทึกคำตอบของ {found.name} แล้ว")
            return redirect("committee-meetings:invitations", found.meeting_id)
    context = {
        "form": form, "heading": f"คำตอบของ {found.name}", "button": "บันทึกคำตอบ", "sub": str(found.meeting),
        "back": reverse("committee-meetings:invitations", args=[found.meeting_id]),
    }  # fmt: skip
    return act_page(request, **context)
