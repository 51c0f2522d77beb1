"""A year of a model in the browser: a report on a phone, who needs help and why, the ranking published, papers printed,
and next year's plan that opens with this year's gaps."""

import re
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.thai.numerals import to_arabic
from supervision.improvement.models import Participation, Programme
from supervision.progress.models import PlanLine, ProgressReport
from supervision.recognition import services as recognition_services
from supervision.results.models import Edition
from tests.documents.reading import plain, text
from tests.e2e.test_office_standard import fetched
from tests.factories import model_year, recognition
from tests.fixtures.browser import fits, sign_in, through
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]

TOLD = "นักเรียน ป.1 อ่านคล่องขึ้น เหลือที่ต้องช่วย 4 คน"
HELP = "ขาดครูวิชาเอกภาษาไทย"
TWO_MINUTES = 120


def report_on_a_phone(phone: Page, part: Participation) -> None:
    """From the first page to the sent report: one tap an area, a sentence, send."""
    began = time.monotonic()
    phone.goto(reverse("progress:choose"))
    fits(phone)
    strips = phone.locator("#report-form .nt-strip")
    assert strips.count() == 4
    for place in range(4):
        strips.nth(place).get_by_role("radio", name="ติดขัด" if place == 0 else "ช้ากว่าแผน").check()
    phone.get_by_label(re.compile("^ความก้าวหน้าโดยย่อ")).fill(TOLD)
    phone.get_by_label(re.compile("^ปัญหาหรือสิ่งที่ขอให้ช่วย")).fill(HELP)
    phone.get_by_role("button", name="ส่งรายงาน").dblclick()
    made = until(lambda: ProgressReport.objects.filter(participation=part).first())
    assert time.monotonic() - began < TWO_MINUTES
    expect(phone).to_have_url(re.compile(rf"{reverse('progress:report-page', args=[made.pk])}$"))
    expect(phone.locator("#main")).to_contain_text(TOLD)
    assert ProgressReport.objects.filter(participation=part).count() == 1
    assert sorted(made.areas.values_list("status", flat=True)) == ["behind", "behind", "behind", "stuck"]


def print_papers(desk: Page, made: SimpleNamespace, award_address: str, folder: Path) -> None:
    """The agreements as one file, a page per school, the certificate; each says what was done."""
    board = reverse("agreements:board", args=[made.year.pk])
    desk.goto(board)
    through(desk.locator(f"#main a[href*='{reverse('reports:document', args=['mou'])}']").first)
    mou = plain(to_arabic(text(fetched(desk, desk.url, "ออกเป็น PDF", folder, "mou"))))
    assert all(plain(school.name) in mou for school in made.schools)
    profile_page = f"{reverse('reports:document', args=['school-profile-4q'])}?school={made.schools[4].pk}"
    profile = plain(to_arabic(text(fetched(desk, profile_page, "ออกเป็น PDF", folder, "school-profile-4q"))))
    assert plain(made.schools[4].name) in profile
    assert "20.00" in profile
    desk.goto(award_address)
    through(desk.locator(f"#main a[href*='{reverse('reports:document', args=['certificate'])}']").first)
    paper = plain(to_arabic(text(fetched(desk, desk.url, "ออกเป็น PDF", folder, "certificate"))))
    assert plain(made.schools[0].name) in paper


def test_a_year_from_the_report_to_next_years_plan(
    new_page: Callable[..., Page], celery_worker: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    today = timezone.localdate()
    made = model_year.opened(model_year.an_office(), today=today)
    model_year.signed(made, on=today - timedelta(days=200))
    edition = model_year.judged(made)
    award = recognition.an_announced_award(made.head, made.district, [made.schools[0]], programme=made.year)
    recognition_services.issue_certificates(award, actor=made.head)
    weak, own = made.parts[4], reverse("quality-results:own", args=[made.parts[4].pk])

    # The principal of the weakest school reports in under two minutes, and reads no result yet.
    phone = sign_in(new_page(phone=True), made.principals[4])
    report_on_a_phone(phone, weak)
    phone.goto(own)
    expect(phone.locator("#main")).to_contain_text("ผลยังไม่เผยแพร่")

    # The group director sees which schools need help and why, and publishes.
    desk = sign_in(new_page(), made.head)
    desk.goto(reverse("quality-results:ranking", args=[made.year.pk]))
    first = desk.locator("section[aria-labelledby=needing] li").first
    expect(first).to_contain_text(weak.school.name)
    for why in ("กลุ่มสีแดง", "ต่ำกว่าคะแนนขีดจำกัดล่าง", "ลดลงจากข้อมูลฐาน 20.00", "ติดขัด 1 ด้าน", HELP):
        expect(first).to_contain_text(why)
    through(desk.locator(f"#main a[href='{reverse('quality-results:publish', args=[edition.pk])}']"))
    through(desk.get_by_role("button", name="เผยแพร่ผล"))
    assert until(lambda: Edition.objects.filter(pk=edition.pk, state="published").first()).published_by == made.head
    phone.goto(own)
    expect(phone.locator("h1")).to_contain_text("ลำดับที่ 5 จาก 5")
    assert made.schools[0].name not in phone.locator("#main").inner_text()
    fits(phone)

    print_papers(desk, made, reverse("recognition:award", args=[award.pk]), tmp_path)

    # Next year opens with what stayed behind, and the school finds it in its plan.
    desk.goto(reverse("progress:next-plan", args=[made.year.pk]))
    expect(desk.locator("h1")).to_contain_text("4 ตัวชี้วัด ใน 2 โรงเรียน")
    through(desk.locator(f"#main a[href='{reverse('progress:open-next', args=[made.year.pk])}']"))
    through(desk.get_by_role("button", name="เปิดปีถัดไป"))
    following = until(lambda: Programme.objects.filter(carried_from=made.year).first())
    after = following.participations.get(school=weak.school)
    lines = PlanLine.objects.filter(participation=after)
    assert lines.count() == 4
    assert all(line.carried for line in lines)
    phone.goto(reverse("progress:plan", args=[after.pk]))
    expect(phone.locator("#main")).to_contain_text("ต่อเนื่องจาก")
    for row in model_year.indicators_in_use(following):
        expect(phone.locator("#main")).to_contain_text(row.title)
    fits(phone)
