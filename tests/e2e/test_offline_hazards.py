"""What may happen to a phone in the field: a killed tab, a full store, an update in the middle of a visit, an ended
session, a refused token, a text of two people, another person on the same phone. Nothing typed is lost."""

import contextlib
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Error, Locator, Page, expect

from supervision.capture import shell
from supervision.field import services
from supervision.field.models import SectionText, Visit
from tests.e2e import offline
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
# Chromium remembers for so long how much room an origin had.
QUOTA_KEPT_MS = 32_000
SEEN = "สิ่งที่พบ"
TYPED = "ห้องเรียนสะอาด ครูใช้คำถามปลายเปิด"


def field(page: Page, label: str = SEEN) -> Locator:
    return page.get_by_label(label, exact=True)


def crash(page: Page) -> None:
    """The tab's process ends at once: no event of leaving reaches the page."""
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash", wait_until="commit", timeout=2000)


def test_a_killed_tab_loses_at_most_the_last_blink(rough_phone: Page, cast: SimpleNamespace) -> None:
    page, context = rough_phone, rough_phone.context
    offline.cut(context)
    address = offline.begin(page, cast.schools[0], "เรื่องหนึ่ง")
    page.goto(f"{address}/notes/")
    field(page).press_sequentially(TYPED)
    offline.kept(page)
    crash(page)
    again = context.new_page()
    again.goto(f"{address}/notes/")
    expect(field(again)).to_have_value(TYPED)


def test_two_visits_in_two_tabs_stay_apart(phone: Page, cast: SimpleNamespace) -> None:
    first = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    second = offline.begin(phone, cast.schools[1], "เรื่องสอง")
    other = phone.context.new_page()
    phone.goto(f"{first}/notes/")
    other.goto(f"{second}/notes/")
    field(phone).press_sequentially("ของที่หนึ่ง")
    field(other).press_sequentially("ของที่สอง")
    field(phone, "จุดเด่น").press_sequentially("จุดเด่นที่หนึ่ง")
    offline.kept(phone)
    offline.kept(other)
    other.goto(f"{first}/notes/")
    expect(field(other)).to_have_value("ของที่หนึ่ง")
    expect(field(other, "จุดเด่น")).to_have_value("จุดเด่นที่หนึ่ง")


def test_a_full_store_keeps_the_text_and_says_so(rough_phone: Page, cast: SimpleNamespace, live_url: str) -> None:
    page = rough_phone
    offline.cut(page.context)
    address = offline.begin(page, cast.schools[0], "เรื่องหนึ่ง")
    page.goto(f"{address}/photos/")
    line = page.context.new_cdp_session(page)
    line.send("Storage.overrideQuotaForOrigin", {"origin": live_url, "quotaSize": 1})
    page.wait_for_timeout(QUOTA_KEPT_MS)
    page.get_by_label("ถ่ายหรือเลือกภาพ").set_input_files([offline.picture(noise=True)])
    expect(page.get_by_text("ที่เก็บในเครื่องเต็ม ภาพล่าสุดยังไม่ได้เก็บ")).to_be_visible()
    page.get_by_role("link", name="ทุกตอน").click()
    page.get_by_role("link", name="สิ่งที่พบและสะท้อนคิด").first.click()
    field(page).press_sequentially(TYPED)
    expect(page.get_by_text("ที่เก็บในเครื่องเต็ม อย่าปิดหน้านี้")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="เก็บสำเนาไว้เป็นไฟล์").click()
    assert TYPED in download.value.path().read_text()
    page.close(run_before_unload=False)
    again = rough_phone.context.new_page()
    again.goto(f"{address}/notes/")
    expect(field(again)).to_have_value(TYPED)


def test_an_update_in_the_middle_of_a_visit(
    phone: Page, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/notes/")
    field(phone).press_sequentially("ก่อนเปลี่ยน")
    old = phone.evaluate("document.body.dataset.version")
    monkeypatch.setattr(shell, "version", lambda: "b" * 12)
    phone.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update())")
    button = phone.get_by_role("button", name="มีรุ่นใหม่ กดเพื่อเปลี่ยน")
    expect(button).to_be_visible()
    # It waits: the page of the old version goes on, also when it is opened again without signal.
    field(phone).press_sequentially(" ระหว่างรอ")
    offline.kept(phone)
    phone.reload()
    assert phone.evaluate("document.body.dataset.version") == old
    expect(field(phone)).to_have_value("ก่อนเปลี่ยน ระหว่างรอ")
    field(phone).press_sequentially(" แล้วกด")
    button.click()
    expect(phone.locator("body")).to_have_attribute("data-version", "b" * 12)
    expect(field(phone)).to_have_value("ก่อนเปลี่ยน ระหว่างรอ แล้วกด")
    until(lambda: phone.evaluate("() => caches.keys()") == ["nithet-app-" + "b" * 12])


def end_session() -> None:
    Session.objects.all().delete()
    cache.clear()


def test_an_ended_session_asks_to_sign_in_and_goes_on(rough_phone: Page, cast: SimpleNamespace) -> None:
    page = rough_phone
    offline.cut(page.context)
    address = offline.begin(page, cast.schools[0], "เรื่องหนึ่ง")
    offline.write(page, address, SEEN, TYPED)
    end_session()
    offline.cut(page.context, off=False)
    page.goto("/capture/")
    expect(page.get_by_text("ต้องเข้าสู่ระบบก่อนส่ง งานในเครื่องไม่หาย")).to_be_visible()
    expect(offline.cards(page)).to_have_count(1)
    assert not Visit.objects.exists()
    page.get_by_role("link", name="เข้าสู่ระบบ").click()
    offline.enter(page, cast.supervisor)
    expect(page).to_have_url(re.compile("/capture/$"))
    offline.all_in(page, 1)
    assert Visit.objects.get().observed == TYPED


def test_a_refused_token_is_fetched_anew(rough_phone: Page, cast: SimpleNamespace) -> None:
    page = rough_phone
    offline.cut(page.context)
    address = offline.begin(page, cast.schools[0], "เรื่องหนึ่ง")
    offline.write(page, address, SEEN, TYPED)
    page.context.clear_cookies(name="csrftoken")
    offline.cut(page.context, off=False)
    offline.all_in(page, 1)
    assert Visit.objects.get().observed == TYPED


def met(page: Page, cast: SimpleNamespace) -> tuple[str, Visit]:
    """A visit on the server whose สิ่งที่ควรพัฒนา was then written by a colleague and, without signal, on this phone."""
    address = offline.begin(page, cast.schools[0], "เรื่องหนึ่ง")
    offline.write(page, address, "สิ่งที่ควรพัฒนา", "ควรเพิ่มหนังสือ")
    offline.all_in(page, 1)
    visit = Visit.objects.get()
    offline.cut(page.context)
    mate = offline.base.person_of(cast.mate, cast.district)
    services.add_member(visit, actor=cast.supervisor, person=mate)
    visit.refresh_from_db()
    services.save_visit(visit, actor=cast.mate, section="to_improve", values={"to_improve": "ควรเพิ่มหนังสือให้ครบทุกชั้น"})
    page.goto(f"{address}/notes/")
    field(page, "สิ่งที่ควรพัฒนา").press_sequentially(" อย่างน้อย 20 เล่ม")
    field(page, "จุดเด่น").press_sequentially("ครูตั้งใจ")
    offline.kept(page)
    offline.cut(page.context, off=False)
    page.goto("/capture/")
    expect(page.get_by_text("ต้องตัดสินใจ").first).to_be_visible()
    page.get_by_role("link", name="เลือกฉบับที่จะใช้").click()
    expect(page.get_by_role("heading", name="สิ่งที่ควรพัฒนา")).to_be_visible()
    offline.fits(page)
    visit.refresh_from_db()
    assert visit.strengths == "ครูตั้งใจ"
    return address, visit


def test_my_text_is_chosen(phone: Page, cast: SimpleNamespace) -> None:
    _, visit = met(phone, cast)
    phone.get_by_role("button", name="ใช้ฉบับในเครื่องนี้").click()
    expect(phone.get_by_text("เลือกแล้ว อีกฉบับเก็บไว้ในประวัติ").last).to_be_visible()
    offline.all_in(phone, 1)
    visit.refresh_from_db()
    assert visit.to_improve == "ควรเพิ่มหนังสือ อย่างน้อย 20 เล่ม"
    texts = {row.content["text"] for row in SectionText.objects.filter(visit=visit, section="to_improve")}
    assert {"ควรเพิ่มหนังสือให้ครบทุกชั้น", "ควรเพิ่มหนังสือ อย่างน้อย 20 เล่ม"} <= texts


def test_the_other_text_is_chosen(phone: Page, cast: SimpleNamespace) -> None:
    address, visit = met(phone, cast)
    phone.get_by_role("radio", name="บนระบบ").check()
    phone.get_by_role("button", name="ใช้ฉบับบนระบบ").click()
    expect(phone.get_by_text("เลือกแล้ว อีกฉบับเก็บไว้ในประวัติ").last).to_be_visible()
    offline.all_in(phone, 1)
    visit.refresh_from_db()
    assert visit.to_improve == "ควรเพิ่มหนังสือให้ครบทุกชั้น"
    phone.goto(f"{address}/notes/")
    expect(field(phone, "สิ่งที่ควรพัฒนา")).to_have_value("ควรเพิ่มหนังสือให้ครบทุกชั้น")


def test_both_texts_become_a_new_one(phone: Page, cast: SimpleNamespace) -> None:
    _, visit = met(phone, cast)
    phone.get_by_role("radio", name="เขียนใหม่จากทั้งสองฉบับ").check()
    phone.get_by_label("สิ่งที่ควรพัฒนา ฉบับใหม่").fill("ควรเพิ่มหนังสือให้ครบทุกชั้น อย่างน้อย 20 เล่ม")
    phone.get_by_role("button", name="ใช้ฉบับที่เขียนใหม่").click()
    expect(phone.get_by_text("เลือกแล้ว อีกฉบับเก็บไว้ในประวัติ").last).to_be_visible()
    offline.all_in(phone, 1)
    visit.refresh_from_db()
    assert visit.to_improve == "ควรเพิ่มหนังสือให้ครบทุกชั้น อย่างน้อย 20 เล่ม"


def test_another_person_sees_and_sends_nothing_of_mine(rough_phone: Page, cast: SimpleNamespace) -> None:
    page = rough_phone
    offline.cut(page.context)
    address = offline.begin(page, cast.schools[0], "เรื่องหนึ่ง")
    offline.write(page, address, SEEN, TYPED)
    end_session()
    offline.cut(page.context, off=False)
    offline.sign_in(page, cast.mate, "/capture/")
    expect(page.get_by_text("ในเครื่องนี้มีงานของผู้ใช้อื่น 1 รายการ")).to_be_visible()
    expect(offline.cards(page)).to_have_count(0)
    page.goto(f"{address}/notes/")
    expect(page.get_by_role("heading", name="ไม่พบบันทึกนี้ในเครื่อง")).to_be_visible()
    assert not Visit.objects.exists()
    end_session()
    offline.sign_in(page, cast.supervisor, "/capture/")
    offline.all_in(page, 1)
    assert Visit.objects.get().created_by == cast.supervisor


def test_nothing_leaves_the_phone_unasked(phone: Page, cast: SimpleNamespace) -> None:
    offline.cut(phone.context)
    offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto("/capture/")
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.get_by_role("button", name="ลบจากเครื่อง").click()
    until(lambda: asked or phone.wait_for_timeout(50))
    expect(offline.cards(phone)).to_have_count(1)
    assert "เรียกคืนไม่ได้" in asked[0]


def test_a_clock_two_years_ahead_is_told_and_nothing_is_taken_for_sent(phone: Page, cast: SimpleNamespace) -> None:
    today = cast.today.isoformat()
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=730))
    offline.cut(phone.context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.write(phone, address, SEEN, TYPED)
    offline.cut(phone.context, off=False)
    phone.goto("/capture/")
    expect(phone.get_by_text("นาฬิกาของโทรศัพท์อาจเดินผิด")).to_be_visible()
    assert not Visit.objects.exists()
    phone.get_by_role("link", name="แก้ตอนที่ระบบยังไม่รับ").click()
    phone.get_by_role("link", name="ข้อมูลทั่วไป").first.click()
    phone.get_by_label("วันที่นิเทศ").fill(today)
    offline.kept(phone)
    offline.all_in(phone, 1)
    visit = Visit.objects.get()
    assert visit.observed == TYPED
    assert visit.visited_on == cast.today
    assert visit.phone_at is not None
    assert visit.phone_at - visit.created_at > timedelta(days=729)


def test_a_sheet_taken_off_is_taken_off_there_too(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.fill_sheet(phone, address, "ป.1/1")
    offline.all_in(phone, 1)
    assert Visit.objects.get().sheets.count() == 1
    phone.goto(f"{address}/")
    phone.get_by_role("link", name=re.compile("ห้องเรียนคุณภาพ")).click()
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="นำแบบประเมินนี้ออกจากบันทึก").click()
    expect(phone.get_by_role("heading", name="ตอนของบันทึก")).to_be_visible()
    offline.kept(phone)
    offline.all_in(phone, 1)
    assert Visit.objects.get().sheets.count() == 0
