"""A plan whose chain asks the committee moves by the resolution in the minutes, and by nothing else."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core import approvals
from core.errors import DomainError, NotAllowed
from core.models import Notice
from kotpn.committee.lane import POST, ROUND, round_key
from kotpn.meetings.awaiting import gather
from kotpn.meetings.models import AgendaItem
from kotpn.minutes.models import Resolution
from kotpn.minutes.services.resolutions import change_resolution, record_resolution, withdraw_resolution
from schools.services.districts import update_settings
from supervision.planning import services as plans
from supervision.planning.models import Plan, PlanDecision
from supervision.planning.services import PLAN_KIND
from tests.factories import base, kotpn, planning

HELD = date(2025, 1, 22)
AT = datetime(2025, 1, 22, 10, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def plan(committee: Any, district: Any, director: Any, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Sent and agreed to by the group director: the committee's turn."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    update_settings(district, actor=director, values={"plan_chain": ["group_director", POST, "office_director"]})
    district.settings.refresh_from_db()
    made = planning.submitted(
        base.user("supervisor", district), district, [base.school(district)], fiscal_year=2568, now=AT,
        on=date(2025, 3, 3),
    )  # fmt: skip
    plans.decide_plan(made, actor=director, revision=1, decision="approved", now=AT)
    return made


@pytest.fixture
def item(plan: Plan, committee: Any, secretary: Any) -> AgendaItem:
    """The plan on the agenda of a meeting that sits."""
    meeting = kotpn.a_meeting(secretary, committee, held_on=HELD)
    (proposal,) = gather(secretary, meeting, None)
    assert proposal.papers == (("document", "supervision-plan", {"plan": str(plan.pk)}),)
    made = kotpn.an_item(secretary, meeting, title=proposal.title)
    AgendaItem.objects.filter(pk=made.pk).update(
        source_kind=proposal.source.kind, source_key=proposal.source.key, source_label=proposal.source.label
    )
    made.refresh_from_db()
    kotpn.opened(secretary, meeting)
    return AgendaItem.objects.select_related("section__meeting__committee").get(pk=made.pk)


def resolve(item: AgendaItem, actor: Any, kind: str = "agree", text: str = "เห็นชอบตามเสนอ") -> Resolution:
    return record_resolution(item, actor=actor, kind=kind, text=text, at=time(10, 0), now=AT)


def waiting(plan: Plan) -> Any:
    return approvals.open_round_of(PLAN_KIND, plan)


def test_the_lane_needs_a_committee_with_a_tenure(district: Any, director: Any) -> None:
    with pytest.raises(DomainError, match="ยังไม่มี") as told:
        update_settings(district, actor=director, values={"plan_chain": ["group_director", POST]})
    assert told.value.field == "plan_chain"


def test_nobody_clicks_it_and_it_is_in_the_secretarys_inbox(
    plan: Plan, item: AgendaItem, secretary: Any, director: Any, district: Any
) -> None:
    for actor in (secretary, director):
        with pytest.raises(NotAllowed, match="ไม่ใช่การกดอนุมัติ"):
            plans.decide_plan(plan, actor=actor, revision=1, decision="approved", now=AT)
    (found,) = [row for row in approvals.inbox_for(secretary, district) if row.kind == "plan"]
    assert "ครั้งที่ 1/2568" in found.deadline_note
    assert found.revision is None


def test_agreement_goes_on_to_the_next_lane(plan: Plan, item: AgendaItem, secretary: Any, district: Any) -> None:
    head = base.user("office_director", district)
    assert item.source_key == round_key(PLAN_KIND, waiting(plan))
    made = resolve(item, secretary)
    row = PlanDecision.objects.get(post=POST)
    assert row.actor is None
    assert row.actor_label == f"มติ ก.ต.ป.น. ที่ {made.number}/{made.year} การประชุมครั้งที่ 1/2568"
    plans.decide_plan(plan, actor=head, revision=1, decision="approved", now=AT)
    plan.refresh_from_db()
    assert plan.state == Plan.State.APPROVED


@pytest.mark.parametrize("kind", ["revise", "reject"])
def test_the_reason_is_the_resolutions(plan: Plan, item: AgendaItem, secretary: Any, kind: str) -> None:
    resolve(item, secretary, kind, "ให้เพิ่มโรงเรียนขนาดเล็ก")
    plan.refresh_from_db()
    assert plan.state == Plan.State.RETURNED
    assert "ให้เพิ่มโรงเรียนขนาดเล็ก" in PlanDecision.objects.get(post=POST).comment
    assert Notice.objects.filter(code="approval.returned", recipient=plan.owner.user).exists()


@pytest.mark.parametrize("kind", ["note", "assign"])
def test_taking_note_leaves_it_open(plan: Plan, item: AgendaItem, secretary: Any, kind: str) -> None:
    made = resolve(item, secretary, kind, "รับทราบ")
    assert waiting(plan) is not None
    change_resolution(made, actor=secretary, kind="agree", text="เห็นชอบ", at=time(10, 0), now=AT)
    assert PlanDecision.objects.filter(post=POST, decision="approved").exists()


def test_what_a_resolution_moved_it_does_not_take_back(plan: Plan, item: AgendaItem, secretary: Any) -> None:
    made = resolve(item, secretary)
    with pytest.raises(DomainError, match="จึงเปลี่ยนชนิดของมติไม่ได้"):
        change_resolution(made, actor=secretary, kind="reject", text="ไม่เห็นชอบ", at=time(10, 0), now=AT)
    with pytest.raises(DomainError, match="จึงยกเลิกไม่ได้"):
        withdraw_resolution(made, actor=secretary, reason="บันทึกผิด", now=AT)
    change_resolution(made, actor=secretary, kind="agree", text="เห็นชอบตามที่เสนอ", at=time(10, 0), now=AT)
    assert PlanDecision.objects.filter(post=POST).count() == 1


def test_a_plan_taken_back_since_is_not_decided_and_the_secretary_is_told(
    plan: Plan, item: AgendaItem, secretary: Any
) -> None:
    plans.withdraw_plan(plan, actor=plan.owner.user, now=AT)
    resolve(item, secretary)
    assert not PlanDecision.objects.filter(post=POST).exists()
    assert Resolution.objects.filter(item=item).count() == 1
    told = Notice.objects.get(code="approval.unmoved", recipient=secretary)
    assert "มติ ก.ต.ป.น." in told.body


def test_the_committee_stays_while_the_chain_waits_for_it(plan: Plan, committee: Any, secretary: Any) -> None:
    from kotpn.committee.services import change_committee

    with pytest.raises(DomainError, match="ลำดับการพิจารณา") as told:
        change_committee(committee, actor=secretary, values={"is_active": False})
    assert told.value.field == "is_active"


def test_only_the_main_committee_gets_it_proposed(plan: Plan, secretary: Any, district: Any) -> None:
    sub = kotpn.a_committee(secretary, district, kind="sub", name="อนุ", members=5)
    assert not list(gather(secretary, kotpn.a_meeting(secretary, sub), None))
    assert ROUND == "approval_round"


def test_the_settings_page_offers_the_lane(committee: Any, director: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from schools.forms.office import chains_of

    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    offered = chains_of(committee.district)
    assert offered["group_director,committee,office_director"] == "ผอ.กลุ่มนิเทศฯ → มติ ก.ต.ป.น. → ผอ.สพท."
    other = base.district()
    assert not [chain for chain in chains_of(other) if POST in chain]
