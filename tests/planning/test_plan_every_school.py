"""Planning every school of some clusters so many times a term, in one act."""

import time
from datetime import date

import pytest

from core.errors import DomainError, NotAllowed
from supervision.planning import services
from supervision.planning.terms import slices_of
from tests.factories import base
from tests.factories import planning as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    district = base.district()
    for year, number in ((2566, 1), (2566, 2), (2567, 1)):
        base.term(district, year=year, number=number)
    return district


@pytest.fixture
def director(office):
    return base.user("group_director", office)


def _terms(office):
    return [part for part in slices_of(office, 2567) if part.is_main]


def _plan(activity, actor, schools, office, **options):
    given = {"times": 4, "slices": _terms(office), "lock_version": None, "now": make.NOW, **options}
    return services.plan_every_school(activity, actor=actor, schools=schools, **given)


@pytest.fixture
def activity(office, director):
    return make.activity(make.plan(director, office, kind="group"), director)


def test_refuses_somebody_else_and_another_office(office, activity):
    schools = [base.school(office)]
    for stranger in (base.user("supervisor", office), base.user("group_director", base.district())):
        with pytest.raises(NotAllowed):
            _plan(activity, stranger, schools, office)


def test_refuses_a_plan_that_is_being_considered(office, director):
    school = base.school(office)
    base.user("office_director", office)
    plan = make.submitted(director, office, [school], kind="group")
    with pytest.raises(DomainError, match="สถานะปัจจุบัน"):
        _plan(plan.activities.get(), director, [school], office)


def test_refuses_numbers_and_spans_that_make_no_sense(office, director, activity):
    school = base.school(office)
    with pytest.raises(DomainError, match="1 ถึง"):
        _plan(activity, director, [school], office, times=0)
    with pytest.raises(DomainError, match="อยู่ก่อนวันแรก"):
        _plan(activity, director, [school], office, start=date(2024, 2, 1), end=date(2024, 1, 1))
    with pytest.raises(DomainError, match="ไม่มีวันเปิดเรียน"):
        _plan(activity, director, [school], office, start=date(2024, 4, 8), end=date(2024, 4, 20))
    with pytest.raises(DomainError, match="ไม่ได้อยู่ในสำนักงานนี้"):
        _plan(activity, director, [base.school(base.district())], office)
    assert not activity.planned_visits.exists()


def test_fills_a_whole_office_once_within_two_seconds(office, director, activity):
    clusters = [base.cluster(office) for _ in range(9)]
    schools = [base.school(office, cluster=clusters[n % 9]) for n in range(107)]
    began = time.perf_counter()
    first = _plan(activity, director, schools, office)
    assert time.perf_counter() - began < 2
    assert (first.added, first.already, first.left_out) == (856, 0, ())
    days = list(activity.planned_visits.by_day().values_list("school_id", "planned_on", "academic_year", "term"))
    again = _plan(activity, director, schools, office)
    assert (again.added, again.already) == (0, 856)
    assert days == list(
        activity.planned_visits.by_day().values_list("school_id", "planned_on", "academic_year", "term")
    )


def test_days_are_school_days_of_their_term_and_year_spread_evenly(office, director, activity):
    schools = [base.school(office) for _ in range(10)]
    _plan(activity, director, schools, office, times=2)
    parts = {(part.year, part.term): part for part in _terms(office)}
    rows = list(activity.planned_visits.all())
    assert len(rows) == 40
    assert set(parts) == {(2566, 2), (2567, 1)}
    for row in rows:
        part = parts[row.academic_year, row.term]
        assert part.start <= row.planned_on <= part.end
        assert row.planned_on.weekday() < 5
        assert row.month == row.planned_on.replace(day=1)
    # Fewer schools than days: nobody has to be at two schools on one day.
    assert len({row.planned_on for row in rows}) == 40
    assert max(row.planned_on for row in rows) <= date(2024, 9, 30)


def test_a_closed_school_is_left_out_by_name(office, director, activity):
    gone = base.school(office, name="โรงเรียนบ้านปิดแล้ว", closed_on=date(2024, 1, 1), status="closed")
    result = _plan(activity, director, [base.school(office), gone], office, times=1)
    assert any("บ้านปิดแล้ว" in line for line in result.left_out)
    assert not activity.planned_visits.filter(school=gone, planned_on__gte=gone.closed_on).exists()
