"""A procedure from a new version to the board: the group director publishes it and opens it for every school, a
principal records a step on a phone, the board shows who is where."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from processes import services
from processes.models import Procedure, Run, RunStep
from tests.factories import base
from tests.fixtures.browser import fits, sign_in, through, turns

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_from_a_new_version_to_the_board(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    cluster = base.cluster(district)
    schools = [base.school(district, cluster=cluster) for _ in range(3)]
    director, principal = base.user("group_director", district), base.user("principal", schools[1])
    services.load_procedures(district)
    procedure = Procedure.objects.get(code="iqa-5")

    page = sign_in(new_page(phone=False), director, f"/procedures/{procedure.pk}/")
    through(page.get_by_role("button", name="ทำร่างรุ่นใหม่"))
    through(page.get_by_role("link", name="เพิ่มขั้นตอน"))
    page.get_by_label("ขั้นตอน", exact=True).fill("เผยแพร่ผลต่อชุมชน")
    page.get_by_label("ตั้งแต่เดือน").select_option(label="เมษายน")
    through(page.get_by_role("button", name="บันทึก", exact=True))
    expect(page.get_by_label("ถึงเดือน")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("ขั้นตอน", exact=True)).to_have_value("เผยแพร่ผลต่อชุมชน")
    page.get_by_label("ถึงเดือน").select_option(label="เมษายน")
    through(page.get_by_role("button", name="บันทึก", exact=True))
    expect(page.get_by_role("heading", name="ขั้นตอน 6 ขั้น")).to_be_visible()
    through(page.get_by_role("button", name="ขึ้น เผยแพร่ผลต่อชุมชน"))
    through(page.get_by_role("button", name="ประกาศใช้"))
    expect(page.get_by_text("ประกาศใช้รุ่นที่ 2 แล้ว")).to_be_visible()

    through(page.get_by_role("link", name="เปิดการดำเนินงาน"))
    year = int(page.get_by_label("ปีการศึกษา (พ.ศ.)").input_value())
    with turns(page):
        page.get_by_role("button", name="เปิด", exact=True).dblclick()
    expect(page.get_by_text("เปิดไว้ 3 แห่ง")).to_be_visible()
    assert Run.objects.filter(year=year).count() == 3
    assert RunStep.objects.count() == 18

    phone = sign_in(new_page(phone=True), principal, "/")
    fits(phone)
    expect(phone.get_by_role("heading", name="ขั้นที่ทำอยู่")).to_be_visible()
    through(phone.locator("section", has_text="ขั้นที่ทำอยู่").locator("a.nt-row-title"))
    fits(phone)
    phone.get_by_label("ไม่ต้องทำ").check()
    through(phone.get_by_role("button", name="บันทึก", exact=True))
    expect(phone.get_by_text("กรุณาเขียนเหตุที่ไม่ต้องทำ").first).to_be_visible()
    phone.get_by_label("เสร็จแล้ว").check()
    phone.locator("#id_note").fill("ประกาศในที่ประชุมคณะกรรมการสถานศึกษา")
    through(phone.get_by_role("button", name="บันทึก", exact=True))
    expect(phone.get_by_text("บันทึกขั้นที่ 1 แล้ว")).to_be_visible()
    expect(phone.get_by_text("เสร็จแล้ว 1 จาก 6 ขั้น")).to_be_visible()
    fits(phone)

    page.goto(f"/procedures/{procedure.pk}/board/")
    expect(page.get_by_role("link", name="กำหนดมาตรฐานการศึกษาของสถานศึกษาและค่าเป้าหมาย 2 แห่ง")).to_be_visible()
    through(page.get_by_role("link", name="จัดทำแผนพัฒนาการจัดการศึกษา 1 แห่ง"))
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(schools[1].name)
    through(rows.first.get_by_role("link", name=schools[1].name))
    expect(page.get_by_text("ประกาศในที่ประชุมคณะกรรมการสถานศึกษา")).to_be_visible()
