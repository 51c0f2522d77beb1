"""Close, merge, split, rename, reopen, move: refused first, then with their consequences."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry
from schools.models import School, SchoolChange
from schools.queries.schools import named, search
from schools.services import impacts
from schools.services.impacts import Act, Impact, ImpactProvider, register_impact
from schools.services.lifecycle import (
    close_school,
    merge_school,
    move_school,
    preview,
    rename_school,
    reopen_school,
    split_school,
)
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 1)
WAYS = ("close", "merge", "split", "rename", "move", "reopen")


class World:
    """An office with two clusters and two schools, somebody at each, and a neighbour."""

    def __init__(self) -> None:
        self.office = base.district()
        self.clusters = [base.cluster(self.office), base.cluster(self.office)]
        self.school = base.school(self.office, name="โรงเรียนบ้านเก่า", cluster=self.clusters[0])
        self.other = base.school(self.office, name="โรงเรียนบ้านใหม่", cluster=self.clusters[1])
        self.head = base.user("group_director", self.office)
        self.principal = base.user("principal", self.school)
        self.supervisor = base.user("supervisor", self.office)
        self.task = base.assign(self.supervisor.people.get(), self.school)
        base.assign(self.supervisor.people.get(), self.clusters[1])


@pytest.fixture
def world() -> World:
    return World()


def ask(client: Client, user: Any, school: School, way: str, **data: Any) -> Any:
    client.force_login(user)
    address = reverse("schools:school-act", args=[school.pk, way])
    return client.post(address, data) if data else client.get(address)


@pytest.mark.parametrize("way", WAYS)
def test_strangers_and_colleagues_are_refused(client: Client, world: World, way: str) -> None:
    data = {"effective_on": "1 พ.ค. 2567", "confirm": "1"}
    stranger = base.user("group_director", base.district())
    assert ask(client, stranger, world.school, way, **data).status_code == 404
    assert ask(client, world.supervisor, world.school, way, **data).status_code == 403
    assert ask(client, world.principal, world.school, way, **data).status_code == 403
    with pytest.raises(NotAllowed):
        close_school(world.school, actor=world.principal, effective_on=DAY)


def test_wrong_states_are_refused(client: Client, world: World) -> None:
    with pytest.raises(DomainError, match="สถานะ"):
        reopen_school(world.school, actor=world.head, effective_on=DAY)
    close_school(world.school, actor=world.head, effective_on=DAY)
    for act in (close_school, lambda *a, **k: move_school(*a, cluster=world.clusters[1], **k)):
        with pytest.raises(DomainError, match="สถานะ"):
            act(world.school, actor=world.head, effective_on=DAY)
    assert ask(client, world.head, world.school, "close").status_code == 302


def test_asking_changes_nothing(client: Client, world: World) -> None:
    for way in WAYS[:-1]:
        assert ask(client, world.head, world.school, way).status_code == 200
    shown = ask(client, world.head, world.school, "close", effective_on="1 พ.ค. 2567")
    assert "สิ่งที่จะเกิดขึ้น" in shown.content.decode()
    world.school.refresh_from_db()
    assert world.school.status == School.Status.OPEN
    assert not SchoolChange.objects.exists()


def test_dates_in_the_future_or_before_the_school_are_refused(world: World) -> None:
    with pytest.raises(DomainError) as future:
        close_school(world.school, actor=world.head, effective_on=date(2024, 5, 2), today=DAY)
    assert future.value.field == "effective_on"
    world.school.opened_on = date(2024, 1, 1)
    world.school.save()
    with pytest.raises(DomainError, match="ไม่ก่อน"):
        close_school(world.school, actor=world.head, effective_on=date(2023, 1, 1))


def test_closing_ends_what_is_held_there_and_keeps_the_past(world: World) -> None:
    lines = preview(world.head, Act("closed", world.school, DAY))
    assert [(line.count, bool(line.url)) for line in lines[:4]] == [(1, True), (1, True), (1, True), (0, True)]
    assert not any(line.count for line in lines[4:])
    change = close_school(world.school, actor=world.head, effective_on=DAY, reference="คำสั่ง 1/2567")
    world.school.refresh_from_db()
    assert (world.school.status, world.school.closed_on) == ("closed", DAY)
    world.task.refresh_from_db()
    assert world.task.ends_on == date(2024, 4, 30)
    assert world.principal.people.get().appointments.get().ends_on == date(2024, 4, 30)
    assert change.effects["lines"][0][1] == 1
    assert AuditEntry.objects.get(action="school.closed").target_key == str(world.school.pk)
    assert not School.objects.open_on(DAY).filter(pk=world.school.pk).exists()


def test_merging_moves_people_and_points_to_the_other_school(world: World) -> None:
    with pytest.raises(DomainError) as same:
        merge_school(world.school, actor=world.head, into=world.school, effective_on=DAY)
    assert same.value.field == "into"
    with pytest.raises(DomainError):
        merge_school(world.school, actor=world.head, into=base.school(base.district()), effective_on=DAY)
    merge_school(world.school, actor=world.head, into=world.other, effective_on=DAY)
    world.school.refresh_from_db()
    assert (world.school.status, world.school.merged_into) == ("merged", world.other)
    assert world.principal.people.get().school == world.other


def test_splitting_opens_a_school_beside_it(world: World) -> None:
    with pytest.raises(DomainError) as taken:
        split_school(world.school, actor=world.head, name="ใหม่", code10=world.other.code10, effective_on=DAY)
    assert taken.value.field == "code10"
    new = split_school(world.school, actor=world.head, name="โรงเรียนบ้านแยก", effective_on=DAY)
    assert (new.cluster, new.opened_on, new.code10) == (world.clusters[0], DAY, None)
    assert list(world.school.changes.values_list("kind", "other")) == [("split", new.pk)]
    assert list(new.changes.values_list("kind", "other")) == [("opened", world.school.pk)]


def test_a_renamed_school_is_found_by_its_old_name(world: World) -> None:
    with pytest.raises(DomainError):
        rename_school(world.school, actor=world.head, name=world.school.name, effective_on=DAY)
    rename_school(world.school, actor=world.head, name="โรงเรียนอนุบาลเมือง", effective_on=DAY)
    found = named(School.objects.visible_to(world.head), "บ้านเก่า")
    assert [school.name for school in found] == ["โรงเรียนอนุบาลเมือง"]
    assert [hit.title for hit in search(world.head, world.office, "บ้านเก่า", 5)] == ["โรงเรียนอนุบาลเมือง"]
    stranger = base.user("supervisor", base.district())
    assert search(stranger, world.office, "บ้านเก่า", 5) == []


def test_a_closed_school_opens_again_without_its_old_roles(world: World) -> None:
    close_school(world.school, actor=world.head, effective_on=DAY)
    reopen_school(world.school, actor=world.head, effective_on=date(2024, 6, 1))
    world.school.refresh_from_db()
    assert (world.school.status, world.school.closed_on) == ("open", None)
    assert world.principal.people.get().appointments.get().ends_on == date(2024, 4, 30)


def test_moving_tells_who_stops_and_who_begins_to_supervise(world: World) -> None:
    lines = preview(world.head, Act("moved", world.school, DAY, cluster=world.clusters[1]))
    assert [line.count for line in lines] == [0, 1]
    with pytest.raises(DomainError):
        move_school(world.school, actor=world.head, cluster=world.clusters[0], effective_on=DAY)
    move_school(world.school, actor=world.head, cluster=world.clusters[1], effective_on=DAY)
    world.school.refresh_from_db()
    assert world.school.cluster == world.clusters[1]


def test_upper_apps_tell_and_do_their_part_in_the_same_transaction(world: World) -> None:
    done: list[str] = []
    line = Impact("การนิเทศที่วางแผนไว้", 4, "ยกเลิก", "/x/")

    def carry_out(actor: Any, act: Act) -> list[Impact]:
        done.append(act.kind)
        return [line]

    register_impact("tests.visits", ImpactProvider(lambda user, act: [line], carry_out))
    try:
        assert line in preview(world.head, Act("closed", world.school, DAY))
        change = close_school(world.school, actor=world.head, effective_on=DAY)
    finally:
        del impacts._providers["tests.visits"]
    assert done == ["closed"]
    assert ["การนิเทศที่วางแผนไว้", 4, "ยกเลิก"] in change.effects["lines"]


def test_the_browser_shows_then_does(client: Client, world: World) -> None:
    data = {"effective_on": "1 พ.ค. 2567", "into": world.other.pk}
    assert "ยืนยันรวมกับโรงเรียนอื่น" in ask(client, world.head, world.school, "merge", **data).content.decode()
    assert ask(client, world.head, world.school, "merge", **data, confirm="1").status_code == 302
    world.school.refresh_from_db()
    assert world.school.status == School.Status.MERGED
    page = client.get(reverse("schools:school", args=[world.school.pk])).content.decode()
    assert "โรงเรียนบ้านใหม่" in page


def test_a_future_or_foreign_choice_is_refused_beside_its_field(client: Client, world: World) -> None:
    foreign = base.school(base.district())
    data = {"effective_on": "1 พ.ค. 2667", "into": foreign.pk, "confirm": "1"}
    shown = ask(client, world.head, world.school, "merge", **data)
    assert shown.status_code == 200
    assert "into" in shown.context["form"].errors
