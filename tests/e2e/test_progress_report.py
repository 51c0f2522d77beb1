"""A principal's fast report on a phone: the line cut while it is written, the tab closed, sent once when it is back."""

from collections.abc import Callable
from io import BytesIO
from time import monotonic

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from core.models import Attachment
from supervision.improvement.models import Programme
from supervision.progress.models import ProgressReport, SchoolIndicator
from tests.factories import base, improvement, progress
from tests.fixtures.browser import fits, sign_in, through

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def picture() -> bytes:
    out = BytesIO()
    Image.effect_noise((2400, 1800), 80).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def test_a_report_survives_a_lost_line_and_a_closed_tab(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    director = base.user("group_director", district)
    school = base.school(district, name="โรงเรียนบ้านท่าน้อยหลังเขาวิทยาคารราษฎร์บำรุง")
    principal = base.user("principal", school)
    programme = improvement.a_programme(director, district, schools=[school], **progress.around_today())
    part = progress.part_of(programme, school)
    row = progress.indicators_of(programme)[0]

    page = sign_in(new_page(phone=True), principal, "/improvement-progress/report/")
    expect(page.get_by_role("heading", name="แต่ละด้านเป็นอย่างไร")).to_be_visible()
    fits(page)
    began = monotonic()
    page.get_by_role("button", name="ส่งรายงาน").click()
    expect(page.get_by_text("โปรดแตะบอกสภาพอย่างน้อยหนึ่งด้าน")).to_be_visible()
    for area in programme.set.areas.filter(is_extra=False):
        page.locator(f"#field-area_{area.pk}").get_by_role("radio", name="ตามแผน").check()
    page.locator(f"#field-area_{row.area_id} summary").click()
    page.locator(f"#id_value_{row.pk}").fill("9")
    page.get_by_label("ความก้าวหน้าโดยย่อ").fill("นักเรียน ป.1 อ่านออกครบทุกคน")
    page.locator("#id_photos").set_input_files({"name": "ห้องเรียน.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.get_by_role("button", name="ส่งรายงาน").click()
    refused = page.locator(f"#field-value_{row.pk}")
    expect(refused.get_by_text("ต้องอยู่ระหว่าง 1 ถึง 5")).to_be_visible()
    expect(page.get_by_label("ความก้าวหน้าโดยย่อ")).to_have_value("นักเรียน ป.1 อ่านออกครบทุกคน")
    assert not ProgressReport.objects.exists()

    page.locator(f"#id_value_{row.pk}").fill("4")
    context = page.context
    context.set_offline(True)
    page.get_by_role("button", name="ส่งรายงาน").click()
    expect(page.get_by_text("เก็บไว้ในเครื่องแล้ว ยังไม่มีสัญญาณ")).to_be_visible()
    expect(page.get_by_role("heading", name="รอส่งอยู่ในเครื่องนี้ 1 รายงาน")).to_be_visible()
    fits(page)
    assert monotonic() - began < 120
    page.close(run_before_unload=False)
    assert not ProgressReport.objects.exists()

    context.set_offline(False)
    again = context.new_page()
    again.goto("/")
    expect(again.get_by_text("ระบบได้รับรายงานที่ค้างในเครื่องแล้ว")).to_be_visible()
    report = ProgressReport.objects.get()
    assert (report.participation, report.told) == (part, "นักเรียน ป.1 อ่านออกครบทุกคน")
    assert report.areas.count() == 4
    assert SchoolIndicator.objects.get(participation=part, indicator=row).current == 4
    assert Attachment.objects.filter(owner_kind="progress_report", owner_key=str(report.pk)).count() == 1
    again.goto(f"/improvement-progress/schools/{part.pk}/reports/")
    fits(again)
    through(again.locator(f"a[href$='/improvement-progress/reports/{report.pk}/']"))
    expect(again.get_by_text("นักเรียน ป.1 อ่านออกครบทุกคน")).to_be_visible()
    fits(again)


def test_a_report_nobody_takes_any_more_can_be_thrown_away(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    director = base.user("group_director", district)
    school = base.school(district)
    principal = base.user("principal", school)
    programme = improvement.a_programme(director, district, schools=[school], **progress.around_today())

    page = sign_in(new_page(phone=True), principal, "/improvement-progress/report/")
    page.get_by_role("radio", name="ตามแผน").first.check()
    page.context.set_offline(True)
    page.get_by_role("button", name="ส่งรายงาน").click()
    expect(page.get_by_text("เก็บไว้ในเครื่องแล้ว ยังไม่มีสัญญาณ")).to_be_visible()
    Programme.objects.filter(pk=programme.pk).update(state="closed")
    page.context.set_offline(False)
    page.get_by_role("button", name="ส่งตอนนี้").click()
    expect(page.locator("#report-outbox li")).to_contain_text("การขับเคลื่อนปีนี้สิ้นสุดแล้ว")
    fits(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="ลบออกจากเครื่อง").click()
    expect(page.get_by_role("heading", name="ไม่มีรายงานรอส่งในเครื่องนี้")).to_be_visible()
    assert not ProgressReport.objects.exists()
