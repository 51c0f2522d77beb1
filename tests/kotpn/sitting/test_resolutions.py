"""Recording what was decided: refusals first, quorum lost and regained, numbers without a gap."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection

from core.errors import DomainError, NotAllowed, StaleRevision
from kotpn.meetings.services import attendance
from kotpn.minutes.models import Resolution
from kotpn.minutes.services.resolutions import change_resolution, next_number, record_resolution, withdraw_resolution
from kotpn.minutes.signals import resolution_recorded
from processes.models import Action
from tests.factories import base, kotpn
from tests.kotpn.sitting.conftest import ON_THE_DAY, Sitting, sitting_of


def resolve(sitting: Sitting, **given: Any) -> Resolution:
    values: dict[str, Any] = {
        "actor": sitting.actor, "kind": "agree", "text": "เห็นชอบแผน", "at": time(10, 0), "now": ON_THE_DAY, **given,
    }  # fmt: skip
    return record_resolution(values.pop("item", sitting.item), **values)


def test_strangers(opened: Sitting) -> None:
    for who in (base.user("supervisor", opened.district), base.user("committee_secretary", base.district())):
        with pytest.raises(NotAllowed):
            resolve(opened, actor=who)


def test_not_before_it_is_open(sitting: Sitting) -> None:
    with pytest.raises(DomainError, match="สถานะ"):
        resolve(sitting)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"kind": "whatever"}, "kind"),
        ({"kind": "adopt"}, "kind"),
        ({"at": time(9, 29)}, "at"),
        ({"at": time(15, 1)}, "at"),
        ({"due_on": date(2025, 1, 21), "owner_label": "ผอ.กลุ่ม"}, "due_on"),
        ({"due_on": date(2025, 2, 1)}, "owner"),
        ({"manner": "vote", "votes_for": 4}, "votes_against"),
        ({"manner": "vote", "votes_for": 5, "votes_against": 1, "votes_abstain": 1}, "votes_for"),
        ({"manner": "vote", "votes_for": 2, "votes_against": 3}, "votes_for"),
        ({"manner": "vote", "votes_for": -1, "votes_against": 0}, "votes_for"),
        ({"as_action": True}, "owner"),
    ],
)
def test_what_cannot_be_a_resolution(opened: Sitting, given: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        resolve(opened, **given)
    assert refusal.value.field == field
    assert not Resolution.objects.exists()
    assert next_number(opened.meeting) == (1, 2568)


def test_an_owner_of_another_office(opened: Sitting) -> None:
    with pytest.raises(DomainError, match="ไม่ได้อยู่ในเขต"):
        resolve(opened, owner=base.person(base.district()))


def test_a_quorum_lost_and_regained(opened: Sitting) -> None:
    resolve(opened, text="มติแรก")
    opened.leave(4, 5, at=time(10, 30))
    with pytest.raises(DomainError, match="บันทึกได้เฉพาะข้อสังเกต"):
        resolve(opened, text="มติที่สอง", at=time(10, 31))
    seen = resolve(opened, text="ที่ประชุมมีข้อสังเกต", kind="observe", at=time(10, 31))
    assert (seen.number, seen.present, seen.state, seen.reference) == (None, 4, "nothing", "ข้อสังเกต")
    opened.back(5, at=time(10, 45))
    regained = resolve(opened, text="มติที่สอง", at=time(10, 45))
    assert (regained.reference, regained.present, regained.needed) == ("มติที่ 2/2568", 5, 5)


def test_a_conflict_can_cost_the_quorum_of_one_item(opened: Sitting) -> None:
    other = kotpn.an_item(opened.actor, opened.meeting, title="อีกเรื่อง")
    for seat in (0, 1):
        attendance.declare_conflict(opened.item, opened.members[seat], actor=opened.actor, now=ON_THE_DAY)
    with pytest.raises(DomainError, match="ไม่นับผู้มีส่วนได้เสีย"):
        resolve(opened)
    assert resolve(opened, item=other).present == 6


def test_votes_are_of_those_without_a_conflict(opened: Sitting) -> None:
    attendance.declare_conflict(opened.item, opened.members[0], actor=opened.actor, now=ON_THE_DAY)
    vote = {"manner": "vote", "votes_for": 4, "votes_against": 1}
    with pytest.raises(DomainError, match="มากกว่าผู้มีสิทธิ์"):
        resolve(opened, **vote, votes_abstain=1)
    made = resolve(opened, **vote)
    assert (made.present, made.conflicted, made.votes_abstain) == (5, 1, 0)


def test_two_clicks_are_one(opened: Sitting) -> None:
    assert resolve(opened).pk == resolve(opened).pk
    assert next_number(opened.meeting) == (2, 2568)


def test_a_receiver_that_refuses_gives_the_number_back(opened: Sitting) -> None:
    def refuse(**kwargs: Any) -> None:
        raise DomainError("ไม่รับ")

    resolution_recorded.connect(refuse)
    try:
        with pytest.raises(DomainError, match="ไม่รับ"):
            resolve(opened)
    finally:
        resolution_recorded.disconnect(refuse)
    assert resolve(opened).number == 1


def test_numbers_follow_the_committees_year(db: None) -> None:
    held = sitting_of(numbering="fiscal")
    held.meeting = kotpn.a_meeting(held.actor, held.committee, held_on=date(2024, 11, 20))
    held.item = kotpn.an_item(held.actor, held.meeting)
    held.come(*range(9))
    held.open()
    assert resolve(held).reference == "มติที่ 1/2568"
    other = kotpn.a_committee(held.actor, held.district, kind="sub", name="อ.ก.ต.ป.น. 1")
    assert next_number(kotpn.a_meeting(held.actor, other))[0] == 1


def test_followed_when_somebody_has_to_do_it(opened: Sitting) -> None:
    assert resolve(opened).state == "nothing"
    owner = base.person(opened.district, name="เจ้าของ เรื่อง")
    made = resolve(opened, text="มอบหมาย", kind="assign", owner=owner, due_on=date(2025, 2, 15))
    assert (made.state, made.owner_label) == ("open", "เจ้าของ เรื่อง")


def test_it_may_open_an_action_for_a_school(opened: Sitting) -> None:
    school = base.school(opened.district)
    made = resolve(opened, as_action=True, school=school, due_on=date(2025, 2, 15))
    action = Action.objects.get()
    assert (action.school, action.source_kind, action.source_key) == (school, "resolution", str(made.pk))
    assert (made.opened_kind, made.opened_key, made.owner_label) == ("action", str(action.pk), str(school))
    withdraw_resolution(made, actor=opened.actor, reason="บันทึกผิดเรื่อง", now=ON_THE_DAY)
    action.refresh_from_db()
    assert action.state == "cancelled"


def test_change_counts_again_and_keeps_the_number(opened: Sitting) -> None:
    made = resolve(opened)
    opened.leave(4, 5, at=time(10, 30))
    with pytest.raises(DomainError, match="ไม่ครบองค์ประชุม"):
        change_resolution(made, actor=opened.actor, kind="agree", text="แก้", at=time(10, 31), now=ON_THE_DAY)
    later = datetime(2025, 1, 22, 9, 0, tzinfo=UTC)
    changed = change_resolution(
        made, actor=opened.actor, kind="revise", text="ให้แก้ไข", at=time(10, 20), base=made.updated_at, now=later
    )
    assert (changed.number, changed.kind, changed.present) == (1, "revise", 6)
    with pytest.raises(StaleRevision):
        change_resolution(
            made, actor=opened.actor, kind="agree", text="ทับ", at=time(10, 20), base=made.created_at, now=later
        )


def test_an_observation_that_becomes_a_resolution_takes_a_number_then(opened: Sitting) -> None:
    opened.leave(4, 5, at=time(10, 30))
    seen = resolve(opened, kind="observe", at=time(10, 40))
    opened.back(4, 5, at=time(10, 45))
    made = change_resolution(seen, actor=opened.actor, kind="agree", text="เห็นชอบ", at=time(10, 50), now=ON_THE_DAY)
    assert made.reference == "มติที่ 1/2568"


def test_withdrawn_with_a_reason_and_its_number_is_not_given_again(opened: Sitting) -> None:
    made = resolve(opened)
    with pytest.raises(DomainError, match="เหตุที่ยกเลิก"):
        withdraw_resolution(made, actor=opened.actor, reason=" ", now=ON_THE_DAY)
    withdraw_resolution(made, actor=opened.actor, reason="บันทึกซ้ำ", now=ON_THE_DAY)
    withdraw_resolution(made, actor=opened.actor, reason="บันทึกซ้ำ", now=ON_THE_DAY)
    assert resolve(opened).number == 2
    with pytest.raises(DomainError, match="ยกเลิกแล้ว"):
        change_resolution(made, actor=opened.actor, kind="agree", text="แก้", at=time(10, 0), now=ON_THE_DAY)


def test_the_number_is_taken_inside_the_transaction(opened: Sitting) -> None:
    assert connection.in_atomic_block
    assert [resolve(opened, text=f"มติ {n}").number for n in range(3)] == [1, 2, 3]
