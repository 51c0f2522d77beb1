"""Counting an องค์ประชุม: who counts at a minute, and for which item."""

import random
from datetime import date, time, timedelta

import pytest
from django.test import TestCase

from kotpn.committee.models import Committee, Member
from kotpn.meetings.models import Presence
from kotpn.meetings.quorum import Room, Seat, needed_of, quorum_at, room_of
from kotpn.meetings.services import attendance
from tests.kotpn.sitting.conftest import ON_THE_DAY, Sitting


@pytest.mark.parametrize(("in_force", "needed"), [(9, 5), (8, 4), (1, 1), (2, 1), (15, 8), (0, 1)])
def test_half_is_rounded_up(in_force: int, needed: int) -> None:
    assert needed_of(Committee(), in_force) == needed


def test_the_committees_own_number() -> None:
    assert needed_of(Committee(quorum_rule="number", quorum_number=7), 9) == 7


def test_nobody_noted(sitting: Sitting) -> None:
    count = quorum_at(sitting.meeting, time(9, 30))
    assert (count.in_force, count.needed, count.present, count.holds) == (9, 5, 0, False)
    assert "ไม่ครบองค์ประชุม ต้องไม่น้อยกว่า 5" in count.sentence.replace("\u00a0", " ")


def test_the_minute_of_arriving_counts_and_the_minute_of_leaving_does_not(sitting: Sitting) -> None:
    sitting.come(0, at=time(9, 20))
    sitting.leave(0, at=time(10, 0))
    counts = [quorum_at(sitting.meeting, at).present for at in (time(9, 19), time(9, 20), time(9, 59), time(10, 0))]
    assert counts == [0, 1, 1, 0]


def test_back_again_is_another_span(opened: Sitting) -> None:
    opened.leave(5, at=time(10, 0))
    opened.back(5, at=time(10, 30))
    counts = [quorum_at(opened.meeting, at).present for at in (time(9, 59), time(10, 15), time(10, 30))]
    assert counts == [6, 5, 6]


def test_after_closing_nobody_is_there_but_in_its_minute_they_still_are(opened: Sitting) -> None:
    opened.leave(5, at=time(11, 0))
    opened.close(time(12, 0))
    counts = [quorum_at(opened.meeting, at).present for at in (time(11, 59), time(12, 0), time(12, 1))]
    assert counts == [5, 5, 0]


def test_a_conflict_takes_out_of_those_present_and_not_out_of_those_in_force(opened: Sitting) -> None:
    for seat in (0, 1):
        attendance.declare_conflict(opened.item, opened.members[seat], actor=opened.actor, now=ON_THE_DAY)
    # Declared by one who is not there: nothing to take out.
    attendance.declare_conflict(opened.item, opened.members[8], actor=opened.actor, now=ON_THE_DAY)
    count = quorum_at(opened.meeting, time(10, 0), opened.item)
    assert (count.in_force, count.needed, count.present, count.conflicted, count.holds) == (9, 5, 4, 2, False)
    assert quorum_at(opened.meeting, time(10, 0)).holds


def test_a_substitute_counts_only_where_the_committee_allows_it(opened: Sitting) -> None:
    attendance.note_presence(
        opened.meeting, opened.members[6], actor=opened.actor, kind=Presence.Kind.SUBSTITUTE,
        substitute_name="ผู้แทน ทดสอบ", at=time(9, 40), now=ON_THE_DAY,
    )  # fmt: skip
    assert quorum_at(opened.meeting, time(10, 0)).present == 7
    Committee.objects.filter(pk=opened.committee.pk).update(substitutes_allowed=False)
    opened.meeting.committee.refresh_from_db()
    assert quorum_at(opened.meeting, time(10, 0)).present == 6


def test_one_person_fills_one_seat(opened: Sitting) -> None:
    # For two seats at once, and a member who also sits for another.
    for seat, name in ((6, "ผู้แทน ทดสอบ"), (7, "ผู้แทน  ทดสอบ"), (8, opened.members[0].name)):
        attendance.note_presence(
            opened.meeting, opened.members[seat], actor=opened.actor, kind=Presence.Kind.SUBSTITUTE,
            substitute_name=name, at=time(9, 40), now=ON_THE_DAY,
        )  # fmt: skip
    count = quorum_at(opened.meeting, time(10, 0))
    assert (count.present, len(count.names_present)) == (7, 7)


def test_a_seat_given_up_before_the_day_is_not_in_force_one_taken_that_day_is(sitting: Sitting) -> None:
    gone, new = sitting.members[7], sitting.members[8]
    Member.objects.filter(pk=gone.pk).update(ends_on=sitting.meeting.held_on - timedelta(days=1))
    Member.objects.filter(pk=new.pk).update(starts_on=sitting.meeting.held_on)
    sitting.come(8)
    count = quorum_at(sitting.meeting, time(9, 30))
    assert (count.in_force, count.needed, count.present) == (8, 4, 1)


def test_a_seat_that_does_not_count(sitting: Sitting) -> None:
    Member.objects.filter(pk=sitting.members[8].pk).update(counts=False)
    sitting.come(8)
    assert (quorum_at(sitting.meeting, time(9, 30)).in_force, quorum_at(sitting.meeting, time(9, 30)).present) == (8, 0)


def test_no_seat_in_force_is_no_quorum(sitting: Sitting) -> None:
    sitting.meeting.held_on = date(2019, 1, 1)
    count = quorum_at(sitting.meeting, time(9, 30))
    assert (count.in_force, count.holds) == (0, False)
    assert "ไม่มีกรรมการ" in count.sentence


def test_a_number_larger_than_those_in_force_is_never_met(sitting: Sitting) -> None:
    sitting.meeting.committee.quorum_rule, sitting.meeting.committee.quorum_number = "number", 12
    sitting.come(*range(9))
    assert not quorum_at(sitting.meeting, time(9, 30)).holds


def test_four_queries_however_many_there_are(opened: Sitting) -> None:
    for seat in range(4):
        opened.leave(seat, at=time(10, 0))
    with TestCase().assertNumQueries(4):
        room = room_of(opened.meeting)
        for minute in range(0, 60, 5):
            room.quorum(time(10, minute), opened.item)


def _minute(chance: random.Random) -> time:
    return time(9 + chance.randrange(4), chance.randrange(60))


def test_whatever_the_spans() -> None:
    """Present and conflicted never exceed the seats; a conflict never adds, leaving never adds; nobody counts twice."""
    for seed in range(400):
        chance = random.Random(seed)
        room, at = _some_room(chance), _minute(chance)
        count, plain = room.quorum(at, 1), room.quorum(at)
        assert count.present <= plain.present <= len(room.seats), seed
        assert count.present + count.conflicted <= len(room.seats), seed
        assert count.holds == (count.present >= count.needed), seed
        assert not plain.conflicted, seed
        assert len({"".join(name.split()) for name in plain.names_present}) == plain.present, seed
        fewer = Room(room.committee, room.seats[1:], None, room.conflicts)
        assert fewer.quorum(at).present <= plain.present, seed


def _some_room(chance: random.Random) -> Room:
    names = [f"คนที่ {number}" for number in range(6)]
    seats = []
    for key in range(chance.randrange(1, 16)):
        spans = ((_minute(chance), chance.choice([None, time(13, 30)])),) if chance.random() < 0.8 else ()
        by_other = chance.random() < 0.4
        who = chance.choice(names) if by_other else f"กรรมการ {key}"
        seats.append(Seat(key, f"กรรมการ {key}", who, by_other, spans))
    conflicts = frozenset((1, seat.member) for seat in seats if chance.random() < 0.3)
    return Room(Committee(substitutes_allowed=chance.random() < 0.7), tuple(seats), None, conflicts)
