"""Submit, decide, return, withdraw, change after approval."""

from datetime import date, timedelta

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from supervision.planning import services
from supervision.planning.queries import review_of
from tests.factories import base
from tests.factories import planning as make

NOW = make.NOW


def _decide(plan, actor, decision="approved", **options):
    given = {"revision": plan.revision, "comment": "ขอให้แก้ไข", "now": NOW, **options}
    return services.decide_plan(plan, actor=actor, decision=decision, **given)


def test_refuses_to_submit_somebody_elses_or_twice(office):
    plan = make.ready(office.author, office.district, office.schools)
    for other in (office.head, base.user("supervisor", office.district), base.user("supervisor", office.other)):
        with pytest.raises(NotAllowed):
            services.submit_plan(plan, actor=other, now=NOW)
    services.submit_plan(plan, actor=office.author, now=NOW)
    with pytest.raises(DomainError, match="ไม่ต้องส่งซ้ำ"):
        services.submit_plan(plan, actor=office.author, now=NOW)
    assert plan.rounds.count() == 1


def test_refuses_a_plan_without_activities_and_says_what_is_missing(office):
    plan = make.plan(office.author, office.district)
    with pytest.raises(DomainError, match="ยังไม่มีกิจกรรม") as refusal:
        services.submit_plan(plan, actor=office.author, now=NOW)
    assert "เป้าประสงค์" in refusal.value.message
    make.activity(plan, office.author, indicator="")
    with pytest.raises(DomainError, match="ยังไม่ได้เลือกโรงเรียน"):
        services.submit_plan(plan, actor=office.author, now=NOW)


def test_refuses_a_visit_to_a_school_that_has_closed(office):
    plan = make.ready(office.author, office.district, office.schools, on=date(2024, 1, 15))
    gone = office.schools[0]
    type(gone).objects.filter(pk=gone.pk).update(status="closed", closed_on=date(2024, 1, 1))
    with pytest.raises(DomainError, match="ปิดตั้งแต่"):
        services.submit_plan(plan, actor=office.author, now=NOW)


def test_goes_up_the_chain_and_is_approved_at_its_end(office):
    plan = make.submitted(office.author, office.district, office.schools)
    for wrong in (office.author, office.director, base.user("group_director", office.other)):
        with pytest.raises(NotAllowed):
            _decide(plan, wrong)
    _decide(plan, office.head)
    plan.refresh_from_db()
    assert plan.state == "submitted"
    _decide(plan, office.director)
    plan.refresh_from_db()
    assert (plan.state, plan.approved_revision, plan.approved_hash) == ("approved", 1, plan.content_hash)


def test_a_return_needs_a_reason_and_reaches_the_author(office):
    plan = make.submitted(office.author, office.district, office.schools)
    with pytest.raises(DomainError) as refusal:
        _decide(plan, office.head, "returned", comment=" ")
    assert refusal.value.field == "comment"
    _decide(plan, office.head, "returned")
    plan.refresh_from_db()
    assert plan.state == "returned"
    assert Notice.objects.filter(recipient=office.author, body__contains="ขอให้แก้ไข").exists()


def test_an_older_revision_cannot_be_approved(office):
    plan = make.returned(office.author, office.district, office.schools, office.head)
    services.save_sections(
        plan, actor=office.author, lock_version=plan.lock_version, bodies={"goals": "แก้แล้ว"}, now=NOW
    )
    services.submit_plan(plan, actor=office.author, now=NOW + timedelta(days=1))
    with pytest.raises(StaleRevision, match="ฉบับที่ 2"):
        _decide(plan, office.head, revision=1)
    plan.refresh_from_db()
    assert plan.revision == 2
    _decide(plan, office.head, now=NOW + timedelta(days=2))


def test_a_withdrawn_plan_may_be_written_again(office):
    plan = make.submitted(office.author, office.district, office.schools)
    with pytest.raises(NotAllowed):
        services.withdraw_plan(plan, actor=office.head, now=NOW)
    services.withdraw_plan(plan, actor=office.author, now=NOW)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_the_directors_own_plan_passes_to_the_next_above(office):
    plan = make.submitted(office.head, office.district, office.schools, kind="group")
    with pytest.raises(NotAllowed):
        _decide(plan, office.head)
    _decide(plan, office.director)
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_the_deputy_stands_in_the_chain_where_the_office_says_so(office):
    deputy = base.user("deputy_director", office.district)
    office.district.settings.plan_chain = ["group_director", "deputy_director", "office_director"]
    office.district.settings.save()
    plan = make.submitted(office.author, office.district, office.schools)
    for decider in (office.head, deputy, office.director):
        plan.refresh_from_db()
        assert plan.state == "submitted"
        _decide(plan, decider)
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_a_change_after_approval_is_told_place_by_place(office):
    plan = make.approved(office.author, office.district, office.schools, [office.head, office.director])
    with pytest.raises(DomainError, match="ยังไม่ได้แก้ไข"):
        services.submit_plan(plan, actor=office.author, now=NOW)
    later = NOW + timedelta(days=7)
    fresh = base.school(office.district, name="โรงเรียนเพิ่มใหม่")
    activity = plan.activities.get()
    make.visits(activity, office.author, [fresh], on=date(2024, 2, 1), now=later)
    visit = activity.planned_visits.filter(school=office.schools[0]).get()
    services.move_visit(visit, actor=office.author, on=date(2024, 1, 29), reason="เลื่อน", now=later)
    plan.refresh_from_db()
    services.save_sections(
        plan, actor=office.author, lock_version=plan.lock_version, bodies={"goals": "โรงเรียนมีคุณภาพสูง"}, now=later
    )
    services.submit_plan(plan, actor=office.author, now=later)
    review = review_of(plan)
    notes = [change.note for change in review.changes]
    assert notes == ["ข้อความเปลี่ยน", "เพิ่ม 1 ครั้ง", "ย้าย 1 ครั้ง"]
    assert (review.totals_before.schools, review.totals.schools) == (3, 4)
    assert review.before.revision == 1
    _decide(plan, office.head, "returned", revision=2, now=later)
    plan.refresh_from_db()
    assert (plan.state, plan.approved_revision) == ("returned", 1)


def test_a_cancelled_plan_keeps_its_reason_and_ends(office):
    plan = make.approved(office.author, office.district, office.schools, [office.head, office.director])
    with pytest.raises(DomainError, match="เหตุผล"):
        services.cancel_plan(plan, actor=office.author, reason=" ", now=NOW)
    with pytest.raises(NotAllowed):
        services.cancel_plan(plan, actor=office.head, reason="ไม่ใช่ของตน", now=NOW)
    services.cancel_plan(plan, actor=office.author, reason="ย้ายเขต", now=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.cancel_reason) == ("cancelled", "ย้ายเขต")
    assert Notice.objects.filter(recipient=office.director, body__contains="ย้ายเขต").exists()
    with pytest.raises(DomainError):
        services.submit_plan(plan, actor=office.author, now=NOW)
