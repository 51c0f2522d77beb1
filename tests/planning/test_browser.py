"""Planning in a real browser: text is kept as one types, a plan is decided on a phone, all without the script too."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.thai.years import fiscal_range, fiscal_year
from supervision.planning import services
from tests.factories import planning as make
from tests.fixtures.browser import answered, kept_on_the_device, sign_in, through

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(office):
    year = fiscal_year(timezone.localdate())
    day = fiscal_range(year)[0].replace(day=15)
    return make.ready(office.author, office.district, office.schools, fiscal_year=year, now=timezone.now(), on=day)


def test_sections_are_kept_as_one_types(office, draft, page: Page):
    sign_in(page, office.author, f"/plans/{draft.pk}/edit/")
    for text in ("เป้าประสงค์แรก", "เป้าประสงค์ที่สอง"):
        page.get_by_label("เป้าประสงค์").fill(text)
        with answered(page, "/edit/"):
            page.get_by_label("วิสัยทัศน์").focus()
    with answered(page, "/edit/"):
        page.get_by_role("button", name="บันทึกแผน").click()
    page.reload()
    expect(page.get_by_label("เป้าประสงค์")).to_have_value("เป้าประสงค์ที่สอง")
    assert draft.sections.get(code="goals").body == "เป้าประสงค์ที่สอง"


def test_a_director_returns_and_approves_on_the_first_screen_of_a_phone(office, draft, phone_page: Page):
    services.submit_plan(draft, actor=office.author, now=timezone.now())
    sign_in(phone_page, office.head, f"/plans/{draft.pk}/review/")
    button = phone_page.get_by_role("button", name="เห็นชอบฉบับที่ 1")
    expect(button).to_be_in_viewport()
    expect(phone_page.get_by_text("ส่งให้พิจารณาครั้งแรก")).to_be_in_viewport()
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 360
    through(button)
    expect(phone_page.get_by_text("ส่งต่อ ผอ.สพท.")).to_be_visible()
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_two_pages_of_one_plan_do_not_overwrite_each_other(office, draft, new_page):
    first, second = new_page(), new_page(rough=True)
    sign_in(first, office.author, f"/plans/{draft.pk}/edit/")
    sign_in(second, office.author, f"/plans/{draft.pk}/edit/")
    first.get_by_label("เป้าประสงค์").fill("จากหน้าแรก")
    with answered(first, "/edit/"):
        first.get_by_label("วิสัยทัศน์").focus()
    second.get_by_label("เป้าประสงค์").press_sequentially("จากหน้าที่สอง ")
    kept_on_the_device(second, "จากหน้าที่สอง ")
    second.get_by_label("วิสัยทัศน์").focus()
    expect(second.get_by_text("แก้ไขแผนนี้ไปแล้วเมื่อ")).to_be_visible()
    expect(second.get_by_label("เป้าประสงค์")).to_have_value("จากหน้าแรก")
    second.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(second.get_by_label("เป้าประสงค์")).to_have_value(re.compile("จากหน้าที่สอง"))
