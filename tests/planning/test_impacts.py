"""What becomes of plans when a school closes, and what a supervisor's load is."""

from datetime import date

import pytest

from core.models import Notice
from schools.models import SchoolChange
from schools.services.impacts import Act, carry_out_all, previews
from supervision.planning.impacts import planned_load
from supervision.planning.models import PlannedVisit
from tests.factories import planning as make


@pytest.fixture
def plan(office):
    made = make.approved(office.author, office.district, office.schools, [office.head, office.director])
    make.visits(made.activities.get(), office.author, office.schools[:1], on=date(2024, 6, 3))
    return made


def test_closing_a_school_calls_off_what_was_planned_from_that_day(office, plan):
    act = Act(SchoolChange.Kind.CLOSED, office.schools[0], date(2024, 5, 1))
    before = [line for line in previews(office.head, act) if line.label == "นิเทศที่วางแผนไว้"]
    assert [line.count for line in before] == [1]
    assert PlannedVisit.objects.in_force().count() == 4
    carry_out_all(office.head, act)
    assert PlannedVisit.objects.in_force().count() == 3
    gone = PlannedVisit.objects.get(planned_on=date(2024, 6, 3))
    assert "มีผล" in gone.cancelled_reason
    plan.refresh_from_db()
    assert plan.state_label == "แก้ไขหลังอนุมัติ"
    assert Notice.objects.filter(recipient=office.author, code="plan.visits_called_off").count() == 1


def test_renaming_touches_no_plan(office, plan):
    act = Act(SchoolChange.Kind.RENAMED, office.schools[0], date(2024, 1, 1))
    assert not [line for line in previews(office.head, act) if line.label == "นิเทศที่วางแผนไว้"]


def test_the_load_counts_visits_of_the_running_year(office, plan):
    assert planned_load(office.district, [plan.owner], date(2024, 9, 30)) == {plan.owner.pk: 4}
    assert planned_load(office.district, [plan.owner], date(2024, 10, 1)) == {}
