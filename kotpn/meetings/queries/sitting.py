"""What the pages at the meeting show of the room: a row per seat, and the strip of the quorum."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from core.thai.dates import NBSP, thai_time
from kotpn.committee.models import Member, Substitute
from kotpn.committee.queries import members_on
from kotpn.meetings.models import Invitation, Meeting, OtherPresent, Presence, PresenceSpan
from kotpn.meetings.quorum import Quorum, Room, room_of

_ORDER = {"here": 0, "left": 1, "away": 2}


def moment_of(meeting: Meeting, room: Room, now: datetime) -> time:
    """The minute a page speaks of: the end of a meeting that is over, now while it sits, and of one written down on
    another day the last minute anything was noted of."""
    if meeting.closed_at is not None:
        return meeting.closed_at
    moment = timezone.localtime(now)
    if moment.date() == meeting.held_on:
        return moment.time().replace(second=0, microsecond=0)
    noted = [at for seat in room.seats for span in seat.spans for at in span if at is not None]
    return max([meeting.opened_at or meeting.time_from, *noted])


@dataclass(frozen=True)
class Strip:
    """The card of the quorum: the count, one block a seat (those there first) and who came, left and is missing."""

    at: time
    quorum: Quorum
    seats: list[str]
    came: int
    left: int
    left_at: str
    missing: int

    @property
    def words(self) -> str:
        q = self.quorum
        return f"อยู่ในที่ประชุม {q.present}{NBSP}จาก{NBSP}{q.in_force}{NBSP}คน ต้องไม่น้อยกว่า{NBSP}{q.needed}"

    @property
    def short(self) -> int:
        """How many more are needed."""
        return max(0, self.quorum.needed - self.quorum.present)

    @property
    def note(self) -> str:
        words = [f"ผู้มาประชุม{NBSP}{self.came}"]
        if self.left:
            words.append(f"กลับก่อน{NBSP}{self.left}{f' ({self.left_at})' if self.left_at else ''}")
        words.append(f"ไม่มา{NBSP}{self.missing}")
        return " · ".join(words)


def strip_of(meeting: Meeting, room: Room, now: datetime) -> Strip:
    at = moment_of(meeting, room, now)
    states = room.states(at)
    gone = [max(left for _, left in seat.spans if left is not None and left <= at)
            for seat, state in zip(room.seats, states, strict=True) if state == "left"]  # fmt: skip
    away = states.count("away")
    return Strip(
        at=at, quorum=room.quorum(at), seats=sorted(states, key=_ORDER.__getitem__), came=len(states) - away,
        left=len(gone), left_at=thai_time(gone[0]) if len(gone) == 1 else "", missing=away,
    )  # fmt: skip


@dataclass(frozen=True)
class SeatRow:
    """One seat as the attendance page shows it. `state`: unknown, here, left or absent."""

    member: Member
    presence: Presence | None
    spans: list[PresenceSpan]
    invitation: Invitation | None
    substitutes: list[Substitute]
    state: str
    typed: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def substitute_name(self) -> str:
        """Who is to sit for the member: as noted, as the reply named, or as the order did."""
        return self._first("substitute_name", "name")

    @property
    def substitute_post(self) -> str:
        return self._first("substitute_post", "post")

    def _first(self, name: str, of_order: str) -> str:
        for row in (self.presence, self.invitation):
            if row is not None and getattr(row, name):
                return str(getattr(row, name))
        return str(getattr(self.substitutes[0], of_order)) if self.substitutes else ""

    @property
    def reason(self) -> str:
        if self.presence is not None and self.presence.reason:
            return str(self.presence.reason)
        away = self.invitation is not None and self.invitation.reply == Invitation.Reply.ABSENT
        return str(self.invitation.reply_note) if away and self.invitation is not None else ""

    @property
    def times(self) -> str:
        return ", ".join(
            f"{thai_time(span.arrived)}–{thai_time(span.left)}" if span.left else f"{thai_time(span.arrived)}"
            for span in self.spans
        )


@dataclass(frozen=True)
class Attendance:
    meeting: Meeting
    room: Room
    strip: Strip
    rows: list[SeatRow]
    others: list[OtherPresent]


def attendance_of(meeting: Meeting, now: datetime) -> Attendance:
    """Everything of the page; the number of queries does not grow with the seats."""
    room = room_of(meeting)
    return Attendance(meeting, room, strip_of(meeting, room, now), seat_rows(meeting), list(meeting.others.all()))


def seat_rows(meeting: Meeting, only: Member | None = None) -> list[SeatRow]:
    members = [row for row in members_on(meeting.committee, meeting.held_on) if only is None or row.pk == only.pk]
    presences = {row.member_id: row for row in meeting.presences.prefetch_related("spans")}
    invitations = {row.member_id: row for row in meeting.invitations.filter(member__isnull=False)}
    substitutes: dict[int, list[Substitute]] = {}
    for row in Substitute.objects.filter(member__in=[member.pk for member in members]):
        substitutes.setdefault(row.member_id, []).append(row)
    return [
        _row(member, presences.get(member.pk), invitations.get(member.pk), substitutes.get(member.pk, []))
        for member in members
    ]


def _row(member: Member, presence: Any, invitation: Any, substitutes: list[Substitute]) -> SeatRow:
    spans = list(presence.spans.all()) if presence is not None else []
    if presence is None:
        state = "unknown"
    elif presence.kind == Presence.Kind.ABSENT:
        state = "absent"
    else:
        state = "here" if any(span.left is None for span in spans) else "left"
    if presence is not None:
        presence.member = member
    return SeatRow(member, presence, spans, invitation, substitutes, state)
