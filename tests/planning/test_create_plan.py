"""Begin a plan, empty or from last year's."""

from datetime import date, timedelta

import pytest

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry
from supervision.planning import services
from supervision.planning.models import Plan
from supervision.planning.sections import SECTIONS
from tests.factories import base
from tests.factories import planning as make


def test_refuses_who_writes_no_plans_here(office):
    for stranger in (office.director, base.user("principal", office.schools[0]), base.user("supervisor", office.other)):
        with pytest.raises(NotAllowed):
            make.plan(stranger, office.district)
    with pytest.raises(NotAllowed):
        make.plan(office.author, office.district, kind="group")
    assert not Plan.objects.exists()


def test_a_western_year_is_answered_with_the_right_one(office):
    with pytest.raises(DomainError, match="2567") as refusal:
        make.plan(office.author, office.district, fiscal_year=2024)
    assert refusal.value.field == "fiscal_year"
    with pytest.raises(DomainError, match="ไกลจากปีปัจจุบัน"):
        make.plan(office.author, office.district, fiscal_year=2667)


def test_one_plan_a_year_until_it_is_cancelled(office):
    first = make.plan(office.author, office.district)
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        make.plan(office.author, office.district)
    services.cancel_plan(first, actor=office.author, reason="เริ่มใหม่", now=make.NOW)
    assert make.plan(office.author, office.district).pk != first.pk


def test_an_empty_plan_has_every_heading_and_leaves_a_trace(office):
    plan = make.plan(office.author, office.district)
    assert list(plan.sections.values_list("code", flat=True)) == [code for code, _, _ in SECTIONS]
    assert (plan.state, plan.revision, plan.owner.user) == ("draft", 1, office.author)
    assert AuditEntry.objects.filter(action="plan.created", target_key=str(plan.pk)).count() == 1


def test_a_copy_keeps_weekdays_and_leaves_closed_schools_behind(office):
    source = make.ready(office.author, office.district, office.schools, on=date(2024, 1, 15))
    gone = office.schools[0]
    type(gone).objects.filter(pk=gone.pk).update(status="closed", closed_on=date(2024, 10, 1))
    copy = make.plan(office.author, office.district, fiscal_year=2568, copy_from=source)
    visits = list(copy.activities.get().planned_visits.order_by("school_id"))
    assert [visit.school for visit in visits] == office.schools[1:]
    assert {visit.planned_on for visit in visits} == {date(2024, 1, 15) + timedelta(weeks=52)}
    assert {(visit.academic_year, visit.term) for visit in visits} == {(2567, 2)}
    assert copy.sections.get(code="goals").body == "โรงเรียนมีคุณภาพ"


def test_a_copy_of_the_first_and_last_days_stays_inside_its_year(office):
    source = make.plan(office.author, office.district)
    activity = make.activity(source, office.author)
    make.visits(activity, office.author, office.schools[:1], on=date(2023, 10, 2))
    make.visits(activity, office.author, office.schools[1:2], on=date(2024, 9, 30))
    copy = make.plan(office.author, office.district, fiscal_year=2568, copy_from=source)
    days = sorted(copy.activities.get().planned_visits.values_list("planned_on", flat=True))
    assert days == [date(2024, 10, 7), date(2025, 9, 29)]


def test_nobody_copies_somebody_elses_plan(office):
    source = make.plan(office.author, office.district)
    colleague = base.user("supervisor", office.district)
    with pytest.raises(NotAllowed):
        make.plan(colleague, office.district, fiscal_year=2568, copy_from=source)
