"""Who is expected, who came to which session, and people who are only counted."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from core.thai.sorting import sort_key
from meetings import services
from meetings.models import Batch, Gathering, Tick
from meetings.queries import batch_lines, people_by_place
from schools.models import OutsidePerson
from tests.factories import base, field

pytestmark = pytest.mark.django_db
NOW = field.at(field.DAY, 12)


def outsider(district: object, name: str = "วิทยากร รับเชิญ") -> OutsidePerson:
    first, last = name.split()
    return OutsidePerson.objects.create(
        district=district, first_name=first, last_name=last, name_sort=sort_key(name), position="ผู้ทรงคุณวุฒิ"
    )


def test_only_who_writes_it_notes_people(quality: SimpleNamespace, batch: Batch) -> None:
    person = base.person_of(quality.principal, quality.district)
    for user in (quality.stranger, quality.principal, quality.head):
        with pytest.raises(NotAllowed):
            services.set_participants(batch, actor=user, people=[person])
        with pytest.raises(NotAllowed):
            services.save_count(batch, actor=user, group="นักเรียน", came=40)


def test_people_are_of_the_office_or_of_a_school_invited(quality: SimpleNamespace, batch: Batch) -> None:
    elsewhere = base.person(quality.district, school=base.school(quality.district))
    with pytest.raises(DomainError, match="ไม่ได้อยู่โรงเรียนที่เชิญ"):
        services.set_participants(batch, actor=quality.supervisor, people=[elsewhere])
    for stranger in ({"people": [base.person(quality.far)]}, {"people": [], "outside": [outsider(quality.far)]}):
        with pytest.raises(DomainError, match="ไม่พบ"):
            services.set_participants(batch, actor=quality.supervisor, **stranger)


def test_who_is_named_is_told_and_reads_it(quality: SimpleNamespace, batch: Batch, client: Client) -> None:
    member = base.user("committee_member", quality.district)
    person = base.person_of(member, quality.district)
    address = reverse("meetings:gathering", args=[batch.gathering_id])
    client.force_login(member)
    assert client.get(address).status_code == 404
    for _ in range(2):
        services.set_participants(
            batch, actor=quality.supervisor, people=[person], outside=[outsider_once(quality.district)],
            now=field.at(field.DAY - timedelta(days=3), 9),
        )  # fmt: skip
    assert Notice.objects.filter(code="gathering.named", recipient=member).count() == 1
    assert batch.participants.count() == 2
    assert client.get(address).status_code == 200


def outsider_once(district: object) -> OutsidePerson:
    return OutsidePerson.objects.filter(district=district).first() or outsider(district)


def test_one_tap_each_and_two_phones_do_not_undo_each_other(quality: SimpleNamespace, batch: Batch) -> None:
    one = base.person_of(quality.principal, quality.district)
    other = base.person_of(quality.other_principal, quality.district)
    services.set_participants(batch, actor=quality.supervisor, people=[one, other], now=NOW)
    first, second = batch.participants.order_by("pk")
    services.tick(first, actor=quality.supervisor, day=field.DAY, now=NOW)
    services.tick(second, actor=quality.mate, day=field.DAY, now=NOW)
    services.tick(second, actor=quality.mate, day=field.DAY, now=NOW)
    assert Tick.objects.count() == 2
    services.tick(second, actor=quality.mate, day=field.DAY, present=False, now=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.came, second.came) == (True, False)
    with pytest.raises(DomainError, match="จึงนำออกไม่ได้"):
        services.set_participants(batch, actor=quality.supervisor, people=[other])
    for day in (field.DAY - timedelta(days=1), field.DAY + timedelta(days=1)):
        with pytest.raises(DomainError, match="ไม่มีช่วงนี้"):
            services.tick(first, actor=quality.supervisor, day=day, now=NOW)
    with pytest.raises(DomainError, match="ยังไม่ถึงวันนี้"):
        services.tick(first, actor=quality.supervisor, day=field.DAY, now=NOW - timedelta(days=1))


def test_halves_of_days_are_ticked_apart(quality: SimpleNamespace, held: Gathering, batch: Batch) -> None:
    services.save_batch(held, actor=quality.supervisor, batch=batch, ends_on=field.DAY + timedelta(days=1), halves=True)
    batch.refresh_from_db()
    assert len(list(batch.sessions())) == 4
    person = base.person_of(quality.principal, quality.district)
    services.attend(batch, actor=quality.supervisor, people=[person], now=NOW)
    assert batch.participants.get().ticks.count() == 2  # of the first day only: the second is still to come
    with pytest.raises(DomainError, match="ลงเวลา"):
        services.save_batch(held, actor=quality.supervisor, batch=batch, halves=False)
    assert services.all_came(batch, actor=quality.supervisor, day=field.DAY, part=1, now=NOW) == 1


def test_who_was_not_noted_did_not_come(quality: SimpleNamespace, batch: Batch) -> None:
    people = [base.person(quality.district, school=quality.school) for _ in range(3)]
    services.set_participants(batch, actor=quality.supervisor, people=people, now=NOW)
    services.attend(batch, actor=quality.supervisor, people=people[:1], now=NOW)
    assert services.rest_absent(batch, actor=quality.supervisor) == 2
    assert sorted(str(row.came) for row in batch.participants.all()) == ["False", "False", "True"]


def test_pupils_are_counted_and_never_named(quality: SimpleNamespace, held: Gathering, batch: Batch) -> None:
    for came in (38, 40):
        services.save_count(
            batch, actor=quality.supervisor, group="นักเรียน", school=quality.school, expected=45, came=came
        )
    services.save_count(batch, actor=quality.supervisor, group="ผู้ปกครอง", came=12)
    person = base.person_of(quality.principal, quality.district)
    services.attend(batch, actor=quality.supervisor, people=[person], now=NOW)
    line = batch_lines(held)[0]
    assert (line.expected, line.came) == (46, 53)
    told = [(row.place, row.post, row.came, row.counted) for row in people_by_place(held)]
    assert (quality.school.name, "นักเรียน", 40, True) in told
    assert told[-1] == ("ไม่ระบุโรงเรียน", "ผู้ปกครอง", 12, True)
    for wrong in (
        {"group": "นักเรียน"},
        {"group": " ", "came": 3},
        {"group": "ครู", "came": 1, "school": quality.far_school},
    ):
        with pytest.raises(DomainError):
            services.save_count(batch, actor=quality.supervisor, **wrong)
    assert services.hold(held, actor=quality.supervisor, now=NOW).state == Gathering.State.HELD


def test_a_school_reads_its_own_people_only(
    quality: SimpleNamespace, held: Gathering, batch: Batch, client: Client
) -> None:
    for school, came in ((quality.school, 31), (quality.neighbour, 77)):
        services.save_count(batch, actor=quality.supervisor, group="นักเรียน", school=school, came=came)
    client.force_login(quality.principal)
    page = client.get(reverse("meetings:gathering", args=[held.pk])).content.decode()
    assert ">31<" in page
    assert ">77<" not in page
    assert "108" in page  # all of them together


def test_ticking_at_the_door(quality: SimpleNamespace, batch: Batch, client: Client) -> None:
    today = batch.gathering.held_on
    person = base.person_of(quality.principal, quality.district)
    client.force_login(quality.supervisor)
    pk = batch.gathering_id
    assert str(person) in client.get(reverse("meetings:people", args=[pk, batch.pk])).content.decode()
    assert client.post(reverse("meetings:people", args=[pk, batch.pk]), {"person": [person.pk]}).status_code == 302
    row = batch.participants.get()
    address = reverse("meetings:tick-one", args=[pk, batch.pk, row.pk])
    given = {"day": today.isoformat(), "part": "0", "present": "1"}
    reply = client.post(address, given, headers={"HX-Request": "true"})
    assert "มาแล้ว" in reply.content.decode()
    assert reply.content.decode().count("<li") == 1
    assert client.post(address, {**given, "present": "0"}).status_code == 302
    row.refresh_from_db()
    assert row.came is False
    guest = outsider(quality.district)
    client.post(reverse("meetings:walk-in", args=[pk, batch.pk]), {**given, "outside": guest.pk})
    assert batch.participants.get(outside=guest).came
    refused = client.post(reverse("meetings:walk-in", args=[pk, batch.pk]), given)
    assert refused.status_code == 422
    assert client.post(reverse("meetings:tick-many", args=[pk, batch.pk]), {**given, "who": "all"}).status_code == 302
    assert batch.participants.filter(came=True).count() == 2


def test_the_tick_page_asks_a_fixed_number_of_questions(
    quality: SimpleNamespace, batch: Batch, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(quality.supervisor)
    address = reverse("meetings:tick", args=[batch.gathering_id, batch.pk])
    counts = []
    for size in (2, 20):
        people = [base.person(quality.district, school=quality.school) for _ in range(size)]
        services.set_participants(batch, actor=quality.supervisor, people=people, now=NOW)
        client.get(address)
        with django_assert_max_num_queries(40) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
