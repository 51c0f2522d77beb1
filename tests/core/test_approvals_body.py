"""A lane decided by a body's resolution: nobody clicks it, the resolution decides the revision it considered."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from core import approvals
from core.approvals import Body, bodies, inbox_for, remind
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry, Notice
from supervision.planning.models import PlanDecision, PlanRound
from tests.core.chain import NOW, Office, office, today_is
from tests.factories import base

pytestmark = pytest.mark.django_db
CHAIN = ("group_director", "body")
WORDS = "มติ ก.ต.ป.น. ที่ 14/2567"


@pytest.fixture
def agenda() -> Iterator[dict[str, Any]]:
    """A body whose secretary is the group director; the dict says what it lacks and what is on an agenda."""
    from schools.models import District
    from schools.queries import holders

    held: dict[str, Any] = {"missing": "", "on": {}}
    bodies.register_body(
        Body(
            "body",
            label=lambda code: "ก.ต.ป.น.",
            missing=lambda code, on: held["missing"],
            carriers=lambda code, on: holders("group_director", District.objects.get(code=code), on),
            standing=lambda kind, keys: {key: held["on"][key] for key in keys if key in held["on"]},
        )
    )
    yield held
    del bodies._bodies["body"]


def to_body(here: Office, **more: Any) -> Any:
    """Submitted, and agreed to by the director: the body's turn."""
    here.submit(chain=CHAIN, **more)
    return here.decide(here.director)


def resolve(here: Office, decision: str = "approved", **more: Any) -> Any:
    round_ = PlanRound.objects.order_by("-pk").first()
    assert round_ is not None
    given = {
        "post": "body", "actor": here.director, "revision": round_.revision, "content_hash": round_.content_hash,
        "authority": WORDS, "now": NOW, **more,
    }  # fmt: skip
    return approvals.resolve(here.kind, here.plan, decision=decision, **given)


def test_nobody_clicks_the_lane(agenda: dict[str, Any]) -> None:
    here = office()
    assert to_body(here).lane == 1
    secretary = base.user("committee_secretary", here.district)
    for person in (here.director, here.head, secretary):
        with pytest.raises(NotAllowed, match="ไม่ใช่การกดอนุมัติ"):
            here.decide(person)
    assert PlanDecision.objects.count() == 1


def test_a_resolution_before_its_turn_decides_nothing(agenda: dict[str, Any]) -> None:
    here = office()
    here.submit(chain=CHAIN)
    with pytest.raises(DomainError, match="ยังไม่มีผลต่อเรื่องนี้"):
        resolve(here)
    assert not PlanDecision.objects.exists()


def test_a_resolution_on_another_revision_decides_nothing(agenda: dict[str, Any]) -> None:
    here = office()
    to_body(here)
    with pytest.raises(StaleRevision):
        resolve(here, content_hash="0" * 64)
    with pytest.raises(StaleRevision):
        resolve(here, revision=2)
    assert PlanRound.objects.get().state == "open"


def test_the_subject_changed_behind_its_back(agenda: dict[str, Any]) -> None:
    here = office(current=lambda plan: (2, "changed"))
    here.submit(chain=("body",))
    with pytest.raises(StaleRevision, match="ถูกแก้ไขหลังจากส่ง"):
        resolve(here)


def test_agreement_ends_the_chain_and_names_the_resolution(agenda: dict[str, Any]) -> None:
    here = office()
    to_body(here)
    assert resolve(here).state == "approved"
    row = PlanDecision.objects.get(lane=1)
    assert (row.actor, row.actor_label, row.decision) == (None, WORDS, "approved")
    assert here.effects == [("approved", 1)]
    entry = AuditEntry.objects.get(action="approval.approved", data__post=WORDS)
    assert entry.actor == here.director
    with pytest.raises(DomainError):
        resolve(here)


def test_whoever_wrote_the_resolution_down_still_decides_a_later_lane(agenda: dict[str, Any]) -> None:
    here = office()
    here.submit(chain=("body", "group_director"))
    assert resolve(here).lane == 1
    assert here.decide(here.director).state == "approved"


def test_return_brings_the_reason_to_the_author(agenda: dict[str, Any]) -> None:
    here = office()
    to_body(here)
    assert resolve(here, "returned", reason=f"{WORDS}: ให้ปรับเป้าหมาย").state == "returned"
    notice = Notice.objects.get(recipient=here.supervisor, code="approval.returned")
    assert "ให้ปรับเป้าหมาย" in notice.body
    assert here.effects == [("returned", 1)]


def test_withdrawing_still_works(agenda: dict[str, Any]) -> None:
    here = office()
    to_body(here)
    assert approvals.withdraw(here.kind, here.plan, actor=here.supervisor, now=NOW).state == "withdrawn"
    with pytest.raises(DomainError):
        resolve(here)


def test_a_body_that_cannot_meet_is_told_on_the_lane(agenda: dict[str, Any]) -> None:
    here = office()
    agenda["missing"] = "ยังไม่มี ก.ต.ป.น."
    assert to_body(here).lanes[1]["note"] == "ยังไม่มี ก.ต.ป.น."


def test_its_carriers_are_told_and_reminded_until_it_is_on_an_agenda(
    agenda: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = office()
    round_ = to_body(here)
    told = Notice.objects.get(recipient=here.director, title__startswith="รอบรรจุวาระ")
    assert told.code == "approval.waiting"
    monkeypatch.setattr("core.approvals.reminders.all_kinds", lambda: [here.kind])
    agenda["on"][round_.pk] = "การประชุมครั้งที่ 2/2567"
    assert remind(now=NOW + timedelta(days=6)) == 0
    del agenda["on"][round_.pk]
    PlanRound.objects.update(reminded_at=None)
    assert remind(now=NOW + timedelta(days=7)) == 1
    assert remind(now=NOW + timedelta(days=40)) == 0


def test_the_inbox_shows_which_meeting_it_is_on(agenda: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    here = office()
    round_ = to_body(here)
    today_is(NOW, monkeypatch)
    monkeypatch.setattr("core.approvals.inbox.all_kinds", lambda: [here.kind])
    monkeypatch.setattr("core.approvals.inbox._sources", {})
    (item,) = inbox_for(here.director, here.district)
    assert (item.state_label, item.revision) == ("รอมติ ก.ต.ป.น.", None)
    assert "ยังไม่อยู่ในระเบียบวาระ" in item.deadline_note
    agenda["on"][round_.pk] = "การประชุมครั้งที่ 2/2567"
    (item,) = inbox_for(here.director, here.district)
    assert item.deadline_note == "การประชุมครั้งที่ 2/2567"
    assert not inbox_for(here.head, here.district)
    assert not inbox_for(here.supervisor, here.district)
