"""The demo offices: large and small, through the import, the same twice."""

from datetime import date

import pytest

from accounts.models import User
from schools.demo import PASSWORD, SIGN_INS, DemoContext, seed
from schools.models import Assignment, Cluster, Person, School, SchoolYearCount
from schools.queries.responsibility import schools_without_supervisor
from schools.scope import roles_of

pytestmark = pytest.mark.django_db


def test_seeding_twice_gives_two_offices_once() -> None:
    today = date(2026, 11, 21)
    for _ in range(2):
        context = DemoContext(today=today)
        seed(context)
    first, second = context.first, context.second
    assert [School.objects.of_district(office).count() for office in (first, second)] == [107, 9]
    assert Cluster.objects.of_district(first).count() == 9
    assert set(SchoolYearCount.objects.values_list("academic_year", flat=True)) == {2568, 2569}
    assert Assignment.objects.of_district(first).filter(kind="cluster").count() == 9
    assert not schools_without_supervisor(first, today).exists()
    teachers = Person.objects.of_district(first).filter(user=None)
    assert 3 * 107 <= teachers.count() <= 6 * 107
    for account in SIGN_INS:
        assert User.objects.get(email=account.email).check_password(PASSWORD)
    both = User.objects.get(email="two-offices@example.org")
    assert roles_of(both, first, today) == {"supervisor"}
    assert roles_of(both, second, today) == {"office_director"}
    assert School.objects.of_district(first).exclude(name_breaks="").count() == 4
