"""On the spot in a real browser: a signature drawn with the finger, skip logic at once, the place by a button."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from instruments.content import FormContent, ItemContent, SectionContent
from instruments.models import Instrument, InstrumentVersion
from instruments.services.building import new_draft, replace_content
from supervision.field import services
from supervision.field.models import Visit
from tests.factories import base
from tests.factories import field as make
from tests.fixtures.browser import answered, sign_in, through
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    district = base.district()
    cluster = base.cluster(district)
    school = base.school(district, cluster=cluster)
    supervisor = base.user("supervisor", district)
    base.assign(base.person_of(supervisor, district), cluster)
    visit = make.draft(supervisor, school, on=timezone.localdate())
    director = base.user("group_director", district)
    return SimpleNamespace(
        district=district, school=school, supervisor=supervisor, director=director, visit=visit
    )  # fmt: skip


def test_a_signature_drawn_on_the_screen_is_kept(cast: SimpleNamespace, new_page: Callable[..., Page]) -> None:
    page = new_page(phone=True)
    sign_in(page, cast.supervisor, f"/visits/{cast.visit.pk}/sign/")
    form = page.locator("form", has=page.locator("input[value=receiver]"))
    form.get_by_label("ชื่อผู้ลงนาม").fill("ผู้รับ ทดสอบ")
    form.get_by_role("button", name="เก็บลายมือชื่อ").click()
    expect(page.get_by_text("ยังไม่ได้ลงนามในกรอบ").first).to_be_visible()
    expect(form.get_by_label("ชื่อผู้ลงนาม")).to_have_value("ผู้รับ ทดสอบ")
    pad = form.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 30 + 18 * step, box["y"] + 30 + 40 * (step % 2))
    page.mouse.up()
    through(form.get_by_role("button", name="เก็บลายมือชื่อ"))
    expect(page.get_by_text("เก็บลายมือชื่อแล้ว")).to_be_visible()
    kept = cast.visit.signatures.get()
    assert (kept.side, kept.name) == ("receiver", "ผู้รับ ทดสอบ")


def test_what_a_condition_leaves_out_goes_and_comes_at_once(
    cast: SimpleNamespace, new_page: Callable[..., Page]
) -> None:
    items = (
        ItemContent("has", "yes_no", "มีห้องสมุด"),
        ItemContent("books", "number", "จำนวนหนังสือ", relevant="${has} = 1"),
    )
    instrument = Instrument.objects.create(district=cast.district, code="library", name="ห้องสมุด", subject="school")
    draft = new_draft(instrument, actor=cast.director)
    content = FormContent(sections=(SectionContent("a", "ทั่วไป", items=items),))
    draft = replace_content(draft, actor=cast.director, content=content)
    draft.state = InstrumentVersion.State.PUBLISHED
    draft.save(update_fields=["state"])
    sheet = services.add_sheet(Visit.objects.get(pk=cast.visit.pk), actor=cast.supervisor, version=draft)
    page = new_page(phone=True)
    sign_in(page, cast.supervisor, f"/visits/{cast.visit.pk}/sheets/{sheet.response_id}/")
    books = page.locator("details", has_text="จำนวนหนังสือ")
    expect(books).to_be_hidden()
    page.locator("label", has_text="มี").first.click()
    expect(books).to_be_visible()
    books.get_by_label("ตัวเลข").fill("250")
    with answered(page, "/sheets/"):
        books.get_by_label("ตัวเลข").press("Tab")
    expect(page.get_by_text("ตอบแล้ว 2 จาก 2 ข้อ")).to_be_visible()
    page.locator("label", has_text="ไม่มี").first.click()
    expect(books).to_be_hidden()
    expect(page.get_by_text("ตอบแล้ว 1 จาก 1 ข้อ")).to_be_visible()


def test_the_place_is_filled_in_by_a_button(cast: SimpleNamespace, new_page: Callable[..., Page]) -> None:
    page = new_page(phone=True)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 17.486, "longitude": 101.722, "accuracy": 12})
    sign_in(page, cast.supervisor, f"/visits/{cast.visit.pk}/edit/")
    page.get_by_text("ตำแหน่งที่นิเทศ").click()
    page.get_by_role("button", name="ใช้ตำแหน่งปัจจุบัน").click()
    expect(page.get_by_label("ละติจูด")).to_have_value("17.486000")
    until(lambda: Visit.objects.filter(pk=cast.visit.pk, latitude="17.486", place_accuracy=12).exists())


def test_a_note_begun_stays_when_another_finding_is_judged(
    cast: SimpleNamespace, new_page: Callable[..., Page]
) -> None:
    """The answer to one brings all of the findings anew."""
    before = timezone.localdate() - timedelta(days=30)
    earlier = make.draft(cast.supervisor, cast.school, on=before)
    found = [make.finding(earlier, cast.supervisor, text=text) for text in ("หนังสือไม่พอ", "ป้ายนิเทศเก่า")]
    services.submit_visit(earlier, actor=cast.supervisor, now=make.at(before, 16))
    page = new_page(phone=True)
    sign_in(page, cast.supervisor, f"/visits/{cast.visit.pk}/edit/")
    rows = [page.locator(".nt-row", has=page.get_by_role("link", name=one.text)) for one in found]
    rows[1].locator("summary").click()
    note = rows[1].locator("textarea")
    note.fill("เปลี่ยนแล้วสองชั้น")
    with answered(page, "/check/"):
        rows[0].get_by_role("button", name="แก้แล้ว").click()
    expect(rows[0].get_by_role("button", name="แก้แล้ว")).to_have_attribute("aria-pressed", "true")
    expect(note).to_be_visible()
    expect(note).to_have_value("เปลี่ยนแล้วสองชั้น")
    with answered(page, "/check/"):
        rows[1].get_by_role("button", name="แก้บางส่วน").click()
    until(lambda: cast.visit.checks.filter(verdict="partly", note="เปลี่ยนแล้วสองชั้น").exists())
    expect(rows[1].get_by_role("button", name="แก้บางส่วน")).to_have_attribute("aria-pressed", "true")
