"""Lanes nobody may decide honestly pass upward; a chain that passes altogether climbs, or stays and says why."""

from datetime import timedelta

import pytest

from core import approvals
from core.approvals import remind
from core.models import AuditEntry, Notice
from supervision.planning.models import PlanDecision, PlanRound
from tests.core.chain import NOW, office
from tests.factories import base

pytestmark = pytest.mark.django_db


def passed() -> list[tuple[int, str]]:
    rows = PlanDecision.objects.filter(decision="passed").order_by("lane")
    return [(row.lane, row.post) for row in rows]


def test_the_lane_of_the_author_passes() -> None:
    here = office(author="group_director")
    round_ = here.submit()
    assert (round_.lane, round_.state) == (1, "open")
    assert passed() == [(0, "group_director")]
    assert AuditEntry.objects.filter(action="approval.passed", actor=None).count() == 1
    assert here.head is not None
    assert here.decide(here.head).state == "approved"


def test_a_colleague_in_the_same_post_may_decide_instead() -> None:
    here = office(author="group_director")
    colleague = base.user("group_director", here.district)
    assert here.submit().lane == 0
    here.decide(colleague)
    assert not passed()


def test_who_decided_below_does_not_decide_again_above() -> None:
    here = office(deputy=True)
    base.user("deputy_director", here.district, of=here.director)
    assert here.deputy is not None
    here.deputy.is_active = False
    here.deputy.save()
    here.submit(chain=("group_director", "deputy_director", "office_director"))
    round_ = here.decide(here.director)
    assert (round_.lane, passed()) == (2, [(1, "deputy_director")])


def test_one_person_in_every_post_above_the_author_ends_the_chain() -> None:
    here = office(head=False)
    base.user("office_director", here.district, of=here.director, acting="in_charge")
    here.submit()
    assert here.decide(here.director).state == "approved"
    assert passed() == [(1, "office_director")]


def test_a_chain_that_passes_altogether_goes_to_the_next_higher_post() -> None:
    here = office(author="group_director")
    round_ = here.submit(chain=("group_director",))
    assert [lane["post"] for lane in round_.lanes] == ["group_director", "office_director"]
    assert (round_.lane, round_.state) == (1, "open")
    assert here.head is not None
    here.decide(here.head)
    assert here.effects == [("approved", 1)]


def test_a_chain_that_cannot_climb_stays_open_and_says_why() -> None:
    here = office(author="office_director")
    here.director.is_active = False
    here.director.save()
    round_ = here.submit(chain=("office_director",))
    assert (round_.state, round_.lane) == ("open", 0)
    assert "เป็นผู้จัดทำ" in PlanRound.objects.get().lanes[0]["note"]
    assert "แต่งตั้งผู้รักษาการ" in approvals.history(here.kind, here.plan)[0].comment
    acting = base.user("office_director", here.district, acting="on_behalf")
    assert here.decide(acting).state == "approved"


def test_a_vacant_post_waits_for_its_holder() -> None:
    here = office(head=False)
    here.submit()
    round_ = here.decide(here.director)
    assert (round_.lane, round_.state) == (1, "open")
    assert "ยังไม่มีผู้ดำรงตำแหน่ง ผอ.สพท." in round_.lanes[1]["note"]
    new = base.user("office_director", here.district)
    assert here.decide(new).state == "approved"


def test_after_n_days_the_holder_is_reminded_then_the_next_above_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    here = office(deputy=True)
    monkeypatch.setattr(approvals.kinds, "_kinds", {here.kind.code: here.kind})
    here.submit()

    def told(code: str) -> list[object]:
        return [notice.recipient for notice in Notice.objects.filter(code=code)]

    assert remind(now=NOW + timedelta(days=4, hours=23)) == 0
    assert remind(now=NOW + timedelta(days=5)) == 1
    assert remind(now=NOW + timedelta(days=5, hours=1)) == 0
    assert told("approval.reminded") == [here.director]
    assert remind(now=NOW + timedelta(days=9)) == 0
    assert remind(now=NOW + timedelta(days=10)) == 1
    assert remind(now=NOW + timedelta(days=30)) == 0
    assert told("approval.escalated") == [here.deputy]
    here.decide(here.director, now=NOW + timedelta(days=31))
    assert PlanRound.objects.get().reminded_at is None, "the next lane has its own days"


def test_the_daily_job_moves_a_round_whose_holder_became_the_author(monkeypatch: pytest.MonkeyPatch) -> None:
    here = office()
    monkeypatch.setattr(approvals.kinds, "_kinds", {here.kind.code: here.kind})
    here.submit()
    base.user("group_director", here.district, of=here.supervisor)
    here.director.is_active = False
    here.director.save()
    remind(now=NOW + timedelta(days=1))
    assert PlanRound.objects.get().lane == 1
    assert Notice.objects.filter(code="approval.waiting", recipient=here.head).count() == 1
