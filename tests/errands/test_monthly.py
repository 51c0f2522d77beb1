"""Items of the monthly meeting: called for, sent, ordered, taken into a gathering, printed."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.models import Notice
from meetings.models import Gathering
from meetings.services import call_gathering, load_lists
from office.errands import services
from office.errands.models import ItemCall, MeetingItem
from office.errands.queries import items_by_group
from schools.models import WorkGroup
from tests.documents.reading import plain, text
from tests.factories.desk import Desk

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2025, 1, 15, 9))
MONTH, DUE = date(2025, 2, 1), date(2025, 1, 28)


@pytest.fixture
def groups(desk: Desk) -> list[WorkGroup]:
    return [WorkGroup.objects.create(district=desk.district, number=n, name=f"กลุ่มงานที่ {n}") for n in (1, 2)]


def call(of: Desk) -> ItemCall:
    return services.call_items(of.district, actor=of.clerk, month=MONTH, due_on=DUE, now=NOW)


def item(of: Desk, month: ItemCall, group: WorkGroup | None, title: str = "ผลการอ่าน", **more: Any) -> MeetingItem:
    words = {"actor": of.supervisor, "kind": "inform", **more}
    return services.save_item(month, work_group=group, title=title, **words)


def gathering(of: Desk) -> Gathering:
    load_lists(of.district)
    day = timezone.localdate() + timedelta(days=7)
    return call_gathering(
        of.district, actor=of.head, kind="meeting", title="ประชุมประจำเดือน", academic_year=2567, held_on=day,
        body_text="กลุ่มนิเทศฯ",
    )  # fmt: skip


def test_who_calls_and_when(desk: Desk) -> None:
    for user in (desk.supervisor, desk.stranger):
        with pytest.raises(NotAllowed):
            services.call_items(desk.district, actor=user, month=MONTH, due_on=DUE, now=NOW)
    with pytest.raises(DomainError) as told:
        services.call_items(desk.district, actor=desk.clerk, month=MONTH, due_on=date(2025, 1, 14), now=NOW)
    assert told.value.field == "due_on"
    assert call(desk).pk == call(desk).pk
    assert Notice.objects.filter(code="item_call.called", recipient=desk.supervisor).count() == 1


def test_a_group_sends_or_says_it_has_nothing(desk: Desk, groups: list[WorkGroup]) -> None:
    month = call(desk)
    with pytest.raises(NotAllowed):
        item(desk, month, groups[0], actor=desk.stranger)
    with pytest.raises(DomainError, match="กรุณาเขียนเรื่อง"):
        item(desk, month, groups[0], title=" ")
    item(desk, month, groups[1], kind="none")
    item(desk, month, groups[1], kind="none")
    first, second = items_by_group(month)
    assert (first.is_silent, second.has_none) == (True, True)
    item(desk, month, groups[1])
    with pytest.raises(DomainError, match="ส่งเรื่องแล้ว"):
        item(desk, month, groups[1], kind="none")
    assert not items_by_group(month)[1].has_none
    assert item(desk, month, groups[1]).pk == MeetingItem.objects.get().pk


def test_an_item_is_changed_by_who_sent_it_and_the_desk(desk: Desk, groups: list[WorkGroup]) -> None:
    row = item(desk, call(desk), groups[0], actor=desk.head)
    with pytest.raises(NotAllowed):
        item(desk, row.call, groups[0], title="แก้", item=row)
    with pytest.raises(NotAllowed):
        services.remove_item(row, actor=desk.supervisor)
    assert item(desk, row.call, groups[0], title="แก้", item=row, actor=desk.clerk).title == "แก้"
    services.remove_item(row, actor=desk.head)
    services.remove_item(row, actor=desk.head)
    assert not MeetingItem.objects.exists()


def test_taken_into_a_programme_in_order(desk: Desk, groups: list[WorkGroup]) -> None:
    month = call(desk)
    with pytest.raises(DomainError, match="ยังไม่มีเรื่อง"):
        services.take_items(month, actor=desk.head, gathering=gathering(desk), time_from=time(9))
    item(desk, month, groups[0], "เรื่องพิจารณา", kind="consider")
    item(desk, month, groups[0], "เรื่องแรก")
    last = item(desk, month, groups[1], "เรื่องท้าย")
    services.move_item(last, actor=desk.clerk, up=True)
    held = gathering(desk)
    with pytest.raises(DomainError, match="เกินเวลา"):
        services.take_items(month, actor=desk.head, gathering=held, time_from=time(23, 50))
    for _ in range(2):
        services.take_items(month, actor=desk.head, gathering=held, time_from=time(9), minutes=15)
    lines = held.batches.get().programme.values_list("time_from", "topic")
    assert list(lines) == [
        (time(9), "เรื่องท้าย (เพื่อทราบ)"), (time(9, 15), "เรื่องแรก (เพื่อทราบ)"), (time(9, 30), "เรื่องพิจารณา (เพื่อพิจารณา)"),
    ]  # fmt: skip
    with pytest.raises(DomainError, match="จัดเรื่องเข้าวาระแล้ว"):
        item(desk, month, groups[0], "มาช้า")


def test_a_neighbours_meeting_is_refused(desk: Desk, groups: list[WorkGroup]) -> None:
    month = call(desk)
    item(desk, month, groups[0])
    held = gathering(desk)
    Gathering.objects.filter(pk=held.pk).update(district=desk.other)
    held.refresh_from_db()
    with pytest.raises(DomainError) as told:
        services.take_items(month, actor=desk.head, gathering=held, time_from=time(9))
    assert told.value.field == "gathering"


def test_the_pages(desk: Desk, groups: list[WorkGroup], client: Client) -> None:
    client.force_login(desk.clerk)
    first = timezone.localdate().replace(day=1)
    due = timezone.localdate() + timedelta(days=2)
    answer = client.post(reverse("errands:call-new"), {"month": f"{first:%Y-%m-%d}", "due_on": f"{due:%Y-%m-%d}"})
    month = ItemCall.objects.get()
    assert answer.headers["Location"] == reverse("errands:call", args=[month.pk])
    client.force_login(desk.supervisor)
    page = reverse("errands:item-new", args=[month.pk])
    refused = client.post(page, {"work_group": groups[0].pk, "kind": "inform", "title": "", "detail": "สาระ"})
    assert refused.status_code == 422
    assert "สาระ" in refused.content.decode()
    client.post(page, {"work_group": groups[0].pk, "kind": "inform", "title": "ผลการอ่าน", "detail": "สาระ"})
    client.force_login(desk.head)
    shown = client.get(reverse("errands:call", args=[month.pk])).content.decode()
    assert "ผลการอ่าน" in shown
    assert "ยังไม่ส่ง 1 กลุ่มงาน" in shown
    held = gathering(desk)
    take = reverse("errands:take", args=[month.pk])
    assert client.post(take, {"gathering": held.pk, "time_from": "25.00", "minutes": 10}).status_code == 422
    assert client.post(take, {"gathering": held.pk, "time_from": "09.00", "minutes": 10}).status_code == 302
    assert "ผลการอ่าน" in client.get(reverse("meetings:gathering", args=[held.pk])).content.decode()


def test_queries_do_not_grow_with_items(desk: Desk, groups: list[WorkGroup], client: Client) -> None:
    month = call(desk)
    client.force_login(desk.clerk)

    def count() -> int:
        client.get(reverse("errands:call", args=[month.pk]))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("errands:call", args=[month.pk])).status_code == 200
        return len(seen)

    item(desk, month, groups[0])
    before = count()
    for n in range(5):
        item(desk, month, groups[n % 2], f"เรื่อง {n}")
    assert count() <= before


def test_the_list_on_paper(desk: Desk, groups: list[WorkGroup], tmp_path: Path) -> None:
    month = call(desk)
    item(desk, month, groups[0], "ผลการอ่าน", detail="ครบทุกโรงเรียน")
    item(desk, month, groups[1], kind="none")
    path = tmp_path / "items.pdf"
    given = ["digits=arabic"]
    call_command("report", "monthly-items", district=desk.district.code, format="pdf", output=path, param=given)
    words = plain(text(path))
    for said in ("กุมภาพันธ์ 2568", "ผลการอ่าน", "ครบทุกโรงเรียน", "กลุ่มงานที่แจ้งว่าไม่มีเรื่อง"):
        assert plain(said) in words, said
