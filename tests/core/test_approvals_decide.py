"""Deciding: only whose turn it is, only the revision that was read, a return only with a reason."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from core import approvals
from core.errors import DomainError, NotAllowed, StaleRevision, TooLate
from core.models import AuditEntry, Notice
from supervision.planning.models import PlanDecision, PlanRound
from tests.core.chain import CHAIN, NOW, office
from tests.factories import base

pytestmark = pytest.mark.django_db


def test_a_stranger_from_another_office_is_refused() -> None:
    here, there = office(), office()
    here.submit()
    with pytest.raises(NotAllowed):
        here.decide(there.director)


def test_a_colleague_without_the_post_is_refused() -> None:
    here = office()
    here.submit()
    with pytest.raises(NotAllowed, match=r"ลำดับพิจารณาของ ผอ\.กลุ่มนิเทศฯ"):
        here.decide(base.user("supervisor", here.district))
    assert here.head is not None
    with pytest.raises(NotAllowed):
        here.decide(here.head)


def test_the_author_is_refused_even_as_holder_of_the_post() -> None:
    here = office()
    base.user("group_director", here.district, of=here.supervisor)
    here.submit()
    with pytest.raises(NotAllowed, match="ตนจัดทำ"):
        here.decide(here.supervisor)


def test_whoever_submitted_for_the_author_is_refused_too() -> None:
    here = office()
    other = base.user("group_director", here.district)
    here.submit(actor=other)
    with pytest.raises(NotAllowed, match="เสนอเอง"):
        here.decide(other)
    here.decide(here.director)


def test_a_holder_whose_time_is_over_is_refused() -> None:
    here = office()
    gone = base.user("group_director", here.district, ends_on=NOW.date().replace(day=10))
    here.submit()
    with pytest.raises(NotAllowed):
        here.decide(gone)


def test_an_older_revision_is_refused() -> None:
    here = office()
    here.submit()
    approvals.withdraw(here.kind, here.plan, actor=here.supervisor, now=NOW)
    with pytest.raises(DomainError, match="พิจารณาเสร็จแล้ว"):
        here.decide(here.director)
    here.submit(revision=2)
    with pytest.raises(StaleRevision, match=r"ฉบับที่ 1 แต่ฉบับล่าสุดที่ส่งคือฉบับที่ 2"):
        here.decide(here.director, revision=1)
    with pytest.raises(StaleRevision):
        here.decide(here.director, revision=2, content_hash="0" * 64)
    assert not PlanDecision.objects.exists()


def test_content_changed_behind_the_submission_is_refused() -> None:
    here = office(current=lambda plan: (1, "0" * 64))
    here.submit()
    with pytest.raises(StaleRevision, match="แก้ไขหลังจากส่ง"):
        here.decide(here.director)


def test_what_was_never_submitted_cannot_be_decided() -> None:
    here = office()
    with pytest.raises(DomainError, match="ยังไม่ได้ส่ง"):
        here.decide(here.director)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_return_needs_a_reason(reason: str) -> None:
    here = office()
    here.submit()
    with pytest.raises(DomainError) as refusal:
        here.decide(here.director, "returned", comment=reason)
    assert refusal.value.field == "comment"


def test_the_same_click_twice_decides_once() -> None:
    here = office()
    here.submit()
    here.decide(here.director)
    with pytest.raises(NotAllowed, match="พิจารณาเรื่องนี้แล้ว"):
        here.decide(here.director)
    assert PlanDecision.objects.count() == 1


def test_two_submits_make_one_round() -> None:
    here = office()
    here.submit()
    with pytest.raises(DomainError, match="ไม่ต้องส่งซ้ำ"):
        here.submit()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanRound.objects.create(
            subject=here.plan, revision=2, content_hash="", snapshot={}, lanes=[], lane_since=NOW,
            submitted_by=here.supervisor, submitted_at=NOW,
        )  # fmt: skip


def test_a_chain_without_lanes_is_refused() -> None:
    here = office()
    with pytest.raises(DomainError, match="ลำดับการพิจารณา"):
        here.submit(chain=())


def test_the_chain_approves_and_tells() -> None:
    here = office()
    assert here.head is not None
    round_ = here.submit()
    assert round_.content_hash == approvals.content_hash({"topic": "ฉบับ 1"})
    assert [n.recipient for n in Notice.objects.filter(code="approval.waiting")] == [here.director]
    here.decide(here.director, comment="เห็นชอบ")
    assert not here.effects
    assert Notice.objects.filter(code="approval.waiting", recipient=here.head).count() == 1
    round_ = here.decide(here.head)
    assert (round_.state, here.effects) == ("approved", [("approved", 1)])
    assert Notice.objects.get(code="approval.approved").recipient == here.supervisor
    first = PlanDecision.objects.order_by("lane").first()
    assert first is not None
    assert first.actor_label == f"{here.director} · ผอ.กลุ่มนิเทศฯ"
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "approval.opened", "approval.approved", "approval.approved", "approval.closed",
    ]  # fmt: skip


def test_a_return_reaches_the_author_and_a_new_round_supersedes() -> None:
    here = office()
    assert here.head is not None
    here.submit()
    here.decide(here.director)
    here.decide(here.head, "returned", comment="ขอระบุกำหนดแก้ไข")
    notice = Notice.objects.get(code="approval.returned")
    assert notice.recipient == here.supervisor
    assert "ขอระบุกำหนดแก้ไข" in notice.body
    assert here.effects == [("returned", 1)]
    here.submit(revision=2)
    assert list(PlanRound.objects.order_by("revision").values_list("state", flat=True)) == ["returned", "open"]
    events = [(event.act, event.revision) for event in approvals.history(here.kind, here.plan)]
    assert events[0] == ("waiting", 2)
    assert ("returned", 1) in events


def test_an_acting_holder_decides_and_is_printed_as_such() -> None:
    here = office(head=False)
    acting = base.user("office_director", here.district, acting="in_charge")
    here.submit()
    here.decide(here.director)
    here.decide(acting)
    assert PlanDecision.objects.get(lane=1).actor_label.endswith("(รักษาการ)")
    assert here.effects == [("approved", 1)]


def test_a_second_press_of_ones_own_or_a_colleagues_turn_is_too_late_and_no_breach() -> None:
    """Pages tell it; that a turn has not come yet, or never comes, stays a 403."""
    here = office()
    colleague = base.user("group_director", here.district)
    here.submit()
    here.decide(here.director)
    for late in (here.director, colleague):
        with pytest.raises(TooLate):
            here.decide(late)
    with pytest.raises(NotAllowed) as never:
        here.decide(base.user("supervisor", here.district))
    assert not isinstance(never.value, TooLate)


def test_withdrawing_is_the_authors_and_only_while_open() -> None:
    here = office()
    with pytest.raises(DomainError, match="ถอนคืนไม่ได้"):
        approvals.withdraw(here.kind, here.plan, actor=here.supervisor, now=NOW)
    here.submit()
    with pytest.raises(NotAllowed):
        approvals.withdraw(here.kind, here.plan, actor=here.director, now=NOW)
    approvals.withdraw(here.kind, here.plan, actor=here.supervisor, now=NOW)
    assert here.effects == [("withdrawn", 1)]


def test_many_are_approved_in_one_act_and_a_refusal_stops_none(monkeypatch: pytest.MonkeyPatch) -> None:
    here = office(head=False)
    monkeypatch.setattr(approvals.kinds, "_kinds", {here.kind.code: here.kind})
    here.submit(chain=("group_director",))
    second, first = base.user("supervisor", here.district), here.plan
    from tests.core.chain import plan_of

    here.plan = plan_of(second, here.district)
    here.submit(actor=second, chain=("group_director",))
    wanted = [(here.kind.code, str(first.pk), 1), (here.kind.code, str(here.plan.pk), 9), (here.kind.code, "0", 1)]
    outcomes = approvals.approve_many(wanted, actor=here.director, now=NOW)
    assert sorted(bool(outcome.refusal) for outcome in outcomes) == [False, True, True]
    assert here.effects == [("approved", 1)]
    stranger = approvals.approve_many([(here.kind.code, str(here.plan.pk), 1)], actor=base.account(), now=NOW)
    assert stranger[0].title == "", "a stranger learns not even the name"
    stale = approvals.approve_many([(here.kind.code, str(here.plan.pk), 9)], actor=base.account(), now=NOW)
    assert stale == stranger, "nor by asking for a revision that is not there"


@pytest.mark.django_db(transaction=True)
def test_two_deputies_at_once_decide_once() -> None:
    here = office(deputy=True)
    other = base.user("deputy_director", here.district)
    here.submit(chain=("deputy_director", "office_director"))
    outcomes: list[Any] = []
    start = threading.Barrier(2)

    def act(person: Any) -> None:
        try:
            start.wait(timeout=60)
            outcomes.append(here.decide(person).lane)
        except NotAllowed as refusal:
            outcomes.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(person,)) for person in (here.deputy, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, outcomes)) == ["1", "ขณะนี้เป็นลำดับพิจารณาของ ผอ.สพท."]
    assert PlanDecision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_submits_at_once_make_one_round() -> None:
    here = office()
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def act() -> None:
        try:
            start.wait(timeout=60)
            here.submit(chain=CHAIN)
            outcomes.append("sent")
        except DomainError as refusal:
            outcomes.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["sent", "ส่งเรื่องนี้แล้ว กำลังรอการพิจารณา ไม่ต้องส่งซ้ำ"]
    assert PlanRound.objects.count() == 1
