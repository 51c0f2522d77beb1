"""A meeting written down by two people at once, from the phone at the door to the resolution once quorum is back."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from kotpn.committee.queries import members_on
from kotpn.meetings.models import Meeting
from kotpn.minutes.models import Entry, EntryVersion, Resolution
from tests.factories import base, kotpn

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def opened(new_page: Callable[..., Page], user: Any, path: str, *, phone: bool = False) -> Page:
    page = new_page(phone=phone)
    page.goto(f"/account/sign-in/?next={quote(path)}")
    page.fill("input[type=email]", user.email)
    page.fill("input[type=password]", base.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    return page


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_the_hour_typed_while_a_seat_is_answered_stays(db: None, new_page: Callable[..., Page]) -> None:
    """The answer to a member's arrival brings the opening anew; on a slow line the hour is typed before it comes."""
    district = base.district()
    secretary = base.user("committee_secretary", district)
    committee = kotpn.a_committee(secretary, district)
    day = timezone.localdate() - timedelta(days=1)
    meeting = kotpn.a_meeting(secretary, committee, held_on=day, at=time(9, 30))
    phone = opened(new_page, secretary, f"/kotpn/meetings/{meeting.pk}/attendance/", phone=True)
    hour = phone.get_by_label("เริ่มประชุมเวลา")
    assert hour.input_value() not in ("", "08:15")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    phone.route("**/attendance/*/", hold)
    with phone.expect_request("**/attendance/*/"):
        phone.get_by_role("button", name=f"มา {members_on(committee, day)[0].name}", exact=True).click()
    hour.fill("08:15")
    waiting[0].continue_()
    expect(phone.locator("#quorum")).to_contain_text("อยู่ในที่ประชุม 1 จาก")
    expect(hour).to_have_value("08:15")
    expect(hour).to_be_focused()


def test_two_write_one_meeting(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    secretary = base.user("committee_secretary", district, name="เลขานุการ ทดสอบ")
    director = base.user("group_director", district, name="ผอ.กลุ่ม ทดสอบ")
    committee = kotpn.a_committee(secretary, district)
    # Yesterday's meeting, written down today: no minute of it depends on the clock of the test.
    day = timezone.localdate() - timedelta(days=1)
    meeting = kotpn.a_meeting(secretary, committee, held_on=day, at=time(9, 30))
    item = kotpn.an_item(secretary, meeting, title="แผนการติดตาม ปีงบประมาณ 2568")
    second = kotpn.an_item(secretary, meeting, title="ข้อค้นพบที่เลยกำหนด")
    members = members_on(committee, day)

    phone = opened(new_page, secretary, f"/kotpn/meetings/{meeting.pk}/attendance/", phone=True)
    fits(phone)
    for number, member in enumerate(members[:5], start=1):
        phone.get_by_role("button", name=f"มา {member.name}", exact=True).click()
        expect(phone.locator("#quorum")).to_contain_text(f"อยู่ในที่ประชุม {number} จาก")
    phone.get_by_role("button", name="เปิดประชุม").click()
    phone.wait_for_url("**/sitting/")
    fits(phone)

    page = f"/kotpn/meetings/{meeting.pk}/sitting/{item.pk}/"
    first = opened(new_page, secretary, page)
    other = opened(new_page, director, page)
    with first.expect_response("**/text/"):
        first.locator("#id_said").press_sequentially("ตามวาระการประชุม เลขานุการเสนอแผน")
    expect(first.locator("#saved")).to_contain_text("บันทึกแล้ว")
    first.get_by_role("button", name="เปลี่ยนเป็น ระเบียบวาระการประชุม").click()
    expect(first.locator("#id_said")).to_have_value("ตามระเบียบวาระการประชุม เลขานุการเสนอแผน")
    expect(first.locator("#stamp")).to_have_value("2")

    with other.expect_response("**/text/"):
        other.locator("#id_said").press_sequentially("ผอ.กลุ่มเสนอแผน")
    expect(other.locator("#clash")).to_contain_text("เลขานุการ ทดสอบ บันทึกเรื่องนี้")
    assert Entry.objects.get().saved_by == secretary
    other.get_by_role("button", name="ใช้ของข้าพเจ้า").click()
    expect(other.locator("#clash .nt-card")).to_have_count(0)
    assert Entry.objects.get().text == "ผอ.กลุ่มเสนอแผน"
    assert EntryVersion.objects.get().text == "ตามระเบียบวาระการประชุม เลขานุการเสนอแผน"

    first.goto(page)
    first.locator("#id_text").fill("เห็นชอบแผน")
    first.get_by_role("button", name="บันทึกมติ แล้วไปเรื่อง 5.2").click()
    first.wait_for_url(f"**/{second.pk}/")
    expect(first.get_by_text("บันทึกมติที่ 1/")).to_be_visible()

    # One goes home, the quorum with them; a resolution is refused and what was typed stays.
    row = phone.locator(f"#seat-{members[4].pk}")
    phone.goto(f"/kotpn/meetings/{meeting.pk}/attendance/#seat-{members[4].pk}")
    row.get_by_text("เวลา ผู้แทน หรือไม่มา").click()
    row.locator("input[name=at]").fill("10.30")
    row.get_by_role("button", name="กลับเวลานี้").click()
    expect(phone.locator("#quorum")).to_contain_text("ไม่ครบองค์ประชุม")
    first.goto(f"/kotpn/meetings/{meeting.pk}/sitting/{second.pk}/")
    expect(first.locator("#now")).to_contain_text("ลงมติไม่ได้")
    first.locator("#id_text").fill("เร่งรัดผู้รับผิดชอบ")
    first.locator("#id_kind").select_option("agree")
    first.get_by_role("button", name="บันทึกมติ", exact=True).click()
    expect(first.locator("#id_kind_error")).to_contain_text("บันทึกได้เฉพาะข้อสังเกต")
    expect(first.locator("#id_text")).to_have_value("เร่งรัดผู้รับผิดชอบ")

    row.locator("summary").click()
    row.locator("input[name=at]").first.fill("10.45")
    row.get_by_role("button", name="เข้าอีกครั้งเวลานี้").click()
    expect(phone.locator("#quorum")).to_contain_text("อยู่ในที่ประชุม 5 จาก")
    first.locator("#id_at").fill("10.45")
    first.get_by_role("button", name="บันทึกมติ", exact=True).click()
    expect(first.get_by_text("บันทึกมติที่ 2/")).to_be_visible()
    assert [row.number for row in Resolution.objects.order_by("pk")] == [1, 2]

    first.get_by_role("link", name="เลิกประชุม").click()
    first.locator("#id_at").fill("12.00")
    first.get_by_role("button", name="บันทึกเวลาเลิกประชุม").click()
    expect(first.get_by_text("บันทึกเวลาเลิกประชุมแล้ว")).to_be_visible()
    assert Meeting.objects.get().closed_at == time(12, 0)
