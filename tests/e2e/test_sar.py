"""A SAR in the browser: a phone from nothing to sent with one proof in three places, returned, put right, accepted."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from core.thai.years import law_academic_year
from evidence.models import EvidenceItem
from qa.levels.models import SchoolLevel
from qa.sar import services
from qa.sar.models import Sar, SarEvidence
from qa.standards.models import StandardSet
from qa.standards.services.reference import load_standard_sets
from tests.e2e.test_story import follow, said
from tests.factories import base
from tests.factories import sar as make
from tests.fixtures.browser import answered, fits, sign_in, through

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]
WORDS = (("วิธีดำเนินการ", "อ่านทุกเช้า"), ("ผลที่เกิดขึ้น", "อ่านออกร้อยละ 92"), ("จุดเด่น", "รักการอ่าน"), ("จุดที่ควรพัฒนา", "การคิด"))


def small_set(district: Any) -> StandardSet:
    """A published set of one standard with three items, on the national scale."""
    load_standard_sets(district)
    national = StandardSet.objects.get(district=district, code="basic-2561")
    made = StandardSet.objects.create(
        district=district, code="small", name="มาตรฐานย่อ", level="basic", year_from=2560, state="published",
        updated_at=timezone.now(),
    )  # fmt: skip
    for level in national.scale.all():
        made.scale.create(value=level.value, word=level.word)
    root = made.standards.create(position=1, number="1", title="คุณภาพของผู้เรียน")
    for place in range(1, 4):
        made.standards.create(position=place + 1, number=f"1.{place}", title=f"ประเด็นที่ {place}", parent=root)
    return made


def cast_of() -> SimpleNamespace:
    today = timezone.localdate()
    year = law_academic_year(today)[0] - 1
    district = base.district()
    cluster = base.cluster(district)
    school = make.teaches(base.school(district, cluster=cluster), year=year)
    supervisor = base.user("supervisor", district, name="ปัญญา ศึกษาดี")
    base.assign(base.person_of(supervisor, district), cluster)
    head = base.user("group_director", district, name="วิชัย นำกลุ่ม")
    call = services.create_call(
        district, actor=head, academic_year=year, basic_set=small_set(district), due_on=today + timedelta(days=20),
        ask_board=False, guide="เขียนตามสภาพจริง",
    )  # fmt: skip
    services.open_call(call, actor=head)
    return SimpleNamespace(
        district=district, school=school, supervisor=supervisor, head=head, year=year,
        principal=base.user("principal", school, name="มานะ นำโรงเรียน"), sar=Sar.objects.get(call=call),
    )  # fmt: skip


def card(page: Page, number: str) -> Locator:
    """The card of an item, unfolded."""
    found = page.locator("details.nt-card", has=page.get_by_text(re.compile(rf"^{re.escape(number)} "))).first
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def choose(page: Page, number: str, word: str) -> None:
    """Saved at once."""
    one = card(page, number)
    with answered(page, "/items/"):
        one.get_by_role("radio", name=re.compile(rf"{word}$")).check()
    expect(one.locator("[id^='saved-item']")).to_contain_text("บันทึกแล้ว")


def write(phone: Page, cast: SimpleNamespace) -> None:
    """From the call to a SAR that lacks nothing but the proofs."""
    sign_in(phone, cast.principal, f"/qa/sar/{cast.sar.pk}/")
    follow(phone, "รับทราบและเริ่มเขียน")
    said(phone, "ยังขาด")
    fits(phone)
    phone.goto(f"/qa/sar/{cast.sar.pk}/basic/")
    follow(phone, "ยืนยันข้อมูลพื้นฐาน")
    expect(phone.get_by_role("heading", name=re.compile("มาตรฐานที่ 1"))).to_be_visible()
    for number, word in (("1.1", "ดีเลิศ"), ("1.2", "ยอดเยี่ยม"), ("1.3", "ดี")):
        choose(phone, number, word)
    said(phone, "(4 + 5 + 3) ÷ 3 = 4")
    for label, words in WORDS:
        phone.get_by_label(label).fill(words)
    fits(phone)
    follow(phone, "บันทึกแล้วไปต่อ")
    phone.get_by_label(re.compile("^แผนพัฒนา")).fill("ส่งเสริมการคิด")
    follow(phone, "บันทึก")


def prove(phone: Page, cast: SimpleNamespace) -> None:
    """One link under the first item; the same address under the two others stays one piece of evidence."""
    root = cast.sar.levels.get().items.get(parent=None)
    for number in ("1.1", "1.2", "1.3"):
        phone.goto(f"/qa/sar/{cast.sar.pk}/standards/{root.pk}/")
        one = card(phone, number)
        one.locator("summary", has_text="เพิ่มหลักฐาน").click()
        one.locator("input[name=url]").fill("https://example.org/reading")
        with answered(phone):
            one.get_by_role("button", name="เพิ่มลิงก์").click()
        expect(one.locator(".nt-proof")).to_have_count(1)
    assert EvidenceItem.objects.count() == 1
    assert SarEvidence.objects.count() == 3


def send(phone: Page, cast: SimpleNamespace, revision: int) -> None:
    phone.goto(f"/qa/sar/{cast.sar.pk}/")
    said(phone, "เขียนครบทุกรายการแล้ว")
    through(phone.locator("button:visible", has_text="ส่ง SAR ให้สำนักงานเขตฯ"))
    said(phone, "ใบรับ SAR")
    cast.sar.refresh_from_db()
    assert (cast.sar.state, cast.sar.revision) == ("submitted", revision)


def test_a_sar_from_empty_to_accepted(new_page: Callable[..., Page]) -> None:
    cast = cast_of()
    phone, desk = new_page(phone=True), new_page()
    write(phone, cast)
    prove(phone, cast)
    send(phone, cast, 1)

    sign_in(desk, cast.supervisor, "/inbox/")
    through(desk.get_by_role("link", name=re.compile(cast.school.name)).first)
    desk.locator("summary", has_text="ความเห็นถึงโรงเรียน").first.click()
    desk.locator("textarea[name=text]").first.fill("ขอผลรายชั้น")
    desk.locator("textarea[name=text]").first.blur()
    expect(desk.locator("[id^='saved-comment']").first).to_contain_text("บันทึกแล้ว")
    follow(desk, "ตีกลับพร้อมเหตุผล")
    desk.get_by_label("เหตุผล").fill("ระดับข้อ 1.2 สูงกว่าหลักฐาน")
    through(desk.get_by_role("button", name="ตีกลับพร้อมเหตุผล"))
    said(desk, "ตีกลับแล้ว")

    phone.goto(f"/qa/sar/{cast.sar.pk}/")
    said(phone, "ระดับข้อ 1.2 สูงกว่าหลักฐาน")
    root = cast.sar.levels.get().items.get(parent=None)
    phone.goto(f"/qa/sar/{cast.sar.pk}/standards/{root.pk}/")
    said(phone, "ขอผลรายชั้น")
    choose(phone, "1.2", "ดีเลิศ")
    send(phone, cast, 2)

    desk.goto(f"/qa/sar/{cast.sar.pk}/changes/")
    said(desk, "ผลต่อระดับ")
    desk.goto(f"/qa/sar/{cast.sar.pk}/review/")
    through(desk.get_by_role("button", name="รับ SAR ฉบับที่ 2"))
    said(desk, "รับ SAR แล้ว")
    row = SchoolLevel.objects.get(school=cast.school, academic_year=cast.year, standard=None)
    assert (row.source, row.scale_level.word, str(row.mean)) == ("self", "ดีเลิศ", "3.666666")
