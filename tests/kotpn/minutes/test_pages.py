"""Pages of minutes and resolutions: what each reader finds, refusals keep what was typed, queries do not grow."""

from datetime import date, time
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.thai.breaks import plain
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.services import minutes as services
from kotpn.minutes.services.resolutions import record_resolution
from tests.factories import base, kotpn
from tests.kotpn.minutes.conftest import NEXT, at, hold, next_meeting


def page(client: Client, user: object, name: str, *args: object, status: int = 200, query: str = "") -> str:
    client.force_login(user)
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == status, name
    return plain(response.content.decode())


def test_members_read_only_what_was_circulated(named: SimpleNamespace, client: Client) -> None:
    page(client, named.member, "minutes:minutes", named.meeting.pk, status=404)
    services.send_to_check(named.minutes, actor=named.secretary)
    page(client, named.member, "minutes:minutes", named.meeting.pk, status=404)
    services.circulate(named.minutes, actor=named.director)
    said = page(client, named.member, "minutes:minutes", named.meeting.pk)
    assert "แจ้งข้อแก้ไข" in said
    assert "เส้นทางของเรื่อง" not in said
    page(client, named.stranger, "minutes:minutes", named.meeting.pk, status=404)


def test_a_meeting_without_minutes_offers_the_secretariat_to_begin(scene: SimpleNamespace, client: Client) -> None:
    Minutes.objects.all().delete()
    page(client, scene.supervisor, "minutes:minutes", scene.meeting.pk, status=404)
    assert "เริ่มรายงานการประชุม" in page(client, scene.secretary, "minutes:minutes", scene.meeting.pk)
    for _ in range(2):
        client.post(reverse("minutes:begin", args=[scene.meeting.pk]))
    assert Minutes.objects.count() == 1


def test_the_whole_way_by_pages(scene: SimpleNamespace, client: Client) -> None:
    pk = scene.meeting.pk
    said = page(client, scene.secretary, "minutes:minutes", pk)
    assert "ยังขาด 1 รายการ" in said
    assert "แทน กรรมการ2 ทดสอบ" in said
    client.post(
        reverse("minutes:writers", args=[pk]), {"recorder_name": "นางจด ทดสอบ", "checker_name": "นายตรวจ ทดสอบ"}
    )
    for _ in range(2):
        client.post(reverse("minutes:send", args=[pk]))
    assert "ตรวจรายงานของตนเองไม่ได้" not in page(client, scene.director, "minutes:minutes", pk)
    refused = client.post(reverse("minutes:return", args=[pk]), {"reason": ""})
    assert refused.status_code == 422
    client.post(reverse("minutes:remark", args=[pk]), {"item": scene.item.pk, "text": "เพิ่มจำนวน"})
    client.post(reverse("minutes:return", args=[pk]), {"reason": ""})
    said = page(client, scene.secretary, "minutes:minutes", pk)
    assert "แก้ไขตามข้อแจ้ง 1 ข้อ" in said
    remark = scene.minutes.remarks.get()
    empty = client.post(reverse("minutes:settle", args=[pk, remark.pk]), {"answer": ""})
    assert empty.status_code == 422
    client.post(reverse("minutes:settle", args=[pk, remark.pk]), {"answer": "เพิ่มแล้ว"})
    client.post(reverse("minutes:send", args=[pk]))
    client.force_login(scene.director)
    client.post(reverse("minutes:circulate", args=[pk]), {"remark_days": "7"})
    scene.minutes.refresh_from_db()
    assert (scene.minutes.state, scene.minutes.revision) == ("circulated", 2)
    next_meeting(scene)
    assert "กำลังพิจารณารับรอง" in page(client, scene.secretary, "minutes:minutes", pk)
    client.post(reverse("minutes:amend", args=[pk]), {"item": scene.item.pk, "before": "เดิม", "after": "แก้เป็น"})
    assert "ที่ประชุมแก้ไข 1 แห่ง" in page(client, scene.secretary, "minutes:minutes", pk)
    row = scene.minutes.amendments.get()
    client.post(reverse("minutes:amendment-drop", args=[pk, row.pk]))
    assert not scene.minutes.amendments.exists()


def test_who_wrote_it_is_told_why_they_cannot_check(named: SimpleNamespace, client: Client) -> None:
    services.send_to_check(named.minutes, actor=named.secretary)
    assert "ตรวจรายงานของตนเองไม่ได้" in page(client, named.secretary, "minutes:minutes", named.meeting.pk)
    assert client.post(reverse("minutes:circulate", args=[named.meeting.pk]), {"remark_days": "7"}).status_code == 403


def test_the_owners_page_whatever_their_role(scene: SimpleNamespace, client: Client) -> None:
    row = scene.resolution
    said = page(client, scene.principal, "minutes:resolution", row.pk)
    assert "แจ้งว่าเสร็จแล้ว" in said
    assert "เลิกติดตาม" not in said
    assert row.text in page(client, scene.principal, "minutes:resolutions")
    assert row.text[:20] in page(client, scene.principal, "home")
    kept = client.post(reverse("minutes:resolution-done", args=[row.pk]), {"text": " "})
    assert kept.status_code == 422
    for _ in range(2):
        client.post(reverse("minutes:resolution-done", args=[row.pk]), {"text": "ดำเนินการครบ"})
    row.refresh_from_db()
    assert (row.state, row.notes.count()) == (Resolution.State.DONE, 1)
    assert client.post(reverse("minutes:resolution-close", args=[row.pk])).status_code == 403
    client.force_login(scene.director)
    client.post(reverse("minutes:resolution-close", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == Resolution.State.CLOSED


def test_opening_work_by_the_page(scene: SimpleNamespace, client: Client) -> None:
    address = reverse("minutes:resolution-open-work", args=[scene.resolution.pk])
    assert "ขั้นของกระบวนงาน" in page(client, scene.secretary, "minutes:resolution-open-work", scene.resolution.pk)
    refused = client.post(address, {"kind": "plan", "plan": "", "text": "ปรับเป้าหมาย"})
    assert refused.status_code == 422
    assert "ปรับเป้าหมาย" in refused.content.decode()
    client.post(address, {"kind": "action", "text": ""})
    assert "เรื่องที่ต้องติดตาม" in page(client, scene.secretary, "minutes:resolution", scene.resolution.pk)


def test_filters_of_the_register(scene: SimpleNamespace, client: Client) -> None:
    text = scene.resolution.text
    committee = scene.committee.pk
    for query, found in (
        ("?q=แผนการติดตาม", True), ("?q=ไม่มีคำนี้", False), (f"?committee={committee}", True), ("?year=2568", True),
        ("?state=late", True), ("?state=closed", False), (f"?owner={scene.owner.pk}", True),
    ):  # fmt: skip
        said = page(client, scene.secretary, "minutes:resolutions", query=query)
        assert (text in said) is found, query
    assert "ไม่มีตัวเลือก" in page(client, scene.secretary, "minutes:resolutions", query="?committee=999999")


def _queries(client: Client, name: str) -> int:
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as held:
        client.get(reverse(name))
    return len(held)


def test_lists_cost_the_same_at_two_and_at_twenty(scene: SimpleNamespace, client: Client) -> None:
    meeting = kotpn.a_meeting(scene.secretary, scene.committee, held_on=NEXT)
    items = [kotpn.an_item(scene.secretary, meeting, title=f"เรื่องที่ {n}") for n in range(20)]
    hold(scene.secretary, meeting, close=False)
    client.force_login(scene.secretary)

    def more(rows: list[object]) -> None:
        for item in rows:
            record_resolution(
                item, actor=scene.secretary, kind="assign", text=f"มอบหมาย {item.pk}", at=time(10), owner=scene.owner,
                due_on=date(2025, 4, 1), now=at(NEXT),
            )  # fmt: skip

    more(items[:1])
    few = _queries(client, "minutes:resolutions")
    more(items[1:])
    assert _queries(client, "minutes:resolutions") == few


@pytest.mark.parametrize("name", ["minutes:index", "minutes:resolutions"])
def test_empty_lists_say_so(name: str, client: Client, db: None) -> None:
    assert "ยังไม่มี" in page(client, base.user("supervisor", base.district()), name)
