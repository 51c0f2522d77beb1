"""The call: refusals, which schools it takes, one a year, reminders once a day, the board."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import Notice
from qa.sar import services
from qa.sar.models import Sar, SarCall
from qa.sar.queries.lists import board
from schools.models import School, SchoolYearCount
from tests.factories import base
from tests.factories import sar as make
from tests.factories.sar import DAY, at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["supervisor", "principal", "teacher", "far"])
def test_only_the_group_director_calls(office, client, name) -> None:
    draft = make.call(office.director, office.district)
    user = getattr(office, name)
    with pytest.raises(NotAllowed):
        make.call(user, office.district, year=2566)
    for act in (services.open_call, services.close_call, services.remind_call, services.delete_draft):
        with pytest.raises(NotAllowed):
            act(draft, actor=user)
    client.force_login(user)
    for address in ("edit-call", "open-call", "close-call", "cancel-call", "delete-call", "remind-call"):
        assert client.post(reverse(f"sar:{address}", args=[draft.pk])).status_code in (403, 404)
    assert SarCall.objects.get(pk=draft.pk).state == "draft"


def test_sets_must_fit(office) -> None:
    given = make.sets(office.district)
    far = make.sets(office.far.people.get().district)["basic"]
    old = type(far).objects.get(district=office.district, code="basic-before-2561")
    for wrong, message in (
        ({"basic_set": None}, "อย่างน้อยหนึ่งระดับ"),
        ({"basic_set": given["early"]}, "ปฐมวัย"),
        ({"basic_set": far}, "ไม่ใช่ของเขตนี้"),
        ({"basic_set": old}, "ไม่ใช้กับปีการศึกษา"),
        ({"basic_set": old, "year": 2556}, "ยังไม่มีรายการมาตรฐาน"),
    ):
        with pytest.raises(DomainError, match=message):
            make.call(office.director, office.district, **wrong)


def test_one_call_a_year(office) -> None:
    first = make.call(office.director, office.district)
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        make.call(office.director, office.district)
    services.delete_draft(first, actor=office.director)
    opened = make.opened(office.director, office.district)
    services.cancel_call(opened, actor=office.director, reason="ผิดชุด")
    assert make.call(office.director, office.district).state == "draft"
    with pytest.raises(DomainError, match="เปิดรับแล้ว"):
        services.delete_draft(opened, actor=office.director)


def test_the_schools_in_scope_are_taken(office) -> None:
    closed = make.teaches(base.school(office.district, closed_on=date(2024, 10, 1)))
    late = make.teaches(base.school(office.district, opened_on=date(2025, 6, 1)))
    empty = make.teaches(base.school(office.district))
    SchoolYearCount.objects.filter(school=empty).update(primary=0)
    early = base.school(office.district, level_from="อ.1", level_to="อ.3")
    call = make.opened(office.director, office.district)
    taken = set(call.sars.values_list("school", flat=True))
    assert taken == {office.school.pk, office.neighbour.pk}
    assert not taken & {closed.pk, late.pk, empty.pk, early.pk}
    services.open_call(call, actor=office.director)
    assert call.sars.count() == 2
    assert {row.recipient for row in Notice.objects.filter(code="sar_call.opened")} == {
        office.principal, office.neighbour_principal,
    }  # fmt: skip


def test_confirming_is_a_receipt(office, client) -> None:
    call = make.opened(office.director, office.district)
    held = make.sar_of(call, office.school)
    client.force_login(office.teacher)
    for _ in range(2):
        client.post(reverse("sar:confirm", args=[held.pk]))
    held.refresh_from_db()
    assert (held.confirmed_by, held.state) == (office.teacher, Sar.State.WAITING)
    assert board(call, today=DAY).unconfirmed == 1


def test_reminders_once_a_day_and_by_the_calendar(office) -> None:
    call = make.opened(office.director, office.district)
    assert services.remind_call(call, actor=office.director, now=at()) == 2
    assert services.remind_call(call, actor=office.director, now=at()) == 0
    due = call.due_on
    days = {
        due - timedelta(days=8): 0, due - timedelta(days=7): 2, due - timedelta(days=6): 0, due: 0,
        due + timedelta(days=1): 2, due + timedelta(days=2): 0, due + timedelta(days=8): 2,
    }  # fmt: skip
    assert {day: services.remind_on_schedule(now=at(day, 7)) for day in days} == days


def test_a_school_with_a_later_day_is_reminded_by_that_day(office) -> None:
    call = make.opened(office.director, office.district)
    held = make.sar_of(call, office.school)
    later = call.due_on + timedelta(days=30)
    with pytest.raises(DomainError, match="เหตุ"):
        services.extend_school(held, actor=office.director, due_on=later, reason="", now=at())
    with pytest.raises(DomainError, match="ต้องอยู่หลัง"):
        services.extend_school(held, actor=office.director, due_on=call.due_on, reason="น้ำท่วม", now=at())
    services.extend_school(held, actor=office.director, due_on=later, reason="น้ำท่วม", now=at())
    after = call.due_on + timedelta(days=1)
    assert services.remind_on_schedule(now=at(after, 7)) == 1
    assert services.remind_on_schedule(now=at(later - timedelta(days=7), 7)) == 2
    assert board(call, today=after).overdue == 1


def test_what_waits_for_whom(office) -> None:
    call = make.opened(office.director, office.district)

    def kinds(user) -> list[str]:
        user = type(user).objects.get(pk=user.pk)
        return [item.kind for item in inbox_for(user, office.district) if item.kind.startswith("sar")]

    assert kinds(office.principal) == ["sar_confirm"]
    assert kinds(office.teacher) == kinds(office.supervisor) == kinds(office.director) == []
    held = make.sent(call, office.school, office.principal)
    assert kinds(office.principal) == [] and kinds(office.other) == []
    assert kinds(office.supervisor) == ["sar_review"]
    assert kinds(office.director) == ["sar_reviews"]
    services.return_sar(held, actor=office.supervisor, reason="ปรับ", now=at())
    assert kinds(office.principal) == ["sar_write"] and kinds(office.supervisor) == []


def test_pages_of_office_and_school(office, client) -> None:
    call = make.opened(office.director, office.district)
    held = make.sent(call, office.school, office.principal)
    for user in (office.director, office.supervisor, office.principal, office.teacher):
        client.force_login(user)
        assert client.get(reverse("sar:index")).status_code == 200
        assert client.get(reverse("sar:sar", args=[held.pk])).status_code == 200
        assert client.get(reverse("home")).status_code == 200
        assert client.get(reverse("schools:school", args=[office.school.pk])).status_code == 200
        expected = 302 if user in (office.principal, office.teacher) else 200
        assert client.get(reverse("sar:call", args=[call.pk])).status_code == expected
    assert "SAR" in client.get(reverse("search"), {"q": office.school.name}).content.decode()
    client.force_login(office.director)
    for state in ("overdue", "missing", "unconfirmed", "submitted", "late"):
        assert client.get(reverse("sar:call", args=[call.pk]), {"state": state}).status_code == 200
    assert client.get(reverse("sar:new-call")).status_code == 200


def test_the_board_of_six_hundred_schools_costs_the_same(office, client) -> None:
    call = make.opened(office.director, office.district)
    client.force_login(office.director)
    page = reverse("sar:call", args=[call.pk])
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    made = School.objects.bulk_create(
        School(
            district=office.district, name=f"โรงเรียนที่ {number}", name_sort=f"{number:04}", cluster=office.school.cluster
        )
        for number in range(600)
    )
    Sar.objects.bulk_create(Sar(call=call, school=row, updated_at=at()) for row in made)
    with CaptureQueriesContext(connection) as many:
        text = client.get(page).content.decode()
    assert "602 แห่ง" in text
    assert len(many) == len(few) < 25
