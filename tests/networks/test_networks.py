"""A network, its members and pairs: who may, what is refused, two clicks, who sees it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError, NotAllowed, StaleRevision
from schools.models import OutsideBody
from supervision.networks import services
from supervision.networks.models import Member, Network, NetworkKind, NetworkYear, Pair
from supervision.networks.queries import belonging, map_of, networks_of_school, search
from tests.factories import base, networks


def test_supervisors_set_up_and_write_their_own_the_head_all(office: SimpleNamespace) -> None:
    for actor in (office.principals[0], office.stranger, office.director):
        with pytest.raises(NotAllowed):
            networks.a_network(actor, office.district)
    one, two = (networks.a_network(office.supervisor, office.district) for _ in range(2))
    assert one == two
    with pytest.raises(NotAllowed):
        services.edit_network(one, actor=office.colleague, name="อื่น")
    services.edit_network(one, actor=office.head, name="ชื่อใหม่", leads=[office.colleague.people.get()])
    assert services.edit_network(one, actor=office.colleague, aims="ใหม่").aims == "ใหม่"


def test_a_name_is_one_networks_and_lists_are_of_the_office(office: SimpleNamespace, network: Network) -> None:
    with pytest.raises(DomainError) as refused:
        networks.a_network(office.head, office.district)
    assert refused.value.field == "name"
    services.load_kinds(office.other)
    kind = NetworkKind.objects.filter(district=office.other).first()
    with pytest.raises(DomainError) as refused:
        services.edit_network(network, actor=office.head, kind=kind)
    assert refused.value.field == "kind"


def test_a_colleagues_save_is_not_overwritten(office: SimpleNamespace, network: Network) -> None:
    services.edit_network(network, actor=office.head, stamp=1, aims="หนึ่ง")
    with pytest.raises(StaleRevision):
        services.edit_network(network, actor=office.supervisor, stamp=1, aims="สอง")


def test_members_come_in_once_and_leave_with_their_days(office: SimpleNamespace, network: Network) -> None:
    teacher = base.person(office.district, school=office.schools[2])
    body = OutsideBody.objects.create(district=office.district, name="วัดบ้านที่ 1", name_sort="วัด")
    assert services.add_members(network, actor=office.supervisor, who=[office.schools[0], teacher, body]) == 2
    assert services.add_members(network, actor=office.supervisor, who=[teacher, teacher]) == 0
    for who in ([], [office.other_school]):
        with pytest.raises(DomainError):
            services.add_members(network, actor=office.supervisor, who=who)
    member = network.members.get(person=teacher)
    with pytest.raises(DomainError):
        services.leave(member, actor=office.supervisor, left_on=member.joined_on - timedelta(days=1))
    with pytest.raises(NotAllowed):
        services.leave(member, actor=office.colleague)
    for _ in range(2):
        services.leave(member, actor=office.supervisor)
    assert services.add_members(network, actor=office.supervisor, who=[teacher]) == 1
    assert network.members.filter(person=teacher).count() == 2


def test_the_database_holds_one_thing_a_member(office: SimpleNamespace, network: Network) -> None:
    teacher = base.person(office.district, school=office.schools[2])
    for values in ({}, {"school": office.schools[2], "person": teacher}, {"school": office.schools[0]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Member.objects.create(network=network, joined_on=timezone.localdate(), **values)


def test_a_pair_is_of_two_schools_and_both_become_members(office: SimpleNamespace, network: Network) -> None:
    first, _, third = office.schools
    values = {"kind": "pair", "aim": "การอ่าน"}
    for lead, partner in ((first, first), (first, office.other_school)):
        with pytest.raises(DomainError):
            services.pair_schools(network, actor=office.supervisor, lead=lead, partner=partner, **values)
    for _ in range(2):
        pair = services.pair_schools(network, actor=office.supervisor, lead=first, partner=third, **values)
    assert Pair.objects.get() == pair
    assert network.members.now().filter(school=third).exists()
    services.end_pair(pair, actor=office.supervisor)
    assert Pair.objects.get().ended_on == timezone.localdate()


def test_an_ended_network_is_not_changed_until_it_is_opened_again(office: SimpleNamespace, network: Network) -> None:
    with pytest.raises(DomainError):
        services.close_network(network, actor=office.supervisor, reason=" ")
    for _ in range(2):
        services.close_network(network, actor=office.supervisor, reason="บรรลุผลแล้ว")
    with pytest.raises(DomainError):
        services.add_members(network, actor=office.supervisor, who=[office.schools[2]])
    with pytest.raises(DomainError):
        networks.a_year(office.supervisor, network)
    services.reopen_network(network, actor=office.head)
    assert services.add_members(network, actor=office.supervisor, who=[office.schools[2]]) == 1


def test_schools_see_the_networks_they_are_in_and_no_neighbour_any(office: SimpleNamespace, network: Network) -> None:
    seen = [
        Network.objects.visible_to(user).exists() for user in (*office.principals, office.stranger, office.director)
    ]
    assert seen == [True, True, False, False, True]
    assert search(office.head, office.district, "ปฐมวัย", 5)[0].title == network.name
    assert search(office.stranger, office.other, "ปฐมวัย", 5) == []
    assert networks_of_school(office.head, office.schools[0]) == [network]


def test_who_left_reads_the_network_no_more(office: SimpleNamespace, network: Network) -> None:
    teacher = base.user("school_staff", office.schools[2])
    year = networks.a_year(office.supervisor, network)
    services.add_members(network, actor=office.supervisor, who=[base.person_of(teacher, office.district)])
    services.pair_schools(
        network, actor=office.supervisor, kind="pair", lead=office.schools[0], partner=office.schools[1], aim="อ่าน"
    )

    def seen(user: User) -> list[bool]:
        fresh = User.objects.get(pk=user.pk)
        return [
            Network.objects.visible_to(fresh).filter(pk=network.pk).exists(),
            NetworkYear.objects.visible_to(fresh).filter(pk=year.pk).exists(),
        ]

    people = (teacher, office.principals[0])
    assert [seen(user) for user in people] == [[True, True], [True, True]]
    for who in ({"person__user": teacher}, {"school": office.schools[0]}):
        services.leave(network.members.get(**who), actor=office.supervisor)
    assert [seen(user) for user in people] == [[False, False], [False, False]]
    assert Pair.objects.get().ended_on == timezone.localdate()
    assert seen(office.principals[1]) == [True, True]


def test_the_matrix_and_the_map_say_who_is_in_which(office: SimpleNamespace, network: Network) -> None:
    teacher = base.person(office.district, school=office.schools[2])
    services.add_members(network, actor=office.supervisor, who=[teacher])
    assert map_of(belonging(office.head, office.district)) is None
    for place, school in enumerate(office.schools):
        school.latitude, school.longitude = 17 + place / 10, 101 + place / 10
        school.save(update_fields=["latitude", "longitude"])
    services.pair_schools(
        network, actor=office.supervisor, kind="sister", lead=office.schools[0], partner=office.schools[1], aim="อ่าน"
    )
    found = belonging(office.head, office.district)
    assert {line.school: found.cells(line) for line in found.lines} == dict(
        zip(office.schools, (["●"], ["●"], ["1"]), strict=True)
    )
    chart = map_of(found)
    assert chart is not None
    assert chart.svg.count("<circle") == 3
    assert chart.svg.count("<line") == 1
    assert belonging(office.head, office.district, amphoe=office.schools[0].amphoe_id).inside == 1
