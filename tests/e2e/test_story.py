"""The story in the browser: plan, return, correct, approve, visit on a phone, acknowledge, close, report."""

import io
import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from core import files
from core.models import AuditEntry
from core.thai.dates import thai_date
from core.thai.numerals import to_arabic
from core.thai.years import fiscal_year, law_academic_year
from reports.models import ReportRun
from supervision.field import services as field_services
from supervision.field.models import Visit
from supervision.planning.models import Plan, PlannedVisit
from tests.documents.reading import plain, text
from tests.factories import base
from tests.factories import field as make
from tests.fixtures.browser import fits, sign_in, through, turns
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]

TOPIC = "นิเทศห้องเรียนคุณภาพ"
REASON = "ขอให้เขียนวิธีการนิเทศให้ครบทั้งก่อนและหลังเยี่ยม"
FINDING = "หนังสือในมุมการอ่านไม่พอกับจำนวนนักเรียน"


def cast_of(today: date) -> SimpleNamespace:
    """An office with one cluster of four schools in the middle of a term, and everybody the story needs."""
    district = base.district(visits_per_term=1)
    year, number = law_academic_year(today)
    term = base.term(
        district, year=year, number=number, starts_on=today - timedelta(days=20), ends_on=today + timedelta(days=20)
    )
    cluster = base.cluster(district, name="กลุ่มโรงเรียนน้ำใส")
    schools = [base.school(district, cluster=cluster) for _ in range(4)]
    make.version(district)
    supervisor = base.user("supervisor", district, name="ปัญญา ศึกษาดี")
    base.assign(base.person_of(supervisor, district), cluster)
    return SimpleNamespace(
        district=district, term=term, cluster=cluster, schools=schools, supervisor=supervisor,
        head=base.user("group_director", district, name="วิชัย นำกลุ่ม"),
        director=base.user("office_director", district, name="สมศรี นำเขต"),
        principal=base.user("principal", schools[0], name="มานะ นำโรงเรียน"),
    )  # fmt: skip


def box(page: Page | Locator, label: str) -> Locator:
    """The field whose label begins with these words; (ไม่บังคับ) may follow."""
    return page.get_by_label(re.compile(f"^{re.escape(label)}"))


def choose(field: Locator, words: str) -> None:
    """The choice of a list that contains these words."""
    field.select_option(field.locator("option", has_text=words).get_attribute("value"))


def press(page: Page | Locator, name: str) -> None:
    """The button, or the link that looks like one."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()


def from_inbox(page: Page, title: str, *, of: int = 1) -> None:
    """Open what waits, from the inbox, whose list fits the width of the screen."""
    page.goto("/")
    through(page.locator("a[href='/inbox/']:visible").first)
    expect(page.get_by_role("heading", name=f"รอท่าน {of} เรื่อง")).to_be_visible()
    fits(page)
    through(page.get_by_role("link", name=title).first)


def follow(page: Page, name: str, *, within: Locator | None = None) -> None:
    """Press what leads to another page, and be there."""
    with turns(page):
        press(within or page, name)


def said(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def photo() -> dict[str, Any]:
    out = io.BytesIO()
    Image.effect_mandelbrot((1600, 1200), (-2, -1.5, 1, 1.5), 40).convert("RGB").save(out, "JPEG")
    return {"name": "ห้องเรียน.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def write_plan(page: Page, cast: SimpleNamespace, today: date) -> Plan:
    """A personal plan of the running year with one activity at every school of the cluster today, ready to send."""
    sign_in(page, cast.supervisor)
    follow(page, "จัดทำแผน")
    page.get_by_label("แผนรายบุคคล").or_(page.get_by_label(re.compile("บุคคล"))).first.check()
    expect(box(page, "ปีงบประมาณ")).to_have_value(str(fiscal_year(today)))
    follow(page, "เริ่มจัดทำแผน")
    follow(page, "เพิ่มกิจกรรม")
    box(page, "เรื่องที่นิเทศ").fill(TOPIC)
    page.get_by_role("checkbox", name=re.compile("วิชาการ")).check()
    box(page, "ตัวชี้วัด").fill("โรงเรียนได้รับการนิเทศครบทุกแห่ง")
    box(page, "เป้าหมาย").fill("100")
    box(page, "หน่วยของเป้าหมาย").fill("ร้อยละของโรงเรียน")
    follow(page, "บันทึกแล้วเลือกโรงเรียน")
    some = page.locator("#some")
    some.get_by_role("checkbox", name=cast.cluster.name).check()
    box(some, "วันที่นิเทศ").fill(thai_date(today, "short"))
    follow(page, "เพิ่มในแผน", within=some)
    said(page, "วางแผนเพิ่ม 4 ครั้งแล้ว")
    plan = Plan.objects.get(district=cast.district)
    page.goto(f"/plans/{plan.pk}/edit/")
    for heading, body in (("เป้าประสงค์", "ห้องเรียนคุณภาพทุกโรงเรียน"), ("วิธี", "เยี่ยมชั้นเรียน"), ("ขอบ", "ทุกโรงเรียนในกลุ่ม")):
        box(page, heading).first.fill(body)
    keep_plan(page, plan, body)
    return plan


def keep_plan(page: Page, plan: Plan, last: str) -> None:
    """Pressed once everything written, of which `last` is a part, is in the database."""
    press(page, "บันทึกแผน")
    until(lambda: plan.sections.filter(body=last).exists())


def send_plan(page: Page, plan: Plan) -> None:
    page.goto(f"/plans/{plan.pk}/")
    follow(page, "ส่งให้ ผอ.กลุ่มนิเทศฯ พิจารณา")
    said(page, "พิจารณาแล้ว")


def log_visit(phone: Page, school: Any, today: date) -> None:
    """From the plan on the landing page to ส่งแล้ว, on a screen of 360 px."""
    phone.goto("/")
    row = phone.locator("#home-today").locator("xpath=ancestor::section").locator(".nt-row", has_text=school.name)
    follow(phone, "เริ่มบันทึก", within=row)
    expect(box(phone, "เรื่องที่นิเทศ")).to_have_value(TOPIC)
    follow(phone, "เริ่มบันทึก")
    follow(phone, "ไป แบบประเมิน")
    choose(box(phone, "เครื่องมือ"), "ห้องเรียนคุณภาพ")
    box(phone, "ชั้น/ห้อง").fill("ป.1/1")
    follow(phone, "เปิดแบบประเมิน")
    fours = phone.get_by_role("radio", name=re.compile("^4"))
    expect(fours).to_have_count(12)
    for place in range(11):
        fours.nth(place).check()
    phone.get_by_role("radio", name=re.compile("^5")).nth(11).check()
    fits(phone)
    follow(phone, "บันทึกแบบประเมิน")
    follow(phone, "ไป สิ่งที่พบ")
    box(phone, "สิ่งที่พบ").fill("ห้องเรียนสะอาด นักเรียนกล้าถาม")
    box(phone, "จุดเด่น").fill("ครูใช้คำถามปลายเปิด")
    follow(phone, "ไป ข้อค้นพบ")
    box(phone, "ข้อค้นพบ").fill(FINDING)
    choose(box(phone, "ผู้รับผิดชอบ").first, "มานะ นำโรงเรียน")
    box(phone, "กำหนดแล้วเสร็จ").fill(thai_date(today + timedelta(days=30), "short"))
    follow(phone, "เพิ่มข้อค้นพบ")
    said(phone, "ข้อค้นพบครั้งนี้ 1 เรื่อง")
    follow(phone, "ไป ภาพถ่าย")
    box(phone, "ถ่ายหรือเลือกภาพ").set_input_files(photo())
    box(phone, "คำบรรยาย").last.fill("มุมการอ่าน ชั้น ป.1/1")
    follow(phone, "เก็บภาพ")
    said(phone, "เก็บภาพแล้ว 1 ภาพ")
    follow(phone, "ไป ตรวจและส่ง")
    said(phone, "ครบแล้ว ส่งได้")
    fits(phone)
    follow(phone, "ส่งให้โรงเรียนรับทราบ")
    said(phone, "ส่งบันทึกแล้ว")


def print_report(page: Page, period: str, folder: Path) -> str:
    """Ask for the term report, wait for the worker, download it; its words without layout, in Arabic digits."""
    page.goto("/documents/")
    through(page.locator("#main a[href='/documents/supervision-report/']"))
    box(page, "ภาคเรียนหรือปีงบประมาณ").select_option(period)
    follow(page, "ออกเป็น PDF")
    ready = page.get_by_role("link", name="ดาวน์โหลด")
    expect(ready).to_be_visible(timeout=120_000)
    with page.expect_download() as download:
        ready.click()
    target = folder / "report.pdf"
    download.value.save_as(target)
    return plain(to_arabic(text(target)))


def test_from_the_plan_to_the_report(
    new_page: Callable[..., Page], celery_worker: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    today = timezone.localdate()
    cast = cast_of(today)
    school = cast.schools[0]

    # The supervisor plans and sends.
    desk = new_page()
    plan = write_plan(desk, cast, today)
    send_plan(desk, plan)
    plan.refresh_from_db()
    assert (plan.state, plan.revision, plan.fiscal_year) == ("submitted", 1, fiscal_year(today))
    planned = PlannedVisit.objects.filter(activity__plan=plan, planned_on=today)
    assert {row.school_id for row in planned} == {row.pk for row in cast.schools}

    # The group director returns it from a phone, with a reason.
    head = sign_in(new_page(phone=True), cast.head)
    from_inbox(head, plan.title)
    expect(head.get_by_role("button", name="เห็นชอบฉบับที่ 1")).to_be_in_viewport()
    fits(head)
    press(head, "ส่งกลับ")
    box(head, "เหตุผลที่ส่งกลับ").fill(REASON)
    follow(head, "ส่งกลับฉบับที่ 1")
    said(head, "ผู้จัดทำได้รับเหตุผลทันที")
    plan.refresh_from_db()
    assert plan.state == "returned"

    # The supervisor reads why, corrects, sends again.
    desk.goto(f"/plans/{plan.pk}/")
    expect(desk.locator(".nt-note", has_text=REASON)).to_be_in_viewport()
    follow(desk, "แก้ไขแผน")
    ways = "ประชุมก่อนเยี่ยม เยี่ยมชั้นเรียน สะท้อนผลหลังเยี่ยม"
    box(desk, "วิธี").first.fill(ways)
    keep_plan(desk, plan, ways)
    send_plan(desk, plan)

    # The group director, then the office director, approve.
    from_inbox(head, plan.title)
    said(head, "สะท้อนผลหลังเยี่ยม")
    follow(head, "เห็นชอบฉบับที่ 2")
    said(head, "ส่งต่อ")
    chief = sign_in(new_page(phone=True), cast.director)
    from_inbox(chief, plan.title)
    follow(chief, "อนุมัติฉบับที่ 2")
    said(chief, "ครบทุกลำดับ")
    plan.refresh_from_db()
    assert (plan.state, plan.approved_revision) == ("approved", 2)

    # The supervisor logs a visit of the plan on a phone.
    log_visit(sign_in(new_page(phone=True), cast.supervisor), school, today)
    visit = Visit.objects.get(school=school)
    assert (visit.state, visit.planned.school_id, visit.number) == ("submitted", school.pk, 1)
    found = visit.findings.get()
    assert (found.text, found.owner.user, found.due_on) == (FINDING, cast.principal, today + timedelta(days=30))
    sheet = visit.sheets.get().response
    assert sorted(int(row.number) for row in sheet.answers.all()) == [4] * 11 + [5]
    assert [row.caption for row in files.attachments_of(field_services.visit_pointer(visit))] == ["มุมการอ่าน ชั้น ป.1/1"]

    # The principal acknowledges with a comment; the group director closes.
    principal = sign_in(new_page(phone=True), cast.principal)
    from_inbox(principal, TOPIC, of=2)
    if principal.get_by_role("link", name="รับทราบ", exact=True).count():
        through(principal.get_by_role("link", name="รับทราบ", exact=True))
    box(principal, "ความเห็นของโรงเรียน").fill("จะจัดหาหนังสือเพิ่มภายในเดือนนี้")
    through(principal.get_by_role("button", name="รับทราบ", exact=True))
    said(principal, "รับทราบบันทึกการนิเทศแล้ว")
    from_inbox(head, school.name)
    said(head, "จะจัดหาหนังสือเพิ่มภายในเดือนนี้")
    follow(head, "ปิดเรื่อง")
    said(head, "ปิดเรื่องการนิเทศแล้ว")
    visit.refresh_from_db()
    assert (visit.state, visit.acknowledged_by, visit.closed_by) == ("closed", cast.principal, cast.head)
    assert visit.school_comment == "จะจัดหาหนังสือเพิ่มภายในเดือนนี้"

    # The term report prints in Thai with the numbers of what happened: one school of four, one finding still open.
    desk = sign_in(new_page(), cast.head)
    words = print_report(desk, f"{cast.term.term}-{cast.term.academic_year}", tmp_path)
    run = ReportRun.objects.get(key="supervision-report")
    assert (run.state, run.requested_by) == ("done", cast.head)
    for expected in (
        "โรงเรียนในความรับผิดชอบ 4 โรงเรียน", "จำนวน 1 โรงเรียน คิดเป็นร้อยละ 25.00",
        "ข้อค้นพบ 1 เรื่อง ดำเนินการเสร็จ 0 เรื่อง", "81.67", cast.cluster.name, FINDING,
    ):  # fmt: skip
        assert plain(expected) in words, (expected, words)
    assert AuditEntry.objects.filter(district_code=cast.district.code).count() >= 8
