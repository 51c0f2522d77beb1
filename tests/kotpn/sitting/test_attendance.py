"""Who is in the room: refusals first, then opening, leaving, coming back, substitutes and closing."""

from datetime import UTC, datetime, time

import pytest

from core.errors import DomainError, NotAllowed
from kotpn.meetings.models import Meeting, Presence
from kotpn.meetings.quorum import quorum_at
from kotpn.meetings.services import attendance as acts
from tests.factories import base, kotpn
from tests.kotpn.sitting.conftest import ON_THE_DAY, Sitting, sitting_of

Kind = Presence.Kind


def note(sitting: Sitting, seat: int, **given: object) -> Presence:
    values = {"actor": sitting.actor, "kind": Kind.SELF, "at": time(9, 20), "now": ON_THE_DAY, **given}
    return acts.note_presence(sitting.meeting, sitting.members[seat], **values)


def test_only_the_secretariat_of_the_office(sitting: Sitting) -> None:
    sitting.come(*range(6))
    for who in (
        base.user("supervisor", sitting.district), base.user("office_director", sitting.district),
        base.user("committee_secretary", base.district()),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            note(sitting, 6, actor=who)
        with pytest.raises(NotAllowed):
            acts.open_meeting(sitting.meeting, actor=who, at=time(9, 30), now=ON_THE_DAY)


def test_not_before_its_day_nor_without_a_quorum(sitting: Sitting) -> None:
    sitting.come(0, 1, 2, 3)
    with pytest.raises(DomainError, match="ไม่ครบองค์ประชุม"):
        sitting.open()
    sitting.come(4)
    with pytest.raises(DomainError, match="ยังไม่ถึงวันประชุม"):
        acts.open_meeting(sitting.meeting, actor=sitting.actor, at=time(9, 30), now=datetime(2025, 1, 21, tzinfo=UTC))
    assert sitting.open().opened_at == time(9, 30)
    assert sitting.open().opened_at == time(9, 30)


def test_a_committee_that_does_not_come_together(sitting: Sitting) -> None:
    sitting.come(0, 1)
    count = acts.fail_to_open(sitting.meeting, actor=sitting.actor, at=time(10, 0), now=ON_THE_DAY)
    sitting.meeting.refresh_from_db()
    assert (count.present, sitting.meeting.state) == (2, Meeting.State.CANCELLED)
    assert sitting.meeting.cancel_reason.startswith("เปิดประชุมไม่ได้ องค์ประชุมไม่ครบ")
    # The number is free for the meeting called instead.
    again = kotpn.a_meeting(sitting.actor, sitting.committee, at=time(13, 0))
    assert again.number == sitting.meeting.number


def test_with_a_quorum_it_is_not_recorded_as_failed(sitting: Sitting) -> None:
    sitting.come(*range(5))
    with pytest.raises(DomainError, match="เปิดประชุมได้"):
        acts.fail_to_open(sitting.meeting, actor=sitting.actor, at=time(9, 30), now=ON_THE_DAY)


def test_bad_times(opened: Sitting) -> None:
    with pytest.raises(DomainError, match="ต้องอยู่หลังเวลามา"):
        opened.leave(0, at=time(9, 10))
    with pytest.raises(DomainError, match="ก่อนเริ่มประชุม"):
        opened.leave(0, at=time(9, 30))
    opened.leave(0, at=time(10, 0))
    with pytest.raises(DomainError, match="เวลาทับ"):
        opened.back(0, at=time(9, 50))
    opened.back(0, at=time(10, 30))
    first, second = Presence.objects.get(member=opened.members[0]).spans.all()
    with pytest.raises(DomainError, match="ยังอยู่ในที่ประชุม"):
        acts.correct_span(first, actor=opened.actor, arrived=time(9, 20), left=None, now=ON_THE_DAY)
    acts.correct_span(second, actor=opened.actor, arrived=time(10, 20), left=None, now=ON_THE_DAY)
    with pytest.raises(DomainError, match="ก่อนเวลาเริ่ม"):
        opened.close(time(9, 0))
    with pytest.raises(DomainError, match="มาถึงเวลา"):
        opened.close(time(10, 0))


def test_two_clicks_leave_one_span(opened: Sitting) -> None:
    opened.leave(0, at=time(10, 0))
    opened.leave(0, at=time(10, 5))
    opened.back(0, at=time(10, 30))
    opened.back(0, at=time(10, 31))
    assert [(span.arrived, span.left) for span in Presence.objects.get(member=opened.members[0]).spans.all()] == [
        (time(9, 20), time(10, 0)), (time(10, 30), None),
    ]  # fmt: skip


def test_leaving_without_having_come(opened: Sitting) -> None:
    with pytest.raises(DomainError, match="ยังไม่ได้บันทึกว่า"):
        opened.leave(8, at=time(10, 0))


def test_a_substitute_needs_a_name_and_a_committee_that_allows_one(opened: Sitting, db: None) -> None:
    with pytest.raises(DomainError, match="ระบุชื่อผู้แทน"):
        note(opened, 6, kind=Kind.SUBSTITUTE)
    made = note(opened, 6, kind=Kind.SUBSTITUTE, substitute_name="  ผู้แทน  ทดสอบ ", substitute_post="รอง ผอ.")
    assert (made.substitute_name, made.substitute_post) == ("ผู้แทน ทดสอบ", "รอง ผอ.")
    strict = sitting_of(substitutes_allowed=False)
    with pytest.raises(DomainError, match="ไม่ให้มีผู้แทน"):
        note(strict, 0, kind=Kind.SUBSTITUTE, substitute_name="ผู้แทน ทดสอบ")


def test_not_coming_with_a_reason_takes_a_slip_back(opened: Sitting) -> None:
    made = note(opened, 0, kind=Kind.ABSENT, reason=" ติด ราชการ ")
    assert (made.reason, made.spans.count()) == ("ติด ราชการ", 0)
    assert quorum_at(opened.meeting, time(10, 0)).present == 5


def test_a_seat_of_another_committee(opened: Sitting) -> None:
    other = sitting_of()
    with pytest.raises(DomainError, match="ไม่ใช่กรรมการ"):
        acts.note_presence(
            opened.meeting, other.members[0], actor=opened.actor, kind=Kind.SELF, at=time(9, 40), now=ON_THE_DAY
        )


def test_taking_back_step_by_step(opened: Sitting) -> None:
    opened.leave(0, at=time(10, 0))
    opened.back(0, at=time(10, 30))

    def undo() -> list[tuple[time, time | None]]:
        acts.take_back(opened.meeting, opened.members[0], actor=opened.actor, now=ON_THE_DAY)
        found = Presence.objects.filter(member=opened.members[0]).first()
        return [(span.arrived, span.left) for span in found.spans.all()] if found else []

    assert undo() == [(time(9, 20), time(10, 0))]
    assert undo() == [(time(9, 20), None)]
    assert undo() == []
    assert undo() == []


def test_closing_ends_what_is_open_and_corrections_stay_inside(opened: Sitting) -> None:
    opened.leave(0, at=time(10, 0))
    opened.close(time(12, 0))
    assert opened.close(time(12, 30)).closed_at == time(12, 0)
    spans = [presence.spans.get() for presence in Presence.objects.all()]
    assert sorted({span.left for span in spans}) == [time(10, 0), time(12, 0)]
    late = note(opened, 8, at=time(11, 0))
    assert late.spans.get().left == time(12, 0)
    with pytest.raises(DomainError, match="ไม่เกินเวลาเลิกประชุม"):
        acts.correct_span(spans[1], actor=opened.actor, arrived=time(9, 20), left=time(12, 30), now=ON_THE_DAY)


def test_others_are_no_members_and_stand_once(opened: Sitting) -> None:
    with pytest.raises(DomainError, match="ระบุชื่อ"):
        acts.note_other(opened.meeting, actor=opened.actor, now=ON_THE_DAY)
    with pytest.raises(DomainError, match="เป็นกรรมการ"):
        acts.note_other(opened.meeting, actor=opened.actor, person=opened.members[0].person, now=ON_THE_DAY)
    guest = base.person(opened.district, position="นักวิชาการ")
    rows = {acts.note_other(opened.meeting, actor=opened.actor, person=guest, now=ON_THE_DAY).pk for _ in range(2)}
    assert len(rows) == 1
    assert opened.meeting.others.get().post == "นักวิชาการ"


def test_nothing_is_noted_at_a_cancelled_meeting(sitting: Sitting) -> None:
    Meeting.objects.filter(pk=sitting.meeting.pk).update(state="cancelled")
    with pytest.raises(DomainError, match="สถานะ"):
        note(sitting, 0)
