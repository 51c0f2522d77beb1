"""A clerk's day in the browser, from one page and without a detour: ten letters registered by keyboard, one put before
the head and routed, a folder chased, the month's travel closed, the fund's month closed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.models import Notice
from office.folders import services as folders
from office.letters.models import Letter
from office.travel import services as travel
from office.travel.models import MonthClosing
from office.welfare.models import MonthClose
from tests.factories import desk as desks
from tests.fixtures.browser import faults_of_axe, fits, sign_in, through, turns

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LETTERS = 10


def test_from_the_first_letter_to_the_closed_month(db: None, new_page: Callable[..., Page]) -> None:
    desk = desks.desk()
    now = timezone.now()
    month = timezone.localdate().replace(day=1) - timedelta(days=1)
    folder = folders.send_folder(
        desks.folder(desk, now=now - timedelta(days=5)), actor=desk.clerk, person=desk.person(desk.director),
        now=now - timedelta(days=4),
    )  # fmt: skip
    me = desk.person(desk.supervisor)
    trip = travel.request_trip(
        desk.district, actor=desk.supervisor, lead=me, people=[me], starts_on=month, ends_on=month,
        purpose="นิเทศโรงเรียนขนาดเล็ก", place="โรงเรียนบ้านทดสอบ", now=now - timedelta(days=40),
    )  # fmt: skip
    travel.approve_trip(trip, actor=desk.head)
    fund = desks.fund(desk, opened_on=month.replace(day=1))

    page = new_page()
    sign_in(page, desk.clerk, reverse("folders:desk"))
    assert faults_of_axe(page) == []

    _ten_letters(page)
    assert Letter.objects.filter(district=desk.district).count() == LETTERS
    _routed(page, new_page(), desk)

    page.goto(reverse("folders:desk"))
    through(page.get_by_role("button", name=f"ตามแฟ้ม {folder.reference}"))
    expect(page.get_by_role("heading", name="แฟ้มเสนออยู่ข้างนอก 1 แฟ้ม")).to_be_visible()
    assert Notice.objects.filter(recipient=desk.director, code="folder.chased").count() == 1

    through(page.get_by_role("link", name="ปิดสรุปวันไปราชการเดือน"))
    expect(page.get_by_text("นิเทศโรงเรียนขนาดเล็ก").first).to_be_visible()
    through(page.get_by_role("button", name="ปิดสรุปเดือนนี้"))
    assert MonthClosing.objects.filter(district=desk.district, month=month.replace(day=1)).exists()

    page.goto(reverse("folders:desk"))
    through(page.get_by_role("link", name=fund.name))
    through(page.get_by_role("link", name="ปิดเดือน"))
    page.get_by_label("ยอดเงินที่นับได้").fill("1000")
    through(page.get_by_role("button", name="ปิดบัญชี"))
    assert MonthClose.objects.get().balance == fund.opening

    phone = new_page(phone=True)
    sign_in(phone, desk.clerk, reverse("folders:desk"))
    fits(phone)


def _ten_letters(page: Page) -> None:
    """Typed and sent with the Enter key; sender and receiver are kept from the one before."""
    through(page.get_by_role("link", name="ลงรับหนังสือ"))
    for number in range(1, LETTERS + 1):
        page.get_by_label("ที่ (เลขที่หนังสือ)").fill(f"ศธ 04001/ว {number}")
        if number == 1:
            page.get_by_label("จาก", exact=True).fill("สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน")
        page.get_by_label("เรื่อง", exact=True).fill(f"ขอเชิญประชุมครั้งที่ {number}")
        with turns(page):
            page.keyboard.press("Enter")
    expect(page.get_by_label("จาก", exact=True)).to_have_value("สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน")


def _routed(page: Page, other: Page, desk: desks.Desk) -> None:
    """The last one goes to the head, who sends it on to the supervisor; the clerk sees it routed."""
    through(page.get_by_role("link", name=f"ขอเชิญประชุมครั้งที่ {LETTERS}"))
    letter = page.url
    through(page.get_by_role("link", name="สรุปและเสนอ"))
    page.get_by_label("สรุปเรื่อง").fill("เชิญประชุม เห็นควรมอบศึกษานิเทศก์เข้าร่วม")
    through(page.get_by_role("button", name="เสนอหนังสือ"))

    sign_in(other, desk.head, letter)
    through(other.get_by_role("link", name="ให้ความเห็น"))
    other.get_by_label("ความเห็น", exact=True).fill("มอบเข้าร่วมและรายงาน")
    other.get_by_role("checkbox", name=desk.person(desk.supervisor).full_name).check()
    through(other.get_by_role("button", name="บันทึกความเห็น"))

    page.goto(letter)
    expect(page.get_by_text(desk.person(desk.supervisor).full_name).first).to_be_visible()
    found = Letter.objects.order_by("-pk").first()
    assert found is not None
    assert found.state == "routed"
