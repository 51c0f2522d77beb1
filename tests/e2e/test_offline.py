"""The story without signal, the line really cut: two visits, sixty items, pictures, a closed tab; then sent once."""

import hashlib
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, Route, expect

from supervision.field.models import Finding, Visit, VisitPhoto
from tests.e2e import offline

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_day_without_signal(phone: Page, cast: SimpleNamespace, new_page: Callable[..., Page]) -> None:
    context = phone.context
    offline.cut(context)
    phone.goto("/visits/")
    expect(phone.get_by_role("heading", name="ไม่มีสัญญาณ")).to_be_visible()
    phone.get_by_role("link", name="ไปงานในเครื่องนี้").click()
    expect(phone.get_by_role("heading", name="งานในเครื่องนี้")).to_be_visible()

    first = offline.begin(phone, cast.schools[0], "นิเทศห้องเรียนคุณภาพ")
    for room in ("ป.1/1", "ป.2/1", "ป.3/1"):
        offline.fill_sheet(phone, first, room)
    offline.write(phone, first, "สิ่งที่พบ", "ห้องเรียนสะอาด นักเรียนกล้าถาม")
    offline.finding(phone, first, "หนังสือในมุมการอ่านไม่พอ")
    offline.photograph(phone, first, offline.picture(noise=True), offline.picture())
    second = offline.begin(phone, cast.schools[1], "อ่านออกเขียนได้")
    for room in ("ป.4/1", "ป.5/1"):
        offline.fill_sheet(phone, second, room)
    offline.write(phone, second, "จุดเด่น", "ครูใช้คำถามปลายเปิด")
    offline.fits(phone)
    phone.close(run_before_unload=False)

    again = context.new_page()
    again.goto("/capture/")
    expect(offline.cards(again)).to_have_count(2)
    expect(offline.cards(again).filter(has_text="ตอบแล้ว 36 จาก 36 ข้อ")).to_have_count(1)
    expect(offline.cards(again).filter(has_text="ตอบแล้ว 24 จาก 24 ข้อ")).to_have_count(1)
    again.goto(f"{first}/photos/")
    expect(again.locator("figure img")).to_have_count(2)
    again.goto(f"{first}/notes/")
    expect(again.get_by_label("สิ่งที่พบ", exact=True)).to_have_value("ห้องเรียนสะอาด นักเรียนกล้าถาม")
    again.goto(f"{first}/send/")
    again.get_by_role("button", name="ส่งให้โรงเรียนรับทราบ").click()
    expect(again.get_by_text("สั่งส่งแล้ว")).to_be_visible()
    assert not Visit.objects.exists()

    sent = cut_parts(again)
    offline.cut(context, off=False)
    offline.all_in(again, 2)
    visit = Visit.objects.get(public_id=first.rsplit("/", 1)[1])
    assert Visit.objects.count() == 2
    assert visit.state == Visit.State.SUBMITTED
    assert visit.sheets.count() == 3
    photos = list(VisitPhoto.objects.filter(visit=visit))
    assert len(photos) == 2
    for photo in photos:
        assert photo.attachment is not None
        with photo.attachment.file.original.open() as file:
            assert hashlib.sha256(file.read()).hexdigest() == photo.sha256
    assert sent["aborted"] == 2
    assert sent["carried"] - sum(photo.size for photo in photos) <= 2 * 262144

    principal = new_page(phone=True)
    offline.sign_in(principal, cast.principal, f"/visits/{visit.pk}/")
    expect(principal.get_by_text("หนังสือในมุมการอ่านไม่พอ").first).to_be_visible()
    assert Finding.objects.filter(visit=visit).count() == 1

    again.goto("/capture/prepare/")
    again.get_by_role("button", name="ปรับปรุงเดี๋ยวนี้").click()
    expect(again.get_by_text("พร้อมออกพื้นที่แล้ว").first).to_be_visible()
    offline.cut(context)
    third = offline.begin(again, cast.schools[0], "ติดตามผล")
    again.goto(third + "/")
    expect(again.get_by_role("heading", name=re.compile("ข้อค้นพบครั้งก่อน 1"))).to_be_visible()
    expect(again.get_by_text("หนังสือในมุมการอ่านไม่พอ")).to_be_visible()
    again.get_by_role("radio", name="แก้บางส่วน").check()
    offline.kept(again)
    again.reload()
    expect(again.get_by_role("radio", name="แก้บางส่วน")).to_be_checked()


def cut_parts(page: Page) -> dict[str, int]:
    """From now on the second and fourth part are cut on the way; counts what was carried."""
    counts = {"parts": 0, "aborted": 0, "carried": 0}

    def handle(route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
            return
        counts["parts"] += 1
        counts["carried"] += len(route.request.post_data_buffer or b"")
        if counts["parts"] in (2, 4):
            counts["aborted"] += 1
            route.abort()
        else:
            route.continue_()

    page.context.route("**/capture/files/**", handle)
    return counts
