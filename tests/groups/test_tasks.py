"""A task's year: who writes it, what a state asks for, owners, two who write at once, its page."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from supervision.groups import services
from supervision.groups.forms import OwnersForm
from supervision.groups.models import GroupYear, TaskYear
from supervision.groups.queries import search
from tests.factories import base
from tests.factories import groups as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(office: SimpleNamespace) -> list[TaskYear]:
    return make.opened(office.head, office.district, now=office.now)


@pytest.mark.parametrize("who", ["idle", "deputy", "clerk", "principal", "stranger"])
def test_strangers_to_the_task_are_refused(office: SimpleNamespace, rows: list[TaskYear], who: str) -> None:
    with pytest.raises(NotAllowed):
        services.save_task(rows[0], actor=getattr(office, who), state="doing", plan="ก", now=office.now)


def test_who_is_assigned_to_the_group_and_who_owns_it_write(office: SimpleNamespace, rows: list[TaskYear]) -> None:
    services.save_task(rows[1], actor=office.supervisor, state="doing", plan="แผน", now=office.now)
    clerk = base.person_of(office.clerk, office.district)
    services.set_owners(rows[2], actor=office.head, people=[clerk], now=office.now)
    saved = services.save_task(rows[2], actor=office.clerk, state="done", result="เสร็จ", now=office.now)
    assert saved.state == "done"
    assert Notice.objects.filter(recipient=office.clerk, code="task_year.owner").count() == 1


def test_states_ask_for_their_words(office: SimpleNamespace, rows: list[TaskYear]) -> None:
    with pytest.raises(DomainError) as told:
        services.save_task(rows[0], actor=office.head, state="postponed", now=office.now)
    assert told.value.field == "reason"
    with pytest.raises(DomainError) as told:
        services.save_task(rows[0], actor=office.head, state="done", result="  ", now=office.now)
    assert told.value.field == "result"
    with pytest.raises(DomainError):
        services.save_task(rows[0], actor=office.head, state="nothing", now=office.now)
    row = services.save_task(rows[0], actor=office.head, state="postponed", reason="รองบประมาณ", now=office.now)
    row = services.save_task(row, actor=office.head, state="doing", now=office.now)
    assert row.reason == ""


def test_a_colleagues_save_is_not_overwritten(office: SimpleNamespace, rows: list[TaskYear]) -> None:
    read = rows[0].stamp
    services.save_task(rows[0], actor=office.supervisor, state="doing", plan="ของเพื่อน", stamp=read, now=office.now)
    with pytest.raises(StaleRevision):
        services.save_task(rows[0], actor=office.head, state="doing", plan="ของตน", stamp=read, now=office.now)


def test_owners_are_people_of_the_office(office: SimpleNamespace, rows: list[TaskYear]) -> None:
    foreign = base.person_of(office.stranger, office.other)
    with pytest.raises(DomainError):
        services.set_owners(rows[0], actor=office.head, people=[foreign], now=office.now)
    with pytest.raises(NotAllowed):
        services.set_owners(rows[0], actor=office.supervisor, people=[], now=office.now)


def test_the_page_keeps_what_was_typed(office: SimpleNamespace, rows: list[TaskYear], client: Client) -> None:
    client.force_login(office.supervisor)
    address = reverse("groups:task-edit", args=[rows[0].pk])
    answer = client.post(address, {"state": "postponed", "plan": "ที่พิมพ์ไว้", "stamp": 1})
    assert answer.status_code == 422
    assert "ที่พิมพ์ไว้" in answer.content.decode()
    assert client.post(address, {"state": "doing", "plan": "แผน", "stamp": 1}).status_code == 302
    page = client.get(reverse("groups:task", args=[rows[0].pk])).content.decode()
    assert "กำลังทำ" in page


def test_the_clerk_sees_what_they_own_and_no_more(
    office: SimpleNamespace, rows: list[TaskYear], client: Client
) -> None:
    services.set_owners(
        rows[2], actor=office.head, people=[base.person_of(office.clerk, office.district)], now=office.now
    )
    client.force_login(office.clerk)
    assert client.get(reverse("groups:task", args=[rows[2].pk])).status_code == 200
    assert client.get(reverse("groups:task", args=[rows[0].pk])).status_code == 404
    page = client.get(reverse("groups:desk", args=[office.desk.pk]) + f"?year={make.YEAR}")
    assert page.status_code == 200


def test_the_search_offers_tasks_to_who_may_open_a_desk(office: SimpleNamespace) -> None:
    for reader in (office.head, office.clerk):
        assert [hit.url for hit in search(reader, office.district, "งานที่ 4.1", 5)] != []
    for nobody in (base.user("admin", office.district), office.principal, office.stranger):
        assert search(nobody, office.district, "งานที่ 4.1", 5) == []


def test_the_tasks_nobody_answers_for_are_given_at_once(office: SimpleNamespace, rows: list[TaskYear]) -> None:
    desk = GroupYear.objects.get(work_group=office.desk)
    clerk = base.person_of(office.clerk, office.district)
    for who in (office.supervisor, office.deputy, office.clerk, office.stranger):
        with pytest.raises(NotAllowed):
            services.own_the_rest(desk, actor=who, people=[clerk], now=office.now)
    with pytest.raises(DomainError, match="ไม่ใช่บุคลากร"):
        services.own_the_rest(
            desk, actor=office.head, people=[base.person_of(office.principal, office.district)], now=office.now
        )
    client = Client()
    client.force_login(office.head)
    bare = TaskYear.objects.of_group_year(desk).without_owner()
    address = reverse("groups:group-owners", args=[desk.pk])
    year = {"year": desk.fiscal_year}
    assert address in client.get(reverse("groups:desk", args=[office.desk.pk]), year).text
    assert str(bare.get()) in client.get(address).text.replace("\xa0", " ")
    assert "(ไม่บังคับ)" not in client.get(address).text
    refused = client.post(address, {"people": []})
    assert refused.status_code == 422
    assert "อย่างน้อยหนึ่งคน" in refused.text
    for _ in range(2):
        assert client.post(address, {"people": [clerk.pk]}).status_code == 302
    assert not bare.exists()
    assert Notice.objects.filter(recipient=office.clerk, code="task_year.owner").count() == 1, "told once"
    other = TaskYear.objects.of_work_group(office.group).first()
    assert clerk.pk not in other.owners.values_list("person", flat=True), "tasks of other groups are left alone"
    assert address not in client.get(reverse("groups:desk", args=[office.desk.pk]), year).text


def test_everybody_of_the_office_is_offered_as_an_owner(office: SimpleNamespace, rows: list[TaskYear]) -> None:
    plain = base.person(office.district, name="สมมุติ พนักงานราชการ")
    member = base.person_of(base.user("committee_member", office.district), office.district)
    teacher = base.person(office.district, school=base.school(office.district))
    offered = OwnersForm(user=office.head, row=rows[0]).fields["people"].queryset
    assert {plain, base.person_of(office.clerk, office.district)} <= set(offered)
    assert not {member, teacher} & set(offered)
    services.set_owners(rows[0], actor=office.head, people=[member], now=office.now)
    assert member in OwnersForm(user=office.head, row=rows[0]).fields["people"].queryset, "who was named stays"
