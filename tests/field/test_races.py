"""Two at the same moment: the result is one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from supervision.field import services
from supervision.field.models import Visit
from tests.factories import base, field
from tests.factories.field import DAY, at

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run acts in threads that start at the same moment; exceptions are results."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(10)
            return act()
        except Exception as fault:
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_submits_make_one_revision_one_number_and_one_action() -> None:
    district = base.district()
    supervisor, school = base.user("supervisor", district), base.school(district)
    visit = field.draft(supervisor, school)
    field.finding(visit, supervisor)
    results = together(*[lambda: services.submit_visit(visit, actor=supervisor, now=at(DAY, 16))] * 2)
    assert all(isinstance(result, Visit) for result in results), results
    visit.refresh_from_db()
    assert (visit.revisions.count(), visit.number) == (1, 1)
    assert visit.findings.get().action is not None


def test_two_starts_of_one_form_make_one_visit() -> None:
    district = base.district()
    supervisor, school = base.user("supervisor", district), base.school(district)
    key = uuid4()

    def start():
        return services.start_visit(actor=supervisor, school=school, visited_on=DAY, public_id=key, now=at(DAY))

    first, second = together(start, start)
    assert first == second
    assert Visit.objects.filter(public_id=key).count() == 1


def test_numbers_of_many_submits_have_no_gap() -> None:
    district = base.district()
    supervisor, school = base.user("supervisor", district), base.school(district)
    visits = [field.draft(supervisor, school) for _ in range(4)]
    together(*[lambda visit=visit: services.submit_visit(visit, actor=supervisor, now=at(DAY, 16)) for visit in visits])
    assert sorted(Visit.objects.of_district(district).values_list("number", flat=True)) == [1, 2, 3, 4]
