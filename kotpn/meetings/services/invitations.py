"""หนังสือเชิญ: who is invited and how, sending, telling of changes, and the replies."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core import audit, notify
from core.errors import DomainError, NotAllowed, needed
from core.missing import refuse_if_missing
from core.thai.dates import thai_date
from kotpn.committee.models import Member
from kotpn.committee.queries import members_on
from kotpn.meetings.addresses import MAIL, address_of, channel_of, person_of_member
from kotpn.meetings.ics import ends_at
from kotpn.meetings.missing import missing
from kotpn.meetings.models import Invitation, Meeting
from kotpn.meetings.permissions import STATES, can_keep_meeting
from kotpn.meetings.services.base import locked, meeting_pointer, to_act, trace

INVITE, CHANGE, CANCEL, WITHDRAW = "invite", "change", "cancel", "withdraw"
CLOSED = "ลิงก์ตอบรับนี้ใช้ไม่ได้แล้ว"
R = Invitation.Reply


def token_of(invitation: Invitation) -> str:
    """The secret of the personal link. It is worked out from the installation's own secret and lies nowhere, so a
    letter sent or printed again carries the link of the first."""
    text = f"{invitation.meeting_id}.{invitation.pk}.{invitation.created_at.timestamp()}"
    digest = salted_hmac("kotpn.meetings.reply", text, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _made(meeting: Meeting, *, actor: Any, now: datetime, **fields: Any) -> Invitation:
    made = Invitation.objects.create(
        meeting=meeting, expires_at=ends_at(meeting), created_by=actor, created_at=now, **fields
    )
    made.token_hash = hash_of(token_of(made))
    made.save(update_fields=["token_hash"])
    return made


@transaction.atomic
def add_guest(
    meeting: Meeting, *, actor: Any, name: str, post: str = "", email: str = "",
    channel: str = Invitation.Channel.LETTER, now: datetime | None = None,
) -> Invitation:  # fmt: skip
    """Somebody who is no member, invited with the next sending; the same name again is the guest that is there."""
    now = now or timezone.now()
    meeting = to_act(meeting, "invite", actor)
    name = needed(" ".join(name.split()), "กรุณากรอกชื่อผู้ที่จะเชิญ", field="name")
    if channel not in Invitation.Channel.values:
        raise DomainError("กรุณาเลือกรูปแบบหนังสือ", field="channel")
    found = meeting.invitations.filter(name=name, withdrawn_at=None).first()
    if found is not None:
        return found
    made = _made(
        meeting, actor=actor, now=now, name=name[:250], post=" ".join(post.split())[:300], email=email.strip(),
        channel=channel,
    )  # fmt: skip
    trace(meeting, "guest", actor=actor, now=now, data={"name": name})
    return made


@transaction.atomic
def invite(
    meeting: Meeting, *, actor: Any, members: Iterable[Member] | None = None,
    channels: Mapping[int, str] | None = None, letter_number: str | None = None, now: datetime | None = None,
) -> list[Invitation]:  # fmt: skip
    """Send the invitation to these members (all in force on the day unless given) and to guests not told yet; gives
    those sent now. Who was invited before is not told again. What is missing is refused by name."""
    now, channels = now or timezone.now(), channels or {}
    meeting = to_act(meeting, "invite", actor)
    refuse_if_missing(missing(meeting, today=timezone.localdate(now)))
    seats = {seat.pk: seat for seat in members_on(meeting.committee, meeting.held_on)}
    wanted = list(seats.values()) if members is None else [seats[row.pk] for row in members if row.pk in seats]
    there = {row.member_id: row for row in meeting.invitations.all() if row.member_id}
    for seat in wanted:
        row, address = there.get(seat.pk), address_of(seat)
        channel = channels.get(seat.pk) or channel_of(seat)
        if row is None:
            _made(
                meeting, actor=actor, now=now, member=seat, name=seat.name, post=seat.post, email=address,
                channel=channel,
            )  # fmt: skip
        elif row.sent_at is None or row.withdrawn_at is not None:
            row.sent_at, row.withdrawn_at, row.email, row.channel, row.reply = None, None, address, channel, R.WAITING
            row.save(update_fields=["sent_at", "withdrawn_at", "email", "channel", "reply"])
    rows = list(meeting.invitations.filter(sent_at=None, withdrawn_at=None))
    if not rows and meeting.state == Meeting.State.PLANNED:
        raise DomainError("กรุณาเลือกผู้ที่จะเชิญอย่างน้อยหนึ่งคน", field="members")
    fields = ["state", "updated_at"]
    if letter_number is not None:
        meeting.letter_number = " ".join(letter_number.split())[:100]
        fields.append("letter_number")
    meeting.state, meeting.updated_at = STATES.next(meeting.state, "invite"), now
    if meeting.invited_on is None:
        meeting.invited_on = timezone.localdate(now)
        fields.append("invited_on")
    meeting.save(update_fields=fields)
    for row in rows:
        row.sent_at, row.expires_at = now, ends_at(meeting)
        row.save(update_fields=["sent_at", "expires_at"])
    _tell(meeting, rows, INVITE, now=now)
    if rows:
        trace(meeting, "invited", actor=actor, now=now, data={"count": len(rows)})
    return rows


@transaction.atomic
def send_again(
    invitation: Invitation, *, actor: Any, email: str | None = None, now: datetime | None = None
) -> Invitation:
    """Once more to one person, to another address where one is given; the link stays the same."""
    now = now or timezone.now()
    meeting = to_act(invitation.meeting, "invite", actor)
    row = meeting.invitations.get(pk=invitation.pk)
    if row.withdrawn_at is not None or row.sent_at is None:
        raise DomainError("ยังไม่ได้เชิญผู้นี้ หรือถอนคำเชิญไปแล้ว")
    if email is not None:
        row.email = email.strip()
        row.save(update_fields=["email"])
    if not row.email:
        raise DomainError("ผู้นี้ไม่มีอีเมล กรุณากรอกอีเมลหรือพิมพ์หนังสือเชิญ", field="email")
    _mail(meeting, row, INVITE, now=now)
    trace(meeting, "invited_again", actor=actor, now=now, data={"name": row.name})
    return row


@transaction.atomic
def withdraw(invitation: Invitation, *, actor: Any, now: datetime | None = None) -> None:
    """Take an invitation back: their link is dead, and who had it is told. One never sent is simply taken off."""
    now = now or timezone.now()
    meeting = to_act(invitation.meeting, "invite", actor)
    row = meeting.invitations.filter(pk=invitation.pk, withdrawn_at=None).first()
    if row is None:
        return
    trace(meeting, "uninvited", actor=actor, now=now, data={"name": row.name})
    if row.sent_at is None:
        row.delete()
        return
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    _mail(meeting, row, WITHDRAW, now=now)


def standing(meeting: Meeting) -> list[Invitation]:
    """Those sent and not taken back."""
    rows = meeting.invitations.filter(withdrawn_at=None, sent_at__isnull=False)
    return list(rows.select_related("member__person__user", "member__outside__person__user"))


def tell_changed(meeting: Meeting, *, anew: bool, now: datetime) -> None:
    """After the day, an hour or the place changed; `anew`: a reply to the old day says nothing about the new one."""
    rows = standing(meeting)
    for row in rows:
        row.expires_at = ends_at(meeting)
        if anew:
            row.reply, row.reply_note, row.replied_at = R.WAITING, "", None
        row.save(update_fields=["expires_at", "reply", "reply_note", "replied_at"])
    _tell(meeting, rows, CHANGE, now=now)


def tell_cancelled(meeting: Meeting, *, now: datetime) -> None:
    _tell(meeting, standing(meeting), CANCEL, now=now)


_TITLES = {INVITE: "เชิญประชุม {what} {day}", CHANGE: "เปลี่ยนกำหนดประชุม {what} เป็น {day}", CANCEL: "ยกเลิกการประชุม {what}"}


def _tell(meeting: Meeting, rows: list[Invitation], act: str, *, now: datetime) -> None:
    """By e-mail to each address; in the system to whoever has an account."""
    silent: list[Any] = []
    loud: list[Any] = []
    for row in rows:
        if row.email:
            _mail(meeting, row, act, now=now)
        person = person_of_member(row.member) if row.member else None
        if person is not None and person.user is not None:
            (silent if row.email else loud).append(person.user)
    what = f"{meeting.committee} {meeting.occasion}"
    title = _TITLES[act].format(what=what, day=thai_date(meeting.held_on, "short"))
    for people, mail in ((silent, False), (loud, True)):
        notify.send(
            people, code=f"committee_meeting.{act}", title=title, body=meeting.cancel_reason or meeting.place,
            url="" if act == CANCEL else reverse("committee-meetings:meeting", args=[meeting.pk]),
            pointer=meeting_pointer(meeting), district_code=meeting.committee.district.code, mail=mail, now=now,
        )  # fmt: skip


def _mail(meeting: Meeting, row: Invitation, act: str, *, now: datetime) -> None:
    if row.email:
        notify.post(
            MAIL, str(row.pk), address=row.email, district_code=meeting.committee.district.code, data={"act": act},
            now=now,
        )  # fmt: skip


def invitation_of(token: str) -> Invitation | None:
    """Whose link it is: by the hash, never by what the address says."""
    found: Invitation | None = (
        Invitation.objects.filter(token_hash=hash_of(token), sent_at__isnull=False)
        .select_related("meeting__committee__district", "member__tenure")
        .first()
    )
    return found


def takes_replies(invitation: Invitation, *, now: datetime) -> bool:
    """Whether the person may still answer: invited, not taken back, a member on that day, the meeting not over."""
    if invitation.meeting.state not in (Meeting.State.INVITED, Meeting.State.OPEN):
        return False
    if invitation.withdrawn_at is not None or invitation.expires_at is None or now >= invitation.expires_at:
        return False
    member = invitation.member
    return member is None or Member.objects.in_force(invitation.meeting.held_on).filter(pk=member.pk).exists()


@transaction.atomic
def reply(
    invitation: Invitation, *, actor: Any, answer: str, note: str = "", substitute_name: str = "",
    substitute_post: str = "", now: datetime | None = None,
) -> Invitation:  # fmt: skip
    """What the person answers, given by themselves or noted by the secretary who was telephoned."""
    now = now or timezone.now()
    meeting = locked(invitation.meeting)
    row = meeting.invitations.select_related("member__tenure", "member__outside").get(pk=invitation.pk)
    row.meeting = meeting
    if not can_keep_meeting(actor, meeting) and not _is_own(actor, row):
        raise NotAllowed("ตอบรับได้เฉพาะคำเชิญของตนเอง")
    return _answered(row, actor, now, answer, note, substitute_name, substitute_post)


@transaction.atomic
def reply_by_token(
    token: str, *, answer: str, note: str = "", substitute_name: str = "", substitute_post: str = "",
    now: datetime | None = None,
) -> Invitation:  # fmt: skip
    """By the personal link, without an account. DomainError for a link that is unknown or over."""
    now = now or timezone.now()
    found = invitation_of(token)
    if found is None:
        raise DomainError(CLOSED)
    meeting = locked(found.meeting)
    row = meeting.invitations.select_related("member__tenure").get(pk=found.pk)
    row.meeting = meeting
    return _answered(row, audit.SYSTEM, now, answer, note, substitute_name, substitute_post)


def _is_own(actor: Any, row: Invitation) -> bool:
    person = person_of_member(row.member) if row.member else None
    return person is not None and person.user_id is not None and person.user_id == actor.pk


def _answered(  # noqa: PLR0917 (two callers, just above)
    row: Invitation, actor: Any, now: datetime, answer: str, note: str, name: str, post: str
) -> Invitation:
    meeting = row.meeting
    if not takes_replies(row, now=now):
        raise DomainError(CLOSED)
    if answer not in (R.COMING, R.SUBSTITUTE, R.ABSENT):
        raise DomainError("กรุณาเลือกคำตอบ", field="answer")
    name, post = " ".join(name.split())[:250], " ".join(post.split())[:300]
    if answer == R.SUBSTITUTE:
        if not meeting.committee.substitutes_allowed or row.member is None:
            raise DomainError("องค์คณะนี้ไม่ให้มอบผู้แทน", field="answer")
        name = needed(name, "กรุณากรอกชื่อผู้แทน", field="substitute_name")
    else:
        name = post = ""
    note = note.strip()[:500]
    if answer == R.ABSENT:
        note = needed(note, "กรุณาแจ้งเหตุที่ไม่เข้าประชุม", field="note")
    after = {"reply": answer, "reply_note": note, "substitute_name": name, "substitute_post": post}
    if all(getattr(row, field) == value for field, value in after.items()):
        return row
    for field, value in after.items():
        setattr(row, field, value)
    row.replied_at = now
    row.save(update_fields=[*after, "replied_at"])
    trace(meeting, "replied", actor=actor, now=now, data={"name": row.name, "reply": row.get_reply_display()})
    return row
