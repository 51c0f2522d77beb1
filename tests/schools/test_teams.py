"""Teams, their members and duties."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from schools.models import District, Team
from schools.services.teams import CHAIR, SECRETARY, add_member, create_team, edit_team, proposed_members, remove_member
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)


def test_who_may_not(a: District, b: District) -> None:
    for actor in (base.account(), base.user("supervisor", a), base.user("admin", a), base.user("group_director", b)):
        with pytest.raises(NotAllowed):
            create_team(actor=actor, district=a, name="ทีม", kind="ad_hoc", starts_on=DAY)


def test_wrong_teams_are_told_by_their_field(a: District, b: District) -> None:
    head = base.user("group_director", a)
    for values, field in (
        ({"name": " ", "kind": "ad_hoc"}, "name"),
        ({"name": "ทีม", "kind": "permanent"}, "cluster"),
        ({"name": "ทีม", "kind": "permanent", "cluster": base.cluster(b)}, "cluster"),
        ({"name": "ทีม", "kind": "ad_hoc", "ends_on": date(2024, 7, 1)}, "ends_on"),
        ({"name": "ทีม", "kind": "no-such"}, "kind"),
        ({"name": "ทีม", "kind": "ad_hoc", "members": [(base.person(b), "กรรมการ")]}, "person"),
    ):
        with pytest.raises(DomainError) as refusal:
            create_team(actor=head, district=a, starts_on=DAY, **values)
        assert refusal.value.field == field
    assert not Team.objects.exists()


def test_the_permanent_team_of_a_cluster_is_proposed_as_the_office_composes_it(a: District) -> None:
    cluster = base.cluster(a)
    deputy = base.person_of(base.user("deputy_director", a), a)
    supervisor = base.person_of(base.user("supervisor", a), a)
    base.assign(supervisor, cluster)
    seats = proposed_members(cluster, DAY)
    assert [(seat.person, seat.duty) for seat in seats] == [(deputy, CHAIR), (supervisor, SECRETARY)]


def test_members_come_and_go_once(a: District) -> None:
    head, person = base.user("group_director", a), base.person(a)
    team = create_team(actor=head, district=a, name="กลุ่มดอกไม้", kind="named", starts_on=DAY)
    seat = add_member(team, actor=head, person=person, duty="ประธาน")
    with pytest.raises(DomainError, match="อยู่ในทีมแล้ว"):
        add_member(team, actor=head, person=person)
    edit_team(team, actor=head, name="กลุ่มดอกไม้ 2", starts_on=DAY, ends_on=DAY, cluster=None)
    remove_member(team, actor=head, member=seat)
    with pytest.raises(DomainError):
        remove_member(team, actor=head, member=seat)
    team.refresh_from_db()
    assert (team.name, team.ends_on, team.members.count()) == ("กลุ่มดอกไม้ 2", DAY, 0)


def test_the_page_opens_a_team_with_the_ticked_members(a: District, client: Client) -> None:
    client.force_login(base.user("group_director", a))
    cluster = base.cluster(a)
    supervisor = base.person_of(base.user("supervisor", a), a)
    base.user("deputy_director", a)
    base.assign(supervisor, cluster)
    data = {
        "name": "ทีม",
        "kind": "permanent",
        "cluster": cluster.pk,
        "starts_on": "1 ต.ค. 2567",
        "seat": [supervisor.pk],
    }
    client.post(f"{reverse('schools:team-add')}?cluster={cluster.pk}", data)
    team = Team.objects.get()
    assert [(row.person, row.duty) for row in team.members.all()] == [(supervisor, SECRETARY)]
