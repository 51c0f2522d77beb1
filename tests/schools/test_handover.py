"""Bulk hand-over: refused as a whole, shown first, carried out once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from schools import extensions
from schools.models import Assignment, Cluster, District, Person
from schools.queries import schools_of
from schools.services.handover import hand_over, preview_handover
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 1)


@pytest.fixture
def cluster(a: District) -> Cluster:
    made = base.cluster(a)
    for _ in range(3):
        base.school(a, cluster=made)
    return made


@pytest.fixture
def giver(a: District, cluster: Cluster) -> Person:
    person = base.person_of(base.user("supervisor", a, name="ผู้โอน ทดสอบ"), a)
    base.assign(person, cluster)
    base.assign(person, base.school(a, name="โรงเรียนบ้านเดี่ยว"))
    return person


@pytest.fixture
def receiver(a: District) -> Person:
    return base.person_of(base.user("supervisor", a, name="ผู้รับ ทดสอบ"), a)


def all_to(giver: Person, receiver: Person) -> dict[int, Person]:
    return {row.pk: receiver for row in Assignment.objects.filter(person=giver)}


def test_who_may_not(a: District, b: District, giver: Person, receiver: Person) -> None:
    two = base.user("supervisor", a, of=base.user("group_director", b))
    for actor in (base.account(), giver.user, base.user("admin", a), base.user("group_director", b), two):
        with pytest.raises(NotAllowed):
            hand_over(giver, actor=actor, choices=all_to(giver, receiver), on=DAY)


def test_wrong_receivers_and_rows_change_nothing(a: District, b: District, giver: Person, receiver: Person) -> None:
    head = base.user("group_director", a)
    first = Assignment.objects.filter(person=giver).earliest("pk")
    wrong: list[dict[int, Person]] = [
        {},
        {first.pk: giver},
        {first.pk: base.person(b)},
        {first.pk: base.person(a, is_active=False)},
        {first.pk: base.person(a, school=base.school(a))},
        {first.pk: receiver, base.assign(receiver, base.school(a)).pk: receiver},
    ]
    for choices in wrong:
        with pytest.raises(DomainError):
            hand_over(giver, actor=head, choices=choices, on=DAY)
    assert not Assignment.objects.filter(person=giver, ends_on__isnull=False).exists()


def test_the_preview_shows_both_sides_and_writes_nothing(a: District, giver: Person, receiver: Person) -> None:
    base.assign(receiver, base.school(a))
    shown = preview_handover(giver, choices=all_to(giver, receiver), on=DAY)
    assert (shown.giver_before.schools, shown.giver_after.schools) == (4, 0)
    (one,) = shown.receivers
    assert (one.before.schools, one.after.schools) == (1, 5)
    assert shown.mean == 2.5
    assert not Assignment.objects.filter(ends_on__isnull=False).exists()


def test_everything_goes_over_on_the_day_and_everybody_is_told(
    a: District, giver: Person, receiver: Person, monkeypatch: Any
) -> None:
    moves: list[extensions.Move] = []
    impact = extensions.HandoverImpact(
        preview=lambda move: [f"แผน {len(move.schools)} โรงเรียน"],
        apply=lambda actor, move: moves.append(move) or ["ย้ายแผนแล้ว"],
    )
    monkeypatch.setattr(extensions, "_impacts", [impact])
    head, choices = base.user("group_director", a), all_to(giver, receiver)
    assert preview_handover(giver, choices=choices, on=DAY).receivers[0].impacts == ("แผน 4 โรงเรียน",)
    made = hand_over(giver, actor=head, choices=choices, on=DAY, reason="เกษียณ")
    assert len(made) == 2
    assert not schools_of(giver, DAY).exists()
    assert schools_of(giver, DAY - timedelta(days=1)).count() == 4
    assert schools_of(receiver, DAY).count() == 4
    assert not schools_of(receiver, DAY - timedelta(days=1)).exists()
    assert len(moves) == 1
    assert len(moves[0].schools) == 4
    entry = AuditEntry.objects.get(action="assignment.handed_over")
    assert (entry.data["count"], entry.data["reason"], entry.data["done"]) == (2, "เกษียณ", ["ย้ายแผนแล้ว"])
    assert Notice.objects.filter(recipient=receiver.user, code="assignment.received").count() == 1
    assert Notice.objects.filter(recipient=giver.user, code="assignment.handed_over").count() == 1
    with pytest.raises(DomainError):
        hand_over(giver, actor=head, choices=choices, on=DAY)


def test_a_receiver_who_has_it_keeps_theirs(a: District, giver: Person, receiver: Person, cluster: Cluster) -> None:
    base.assign(receiver, cluster)
    row = Assignment.objects.get(person=giver, cluster=cluster)
    assert hand_over(giver, actor=base.user("group_director", a), choices={row.pk: receiver}, on=DAY) == []
    assert Assignment.objects.filter(person=receiver, cluster=cluster).count() == 1


def test_a_fault_of_an_impact_undoes_all(a: District, giver: Person, receiver: Person, monkeypatch: Any) -> None:
    def refuse(actor: Any, move: Any) -> list[str]:
        raise DomainError("แผนถูกล็อก")

    monkeypatch.setattr(extensions, "_impacts", [extensions.HandoverImpact(lambda move: [], refuse)])
    with pytest.raises(DomainError, match="แผนถูกล็อก"):
        hand_over(giver, actor=base.user("group_director", a), choices=all_to(giver, receiver), on=DAY)
    assert not Assignment.objects.filter(person=giver, ends_on__isnull=False).exists()
    assert not AuditEntry.objects.filter(action="assignment.handed_over").exists()


def test_the_page_writes_only_on_confirm_with_script_and_without(
    a: District, giver: Person, receiver: Person, client: Client
) -> None:
    client.force_login(base.user("group_director", a))
    address = reverse("schools:hand-over", args=[giver.pk])
    data = {f"to-{key}": receiver.pk for key in all_to(giver, receiver)} | {"on": "1 ต.ค. 2570"}
    page = client.post(address, data | {"preview": "1"})
    assert "โรงเรียน 0 → 4" in page.content.decode()
    fragment = client.post(address, data | {"confirm": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "โรงเรียน 0 → 4" in fragment
    assert not Assignment.objects.filter(person=receiver).exists()
    assert client.post(address, data | {"confirm": "1"}).status_code == 302
    assert Assignment.objects.filter(person=receiver).count() == 2
