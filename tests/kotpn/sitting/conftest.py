"""A committee of nine at its meeting of 22 January 2568, nobody noted as present yet."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest

from kotpn.committee.queries import members_on
from kotpn.meetings.models import Meeting, Presence
from kotpn.meetings.services import attendance
from tests.factories import base, kotpn

ON_THE_DAY = datetime(2025, 1, 22, 8, 0, tzinfo=UTC)
"""15:00 in Bangkok, after everything these tests write down."""


class Sitting(SimpleNamespace):
    """What a test needs at hand: the people, the meeting, and short words for what happens at it."""

    actor: Any
    meeting: Meeting

    def come(self, *seats: int, at: time = time(9, 20)) -> None:
        for seat in seats:
            attendance.note_presence(
                self.meeting, self.members[seat], actor=self.actor, kind=Presence.Kind.SELF, at=at, now=ON_THE_DAY
            )

    def leave(self, *seats: int, at: time) -> None:
        for seat in seats:
            attendance.note_leaving(self.meeting, self.members[seat], actor=self.actor, at=at, now=ON_THE_DAY)

    def back(self, *seats: int, at: time) -> None:
        for seat in seats:
            attendance.note_arrival(self.meeting, self.members[seat], actor=self.actor, at=at, now=ON_THE_DAY)

    def open(self, at: time = time(9, 30)) -> Meeting:
        self.meeting = attendance.open_meeting(self.meeting, actor=self.actor, at=at, now=ON_THE_DAY)
        return self.meeting

    def close(self, at: time = time(12, 0)) -> Meeting:
        self.meeting = attendance.close_meeting(self.meeting, actor=self.actor, at=at, now=ON_THE_DAY)
        return self.meeting


def sitting_of(**rules: Any) -> Sitting:
    district = base.district()
    actor = base.user("committee_secretary", district)
    committee = kotpn.a_committee(actor, district, **rules)
    meeting = kotpn.a_meeting(actor, committee)
    return Sitting(
        district=district, actor=actor, committee=committee, meeting=meeting,
        members=members_on(committee, meeting.held_on), item=kotpn.an_item(actor, meeting),
        director=base.user("group_director", district),
    )  # fmt: skip


@pytest.fixture
def sitting(db: None) -> Iterator[Sitting]:
    yield sitting_of()


@pytest.fixture
def opened(sitting: Sitting) -> Sitting:
    """Six of nine there since 9.20, open since 9.30."""
    sitting.come(0, 1, 2, 3, 4, 5)
    sitting.open()
    return sitting
