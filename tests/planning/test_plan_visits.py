"""Plan some schools, move a visit, cancel one; both year systems at their boundaries."""

from datetime import date

import pytest

from core.errors import DomainError, NotAllowed
from supervision.planning import services
from supervision.planning.models import PlannedVisit
from tests.factories import base
from tests.factories import planning as make


@pytest.fixture
def activity(office):
    return make.activity(make.plan(office.author, office.district), office.author)


def test_refuses_strangers_days_of_other_years_and_schools_elsewhere(office, activity):
    with pytest.raises(NotAllowed):
        make.visits(activity, office.head, office.schools)
    for day in (date(2023, 9, 30), date(2024, 10, 1)):
        with pytest.raises(DomainError, match="ไม่อยู่ใน"):
            make.visits(activity, office.author, office.schools, on=day)
    with pytest.raises(DomainError, match="ไม่ได้อยู่ในสำนักงานนี้"):
        make.visits(activity, office.author, [base.school(office.other)])
    closed = base.school(office.district, status="closed", closed_on=date(2024, 1, 1))
    with pytest.raises(DomainError, match="ปิดแล้ว"):
        make.visits(activity, office.author, [closed])
    with pytest.raises(DomainError, match="วันที่หรือเดือน"):
        make.visits(activity, office.author, office.schools, on=None)
    assert not PlannedVisit.objects.exists()


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2023, 10, 2), (2566, 1)),
        (date(2023, 10, 20), (2566, 1)),
        (date(2023, 11, 1), (2566, 2)),
        (date(2024, 4, 20), (2566, 2)),
        (date(2024, 5, 16), (2567, 1)),
        (date(2024, 9, 30), (2567, 1)),
    ],
)
def test_a_day_counts_to_its_term(office, activity, day, term):
    visit = make.visits(activity, office.author, office.schools[:1], on=day)[0]
    assert (visit.academic_year, visit.term) == term


def test_may_planned_as_a_month_belongs_to_the_new_year(office, activity):
    visit = make.visits(activity, office.author, office.schools[:1], on=None, month=date(2024, 5, 1))[0]
    assert (visit.academic_year, visit.term, visit.planned_on) == (2567, 1, None)


def test_the_same_school_again_is_the_next_round(office, activity):
    make.visits(activity, office.author, office.schools[:1])
    rows = make.visits(activity, office.author, office.schools[:1], on=date(2024, 2, 5))
    assert [row.round_no for row in rows] == [1, 2]


def test_moving_a_draft_asks_no_reason_and_follows_the_term(office, activity):
    visit = make.visits(activity, office.author, office.schools[:1])[0]
    moved = services.move_visit(visit, actor=office.author, on=date(2024, 6, 3), now=make.NOW)
    assert (moved.academic_year, moved.term, moved.month) == (2567, 1, date(2024, 6, 1))


def test_moving_after_approval_asks_why_and_shows_as_a_change(office):
    plan = make.approved(office.author, office.district, office.schools, [office.head, office.director])
    visit = plan.activities.get().planned_visits.first()
    with pytest.raises(DomainError) as refusal:
        services.move_visit(visit, actor=office.author, on=date(2024, 1, 22), now=make.NOW)
    assert refusal.value.field == "reason"
    services.move_visit(visit, actor=office.author, on=date(2024, 1, 22), reason="โรงเรียนมีงาน", now=make.NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.revision, plan.state_label) == ("approved", 2, "แก้ไขหลังอนุมัติ")
    services.move_visit(visit, actor=office.author, on=date(2024, 1, 15), reason="กลับวันเดิม", now=make.NOW)
    plan.refresh_from_db()
    assert (plan.revision, plan.state_label) == (1, "อนุมัติแล้ว")


def test_a_move_does_not_overwrite_somebody_elses(office, activity):
    visit = make.visits(activity, office.author, office.schools[:1])[0]
    services.move_visit(visit, actor=office.author, on=date(2024, 1, 22), now=make.NOW)
    with pytest.raises(DomainError, match="มีผู้ย้าย"):
        services.move_visit(visit, actor=office.author, on=date(2024, 1, 23), was=date(2024, 1, 15), now=make.NOW)


def test_a_draft_visit_is_dropped_a_submitted_one_cancelled(office, activity):
    visit = make.visits(activity, office.author, office.schools[:1])[0]
    assert services.drop_visit(visit, actor=office.author, now=make.NOW) is None
    assert not PlannedVisit.objects.exists()
    services.cancel_plan(activity.plan, actor=office.author, reason="เริ่มใหม่", now=make.NOW)
    plan = make.approved(office.author, office.district, office.schools, [office.head, office.director])
    kept = plan.activities.get().planned_visits.first()
    with pytest.raises(DomainError, match="เหตุผล"):
        services.drop_visit(kept, actor=office.author, now=make.NOW)
    assert services.drop_visit(kept, actor=office.author, reason="โรงเรียนยุบ", now=make.NOW).cancelled_reason
    assert PlannedVisit.objects.in_force().filter(activity__plan=plan).count() == len(office.schools) - 1
