"""Assigning with its effect shown, ending, and the board."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from schools.models import Assignment, District
from schools.services.assignments import assign, effect_of, end_assignment
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)


def test_who_may_not(a: District, b: District) -> None:
    person, school = base.person(a), base.school(a)
    two = base.user("supervisor", a, of=base.user("group_director", b))
    for actor in (
        base.account(),
        base.user("supervisor", a),
        base.user("admin", a),
        base.user("group_director", b),
        two,
    ):
        with pytest.raises(NotAllowed):
            assign(person, actor=actor, targets=[school], starts_on=DAY)
    row = base.assign(person, school)
    with pytest.raises(NotAllowed):
        end_assignment(row, actor=two, on=DAY)


def test_what_may_not_be_assigned(a: District, b: District) -> None:
    head, person, school = base.user("group_director", a), base.person(a), base.school(a)
    closed = base.school(a, closed_on=DAY)
    base.assign(person, school)
    for targets, values in (
        ([], {}),
        ([base.school(b)], {}),
        ([closed], {}),
        ([base.school(a), school], {}),
        ([base.school(a)], {"ends_on": DAY - timedelta(days=1)}),
    ):
        with pytest.raises(DomainError):
            assign(person, actor=head, targets=targets, starts_on=DAY, **values)
    assert Assignment.objects.filter(person=person).count() == 1, "all targets or none"


def test_the_effect_counts_a_school_once_and_compares_with_colleagues(a: District) -> None:
    person = base.person_of(base.user("supervisor", a), a)
    base.user("supervisor", a)
    cluster = base.cluster(a)
    inside = base.school(a, cluster=cluster)
    base.school(a, cluster=cluster)
    base.assign(person, inside)
    effect = effect_of(person, [cluster, inside], DAY)
    assert (effect.before.schools, effect.after.schools, effect.after.clusters) == (1, 2, 1)
    assert effect.mean == 0.5
    assert effect.heavy
    assert Assignment.objects.filter(person=person).count() == 1


def test_assigning_and_ending_tell_the_person(a: District) -> None:
    head, user = base.user("group_director", a), base.user("supervisor", a)
    (row,) = assign(base.person_of(user, a), actor=head, targets=[base.cluster(a)], starts_on=DAY)
    assert Notice.objects.filter(recipient=user, code="assignment.given").count() == 1
    with pytest.raises(DomainError):
        end_assignment(row, actor=head, on=DAY - timedelta(days=2))
    end_assignment(row, actor=head, on=DAY)
    row.refresh_from_db()
    assert row.ends_on == DAY
    with pytest.raises(DomainError, match="มีวันสิ้นสุด"):
        end_assignment(row, actor=head, on=DAY)


def test_the_page_previews_before_it_saves(a: District, client: Client) -> None:
    client.force_login(base.user("group_director", a))
    person, cluster = base.person_of(base.user("supervisor", a), a), base.cluster(a)
    base.school(a, cluster=cluster)
    address = reverse("schools:assignment-add")
    data = {"person": person.pk, "targets": [cluster.pk], "starts_on": "1 ต.ค. 2567"}
    page = client.post(address, data | {"preview": "1"}).content.decode()
    assert "โรงเรียน 0 → 1" in page
    fragment = client.post(address, data, headers={"HX-Request": "true"}).content.decode()
    assert "โรงเรียน 0 → 1" in fragment
    assert "<html" not in fragment
    assert not Assignment.objects.exists()
    assert client.post(address, data | {"save": "1"}).status_code == 302
    assert Assignment.objects.get().starts_on == date(2024, 10, 1)


def test_the_id_of_a_neighbours_row_is_no_choice(a: District, b: District, client: Client) -> None:
    client.force_login(base.user("supervisor", b, of=base.user("group_director", a)))
    data = {"person": base.person(a).pk, "targets": [base.cluster(b).pk], "starts_on": "1 ต.ค. 2567", "save": "1"}
    assert client.post(reverse("schools:assignment-add"), data).status_code == 200
    assert not Assignment.objects.exists()


def test_the_board_asks_the_same_number_of_queries_for_any_number_of_rows(a: District, client: Client) -> None:
    client.force_login(base.user("office_director", a))
    counts = []
    for _ in range(2):
        for _ in range(4):
            cluster = base.cluster(a)
            base.school(a, cluster=cluster)
            base.assign(base.person_of(base.user("supervisor", a), a), cluster)
        client.get(reverse("schools:assignments"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("schools:assignments")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_office_without_schools_is_not_told_that_all_is_done(a: District, client: Client) -> None:
    client.force_login(base.user("group_director", a))
    board, home = reverse("schools:assignments"), reverse("home")
    for page in (client.get(board).text, client.get(home).text):
        assert "ยังไม่มีโรงเรียนในระบบ" in page
    assert "ทุกโรงเรียนเป็นไปตามแผน" not in client.get(home).text
    school = base.school(a)
    base.assign(base.person_of(base.user("supervisor", a), a), school)
    assert "ทุกโรงเรียนมีผู้รับผิดชอบแล้ว" in client.get(board).text
