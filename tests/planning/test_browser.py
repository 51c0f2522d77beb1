"""Planning in a real browser: text is kept as one types, a plan is decided on a phone, all without the script too."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.thai.years import fiscal_range, fiscal_year
from supervision.planning import services
from tests.factories import base
from tests.factories import planning as make
from tests.fixtures.browser import DESK

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, user, path: str) -> None:
    page.goto(f"/account/sign-in/?next={path}")
    page.get_by_label("อีเมล").fill(user.email)
    page.get_by_label("รหัสผ่าน").fill(base.PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.locator("#main")).to_be_visible()


@pytest.fixture
def draft(office):
    year = fiscal_year(timezone.localdate())
    day = fiscal_range(year)[0].replace(day=15)
    return make.ready(office.author, office.district, office.schools, fiscal_year=year, now=timezone.now(), on=day)


def test_sections_are_kept_as_one_types(office, draft, page: Page):
    sign_in(page, office.author, f"/plans/{draft.pk}/edit/")
    for text in ("เป้าประสงค์แรก", "เป้าประสงค์ที่สอง"):
        page.get_by_label("เป้าประสงค์").fill(text)
        with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as kept:
            page.get_by_label("วิสัยทัศน์").focus()
        assert kept.value.status == 200
    with page.expect_response(lambda answer: answer.request.method == "POST"):
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
    button.click()
    expect(phone_page.get_by_text("ส่งต่อ ผอ.สพท.")).to_be_visible()
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_two_pages_of_one_plan_do_not_overwrite_each_other(office, draft, page: Page, browser, live_url):
    # A page of its own: htmx writes the refused save to the console, which the usual page takes for a fault.
    context = browser.new_context(base_url=live_url, locale="th-TH", viewport=DESK)
    first, second = page, context.new_page()
    sign_in(first, office.author, f"/plans/{draft.pk}/edit/")
    sign_in(second, office.author, f"/plans/{draft.pk}/edit/")
    first.get_by_label("เป้าประสงค์").fill("จากหน้าแรก")
    with first.expect_response(lambda answer: answer.request.method == "POST"):
        first.get_by_label("วิสัยทัศน์").focus()
    second.get_by_label("เป้าประสงค์").press_sequentially("จากหน้าที่สอง ")
    second.wait_for_timeout(700)
    second.get_by_label("วิสัยทัศน์").focus()
    expect(second.get_by_text("แก้ไขแผนนี้ไปแล้วเมื่อ")).to_be_visible()
    expect(second.get_by_label("เป้าประสงค์")).to_have_value("จากหน้าแรก")
    second.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(second.get_by_label("เป้าประสงค์")).to_have_value(re.compile("จากหน้าที่สอง"))
    context.close()
