"""Working teams: who may make them, taking over a team, members, who may report for which schools, ending a team."""

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from schools.models import Team
from supervision.improvement import services
from supervision.improvement.models import Participation, Programme, WorkingTeam
from tests.factories import base

pytestmark = pytest.mark.django_db


def reported(user) -> set[str]:
    return set(Participation.objects.reported_by(user).values_list("school__name", flat=True))


def test_strangers_and_schools_make_no_team_of_the_district_and_a_school_makes_its_own(year) -> None:
    for user in (year.principal, base.user("group_director", base.district())):
        with pytest.raises(NotAllowed):
            services.make_team(year.programme, actor=user, level="district", name="ทีม")
    with pytest.raises(NotAllowed):
        services.make_team(year.programme, actor=year.stranger, level="school", school=year.school, name="ทีม")
    made = services.make_team(year.programme, actor=year.principal, level="school", school=year.school, name="ทีม")
    assert made.school == year.school


def test_a_team_stands_at_its_level_and_its_name_is_once(year) -> None:
    for words in ({"level": "cluster"}, {"level": "school"}, {"level": "moon"}):
        with pytest.raises(DomainError):
            services.make_team(year.programme, actor=year.director, name="ทีม", **words)
    first = services.make_team(year.programme, actor=year.director, level="district", name="ทีมเขต")
    again = services.make_team(year.programme, actor=year.director, level="district", name=" ทีมเขต ")
    assert again.pk == first.pk
    with pytest.raises(DomainError) as caught:
        services.make_team(year.programme, actor=year.director, level="cluster", cluster=year.cluster, name="ทีมเขต")
    assert caught.value.field == "name"


def test_a_team_of_the_office_is_taken_over_with_its_people(year) -> None:
    team = Team.objects.create(
        district=year.district, name="กลุ่มดอกไม้", kind="named", starts_on="2024-01-01", order_reference="7/2567"
    )
    team.members.create(person=base.person(year.district), duty="ประธาน")
    made = services.make_team(
        year.programme, actor=year.director, level="district", name="ทีมเขต", taken_from=team, order_reference=""
    )
    assert [(row.person, row.duty) for row in made.members.all()] == [(team.members.get().person, "ประธาน")]
    assert made.order_label == "คำสั่งที่ 7/2567"


def test_a_member_is_one_of_three_and_who_reports_must_be_able_to_sign_in(year) -> None:
    team = services.make_team(year.programme, actor=year.director, level="district", name="ทีม")
    person = base.person(year.district)
    for words in ({}, {"person": person, "name": "ใคร"}, {"name": "ใคร", "reports": True}):
        with pytest.raises(DomainError):
            services.add_member(team, actor=year.director, **words)
    with pytest.raises(DomainError):
        services.add_member(team, actor=year.director, person=base.person(base.district()))
    first = services.add_member(team, actor=year.director, person=person)
    second = services.add_member(team, actor=year.director, person=person, duty="เลขานุการ", reports=True)
    assert (first.pk, second.duty, team.members.count()) == (second.pk, "เลขานุการ", 1)


def test_who_is_named_to_report_reaches_the_schools_the_team_looks_after_while_it_stands(year, client) -> None:
    member = base.user("committee_member", year.district)
    person = member.people.get()
    address = reverse("improvement:programme", args=[year.programme.pk])
    client.force_login(member)
    assert client.get(address).status_code == 403
    team = services.make_team(year.programme, actor=year.director, level="cluster", cluster=year.cluster, name="ทีมกลุ่ม")
    services.add_member(team, actor=year.director, person=person)
    assert reported(member) == set()
    services.add_member(team, actor=year.director, person=person, reports=True)
    assert reported(member) == {year.school.name}
    page = client.get(address).content.decode()
    assert year.school.name in page
    assert year.other.name not in page
    whole = services.make_team(
        year.programme, actor=year.director, level="district", name="ทีมกรรมการ", schools=[year.other]
    )
    services.add_member(whole, actor=year.director, person=person, reports=True)
    assert reported(member) == {year.school.name, year.other.name}
    services.end_team(team, actor=year.director, reason="ครบวาระ")
    assert reported(member) == {year.other.name}
    services.edit_team(whole, actor=year.director, schools=[])
    assert reported(member) == {year.school.name, year.other.name}
    services.end_team(whole, actor=year.director, reason="ครบวาระ")
    assert reported(member) == set()
    assert not Programme.objects.visible_to(member).exists()


def test_a_second_save_over_anothers_keeps_what_was_typed(year, client) -> None:
    team = services.make_team(year.programme, actor=year.director, level="district", name="ทีม")
    services.edit_team(team, actor=year.supervisor, duty="ของคนแรก")
    client.force_login(year.director)
    address = reverse("improvement:team-edit", args=[team.pk])
    reply = client.post(address, {"name": "ทีม", "duty": "ของคนที่สอง", "stamp": "1"})
    assert reply.status_code == 422
    page = reply.content.decode()
    assert "ของคนแรก" in page
    assert "ของคนที่สอง" in page
    client.post(address, {"name": "ทีม", "duty": "ของคนที่สอง", "stamp": "2", "overwrite": "1"})
    assert WorkingTeam.objects.get(pk=team.pk).duty == "ของคนที่สอง"
