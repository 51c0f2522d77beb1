"""นิเทศภายใน on a phone, the whole way: planned, recorded, acknowledged, summed up; the office sees counts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from instruments.models import Response
from supervision.rounds.models import InternalVisit
from tests.factories import base, field
from tests.fixtures.browser import answered, fits, sign_in, through

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def opened(new_page: Callable[..., Page], user: Any, path: str) -> Page:
    return sign_in(new_page(phone=True), user, path)


def test_from_the_plan_to_the_offices_counts(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    school = base.school(district)
    principal = base.user("principal", school)
    taught = base.user("school_staff", school)
    observing = base.user("school_staff", school, name="ผู้สังเกต ทดสอบ")
    director = base.user("group_director", district)
    field.version(district)

    page = opened(new_page, principal, "/internal/")
    fits(page)
    through(page.get_by_role("link", name="วางแผนนิเทศ"))
    page.get_by_label(str(base.person_of(taught, district)), exact=True).check()
    page.get_by_label("ผู้นิเทศ", exact=True).select_option(label="ผู้สังเกต ทดสอบ")
    page.locator("#id_planned_on").fill("วันไหนก็ได้")
    page.get_by_label("แบบที่ใช้").select_option(label="แบบสังเกตการจัดการเรียนรู้ Active Learning")
    fits(page)
    through(page.get_by_role("button", name="บันทึกแผน"))
    expect(page.locator("#id_planned_on_error")).to_be_visible()
    expect(page.get_by_label(str(base.person_of(taught, district)), exact=True)).to_be_checked()
    visit_day = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Bangkok'})")
    page.locator("#id_planned_on").fill(visit_day)
    through(page.get_by_role("button", name="บันทึกแผน"))
    expect(page.get_by_text("วางแผนแล้ว 1 ครั้ง")).to_be_visible()
    visit = InternalVisit.objects.get()

    writing = opened(new_page, observing, f"/internal/{visit.pk}/record/")
    fits(writing)
    rows = writing.locator("details.nt-card")
    first = rows.first
    with answered(writing, "/record/"):
        first.get_by_role("radio").nth(1).check()
    expect(writing.locator("#saved")).to_contain_text("บันทึกแล้ว")
    expect(writing.locator("#answered")).to_contain_text("ตอบแล้ว 1 จาก 10 ข้อ")
    writing.reload()
    expect(writing.locator("#answered")).to_contain_text("ตอบแล้ว 1 จาก 10 ข้อ")
    for number in range(1, rows.count()):
        rows.nth(number).get_by_role("radio").nth(0).check()
    writing.get_by_label("จุดเด่น").fill("ใช้คำถามดี")
    through(writing.get_by_role("button", name="ส่งให้ครูรับทราบ"))
    expect(writing.get_by_text("ส่งให้ครูอ่านและรับทราบแล้ว")).to_be_visible()

    reading = opened(new_page, taught, f"/internal/{visit.pk}/")
    fits(reading)
    expect(reading.get_by_text("ใช้คำถามดี")).to_be_visible()
    reading.get_by_label("ข้อความถึงผู้นิเทศ").fill("ขอบคุณครับ")
    through(reading.get_by_role("button", name="รับทราบ", exact=True))
    expect(reading.get_by_text("ครูรับทราบแล้ว").first).to_be_visible()
    response = Response.objects.get()
    assert (response.is_internal, response.answered) == (True, 10)

    page.goto("/internal/")
    through(page.get_by_role("link", name="เขียนสรุปส่งสำนักงานเขต"))
    fits(page)
    expect(page.get_by_label("ผลการนิเทศภายในโดยสรุป")).to_have_value(
        "ภาคเรียนนี้วางแผนนิเทศภายใน 1 ครั้ง นิเทศแล้ว 1 ครั้ง ครูได้รับการนิเทศ 1 คน จากทั้งหมด 2 คน"
    )
    through(page.get_by_role("button", name="ส่งสรุปถึงสำนักงานเขต"))
    expect(page.get_by_text("ส่งสรุปถึงสำนักงานเขตแล้ว")).to_be_visible()

    office = opened(new_page, director, "/internal/office/")
    fits(office)
    expect(office.get_by_role("heading", name="ส่งสรุปแล้ว 1 จาก 1 โรงเรียน")).to_be_visible()
    through(office.get_by_role("link", name="อ่านสรุป"))
    expect(office.get_by_text("นิเทศแล้ว 1 ครั้ง")).to_be_visible()
    assert "ใช้คำถามดี" not in office.content()
    office.goto(f"/internal/{visit.pk}/")
    expect(office.get_by_text("ใช้คำถามดี")).to_have_count(0)
