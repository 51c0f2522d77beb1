"""Gatherings: who calls them, whom they reach, who came, what was agreed and becomes an action."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from meetings import services
from meetings.models import Gathering
from processes.models import Action
from tests.core.tabs import second_tab
from tests.factories import base, field
from tests.factories import quality as make

pytestmark = pytest.mark.django_db
NOW = field.at(field.DAY, 12)


@pytest.fixture
def held(quality: SimpleNamespace) -> Gathering:
    return make.gathering(quality.supervisor, [quality.school, quality.neighbour], cluster=quality.cluster)


def test_only_the_offices_people_call_one(quality: SimpleNamespace) -> None:
    for user in (quality.stranger, quality.principal, quality.head):
        with pytest.raises(NotAllowed):
            make.gathering(user, [quality.school])


def test_schools_of_another_office_and_none_at_all_are_refused(quality: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="เขตนี้"):
        make.gathering(quality.supervisor, [quality.school, quality.far_school])
    with pytest.raises(DomainError) as refusal:
        services.call_gathering(
            quality.district, actor=quality.supervisor, kind="meeting", title="ประชุม", academic_year=2567,
            held_on=field.DAY, schools=[],
        )  # fmt: skip
    assert refusal.value.field == "schools"


def test_two_clicks_call_one_and_tell_each_principal_once(quality: SimpleNamespace, held: Gathering) -> None:
    again = make.gathering(quality.supervisor, [quality.school, quality.neighbour], cluster=quality.cluster)
    assert again == held
    told = Notice.objects.filter(code="gathering.called").values_list("recipient", flat=True)
    assert sorted(told) == sorted([quality.principal.pk, quality.other_principal.pk])


def test_a_school_sees_only_what_it_is_invited_to(quality: SimpleNamespace, client: Client) -> None:
    alone = make.gathering(quality.supervisor, [quality.school], title="เฉพาะโรงเรียนหนึ่ง")
    address = reverse("meetings:gathering", args=[alone.pk])
    for user, status in (
        (quality.principal, 200), (quality.other_principal, 404), (quality.stranger, 404), (quality.head, 200),
    ):  # fmt: skip
        client.force_login(user)
        assert client.get(address).status_code == status


def test_it_is_held_on_its_day_with_somebody_there(quality: SimpleNamespace, held: Gathering) -> None:
    with pytest.raises(DomainError, match="ยังไม่ถึงวัน"):
        services.hold(held, actor=quality.supervisor, now=NOW - timedelta(days=2))
    with pytest.raises(DomainError, match="ผู้มาประชุม"):
        services.hold(held, actor=quality.supervisor, now=NOW)
    person = base.person_of(quality.principal, quality.district)
    services.attend(held.batches.get(), actor=quality.supervisor, people=[person], now=NOW)
    for _ in range(2):
        assert services.hold(held, actor=quality.supervisor, now=NOW).state == Gathering.State.HELD
    with pytest.raises(DomainError):
        services.cancel_gathering(held, actor=quality.supervisor, reason="เลื่อน")


def test_an_agreement_with_a_day_is_an_action_of_the_school(quality: SimpleNamespace, held: Gathering) -> None:
    due = field.DAY + timedelta(days=14)
    for _ in range(2):
        made = services.agree(
            held, actor=quality.supervisor, text="แก้ส่วนที่ 2", school=quality.school, due_on=due, now=NOW
        )
    action = Action.objects.get()
    assert (made.action, action.school, action.due_on, action.source_kind) == (action, quality.school, due, "gathering")
    services.drop_agreement(made, actor=quality.supervisor)
    action.refresh_from_db()
    assert action.state == Action.State.CANCELLED


def test_an_agreement_names_a_school_of_the_gathering(quality: SimpleNamespace, held: Gathering) -> None:
    with pytest.raises(DomainError) as refusal:
        services.agree(held, actor=quality.supervisor, text="ส่งใหม่", school=quality.far_school)
    assert refusal.value.field == "school"
    with pytest.raises(DomainError, match="ต้องระบุโรงเรียนหรือผู้"):
        services.agree(held, actor=quality.supervisor, text="ส่งใหม่", due_on=field.DAY)
    with pytest.raises(DomainError, match="ก่อนวันประชุม"):
        services.agree(
            held, actor=quality.supervisor, text="ส่งใหม่", school=quality.school, due_on=field.DAY - timedelta(days=1)
        )


def test_a_school_reads_what_was_agreed_with_all_and_with_itself(
    quality: SimpleNamespace, held: Gathering, client: Client
) -> None:
    services.agree(held, actor=quality.supervisor, text="ทุกโรงเรียนแก้รูปเล่ม")
    services.agree(held, actor=quality.supervisor, text="เพิ่มหลักฐานมาตรฐานที่ 1", school=quality.school)
    client.force_login(quality.other_principal)
    page = client.get(reverse("meetings:gathering", args=[held.pk])).content.decode()
    assert "ทุกโรงเรียนแก้รูปเล่ม" in page
    assert "เพิ่มหลักฐานมาตรฐานที่ 1" not in page


def test_two_writers_see_both_texts(quality: SimpleNamespace, held: Gathering, client: Client) -> None:
    services.save_words(held, actor=quality.mate, values={"discussed": "ของเพื่อน"}, stamp=0)
    with pytest.raises(StaleRevision):
        services.save_words(held, actor=quality.supervisor, values={"discussed": "ของฉัน"}, stamp=0)
    client.force_login(quality.supervisor)
    address = reverse("meetings:write", args=[held.pk])
    reply = client.post(address, {"stamp": 0, "discussed": "ของฉัน"})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "ของเพื่อน" in page
    assert "ของฉัน" in page
    client.post(address, {"stamp": 1, "discussed": "รวมสองฉบับ"})
    held.refresh_from_db()
    assert held.discussed == "รวมสองฉบับ"


def test_a_school_whose_people_came_stays(quality: SimpleNamespace, held: Gathering) -> None:
    person = base.person_of(quality.principal, quality.district)
    services.attend(held.batches.get(), actor=quality.supervisor, people=[person], now=NOW)
    with pytest.raises(DomainError, match=quality.school.name):
        services.save_words(held, actor=quality.supervisor, values={}, schools=[quality.neighbour])
    services.save_words(held, actor=quality.supervisor, values={}, schools=[quality.school])
    assert [row.school for row in held.schools.all()] == [quality.school]


def test_calling_from_the_page_invites_the_cluster(quality: SimpleNamespace, client: Client) -> None:
    client.force_login(quality.supervisor)
    kind = services.kind_of(quality.district, "focus_group")
    given = {
        "kind": kind.pk, "title": "ตรวจร่าง SAR", "academic_year": 2567, "held_on": "20/11/2569",
        "cluster": quality.cluster.pk,
    }  # fmt: skip
    assert 'data-nt-draft="/meetings/new/"' in client.get(reverse("meetings:new")).content.decode()
    reply = client.post(reverse("meetings:new"), given)
    assert reply.status_code == 302
    made = Gathering.objects.get()
    assert {row.school for row in made.schools.all()} == {quality.school, quality.neighbour}
    far = base.cluster(quality.far)
    assert client.post(reverse("meetings:new"), {**given, "cluster": far.pk}).status_code == 422


def test_the_list_asks_a_fixed_number_of_questions(
    quality: SimpleNamespace, held: Gathering, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(quality.supervisor)
    address = reverse("meetings:gatherings")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for number in range(4):
        make.gathering(quality.supervisor, [quality.school], title=f"ครั้งที่ {number}")
    with django_assert_max_num_queries(30) as many:
        client.get(address)
    assert len(many) == len(few)


def test_another_tab_of_the_form_is_not_overwritten(quality: SimpleNamespace, held: Gathering, client: Client) -> None:
    client.force_login(quality.supervisor)
    address = reverse("meetings:edit", args=[held.pk])
    day = f"{held.held_on.day}/{held.held_on.month}/{held.held_on.year + 543}"
    typed = {
        "kind": held.kind_id, "title": held.title, "academic_year": held.academic_year, "held_on": day,
        "schools": [quality.school.pk, quality.neighbour.pk],
    }  # fmt: skip
    second_tab(client, address, typed, "place")


def test_another_tabs_schools_and_minutes_are_seen_too(
    quality: SimpleNamespace, held: Gathering, client: Client
) -> None:
    keep = {"values": {}, "actor": quality.supervisor}
    services.save_words(held, **keep, schools=[quality.school], stamp=0)
    services.save_words(held, **keep, schools=[quality.school], stamp=0)
    with pytest.raises(StaleRevision, match="อีกหน้าหนึ่ง"):
        services.save_words(held, **keep, schools=[quality.school, quality.neighbour], stamp=0)
    assert [row.school for row in held.schools.all()] == [quality.school]
    client.force_login(quality.supervisor)
    read = client.get(reverse("meetings:gathering", args=[held.pk])).context["stamp"]
    services.save_words(held, actor=quality.supervisor, values={"discussed": "จากหน้าแรก"})
    address = reverse("meetings:write", args=[held.pk])
    late = client.post(address, {"stamp": read, "discussed": "จากอีกหน้า"})
    assert late.context["conflict"] == [("บันทึกการประชุม", "จากหน้าแรก", "จากอีกหน้า")]
    assert client.post(address, {"stamp": read, "discussed": "จากอีกหน้า"}).status_code == 422
    newest = {"stamp": late.context["stamp"], "discussed": "จากอีกหน้า"}
    assert client.post(address, newest).status_code == 302


def test_whom_it_invites_is_among_what_differs(quality: SimpleNamespace, held: Gathering, client: Client) -> None:
    client.force_login(quality.supervisor)
    address = reverse("meetings:edit", args=[held.pk])
    typed = {
        name: value
        for name, value in {one.name: one.value() for one in client.get(address).context["form"]}.items()
        if value
    } | {"held_on": f"{held.held_on.day}/{held.held_on.month}/{held.held_on.year + 543}", "stamp": held.stamp}
    services.save_words(held, actor=quality.supervisor, values={}, schools=[quality.school])
    late = client.post(address, {**typed, "schools": [quality.school.pk, quality.neighbour.pk]})
    both = f"{quality.school}, {quality.neighbour}"
    assert late.context["conflict"] == [("โรงเรียนที่เชิญ", str(quality.school), both)]
