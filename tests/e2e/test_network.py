"""The network manual in a real browser: seven steps and three forms, to the published report."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.thai.dates import thai_date
from instruments.services import load_instruments
from processes.models import Procedure, Run
from processes.services import load_procedures, open_runs
from supervision.networks.models import Network, NetworkYear
from supervision.networks.services import load_kinds
from tests.documents.reading import plain, text_of
from tests.factories import base, networks
from tests.fixtures.browser import sign_in, through

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def _day(day: date | datetime) -> str:
    return thai_date(day, "short").replace("\u00a0", " ")


def _rate(page: Page) -> None:
    """The highest level of every rated item, the first of every choice."""
    for group in page.get_by_role("group").all():
        group.get_by_role("radio").first.check()


def test_seven_steps_and_three_forms_run_to_the_report(db: None, new_page: Callable[..., Page]) -> None:
    district, today = base.district(), timezone.localdate()
    schools = [base.school(district, name=f"โรงเรียนบ้านที่ {n}") for n in (1, 2)]
    supervisor, head = base.user("supervisor", district), base.user("group_director", district)
    for load in (load_instruments, load_kinds, load_procedures):
        load(district)
    procedure = Procedure.objects.get(district=district, code="supervision-network")
    open_runs(procedure, actor=head, year=networks.this_year())
    run = Run.objects.get(procedure=procedure)

    desk = new_page()
    sign_in(desk, supervisor, reverse("networks:new"))
    desk.get_by_label("ชื่อเครือข่าย").fill("เครือข่ายครูคณิตศาสตร์")
    desk.get_by_label("ชนิด").select_option(label="ชุมชนครู (ครูปฐมวัย ครูวิทยาศาสตร์)")
    desk.get_by_label("วัตถุประสงค์").fill("พัฒนาการสอนคณิตศาสตร์ร่วมกัน")
    through(desk.get_by_role("button", name="บันทึก"))
    network = Network.objects.get()
    through(desk.get_by_role("link", name="เพิ่มสมาชิก"))
    for school in schools:
        desk.get_by_role("checkbox", name=school.name).check()
    through(desk.get_by_role("button", name="เพิ่มสมาชิกที่เลือก"))
    desk.get_by_label("ปีงบประมาณ").fill(str(networks.this_year()))
    through(desk.get_by_role("button", name="เปิดปี"))
    year = NetworkYear.objects.get()
    page = reverse("networks:year", args=[year.pk])

    # 1 form 1, by personal link, without signing in; a second use says so
    through(desk.get_by_role("link", name="เปิดแบบสำรวจ"))
    through(desk.get_by_role("button", name="เปิดและส่งลิงก์ให้สมาชิก"))
    for row in year.survey.invitations.all():
        guest = new_page(phone=True)
        guest.goto(reverse("networks:answer", args=[row.token]))
        _rate(guest)
        through(guest.get_by_role("button", name="ส่งคำตอบ"))
        expect(guest.get_by_role("heading", name="ได้รับคำตอบของท่านแล้ว")).to_be_visible()
        guest.goto(reverse("networks:answer", args=[row.token]))
        expect(guest.get_by_role("heading", name="ลิงก์นี้ตอบแล้ว")).to_be_visible()
    desk.goto(reverse("networks:survey", args=[year.pk]))
    expect(desk.get_by_role("heading", name="ตอบแล้ว 2 จาก 2 ราย")).to_be_visible()

    # 2 plan, 3 meeting, 4 activity
    desk.goto(page)
    through(desk.get_by_role("link", name="เพิ่มข้อของแผน"))
    desk.get_by_label("กิจกรรม").fill("เปิดชั้นเรียน")
    desk.get_by_label("ตั้งแต่วันที่").fill(_day(networks.begin()))
    through(desk.get_by_role("button", name="บันทึก"))
    through(desk.get_by_role("link", name="เรียกประชุม"))
    desk.get_by_label("วันที่จัด").fill(_day(min(today, networks.begin() + timedelta(days=300))))
    through(desk.get_by_role("button", name="เรียกประชุม"))
    through(desk.get_by_role("link", name="บันทึกผล เปิดชั้นเรียน"))
    desk.get_by_label("ผลที่ได้").fill("ครูได้แผนใหม่")
    through(desk.get_by_role("button", name="บันทึก"))

    # 5 form 2
    through(desk.get_by_role("link", name="บันทึกการติดตาม"))
    _rate(desk)
    through(desk.get_by_role("button", name="บันทึกการติดตาม"))
    expect(desk.get_by_role("heading", name="ติดตามแล้ว 1 ครั้ง")).to_be_visible()

    # 6 use, 7 report
    desk.goto(reverse("networks:words", args=[year.pk]))
    desk.get_by_label("ผลที่เกิดกับครูและผู้เรียน").fill("ครูปรับแผนได้")
    desk.get_by_label("แนวทางต่อไป").select_option(label="ขยายผล")
    desk.get_by_label("การนำผลไปใช้").fill("รับสมาชิกเพิ่ม")
    through(desk.get_by_role("button", name="บันทึก"))
    through(desk.get_by_role("button", name="ส่งรายงาน"))
    expect(desk.get_by_role("heading", name="ทำแล้ว 7 จาก 7 ขั้น")).to_be_visible()

    chief = new_page()
    sign_in(chief, head, page)
    through(chief.get_by_role("link", name="เผยแพร่", exact=True))
    through(chief.get_by_role("button", name="เผยแพร่", exact=True))
    expect(chief.get_by_text("โรงเรียนในสังกัดอ่านได้")).to_be_visible()
    last = run.steps.filter(step__parent=None).order_by("position").last()
    assert last is not None
    chief.goto(reverse("processes:run-step", args=[run.pk, last.pk]))
    expect(chief.get_by_role("link", name=network.name)).to_be_visible()
    printed = text_of("network-report", district, year=year.pk)
    assert all(plain(words) in printed for words in (network.name, "ครูได้แผนใหม่", "ครูปรับแผนได้", "ขยายผล"))
