"""รุ่น: days and places of their own, programme that moves with them, duties that let people write."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from meetings import services
from meetings.models import Batch, Gathering
from meetings.queries import days_between
from tests.core.tabs import second_tab
from tests.factories import base, field

pytestmark = pytest.mark.django_db
NOW = field.at(field.DAY, 12)
LATER = field.DAY + timedelta(days=7)


def test_only_who_writes_it_adds_a_batch(quality: SimpleNamespace, held: Gathering, batch: Batch) -> None:
    for user in (quality.stranger, quality.principal, quality.head):
        with pytest.raises(NotAllowed):
            services.save_batch(held, actor=user, starts_on=LATER, ends_on=None)
    services.cancel_gathering(held, actor=quality.supervisor, reason="งดจัด")
    with pytest.raises(DomainError):
        services.save_batch(held, actor=quality.supervisor, starts_on=LATER, ends_on=None)


def test_batches_give_the_gathering_its_days(quality: SimpleNamespace, held: Gathering, batch: Batch) -> None:
    for _ in range(2):  # two clicks are one batch
        second = services.save_batch(
            held,
            actor=quality.supervisor,
            starts_on=LATER,
            ends_on=LATER + timedelta(days=1),
            place="หอประชุม",
            target=50,
        )
    assert [row.number for row in held.batches.all()] == [1, 2]
    held.refresh_from_db()
    assert (held.held_on, held.held_to) == (field.DAY, LATER + timedelta(days=1))
    assert Notice.objects.filter(code="gathering.moved", recipient=quality.principal).exists()
    found = list(days_between(quality.supervisor, quality.district, LATER, LATER))
    assert [(row.first, row.last, row.place) for row in found] == [(LATER, LATER + timedelta(days=1), "หอประชุม")]
    services.drop_batch(batch, actor=quality.supervisor)
    second.refresh_from_db()
    held.refresh_from_db()
    assert (second.number, held.held_on) == (1, LATER)
    with pytest.raises(DomainError, match="อย่างน้อยหนึ่งรุ่น"):
        services.drop_batch(second, actor=quality.supervisor)


def test_days_in_the_wrong_order_or_too_many_are_refused(quality: SimpleNamespace, held: Gathering) -> None:
    for last in (LATER - timedelta(days=1), LATER + timedelta(days=40)):
        with pytest.raises(DomainError) as refusal:
            services.save_batch(held, actor=quality.supervisor, starts_on=LATER, ends_on=last)
        assert refusal.value.field == "ends_on"


def test_of_several_batches_each_says_its_own_days(quality: SimpleNamespace, held: Gathering) -> None:
    services.save_batch(held, actor=quality.supervisor, starts_on=LATER, ends_on=LATER)
    with pytest.raises(DomainError, match="หลายรุ่น"):
        services.save_words(held, actor=quality.supervisor, values={"held_on": LATER})
    services.save_words(held, actor=quality.supervisor, values={"title": "เรื่องใหม่"})


def test_the_programme_moves_with_its_batch(quality: SimpleNamespace, held: Gathering, batch: Batch) -> None:
    for _ in range(2):
        item = services.save_item(batch, actor=quality.supervisor, day=field.DAY, time_from=time(9), topic="เปิดประชุม")
    assert batch.programme.count() == 1
    services.save_words(held, actor=quality.supervisor, values={"held_on": LATER, "held_to": LATER})
    item.refresh_from_db()
    assert item.day == LATER
    with pytest.raises(DomainError) as refusal:
        services.save_item(batch, actor=quality.supervisor, day=field.DAY, time_from=time(9), topic="ปิด")
    assert refusal.value.field == "day"
    second = services.save_batch(held, actor=quality.supervisor, starts_on=LATER + timedelta(days=3), ends_on=None)
    assert services.copy_programme(batch, second, actor=quality.supervisor) == 1
    assert services.copy_programme(batch, second, actor=quality.supervisor) == 0
    assert second.programme.get().day == second.starts_on


def test_a_speaker_of_another_office_is_refused(quality: SimpleNamespace, batch: Batch) -> None:
    far = base.person(quality.far)
    with pytest.raises(DomainError) as refusal:
        services.save_item(
            batch, actor=quality.supervisor, day=field.DAY, time_from=time(9), topic="บรรยาย", speaker=far
        )
    assert refusal.value.field == "speaker"


def test_whoever_has_a_duty_writes_it_and_nothing_else(
    quality: SimpleNamespace, held: Gathering, client: Client
) -> None:
    client.force_login(quality.principal)
    address = reverse("meetings:edit", args=[held.pk])
    assert client.get(address).status_code == 403
    person = base.person_of(quality.principal, quality.district)
    for _ in range(2):
        services.add_duty(held, actor=quality.supervisor, person=person, duty="เจ้าภาพ")
    assert held.duties.count() == 1
    assert client.get(address).status_code == 200
    services.save_words(held, actor=quality.principal, values={"discussed": "เริ่มตรงเวลา"})
    with pytest.raises(NotAllowed):
        services.cancel_gathering(held, actor=quality.principal, reason="งด")
    assert client.get(reverse("meetings:new")).status_code == 403


def test_batch_and_programme_from_the_pages(
    quality: SimpleNamespace, held: Gathering, batch: Batch, client: Client
) -> None:
    client.force_login(quality.supervisor)
    given = {"starts_on": "1/12/2569", "ends_on": "2/12/2569", "time_from": "08.30", "place": "หอประชุม"}
    assert client.post(reverse("meetings:batch-new", args=[held.pk]), given).status_code == 302
    second = held.batches.get(number=2)
    address = reverse("meetings:programme", args=[held.pk, second.pk])
    line = {
        "day": "2026-12-02",
        "time_from": "9.00",
        "time_to": "10.30",
        "topic": "บรรยายพิเศษ",
        "speaker_text": "ทีมวิทยากร",
    }
    assert client.post(address, line).status_code == 302
    page = client.get(address).content.decode()
    assert "บรรยายพิเศษ" in page
    assert "09.00–10.30" in page
    refused = client.post(address, {**line, "time_to": "8.00", "topic": "อีกเรื่อง"})
    assert refused.status_code == 422
    assert "อีกเรื่อง" in refused.content.decode()
    assert "รุ่นที่ 2" in client.get(reverse("meetings:gathering", args=[held.pk])).content.decode()


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year + 543}"


def test_another_tab_of_a_batch_is_not_overwritten(
    quality: SimpleNamespace, held: Gathering, batch: Batch, client: Client
) -> None:
    client.force_login(quality.supervisor)
    address = reverse("meetings:batch-edit", args=[held.pk, batch.pk])
    typed = {"starts_on": _day(batch.starts_on), "ends_on": _day(batch.ends_on)}
    second_tab(client, address, typed, "place")


def test_another_tab_of_the_programme_is_not_overwritten(
    quality: SimpleNamespace, held: Gathering, batch: Batch, client: Client
) -> None:
    row = services.save_item(batch, actor=quality.supervisor, day=batch.starts_on, time_from=time(9), topic="เปิด")
    client.force_login(quality.supervisor)
    address = reverse("meetings:programme-item", args=[held.pk, batch.pk, row.pk])
    typed = {"day": batch.starts_on.isoformat(), "time_from": "09:00", "topic": "เปิด"}
    second_tab(client, address, typed, "speaker_text")


def test_a_batch_moved_meanwhile_is_seen_by_the_gatherings_form(
    quality: SimpleNamespace, held: Gathering, batch: Batch, client: Client
) -> None:
    """Days and place of the only one stand on both pages."""
    client.force_login(quality.supervisor)
    address = reverse("meetings:edit", args=[held.pk])
    seen = client.get(address).context["stamp"]
    colleague = base.user("group_director", quality.district, name="ผอ.กลุ่มอีกคน")
    services.add_duty(held, actor=quality.supervisor, duty="วิทยากร", person=base.person_of(colleague, quality.district))
    values = {"starts_on": LATER, "ends_on": LATER, "time_from": batch.time_from, "time_to": batch.time_to}
    services.save_batch(held, actor=colleague, batch=batch, place="หอประชุม", **values)
    typed = {
        "kind": held.kind_id, "title": held.title, "academic_year": held.academic_year, "held_on": _day(field.DAY),
        "schools": [quality.school.pk, quality.neighbour.pk], "stamp": seen,
    }  # fmt: skip
    late = client.post(address, typed)
    assert late.status_code == 422
    assert str(colleague) in late.content.decode()
    assert ("สถานที่", "หอประชุม", "") in late.context["conflict"]
    held.refresh_from_db()
    assert held.held_on == LATER
