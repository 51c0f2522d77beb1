"""องค์ประชุม: who counts at a moment of a meeting, worked out from the spans people were in the room.

Rules. Every counting member in force on the meeting's day is a seat. Half is rounded up (of 9 it is 5); a conflict of
interest takes a seat out of those present, never out of those in force, so an item cannot be carried by a rump of the
committee. A substitute fills the seat where the committee allows it. One person fills one seat, whomever they sit for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from core.thai.dates import NBSP, thai_time
from kotpn.committee.models import Committee, Member
from kotpn.committee.queries import members_on
from kotpn.meetings.models import AgendaItem, Conflict, Meeting, Presence

Span = tuple[time, time | None]


@dataclass(frozen=True)
class Quorum:
    """The count at one moment. `present` are those who count for the item: whoever has a conflict is left out of it and
    is in `conflicted` when in the room. Votes are given by `present` people at most."""

    in_force: int
    needed: int
    present: int
    conflicted: int
    holds: bool
    names_present: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Seat:
    """A counting seat of the day. `who` sits there: the member, or the substitute by name, empty for an absent one."""

    member: int
    name: str
    who: str
    is_substitute: bool
    spans: tuple[Span, ...]

    def here(self, at: time, closing: time | None = None) -> bool:
        """In the room: from the minute of arrival until, not including, the minute of leaving. Whoever stayed to the
        end is still there in the minute the meeting closes."""
        return any(came <= at and (left is None or at < left or left == closing == at) for came, left in self.spans)

    def state(self, at: time, closing: time | None = None) -> str:
        """here, left (was there earlier) or away, as components/quorum.html draws it."""
        if self.here(at, closing):
            return "here"
        return "left" if any(came <= at for came, _ in self.spans) else "away"


@dataclass(frozen=True)
class Room:
    """The seats of a meeting with everything asked once; counting at any moment and for any item costs no query."""

    committee: Committee
    seats: tuple[Seat, ...]
    closing: time | None
    conflicts: frozenset[tuple[int, int]]

    @property
    def needed(self) -> int:
        return needed_of(self.committee, len(self.seats))

    def quorum(self, at: time, item: AgendaItem | int | None = None) -> Quorum:
        key: int | None = item.pk if isinstance(item, AgendaItem) else item
        counted: dict[str, str] = {}
        conflicted: set[str] = set()
        barred = self.barred(key)
        for seat in self.seats:
            if not seat.here(at, self.closing) or (seat.is_substitute and not self.committee.substitutes_allowed):
                continue
            if seat.member in barred:
                conflicted.add(_plain(seat.who))
            else:
                counted.setdefault(_plain(seat.who), seat.who)
        for who in conflicted:
            counted.pop(who, None)
        needed, present = self.needed, len(counted)
        holds = bool(self.seats) and present >= needed
        return Quorum(
            in_force=len(self.seats), needed=needed, present=present, conflicted=len(conflicted), holds=holds,
            names_present=tuple(counted.values()),
            sentence=_sentence(at, len(self.seats), needed, present, len(conflicted), holds=holds),
        )  # fmt: skip

    def barred(self, item: int | None) -> frozenset[int]:
        """Members with a conflict in that item."""
        return frozenset(member for held, member in self.conflicts if held == item) if item else frozenset()

    def states(self, at: time) -> list[str]:
        return [seat.state(at, self.closing) for seat in self.seats]


def needed_of(committee: Committee, in_force: int) -> int:
    """How many must be there: half of those in force rounded up, at least one, or the committee's own number."""
    if committee.quorum_rule == Committee.QuorumRule.NUMBER and committee.quorum_number:
        return int(committee.quorum_number)
    return max(1, (in_force + 1) // 2)


def room_of(meeting: Meeting) -> Room:
    """Three queries, however many seats, spans and items."""
    members = [member for member in members_on(meeting.committee, meeting.held_on) if member.counts]
    presences = {row.member_id: row for row in meeting.presences.prefetch_related("spans")}
    conflicts = Conflict.objects.filter(item__section__meeting=meeting).values_list("item_id", "member_id")
    return Room(
        committee=meeting.committee,
        seats=tuple(_seat(member, presences.get(member.pk)) for member in members),
        closing=meeting.closed_at,
        conflicts=frozenset(conflicts),
    )


def quorum_at(meeting: Meeting, at: time, item: AgendaItem | None = None) -> Quorum:
    return room_of(meeting).quorum(at, item)


def _seat(member: Member, presence: Presence | None) -> Seat:
    if presence is None or presence.kind == Presence.Kind.ABSENT:
        return Seat(member.pk, member.name, "", False, ())
    by_other = presence.kind == Presence.Kind.SUBSTITUTE
    return Seat(
        member.pk, member.name, presence.substitute_name if by_other else member.name, by_other,
        _spans(presence.spans.all()),
    )  # fmt: skip


def _spans(rows: Iterable[Any]) -> tuple[Span, ...]:
    return tuple((row.arrived, row.left) for row in rows)


def _plain(name: str) -> str:
    """A name for telling people apart: blanks do not matter."""
    return "".join(name.split())


def _sentence(at: time, in_force: int, needed: int, present: int, conflicted: int, *, holds: bool) -> str:
    if not in_force:
        return "ไม่มีกรรมการที่อยู่ในตำแหน่งในวันประชุม จึงไม่มีองค์ประชุม"
    words = [
        f"เวลา {thai_time(at)} มีกรรมการ {present}{NBSP}จาก{NBSP}{in_force}{NBSP}คน",
        "ครบองค์ประชุม" if holds else f"ไม่ครบองค์ประชุม ต้องไม่น้อยกว่า {needed}{NBSP}คน",
        f"ไม่นับผู้มีส่วนได้เสีย {conflicted}{NBSP}คน" if conflicted else "ไม่มีผู้มีส่วนได้เสีย",
    ]
    return " ".join(words)
