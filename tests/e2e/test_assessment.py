"""Two people work on one issue of the office's self-assessment: proposals taken at a press, each number opening its
list, one sentence written by both with nothing lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from evidence.proofs import Record
from kotpn.assessment.models import LineProof, Sentence
from tests.e2e.test_sitting import fits, opened
from tests.factories import assessment as factory
from tests.factories import base
from tests.kotpn.assessment.conftest import IN_YEAR, YEAR, a_line, desk

__all__ = ["desk"]

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_two_work_on_one_issue(db: None, desk: Callable[..., None], new_page: Callable[..., Page]) -> None:
    district = base.district()
    secretary = base.user("committee_secretary", district, name="เลขานุการ ทดสอบ")
    director = base.user("group_director", district, name="ผอ.กลุ่ม ทดสอบ")
    papers = [Record("order", str(key), f"เอกสารที่ {key}", IN_YEAR, {"part": ("a",)}) for key in (1, 2, 3)]
    desk(*papers)
    lines = {1: [a_line(), a_line(title="หลักฐานอีกรายการ")], 2: [a_line("b")]}
    made = factory.an_assessment(secretary, district, fiscal_year=YEAR, lines=lines)
    path = f"/kotpn/assessment/{made.pk}/?issue=1"

    first = opened(new_page, secretary, path)
    for number in (1, 2, 3, 4):
        first.locator(".nt-assess-tab").nth(number - 1).click()
        first.wait_for_url(f"**/?issue={number}#issue-{number}")
        first.get_by_role("button", name="ดำเนินการแล้ว", exact=True).click()
        expect(first.get_by_role("button", name="ดำเนินการแล้ว", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(first.locator("#level")).to_have_text("ขณะนี้ได้ระดับ 1 จาก 5")
    first.goto(path)
    first.get_by_role("button", name="รับทั้งหมด").click()
    expect(first.locator("#work")).to_contain_text("รับแล้ว 2 · เสนอให้รับ 0")
    expect(first.locator("#level")).to_have_text("ขณะนี้ได้ระดับ 2 จาก 5")
    assert LineProof.objects.filter(decision="accepted").count() == 2

    first.get_by_role("button", name="เลิกใช้ หลักฐานอีกรายการ").click()
    expect(first.locator("#work")).to_contain_text("รับแล้ว 1 · เสนอให้รับ 1")
    first.get_by_role("button", name="ใช้ข้อความนี้ วิธีการดำเนินงาน").click()
    written = first.locator("#issue-1-method li")
    expect(written).to_contain_text("ดำเนินงานส่วนนี้ 3 ฉบับ")
    written.get_by_role("link", name="3 ฉบับ").click()
    first.wait_for_url("**/lines/**")
    expect(first.locator(".nt-rows > li")).to_have_count(3)

    held = Sentence.objects.get()
    edit = f"/kotpn/assessment/{made.pk}/issues/{held.answer_id}/sentences/{held.pk}/"
    first.goto(edit)
    other = opened(new_page, director, edit, phone=True)
    fits(other)
    first.locator("#id_text").fill("เลขานุการเขียน 3 ฉบับ")
    first.get_by_role("button", name="บันทึก", exact=True).click()
    expect(first.locator("#issue-1-method")).to_contain_text("เลขานุการเขียน")
    other.locator("#id_text").fill("ผอ.กลุ่มเขียน 3 ฉบับ")
    other.get_by_role("button", name="บันทึก", exact=True).click()
    expect(other.locator("#clash")).to_contain_text("เลขานุการเขียน")
    expect(other.locator("#id_text")).to_have_value("ผอ.กลุ่มเขียน 3 ฉบับ")
    fits(other)
    assert Sentence.objects.get().text == "เลขานุการเขียน 3 ฉบับ"
    other.locator("#id_text").fill("ทั้งสองเขียน 3 ฉบับ")
    other.get_by_role("button", name="บันทึกฉบับที่เขียนใหม่จากทั้งสอง").click()
    expect(other.locator("#issue-1-method")).to_contain_text("ทั้งสองเขียน")
    assert Sentence.objects.get().text == "ทั้งสองเขียน 3 ฉบับ"

    # The work goes back: what was taken proves nothing any more, and the reason stands beside the level.
    desk()
    first.goto(path)
    expect(first.locator("#level")).to_have_text("ขณะนี้ได้ระดับ 1 จาก 5")
    expect(first.locator("#work")).to_contain_text("งานจริงเปลี่ยนไปแล้ว")
    fits(other)
