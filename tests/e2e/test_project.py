"""A project in the browser: from the register with its budget, a school that applies on a phone and is chosen, an
activity with its visit, spending held to the budget, to the report the school reads where reports are published."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.thai.dates import thai_date
from supervision.field import services as visits
from supervision.field.models import Visit
from supervision.projects.models import Application, ProjectYear, SelectionRound
from tests.documents.reading import plain, text, text_of
from tests.factories import base
from tests.factories import projects as factory
from tests.fixtures.browser import faults_of_axe, fits, sign_in, through

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
RESULT = "โรงเรียนในโครงการเปิดสอนหลักสูตรต้านทุจริตครบ"


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district = base.district()
    schools = [base.school(district, name=f"โรงเรียนบ้านที่ {n}") for n in (1, 2)]
    return SimpleNamespace(
        district=district, schools=schools, head=base.user("group_director", district),
        principal=base.user("principal", schools[0]), project=factory.a_project(district),
    )  # fmt: skip


def test_from_the_register_to_the_report_a_school_reads(
    office: SimpleNamespace, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    desk, phone = new_page(), new_page(phone=True)
    sign_in(desk, office.head, reverse("projects:index"))
    row = _begun(desk, office)
    page = reverse("projects:project", args=[row.pk])
    _a_round(desk)
    _applied(phone, office)
    _chosen(desk, office)
    desk.goto(page)
    _held_to_the_budget(desk, row)
    _visited(desk, office)
    desk.goto(page)
    _finished(desk)

    printed = text_of("project-report", office.district, project=row.pk)
    for words in (RESULT, "อบรมครูแกนนำ", office.schools[0].name, "600.00", "1 ครั้ง 1 โรงเรียน"):
        assert plain(words) in printed
    through(desk.get_by_role("link", name="เผยแพร่รายงาน"))
    through(desk.get_by_role("button", name="เผยแพร่"))
    expect(desk.get_by_text("ถึงโรงเรียนในสังกัด")).to_be_visible()

    phone.goto(reverse("groups:published"))
    fits(phone)
    paper = phone.request.get(phone.get_by_role("link", name="โครงการโรงเรียนสุจริต").get_attribute("href") or "")
    target = tmp_path / "report.pdf"
    target.write_bytes(paper.body())
    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")
    assert plain(RESULT) in plain(text(target))


def _begun(desk: Page, office: SimpleNamespace) -> ProjectYear:
    """Taken from the register; objectives, an indicator, 1,000 baht and an activity, then it runs."""
    through(desk.get_by_role("link", name=f"เริ่มโครงการ: {office.project.name}"))
    through(desk.get_by_role("button", name="เริ่มโครงการ"))
    row = ProjectYear.objects.get()
    through(desk.locator("#plan").get_by_role("link", name="แก้ไข"))
    desk.get_by_label("วัตถุประสงค์").fill("สร้างวัฒนธรรมสุจริตในโรงเรียน")
    through(desk.get_by_role("button", name="บันทึก"))
    today = thai_date(timezone.localdate(), "short").replace("\u00a0", " ")
    for link, typed in (
        ("เพิ่มตัวชี้วัด", {"ตัวชี้วัด": "โรงเรียนที่เปิดสอน", "หน่วยนับ": "โรงเรียน", "ค่าเป้าหมาย": "1"}),
        ("เพิ่มงบ", {"แหล่งงบประมาณ": "งบ สพฐ.", "จำนวนเงิน (บาท)": "1000"}),
        ("เพิ่มกิจกรรม", {"กิจกรรม": "อบรมครูแกนนำ", "เริ่ม": today, "สิ้นสุด": today}),
    ):
        through(desk.get_by_role("link", name=link))
        if link == "เพิ่มงบ":
            desk.get_by_label("ไตรมาส").select_option(index=1)
        for label, value in typed.items():
            desk.get_by_label(label, exact=True).fill(value)
        through(desk.get_by_role("button", name="บันทึก"))
    through(desk.get_by_role("button", name="เริ่มดำเนินงาน"))
    return row


def _a_round(desk: Page) -> None:
    through(desk.get_by_role("link", name="รอบคัดเลือกใหม่"))
    desk.get_by_label("ชื่อรอบคัดเลือก").fill("คัดเลือกโรงเรียนสุจริต")
    desk.get_by_label("จำนวนโรงเรียนที่รับ").fill("1")
    through(desk.get_by_role("button", name="บันทึกร่าง"))
    through(desk.get_by_role("link", name="เพิ่มเกณฑ์"))
    desk.get_by_label("เกณฑ์", exact=True).fill("ผลงานด้านสุจริต")
    through(desk.get_by_role("button", name="เพิ่มเกณฑ์"))
    through(desk.get_by_role("button", name="เปิดรับสมัคร"))


def _applied(phone: Page, office: SimpleNamespace) -> None:
    sign_in(phone, office.principal, reverse("projects:index"))
    fits(phone)
    through(phone.get_by_role("link", name="คัดเลือกโรงเรียนสุจริต"))
    through(phone.get_by_role("link", name="สมัคร"))
    fits(phone)
    phone.get_by_label("ความพร้อมและผลงาน").fill("มีบริษัทสร้างการดีและครูแกนนำครบทุกชั้น")
    through(phone.get_by_role("button", name="ส่งใบสมัคร"))
    expect(phone.get_by_role("button", name="ถอนการสมัคร")).to_be_visible()
    fits(phone)
    assert faults_of_axe(phone) == []


def _chosen(desk: Page, office: SimpleNamespace) -> None:
    """Beside a school the office puts forward; the points decide, and the school reads how it came out."""
    through(desk.get_by_role("link", name="เสนอชื่อโรงเรียน"))
    desk.get_by_label("โรงเรียน", exact=True).select_option(label=office.schools[1].name)
    desk.get_by_label("ความพร้อมและผลงาน").fill("เคยร่วมโครงการ")
    through(desk.get_by_role("button", name="เสนอชื่อ"))
    through(desk.get_by_role("button", name="ปิดรับสมัคร"))
    page = desk.url
    for made in Application.objects.order_by("pk"):
        desk.goto(reverse("projects:score", args=[made.pk]))
        desk.get_by_label("ผลงานด้านสุจริต").fill("3" if made.by_office else "5")
        through(desk.get_by_role("button", name="บันทึกคะแนน"))
    assert desk.url == page
    through(desk.get_by_role("button", name="ประกาศผล"))
    assert SelectionRound.objects.get().state == "announced"
    assert list(ProjectYear.objects.get().schools.values_list("school", flat=True)) == [office.schools[0].pk]


def _held_to_the_budget(desk: Page, row: ProjectYear) -> None:
    through(desk.get_by_role("link", name="บันทึกการจ่าย"))
    desk.get_by_label("รายการ").fill("ค่าวิทยากร")
    desk.get_by_label("จำนวนเงิน (บาท)").fill("1600")
    through(desk.get_by_role("button", name="บันทึกการจ่าย"))
    expect(desk.get_by_text("งบประมาณคงเหลือ 1,000.00 บาท จ่ายเกินต้องเขียนเหตุผล").first).to_be_visible()
    expect(desk.get_by_label("รายการ")).to_have_value("ค่าวิทยากร")
    assert not row.spendings.exists()
    desk.get_by_label("จำนวนเงิน (บาท)").fill("600")
    through(desk.get_by_role("button", name="บันทึกการจ่าย"))
    assert row.spendings.get().amount == Decimal(600)


def _visited(desk: Page, office: SimpleNamespace) -> None:
    """A visit that says which project it is for; its own sections have stories of their own."""
    school = office.schools[0]
    desk.goto(f"{reverse('field:new')}?school={school.pk}")
    desk.get_by_label("เรื่องที่นิเทศ").fill("การจัดการเรียนรู้หลักสูตรต้านทุจริต")
    desk.get_by_role("checkbox", name="วิชาการ").check()
    desk.get_by_label("โครงการ").select_option(label=office.project.name)
    through(desk.get_by_role("button", name="เริ่มบันทึก"))
    visit = Visit.objects.get()
    visits.save_visit(visit, actor=office.head, section="notes", values={"observed": "ครูใช้สื่อครบ"})
    visits.submit_visit(visit, actor=office.head)


def _finished(desk: Page) -> None:
    """The visit stands with the project; activity, indicator and report are written, and the project ends."""
    expect(desk.locator("#work").get_by_role("heading", name="การนิเทศ 1 ครั้ง 1 โรงเรียน")).to_be_visible()
    through(desk.get_by_role("link", name="แก้ไข: อบรมครูแกนนำ"))
    desk.get_by_label("สถานะ").select_option(label="เสร็จแล้ว")
    desk.get_by_label("ผลที่ได้").fill("ครูแกนนำผ่านการอบรมครบ")
    through(desk.get_by_role("button", name="บันทึก"))
    through(desk.get_by_role("link", name="แก้ไข: โรงเรียนที่เปิดสอน"))
    desk.get_by_label("ผลที่ได้").fill("1")
    through(desk.get_by_role("button", name="บันทึก"))
    through(desk.get_by_role("link", name="เขียนรายงาน"))
    desk.get_by_label("ผลการดำเนินงาน").fill(RESULT)
    through(desk.get_by_role("button", name="บันทึกรายงาน"))
    through(desk.get_by_role("button", name="สิ้นสุดโครงการ"))
