"""An instrument built on the keyboard alone: two sections, items of three kinds, a condition, order, published."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from instruments.content import content_of
from instruments.models import InstrumentVersion
from tests.factories import base
from tests.factories import instruments as factory
from tests.fixtures.browser import answered, sign_in, through, turns

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]


def press(target: Locator, key: str = "Enter") -> None:
    """Focus it as the Tab key would, and press."""
    target.focus()
    target.press(key)


def follow(page: Page, target: Locator) -> None:
    """Press what leads to another page, and be there."""
    with turns(page):
        press(target)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_small_instrument_by_keyboard(new_page: Any) -> None:
    director = base.user("group_director", base.district())
    page: Page = new_page(phone=True)
    sign_in(page, director, "/instruments/")
    follow(page, page.get_by_role("link", name="สร้างเครื่องมือ"))
    write(page, "ชื่อเครื่องมือ", "แบบนิเทศห้องสมุด")
    write(page, "รหัสเครื่องมือ", "library-2569")
    follow(page, page.get_by_role("button", name="สร้างและเริ่มเขียน"))

    for title in ("ด้านกายภาพ", "ด้านการใช้"):
        follow(page, page.get_by_role("link", name="เพิ่มตอน", exact=True))
        write(page, "ชื่อตอนหรือด้าน", title)
        follow(page, page.get_by_role("button", name="เพิ่มตอนนี้"))
        expect(page.get_by_role("heading", name=title)).to_be_visible()

    follow(page, page.get_by_role("link", name=re.compile("เพิ่มข้อ.*ด้านกายภาพ")))
    write(page, "รายการ", "หนังสือเพียงพอ")
    follow(page, page.get_by_role("button", name="เพิ่มข้อนี้แล้วเขียนข้อต่อไป"))
    expect(page.get_by_label("รหัสข้อ")).to_have_value("q02")
    write(page, "รายการ", "เหตุใดจึงไม่พอ")
    page.get_by_label("ชนิดของข้อ").select_option("text")
    expect(page.get_by_role("heading", name="ระดับหรือตัวเลือก")).to_be_hidden()
    press(page.get_by_label("ตามเงื่อนไขที่เลือก"), "Space")
    page.get_by_label("เงื่อนไขที่ 1: ข้อ").select_option("q01")
    page.get_by_label("เทียบ").first.select_option("<=")
    page.locator("#c-value-1").focus()
    page.keyboard.type("2")
    follow(page, page.get_by_role("button", name="เพิ่มข้อนี้", exact=True))
    expect(page.get_by_text("${q01} <= 2")).to_be_visible()

    follow(page, page.get_by_role("link", name=re.compile("เพิ่มข้อ.*ด้านการใช้")))
    write(page, "รายการ", "มีตารางใช้ห้องสมุด")
    page.get_by_label("ชนิดของข้อ").select_option("yes_no")
    follow(page, page.get_by_role("button", name="เพิ่มข้อนี้", exact=True))

    # Up goes into the section before; the keyboard stays on the button, so it can be pressed again.
    up = page.get_by_role("button", name=re.compile("ขึ้น.*มีตารางใช้ห้องสมุด"))
    with answered(page):
        press(up)
    expect(page.locator("section", has_text="ด้านการใช้").get_by_text("ยังไม่มีข้อในตอนนี้")).to_be_visible()
    expect(up).to_be_focused()
    with answered(page):
        page.keyboard.press("Enter")
    version = InstrumentVersion.objects.get(instrument__code="library-2569")
    expect(page.locator("li", has_text="มีตารางใช้ห้องสมุด").get_by_text("ข้อ 2")).to_be_visible()
    assert [[item.code for item in part.items] for part in content_of(version).sections] == [["q01", "q03", "q02"], []]
    with answered(page):
        press(page.get_by_role("button", name=re.compile("ลง.*มีตารางใช้ห้องสมุด")))
    expect(page.locator("li", has_text="มีตารางใช้ห้องสมุด").get_by_text("ข้อ 3")).to_be_visible()
    with answered(page):
        press(page.get_by_role("button", name=re.compile("ลง.*มีตารางใช้ห้องสมุด")))
    expect(page.get_by_text("ยังไม่มีข้อในตอนนี้")).to_have_count(0)

    follow(page, page.get_by_role("link", name="ดูอย่างผู้กรอก"))
    expect(page.get_by_text("หนังสือเพียงพอ").first).to_be_visible()
    page.go_back()
    follow(page, page.get_by_role("link", name="เผยแพร่"))
    write(page, "ใช้ตั้งแต่ปีการศึกษา", "2569")
    follow(page, page.get_by_role("button", name="เผยแพร่รุ่นที่ 1"))
    expect(page.get_by_text("เผยแพร่แล้ว").first).to_be_visible()
    version.refresh_from_db()
    assert (version.state, version.year_from) == ("published", 2569)


def test_the_preview_follows_what_is_chosen(new_page: Any) -> None:
    district = base.district()
    director = base.user("group_director", district)
    version = factory.draft(director, district)
    part = factory.section(version, director)
    factory.item(part, director, "q01")
    factory.item(part, director, "why", kind="text", text="เหตุใดจึงไม่ดี", levels=(), relevant="${q01} = 1")
    page: Page = new_page(phone=True)
    sign_in(page, director, f"/instruments/versions/{version.pk}/preview/")
    asked = page.locator("details", has_text="เหตุใดจึงไม่ดี")
    expect(page.get_by_text("ข้อที่มีเงื่อนไขแสดงและซ่อน")).to_be_visible()
    expect(asked).to_be_hidden()
    page.locator("input[type=radio][value='1']").first.check(force=True)
    expect(asked).to_be_visible()
    page.locator("input[type=radio][value='3']").first.check(force=True)
    expect(asked).to_be_hidden()
    through(page.get_by_role("link", name="แสดงทุกข้อ"))
    expect(page.locator("details", has_text="เหตุใดจึงไม่ดี")).to_be_visible()
