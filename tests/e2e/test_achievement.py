"""From a workbook of test results to the yearly report of its task: two wrong rows are named, the rest confirmed; three
years stand against the district, who needs help is listed with why; a school reads its own on a phone; the desk of the
group counts the import and the evidence of its task, and prints the report."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.thai.breaks import plain as unbroken
from core.thai.numerals import to_arabic
from core.thai.years import fiscal_year
from evidence.services import attach
from schools.models import WorkGroup, WorkTask
from supervision.achievement.models import ExamResult
from supervision.achievement.permissions import ASSESSMENT
from supervision.achievement.queries.gathered import DISTRICT_TASK
from supervision.groups.models import TaskYear
from tests.documents.reading import plain, text
from tests.e2e.test_office_standard import fetched
from tests.factories import achievement, base, evidence, groups
from tests.fixtures.browser import faults_of_axe, fits, sign_in, through

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]
YEARS = (2565, 2566, 2567)
FALLING, STEADY = ("52", "47", "40"), ("55", "56", "57")
DISTRICT, NATIONAL = ("50", "51.25", "52"), ("48", "49", "50")
PROOF = "รายงานวิเคราะห์ผล O-NET.pdf"


def an_office() -> SimpleNamespace:
    """Two schools, a supervisor who keeps the tests, and the year of the group's tasks with a piece of evidence."""
    district, now = base.district(name="สพป.ทดสอบ เขต 1"), timezone.now()
    group = groups.a_work_group(district, number=2, name="กลุ่มงานวัดและประเมินผลการศึกษา")
    WorkGroup.objects.filter(pk=group.pk).update(reference_key=ASSESSMENT)
    WorkTask.objects.filter(work_group=group, number="2.2").update(reference_key=DISTRICT_TASK)
    keeper, head = base.user("supervisor", district, name="วัดผล ตั้งใจ"), base.user("group_director", district)
    base.assign(base.person_of(keeper, district), group)
    achievement.exams_of(district)
    groups.opened(head, district, year=fiscal_year(timezone.localdate()), now=now)
    task = TaskYear.objects.get(task__work_group=group, task__number="2.2")
    groups.done(task, keeper, now=now)
    attach("task_year", task, evidence.file(keeper, district, None, name=PROOF), actor=keeper)
    teaching = {"level_from": "ป.1", "level_to": "ป.6"}
    low, high = (base.school(district, name=f"โรงเรียนบ้าน{name}", **teaching) for name in ("ดอนทราย", "หนองน้ำใส"))
    return SimpleNamespace(
        group=group, task=task, keeper=keeper, low=low, high=high, principal=base.user("principal", low)
    )


def a_workbook(made: SimpleNamespace) -> bytes:
    """Three years of both schools with the announced means; rows 14 and 15 cannot be."""
    told = ((made.low.code10, FALLING), (made.high.code10, STEADY), ("เขต", DISTRICT), ("ประเทศ", NATIONAL))
    rows = [
        (code, "O-NET", year, "ป.6", "ภาษาไทย", 20, mean)
        for code, means in told
        for year, mean in zip(YEARS, means, strict=True)
    ]
    wrong = [
        ("9999999999", "O-NET", 2567, "ป.6", "ภาษาไทย", 20, "50"),
        (made.high.code10, "O-NET", 2567, "ป.6", "คณิตศาสตร์", 20, "101"),
    ]
    return achievement.workbook([*rows, *wrong])


def test_from_the_workbook_to_the_tasks_report(
    new_page: Callable[..., Page], celery_worker: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    made = an_office()
    desk = new_page()
    sign_in(desk, made.keeper, reverse("achievement:imports"))
    _imported(desk, made)
    _three_years_and_why(desk, made)
    _own_on_a_phone(new_page(phone=True), made)
    _desk_and_report(desk, made, tmp_path)


def _imported(desk: Page, made: SimpleNamespace) -> None:
    """The rehearsal names both rows and their reasons; nothing is kept until it is confirmed without them."""
    desk.get_by_label("ไฟล์ Excel").set_input_files(
        {"name": "onet.xlsx", "mimeType": "application/octet-stream", "buffer": a_workbook(made)}
    )
    through(desk.get_by_role("button", name="ซ้อมนำเข้า"))
    expect(desk.get_by_role("heading", name="มี 2 แถวที่ยังนำเข้าไม่ได้")).to_be_visible()
    refused = desk.get_by_role("row").filter(has_text="14")
    expect(refused).to_contain_text("ไม่พบโรงเรียนรหัสนี้ในเขต")
    expect(desk.get_by_role("row").filter(has_text="15")).to_contain_text("คะแนนเฉลี่ยต้องอยู่ระหว่าง 0 ถึง 100")
    assert not ExamResult.objects.exists()
    desk.get_by_label("นำเข้าเฉพาะแถวที่ถูกต้อง").check()
    through(desk.get_by_role("button", name="ยืนยันนำเข้า 12 แถว"))
    expect(desk.get_by_role("heading", name="นำเข้าแล้ว")).to_be_visible()
    assert ExamResult.objects.count() == 12
    through(desk.get_by_role("link", name="ดูผลของเขต"))
    expect(desk.get_by_role("row").filter(has_text="ป.6 ภาษาไทย")).to_contain_text("52.00")


def _three_years_and_why(desk: Page, made: SimpleNamespace) -> None:
    """The list of warning says why; the school's page draws its three years beside the district's."""
    through(desk.get_by_role("link", name="โรงเรียนที่ต้องเฝ้าระวัง"))
    expect(desk.get_by_role("heading", name="ต้องเฝ้าระวัง 1 โรงเรียน")).to_be_visible()
    listed = unbroken(desk.locator("#main").inner_text())
    for said in ("ต่ำกว่าระดับประเทศ 10.00 คะแนน (ประเทศ 50.00)", "(52.00 → 47.00 → 40.00)", made.low.name):
        assert said in listed, said
    assert made.high.name not in listed
    through(desk.locator(f"a[href='{reverse('achievement:school', args=[made.low.pk])}']"))
    chart = unbroken(desk.locator(".nt-chart-narrow").first.text_content() or "")
    for said in ("เขต", "ประเทศ", "51.25", *map(str, YEARS)):
        assert said in chart, said
    assert faults_of_axe(desk) == []


def _own_on_a_phone(phone: Page, made: SimpleNamespace) -> None:
    """The principal is led to their school; another's page is not there for them."""
    sign_in(phone, made.principal, reverse("achievement:index"))
    expect(phone).to_have_url(re.compile(rf"{reverse('achievement:school', args=[made.low.pk])}$"))
    own = unbroken(phone.locator("#main").inner_text())
    assert "ลดลง 2 ปีติดต่อกัน" in own
    assert made.high.name not in own
    fits(phone)
    for address in (reverse("achievement:school", args=[made.high.pk]), reverse("achievement:warnings")):
        assert phone.request.get(address).status in {403, 404}, address


def _desk_and_report(desk: Page, made: SimpleNamespace, folder: Path) -> None:
    """The import is work of the task, beside its evidence; the paper says the same."""
    desk.goto(reverse("groups:desk", args=[made.group.pk]))
    row = desk.locator(f"#task-{made.task.task_id}")
    expect(row).to_contain_text("หลักฐาน 1 ชิ้น")
    expect(row).to_contain_text("การวัดและประเมินผล 1 เรื่อง")
    through(row.locator(f"a[href='{reverse('groups:task', args=[made.task.pk])}']"))
    expect(desk.get_by_text(PROOF.removesuffix(".pdf")).first).to_be_visible()
    through(desk.get_by_role("link", name="รายงาน", exact=True))
    paper = plain(to_arabic(text(fetched(desk, desk.url, "ออกเป็น PDF", folder, "task-report"))))
    for said in ("งานที่ 2.2", "วัดผล ตั้งใจ", "ทำเสร็จตามแผน", "นำเข้าผลการทดสอบ onet.xlsx"):
        assert plain(said) in paper, said
