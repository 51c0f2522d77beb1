"""Pages that save while one types, on a slow line: what is typed last is what the server has in the end, and the page
never says it has what it has not."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from kotpn.minutes.services.entries import save_entry
from supervision.field import services
from supervision.field.models import Visit
from tests.factories import base, kotpn
from tests.factories import field as make
from tests.fixtures.browser import answered, enter, kept_on_the_device, sign_in, through
from tests.fixtures.waiting import PATIENCE, until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


class Held:
    """Posts of a page the line keeps back until the test lets them go, oldest first."""

    def __init__(self, page: Page, path: str) -> None:
        self.page = page
        self.waiting: list[Route] = []
        self.path = f"**{path}"
        page.route(self.path, self._take)

    def _take(self, route: Route) -> None:
        if route.request.method == "POST":
            self.waiting.append(route)
        else:
            route.continue_()

    def arrived(self, count: int = 1) -> None:
        """Wait until the page has sent this many."""
        deadline = time.monotonic() + PATIENCE
        while len(self.waiting) < count:
            assert time.monotonic() < deadline, "nothing more was sent"
            self.page.wait_for_timeout(50)  # lets the page's events through

    def go(self) -> None:
        """Let the oldest through, and wait until the page has its answer."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.waiting.pop(0).continue_()

    def end(self) -> None:
        for route in self.waiting:
            route.abort()
        self.waiting.clear()
        self.page.unroute(self.path)


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    district = base.district()
    school = base.school(district, cluster=base.cluster(district))
    supervisor, colleague = (base.user("supervisor", district) for _ in range(2))
    day = timezone.localdate() - timedelta(days=1)
    visit = make.draft(supervisor, school, on=day)
    services.add_member(visit, actor=supervisor, person=base.person_of(colleague, district))
    return SimpleNamespace(district=district, supervisor=supervisor, colleague=colleague, visit=visit)


@pytest.fixture
def notes(cast: SimpleNamespace, new_page: Callable[..., Page]) -> Iterator[Page]:
    yield sign_in(new_page(phone=True, rough=True), cast.supervisor, f"/visits/{cast.visit.pk}/notes/")


def strengths(cast: SimpleNamespace) -> str:
    return str(Visit.objects.values_list("strengths", flat=True).get(pk=cast.visit.pk))


def on_the_device(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(localStorage)"))


def test_letters_typed_while_an_answer_is_under_way_stay_kept(notes: Page, cast: SimpleNamespace) -> None:
    box = notes.get_by_label("จุดเด่น", exact=True)
    line = Held(notes, "/notes/")
    box.press_sequentially("ห้องเรียน")
    line.arrived()
    box.press_sequentially("สะอาด")
    kept_on_the_device(notes, "ห้องเรียนสะอาด")
    line.go()
    expect(notes.locator("#saved")).to_contain_text("บันทึกแล้ว")
    assert "ห้องเรียนสะอาด" in on_the_device(notes), "the server has the first word alone"
    expect(box).to_be_focused()
    expect(box).to_have_value("ห้องเรียนสะอาด")
    line.arrived()
    line.go()
    until(lambda: strengths(cast) == "ห้องเรียนสะอาด")
    notes.wait_for_function("!JSON.stringify(localStorage).includes('nt-draft')")


def test_a_failed_autosave_is_told_kept_and_sent_again(notes: Page, cast: SimpleNamespace) -> None:
    box, saved = notes.get_by_label("จุดเด่น", exact=True), notes.locator("#saved")
    notes.clock.install()
    notes.route("**/notes/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    box.fill("พิมพ์ตอนไม่มีสัญญาณ")
    notes.clock.run_for(2000)
    expect(saved).to_contain_text("ยังไม่ได้บันทึก")
    assert "พิมพ์ตอนไม่มีสัญญาณ" in on_the_device(notes)
    notes.unroute("**/notes/")
    with answered(notes, "/notes/"):
        notes.clock.run_for(11_000)
    expect(saved).to_contain_text("บันทึกแล้ว")
    assert strengths(cast) == "พิมพ์ตอนไม่มีสัญญาณ"


def test_a_refused_autosave_keeps_what_was_typed(notes: Page, cast: SimpleNamespace) -> None:
    """An answer of 200 that says why it was not saved is no reason to forget it."""
    services.save_visit(cast.visit, actor=cast.colleague, section="notes", values={"strengths": "เพื่อนเขียน"})
    notes.get_by_label("จุดเด่น", exact=True).fill("ฉันเขียน")
    expect(notes.locator("#saved")).to_contain_text("ยังไม่ได้บันทึก")
    assert "ฉันเขียน" in on_the_device(notes)


def test_a_session_that_ends_while_one_types_loses_nothing(notes: Page, cast: SimpleNamespace) -> None:
    notes.get_by_label("จุดเด่น", exact=True).fill("พิมพ์ไว้นาน")
    notes.context.clear_cookies(name="sessionid")
    expect(notes.get_by_role("heading", name="เข้าสู่ระบบ")).to_be_visible()
    enter(notes, cast.supervisor)
    with answered(notes, "/notes/"):
        notes.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(notes.get_by_label("จุดเด่น", exact=True)).to_have_value("พิมพ์ไว้นาน")
    until(lambda: strengths(cast) == "พิมพ์ไว้นาน")


def test_what_is_brought_back_does_not_write_over_what_came_since(notes: Page, cast: SimpleNamespace) -> None:
    line = Held(notes, "/notes/")
    notes.get_by_label("จุดเด่น", exact=True).fill("ร่างของวันก่อน")
    kept_on_the_device(notes, "ร่างของวันก่อน")
    services.save_visit(cast.visit, actor=cast.colleague, section="notes", values={"strengths": "เพื่อนเขียนทีหลัง"})
    notes.on("dialog", lambda asked: asked.accept())
    line.end()
    notes.reload()
    expect(notes.get_by_label("จุดเด่น", exact=True)).to_have_value("เพื่อนเขียนทีหลัง")
    with answered(notes, "/notes/"):
        notes.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(notes.locator("#saved")).to_contain_text("ยังไม่ได้บันทึก")
    assert strengths(cast) == "เพื่อนเขียนทีหลัง"
    notes.get_by_role("button", name="ไป ข้อค้นพบ").click()
    expect(notes.get_by_role("heading", name="ต่างกัน 1 ช่อง")).to_be_visible()


def test_the_button_waits_for_the_autosave_under_way(notes: Page, cast: SimpleNamespace) -> None:
    box = notes.get_by_label("จุดเด่น", exact=True)
    line = Held(notes, "/notes/")
    box.press_sequentially("ครูสอน")
    line.arrived()
    box.press_sequentially("ดีมาก")
    for _ in range(2):  # the second tap of an impatient hand
        notes.get_by_role("button", name="ไป ข้อค้นพบ").click(no_wait_after=True)
    assert len(line.waiting) == 1
    line.go()
    line.arrived()
    sent: Any = line.waiting[0].request
    assert sent.is_navigation_request()
    assert "stamp=1.1.0.0.0" in sent.post_data, "the one the autosave brought"
    with notes.expect_navigation():
        line.waiting.pop(0).continue_()
    assert notes.url.endswith("/findings/")
    assert strengths(cast) == "ครูสอนดีมาก"


def test_a_page_left_for_another_while_its_form_is_under_way_keeps_the_text(
    cast: SimpleNamespace, new_page: Callable[..., Page]
) -> None:
    """The next page of this tab, or one of another, is no proof that the form arrived."""
    page = sign_in(new_page(rough=True), cast.supervisor, "/account/profile/")
    other = page.context.new_page()
    other.goto("/")
    line = Held(page, "/account/profile/")
    page.get_by_label("โทรศัพท์").fill("042-111-222")
    # Nothing can be asked of a page that waits for another: the hand that presses a link is wound up before.
    page.evaluate("setTimeout(() => document.querySelector(\"a[href='/notices/']\").click(), 4000)")
    page.get_by_role("button", name="บันทึกข้อมูลของฉัน").click(no_wait_after=True)
    line.arrived()
    other.reload()
    assert "042-111-222" in on_the_device(other)
    page.wait_for_url("**/notices/")
    assert "042-111-222" in on_the_device(page)
    line.end()
    page.goto("/account/profile/")
    page.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(page.get_by_label("โทรศัพท์")).to_have_value("042-111-222")


def test_the_browsers_own_restoring_takes_nothing_for_saved(notes: Page, cast: SimpleNamespace) -> None:
    """After a reload the page shows what the server has, and offers what it has not."""
    line = Held(notes, "/notes/")
    notes.on("dialog", lambda asked: asked.accept())
    notes.get_by_label("จุดเด่น", exact=True).fill("ยังไม่ถึงเครื่องแม่ข่าย")
    line.arrived()
    line.end()
    notes.reload()
    expect(notes.get_by_label("จุดเด่น", exact=True)).to_have_value("")
    with answered(notes, "/notes/"):
        notes.get_by_role("button", name="นำข้อความกลับมา").click()
    until(lambda: strengths(cast) == "ยังไม่ถึงเครื่องแม่ข่าย")


def test_what_an_input_method_composes_is_saved_without_a_key(notes: Page, cast: SimpleNamespace) -> None:
    """Keyboards of phones and dictation give no keyup; the page saves while the box still has the focus."""
    box = notes.get_by_label("จุดเด่น", exact=True)
    box.focus()
    client = notes.context.new_cdp_session(notes)
    client.send("Input.imeSetComposition", {"text": "นักเรีย", "selectionStart": 7, "selectionEnd": 7})
    client.send("Input.insertText", {"text": "นักเรียน"})
    until(lambda: strengths(cast) == "นักเรียน")
    expect(box).to_be_focused()
    assert box.evaluate("el => el.selectionStart") == len("นักเรียน")


def test_what_is_typed_before_the_script_is_there_is_saved(
    cast: SimpleNamespace, new_page: Callable[..., Page]
) -> None:
    page = sign_in(new_page(phone=True), cast.supervisor, f"/visits/{cast.visit.pk}/people/")
    scripts: list[Route] = []

    def hold(route: Route) -> None:
        scripts.append(route)

    page.route("**/forms*.js", hold)
    page.goto(f"/visits/{cast.visit.pk}/notes/", wait_until="commit")
    box = page.get_by_label("จุดเด่น", exact=True)
    box.fill("พิมพ์ก่อนหน้าจะมาครบ")
    box.blur()
    scripts[0].continue_()
    until(lambda: strengths(cast) == "พิมพ์ก่อนหน้าจะมาครบ")


def test_who_takes_the_others_text_is_not_offered_their_own_again(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    secretary, director = base.user("committee_secretary", district), base.user("group_director", district)
    committee = kotpn.a_committee(secretary, district)
    day = timezone.localdate() - timedelta(days=1)
    meeting = kotpn.a_meeting(secretary, committee, held_on=day)
    item = kotpn.an_item(secretary, meeting, title="แผนการติดตาม")
    kotpn.opened(secretary, meeting)
    page = sign_in(new_page(), secretary, f"/kotpn/meetings/{meeting.pk}/sitting/{item.pk}/")
    save_entry(item, actor=director, text="ของ ผอ.กลุ่ม", stamp=0)
    page.locator("#id_said").fill("ของเลขานุการ")
    expect(page.locator("#clash [data-nt-theirs]")).to_be_visible()
    assert "ของเลขานุการ" in on_the_device(page)
    through(page.locator("#clash [data-nt-theirs]"))
    expect(page.locator("#id_said")).to_have_value("ของ ผอ.กลุ่ม")
    expect(page.get_by_text("และยังไม่ได้บันทึก")).to_have_count(0)
