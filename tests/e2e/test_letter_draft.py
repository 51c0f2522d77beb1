"""The registration form of letters at a session that ended: what was typed comes back, and what was registered leaves
nothing behind for the next letter."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from office.letters.models import Letter
from tests.factories import desk as desks
from tests.fixtures.browser import enter, kept_on_the_device, sign_in, turns

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
KEPT = "Object.keys(window.localStorage).filter(key => key.startsWith('nt-draft:'))"
OFFER = "ยังไม่ได้บันทึก"


def test_a_letter_typed_into_an_ended_session_is_registered_once(db: None, page: Page) -> None:
    desk = desks.desk()
    sign_in(page, desk.clerk, reverse("letters:new", args=["in"]))
    subject = page.get_by_label("เรื่อง", exact=True)

    def typed(number: int) -> None:
        page.get_by_label("ที่ (เลขที่หนังสือ)").fill(f"ศธ 04001/ว {number}")
        page.get_by_label("จาก", exact=True).fill("สพฐ.")
        subject.fill(f"ขอเชิญประชุมครั้งที่ {number}")

    typed(1)
    with turns(page):
        page.keyboard.press("Enter")
    expect(page.get_by_text(OFFER)).to_have_count(0)
    assert page.evaluate(KEPT) == [], "what was registered is not offered to the next"

    typed(2)
    Session.objects.all().delete()
    page.context.clear_cookies(name="sessionid")
    with turns(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="เข้าสู่ระบบ")).to_be_visible()
    assert Letter.objects.count() == 1
    enter(page, desk.clerk)
    page.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(subject).to_have_value("ขอเชิญประชุมครั้งที่ 2")
    with turns(page):
        page.get_by_role("button", name="บันทึก และลงฉบับถัดไป").click()
    assert list(Letter.objects.order_by("pk").values_list("subject", flat=True))[-1] == "ขอเชิญประชุมครั้งที่ 2"
    expect(page.get_by_text(OFFER)).to_have_count(0)
    assert page.evaluate(KEPT) == [], "nor what was brought back and registered"

    typed(3)
    kept_on_the_device(page, "ขอเชิญประชุมครั้งที่ 3")
    page.goto(reverse("letters:letters"))
    page.goto(reverse("letters:new", args=["in"]))
    expect(page.get_by_text(OFFER)).to_be_visible()
