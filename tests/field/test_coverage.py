"""Coverage on numbers counted by hand, and a fixed number of queries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.field import services
from supervision.field.models import Visit
from supervision.field.queries import coverage, term_period
from tests.factories import base, field
from tests.factories.field import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast):
    """Seven schools: two visited (one of them twice), one advised by telephone only, one closed after its visit."""
    other = base.cluster(cast.district)
    schools = [cast.school, cast.neighbour, *(base.school(cast.district, cluster=other) for _ in range(5))]
    by = cast.supervisor
    field.submitted(by, schools[0], on=DAY)
    field.submitted(by, schools[0], on=DAY - timedelta(days=20))
    field.submitted(by, schools[2], on=DAY)
    field.submitted(by, schools[3], on=DAY, way="phone")
    field.draft(by, schools[4])
    field.submitted(by, schools[5], on=DAY - timedelta(days=30))
    schools[5].closed_on = DAY - timedelta(days=5)
    schools[5].save()
    return cast, other, schools


def test_totals_add_up_to_the_schools_in_scope(office) -> None:
    cast, _other, _ = office
    found = coverage(cast.district, term_period(cast.district, 2567, 1), today=DAY)
    total = found.total
    assert (total.schools, total.done, total.plan, total.late, total.none) == (6, 2, 0, 0, 4)
    assert (total.never, total.visits, total.distance) == (4, 3, 1)
    assert (found.closed_schools, found.closed_visits) == (1, 1)
    assert sum(row.tally.schools for row in found.clusters) == total.schools
    assert sum(row.total for row in found.heat) == total.visits
    assert total.percent == Decimal("33.33")
    assert total.rounding == Decimal("100.00")


def test_by_cluster_and_supervisor(office) -> None:
    cast, other, _ = office
    period = term_period(cast.district, 2567, 1)
    assert coverage(cast.district, period, today=DAY, cluster=other).total.done == 1
    person = base.person_of(cast.supervisor, cast.district)
    mine = coverage(cast.district, period, today=DAY, supervisor=person)
    assert (mine.total.schools, mine.total.done) == (2, 1)
    assert [(row.person, row.made, row.made_at_distance) for row in mine.supervisors] == [(person, 4, 1)]


def test_an_office_that_wants_two_visits_a_term(office) -> None:
    cast, _, _ = office
    cast.district.settings.visits_per_term = 2
    cast.district.settings.save()
    found = coverage(cast.district, term_period(cast.district, 2567, 1), today=DAY)
    assert (found.total.done, found.total.never) == (1, 4)


def test_findings_open_and_late_and_schools_that_fell_silent(office) -> None:
    cast, _, schools = office
    first, second = schools[2], schools[3]
    visit = field.draft(cast.supervisor, first, on=DAY - timedelta(days=40))
    for days in (10, 60):
        services.save_finding(
            visit, actor=cast.supervisor, text=f"ข้อค้นพบ {days}", owner_label="ผู้อำนวยการโรงเรียน",
            due_on=visit.visited_on + timedelta(days=days),
        )  # fmt: skip
    services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY - timedelta(days=40), 16))
    found = coverage(cast.district, term_period(cast.district, 2567, 1), today=DAY)
    assert (found.total.findings, found.total.findings_late, found.total.with_findings) == (2, 1, 1)
    by_school = {state.school.pk: state.follow_up for state in found.states}
    # Sent 40 days ago and never acknowledged; the one sent 14 days ago is silent on the 14th day, not before.
    assert by_school[first.pk].silent_since == DAY - timedelta(days=40)
    assert [state.school for state in found.of_status("findings-late")] == [first]
    assert by_school[second.pk].silent_since is None
    later = coverage(cast.district, term_period(cast.district, 2567, 1), today=DAY + timedelta(days=14))
    assert second in [state.school for state in later.of_status("silent")]
    assert later.total.silent == len(later.of_status("silent"))


def test_a_cancelled_visit_is_not_counted(office) -> None:
    cast, _, schools = office
    visit = Visit.objects.get(school=schools[2])
    services.cancel_visit(visit, actor=cast.supervisor, reason="ผิดวัน", now=field.at(DAY, 18))
    assert coverage(cast.district, term_period(cast.district, 2567, 1), today=DAY).total.done == 1


def test_the_other_office_is_not_in_it(office) -> None:
    cast, _, _ = office
    assert coverage(cast.other_district, term_period(cast.other_district, 2567, 1), today=DAY).total.schools == 0


def test_queries_do_not_grow_with_schools(office) -> None:
    cast, other, _ = office
    period = term_period(cast.district, 2567, 1)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            coverage(cast.district, period, today=DAY)
        return len(queries)

    before = asked()
    for _ in range(8):
        field.submitted(cast.supervisor, base.school(cast.district, cluster=other), on=DAY)
    assert asked() == before <= 10


def test_a_school_sees_no_coverage_page(office, client) -> None:
    cast, _, _ = office
    client.force_login(cast.principal)
    assert client.get(reverse("field:coverage")).status_code == 403


def test_every_number_opens_its_list(office, client) -> None:
    cast, _, _ = office
    client.force_login(cast.director)
    page = client.get(reverse("field:coverage"), {"period": "1-2567"}).content.decode()
    assert f"{reverse('field:coverage-schools')}?period=1-2567&amp;status=done" in page
    listed = client.get(reverse("field:coverage-schools"), {"period": "1-2567", "status": "never"}).content.decode()
    assert "ยังไม่เคยได้รับการนิเทศ" in listed


def test_terms_know_their_holidays(cast) -> None:
    period = term_period(cast.district, 2567, 1)
    assert (period.start, period.end) == (date(2024, 5, 16), date(2024, 10, 31))
    assert [month.month for month in period.months()] == [5, 6, 7, 8, 9, 10]
