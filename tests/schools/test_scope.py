"""Where a capability holds: places, days, acting holders, inactive people, superusers, two offices."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.roles import CAPABILITIES
from schools.models import (
    AcademicTerm,
    Appointment,
    Assignment,
    Cluster,
    District,
    ImportRun,
    Person,
    School,
    SubjectGroup,
    Team,
    WorkGroup,
)
from schools.scope import forget, holds, named_on, reach, register_path, roles_of
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)


@pytest.fixture
def a() -> District:
    return base.district(code="A", name="สพป.ก")


@pytest.fixture
def b() -> District:
    return base.district(code="B", name="สพป.ข")


def test_nobody_holds_anything_without_an_appointment(a: District) -> None:
    stranger = base.account()
    base.person_of(stranger, a)
    superuser = base.account(is_superuser=True, is_staff=True)
    for user in (AnonymousUser(), stranger, superuser):
        assert not any(reach(user, code) for code in CAPABILITIES)
        assert not any(user.has_perm(code) for code in CAPABILITIES)
        for model in (District, School, Person, Appointment, Assignment, Cluster, ImportRun):
            assert not model.objects.visible_to(user).exists()


def test_a_superuser_keeps_djangos_own_permissions_only() -> None:
    superuser = base.account(is_superuser=True, is_staff=True)
    assert superuser.has_perm("schools.view_school")
    assert not superuser.has_perm("plan.decide")


def test_groups_and_permission_rows_give_no_capability(a: District, django_assert_num_queries) -> None:
    clerk = base.user("clerk", a)
    with django_assert_num_queries(1):
        assert clerk.has_perm("desk.write")
        assert not clerk.has_perm("plan.decide")
        assert not clerk.has_perm("visit.write")


def test_unknown_capability_is_a_fault_of_ours(a: District) -> None:
    with pytest.raises(ValueError, match="unknown capability"):
        reach(base.user("clerk", a), "no.such")
    assert not base.user("clerk", a).has_perm("no.such")


def test_tomorrow_and_yesterday_do_not_count_but_first_and_last_day_do(a: District) -> None:
    user = base.user("supervisor", a, starts_on=DAY, ends_on=DAY + timedelta(days=1))
    for day, held in [(-1, False), (0, True), (1, True), (2, False)]:
        assert holds(user, "visit.write", district=a, on=DAY + timedelta(days=day)) is held


def test_an_acting_holder_holds(a: District) -> None:
    user = base.user("group_director", a, acting=Appointment.Acting.IN_CHARGE)
    assert holds(user, "plan.decide", district=a)


def test_inactive_people_and_accounts_hold_nothing(a: District) -> None:
    left = base.user("supervisor", a)
    Person.objects.filter(user=left).update(is_active=False)
    closed = base.user("supervisor", a)
    closed.is_active = False
    for user in (left, closed):
        assert not reach(user, "district.read")
        assert not user.has_perm("district.read")


def test_a_role_of_a_school_gives_nothing_in_the_office_and_the_other_way_round(a: District) -> None:
    school, other = base.school(a), base.school(a)
    principal = base.user("principal", school)
    assert holds(principal, "school.own.write", school=school)
    assert not holds(principal, "school.own.write", school=other)
    assert not holds(principal, "school.read", district=a)
    assert not holds(principal, "district.read", school=school)
    assert not holds(principal, "school.read")
    assert holds(base.user("group_director", a), "school.write", school=other)


def test_who_directs_in_one_office_decides_nothing_in_the_other(a: District, b: District) -> None:
    both = base.user("group_director", a)
    both = base.user("supervisor", b, of=both)
    school_b = base.school(b)
    assert both.has_perm("plan.decide"), "held somewhere"
    assert holds(both, "plan.decide", district=a)
    assert not holds(both, "plan.decide", district=b)
    assert not holds(both, "assignment.write", school=school_b)
    assert School.objects.visible_to(both).filter(pk=school_b.pk).exists(), "but the rows are seen"
    assert roles_of(both, b) == {"supervisor"}


def test_one_query_for_any_number_of_questions_a_day(a: District, django_assert_num_queries) -> None:
    user = base.user("supervisor", a)
    with django_assert_num_queries(1):
        for code in CAPABILITIES:
            reach(user, code, DAY)
    base.appoint(Person.objects.get(user=user), "group_director")
    assert not holds(user, "plan.decide", district=a, on=DAY)
    forget(user)
    assert holds(user, "plan.decide", district=a, on=DAY)


def test_rows_of_another_office_are_never_seen(a: District, b: District) -> None:
    base.school(b, cluster=base.cluster(b))
    base.term(b)
    SubjectGroup.objects.create(district=b, position=1, name="ภาษาไทย")
    base.assign(base.person(b), base.cluster(b))
    users = [base.user(role, a) for role in ("supervisor", "group_director", "office_director", "clerk", "admin")]
    users += [base.user("principal", base.school(a)), base.user("committee_member", a)]
    for user in users:
        for model in (District, School, Person, Cluster, AcademicTerm, SubjectGroup, Assignment, Appointment):
            path = "pk" if model is District else "district"
            assert not model.objects.visible_to(user).filter(**{path: b.pk}).exists()


def test_a_school_sees_itself_its_cluster_and_who_supervises_it(a: District) -> None:
    mine, next_door = base.cluster(a), base.cluster(a)
    school, other = base.school(a, cluster=mine), base.school(a, cluster=next_door)
    teacher, stranger = base.person(a, school=school), base.person(a, school=other)
    supervisor = base.person(a)
    rows = [base.assign(supervisor, mine), base.assign(supervisor, school), base.assign(supervisor, other)]
    group = WorkGroup.objects.create(district=a, number=1, name="กลุ่มงานหนึ่ง")
    for role in ("principal", "school_staff"):
        user = base.user(role, school)
        assert list(School.objects.visible_to(user)) == [school]
        assert list(Cluster.objects.visible_to(user)) == [mine]
        assert list(District.objects.visible_to(user)) == [a]
        assert set(Assignment.objects.visible_to(user)) == set(rows[:2])
        people = Person.objects.visible_to(user)
        assert teacher in people
        assert stranger not in people
        assert supervisor not in people
        assert group not in WorkGroup.objects.visible_to(user)


def test_committees_see_no_people_and_no_schools(a: District) -> None:
    base.school(a)
    for role in ("committee_member", "subcommittee_member"):
        user = base.user(role, a)
        assert list(District.objects.visible_to(user)) == [a]
        for model in (School, Person, Appointment, Assignment, Cluster, Team, ImportRun):
            assert not model.objects.visible_to(user).exists()


def test_an_administrator_sees_reference_data_and_accounts_only(a: District) -> None:
    school = base.school(a)
    base.assign(base.person(a), school)
    admin = base.user("admin", a)
    assert School.objects.visible_to(admin).exists()
    assert Person.objects.visible_to(admin).exists()
    assert not Assignment.objects.visible_to(admin).exists()
    assert not reach(admin, "district.read")


def test_a_named_person_reads_the_thing_whatever_their_role(a: District) -> None:
    member = base.user("committee_member", a)
    team = Team.objects.create(district=a, name="ทีมหนึ่ง", kind="ad_hoc", starts_on=DAY)
    assert team not in Team.objects.visible_to(member)
    row = team.members.create(person=Person.objects.get(user=member))
    assert list(Team.objects.visible_to(member)) == [team]
    row.delete()
    assert team not in Team.objects.visible_to(member)


def test_naming_through_many_rows_gives_each_thing_once(a: District) -> None:
    member = base.user("committee_member", a)
    person = Person.objects.get(user=member)
    team = Team.objects.create(district=a, name="ทีมหนึ่ง", kind="ad_hoc", starts_on=DAY)
    team.members.create(person=person)
    team.members.create(person=base.person(a))
    assert Team.objects.filter(named_on(Team, member, "members__person", "members__person")).count() == 1


def test_an_app_may_say_how_its_rows_lead_to_a_place(a: District, monkeypatch) -> None:
    from schools import scope

    monkeypatch.setattr(scope, "PATHS", dict(scope.PATHS))
    register_path(Team, district="district", read=("desk.write",))
    Team.objects.create(district=a, name="ทีมหนึ่ง", kind="ad_hoc", starts_on=DAY)
    assert Team.objects.visible_to(base.user("clerk", a)).exists()
    assert not Team.objects.visible_to(base.user("supervisor", a)).exists()
