"""Holders, posts, responsibility and workload on a day, each in a fixed number of queries."""

from datetime import date, timedelta

import pytest

from schools import extensions
from schools.models import Appointment, District, Person, SubjectGroup
from schools.queries import (
    current_district,
    districts_of,
    holders,
    mean_schools,
    next_above,
    person_of,
    post_label,
    responsible_for,
    schools_of,
    schools_without_supervisor,
    supervisors_of,
    workload,
    workloads,
)
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)


@pytest.fixture
def a() -> District:
    return base.district(code="A", name="สพป.ก")


def test_holders_leave_out_other_days_offices_and_inactive_people(a: District) -> None:
    here = base.user("principal", base.school(a))
    base.user("principal", base.school(base.district()))
    base.user("principal", base.school(a), ends_on=DAY - timedelta(days=1))
    base.user("principal", base.school(a), starts_on=DAY + timedelta(days=1))
    left = base.user("principal", base.school(a))
    Person.objects.filter(user=left).update(is_active=False)
    base.appoint(base.person(a, school=base.school(a)), "principal")
    assert holders("principal", a, DAY) == [here]
    assert holders("principal", a, DAY, school=base.school(a)) == []


def test_an_acting_holder_is_printed_as_such(a: District) -> None:
    user = base.user("supervisor", a)
    assert post_label(user, a, DAY) == "ศึกษานิเทศก์"
    base.appoint(Person.objects.get(user=user), "group_director", acting=Appointment.Acting.IN_CHARGE)
    assert post_label(user, a, DAY) == "ผอ.กลุ่มนิเทศฯ (รักษาการ)"
    assert post_label(user, a, DAY, role="supervisor") == "ศึกษานิเทศก์"
    deputy = base.user("deputy_director", a, acting=Appointment.Acting.ON_BEHALF)
    assert post_label(deputy, a, DAY) == "รอง ผอ.สพท. (ปฏิบัติหน้าที่แทน)"
    school = base.school(a, name="โรงเรียนบ้านก")
    assert post_label(base.user("principal", school), a, DAY) == "ผอ.โรงเรียน โรงเรียนบ้านก"
    assert post_label(user, base.district(), DAY) == ""


def test_the_next_above_is_the_nearest_post_somebody_holds(a: District, django_assert_num_queries) -> None:
    assert next_above("supervisor", a, DAY) is None
    director = base.user("office_director", a)
    head = base.user("group_director", a)
    base.user("deputy_director", a, ends_on=DAY - timedelta(days=1))
    with django_assert_num_queries(1):
        first = next_above("supervisor", a, DAY)
    assert first is not None
    assert (first.role, first.holders) == ("group_director", (head,))
    second = next_above("group_director", a, DAY)
    assert second is not None
    assert second.holders == (director,)
    deputy = base.user("deputy_director", a, acting=Appointment.Acting.ON_BEHALF)
    third = next_above("group_director", a, DAY)
    assert third is not None
    assert third.holders == (deputy,)
    assert next_above("office_director", a, DAY) is None


def test_who_supervises_a_school_directly_first_and_once(a: District, django_assert_num_queries) -> None:
    cluster = base.cluster(a, name="กลุ่มโรงเรียนที่ 1")
    school, bare = base.school(a, cluster=cluster), base.school(a)
    through, direct, both = (base.person(a, name=f"{name} ทดสอบ") for name in ("กก", "ขข", "คค"))
    base.assign(through, cluster)
    base.assign(direct, school)
    base.assign(both, cluster)
    base.assign(both, school)
    base.assign(base.person(a), school, ends_on=DAY - timedelta(days=1))
    base.assign(base.person(a, is_active=False), school)
    with django_assert_num_queries(1):
        found = responsible_for([school, bare], DAY)
    assert [(entry.person, entry.through) for entry in found[school.pk]] == [
        (direct, ""),
        (both, ""),
        (through, "กลุ่มโรงเรียนที่ 1"),
    ]
    assert found[bare.pk] == []
    assert supervisors_of(bare, DAY) == []
    assert list(schools_without_supervisor(a, DAY)) == [bare]
    assert list(schools_of(through, DAY)) == [school]


def test_a_closed_school_is_nobodys(a: District) -> None:
    cluster = base.cluster(a)
    base.school(a, cluster=cluster, closed_on=DAY)
    person = base.person(a)
    base.assign(person, cluster)
    assert not schools_of(person, DAY).exists()
    assert workload(person, DAY).schools == 0
    assert not schools_without_supervisor(a, DAY).exists()


def test_workload_counts_a_school_once_and_asks_a_fixed_number_of_queries(
    a: District, django_assert_num_queries, monkeypatch
) -> None:
    monkeypatch.setattr(extensions, "_loads", [("ครั้งที่วางแผนไว้", lambda district, people, on: {})])
    cluster = base.cluster(a)
    schools = [base.school(a, cluster=cluster) for _ in range(3)]
    first = base.person_of(base.user("supervisor", a, name="กก ทดสอบ"), a)
    base.assign(first, cluster)
    base.assign(first, schools[0])
    base.assign(first, base.school(a))
    base.assign(first, SubjectGroup.objects.create(district=a, position=1, name="ภาษาไทย"))
    with django_assert_num_queries(3):
        (load,) = workloads(a, DAY)
    assert (load.schools, load.clusters, load.subject_groups, load.projects) == (4, 1, 1, 0)
    assert load.extra == (("ครั้งที่วางแผนไว้", 0),)
    for _ in range(5):
        base.assign(base.person_of(base.user("supervisor", a), a), base.school(a))
    with django_assert_num_queries(3):
        assert len(workloads(a, DAY)) == 6
    assert mean_schools(a, DAY) == (4 + 5) / 6


def test_the_office_worked_in_is_always_one_held(a: District) -> None:
    b, c = base.district(code="B"), base.district(code="C")
    user = base.user("supervisor", b, of=base.user("group_director", a))
    assert districts_of(user) == [a, b]
    assert current_district(user, None) == a
    assert current_district(user, b.pk) == b
    assert current_district(user, c.pk) == a
    nobody = base.account()
    base.person_of(nobody, a)
    assert current_district(nobody, a.pk) is None
    assert person_of(nobody, a) is not None
    assert person_of(user, c) is None
