"""What the queue of a phone meets: answers that stop, a server that stumbles, a store that cannot be read, a colleague
who writes at the same time. One thing that cannot go holds nothing else, and no text is written over unseen."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from supervision.field import services
from supervision.field.models import Visit, VisitPhoto
from tests.e2e import offline
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
IMPROVE, STRONG, SEEN = "สิ่งที่ควรพัฒนา", "จุดเด่น", "สิ่งที่พบ"
# The line goes in the middle of the first answer to a visit: its head has come, its body never ends. Waits are shorter.
HALF_AN_ANSWER = """() => {
  const [ask, wait] = [window.fetch, window.setTimeout];
  window.setTimeout = (work, ms, ...more) => wait(work, Math.min(ms, 3000), ...more);
  let over = false;
  window.fetch = async (address, options = {}) => {
    const answer = await ask(address, options);
    if (over || options.method !== 'POST' || !String(address).includes('/capture/visits/')) return answer;
    over = true;
    const body = new ReadableStream({
      start: (line) => options.signal.addEventListener('abort', () => line.error(options.signal.reason)),
    });
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}"""


@pytest.fixture
def phone(new_page: Callable[..., Page], cast: SimpleNamespace) -> Page:
    """A phone whose console may speak of what we do to it on purpose."""
    page = new_page(phone=True, rough=True)
    # Nothing we do to the page and its line reaches the worker: the browser is not to ask that one to send.
    page.context.add_init_script("SyncManager.prototype.register = () => Promise.resolve();")
    offline.prepare(page, cast.supervisor)
    return page


def sent(page: Page, school: Any) -> Any:
    """The card of a school's visit once it says that everything is on the server."""
    return offline.cards(page).filter(has_text=school.name).filter(has_text=offline.SENT)


def test_an_answer_that_stops_in_the_middle_does_not_hold_the_queue(phone: Page, cast: SimpleNamespace) -> None:
    offline.cut(phone.context)
    offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto("/capture/")
    phone.evaluate(HALF_AN_ANSWER)
    offline.cut(phone.context, off=False)
    until(Visit.objects.exists)
    expect(sent(phone, cast.schools[0])).to_have_count(1)


@pytest.mark.parametrize("status", [500, 423])
def test_a_visit_the_server_stumbles_over_keeps_no_other_back(phone: Page, cast: SimpleNamespace, status: int) -> None:
    offline.cut(phone.context)
    first = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.begin(phone, cast.schools[1], "เรื่องสอง")
    address = f"**/capture/visits/{first.rsplit('/', 1)[1]}/"
    phone.context.route(address, lambda route: route.fulfill(status=status, body="<h1>no</h1>"))
    offline.cut(phone.context, off=False)
    phone.goto("/capture/")
    expect(sent(phone, cast.schools[1])).to_have_count(1)
    expect(sent(phone, cast.schools[0])).to_have_count(0)
    phone.context.unroute(address)
    offline.all_in(phone, 2)


def two_pictures(phone: Page, cast: SimpleNamespace) -> tuple[str, list[str]]:
    """A visit with two pictures on a phone without signal; its address and the keys of its pictures in their order."""
    offline.cut(phone.context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.photograph(phone, address, offline.picture(), offline.picture(size=(800, 600)))
    keys = phone.evaluate(
        """async (id) => {
          const { photosOf } = await import('/static/js/capture/store.js');
          return (await photosOf(id)).map((photo) => photo.id);
        }""",
        address.rsplit("/", 1)[1],
    )
    return address, keys


def arrived() -> list[str]:
    return [str(key) for key in VisitPhoto.objects.exclude(arrived_at=None).values_list("pk", flat=True)]


def test_a_picture_the_server_is_long_busy_with_keeps_no_other_back(phone: Page, cast: SimpleNamespace) -> None:
    _, (first, second) = two_pictures(phone, cast)
    asked: list[str] = []

    def busy(route: Route) -> None:
        """The upload that was begun first stays in other hands."""
        address = route.request.url
        if route.request.method == "PATCH" and (not asked or address == asked[0]):
            asked.append(address)
            route.fulfill(status=423, json={"outcome": "busy"})
        else:
            route.continue_()

    phone.context.route("**/capture/files/**", busy)
    offline.cut(phone.context, off=False)
    phone.goto("/capture/")
    until(lambda: arrived() == [second] or phone.wait_for_timeout(100))
    phone.context.unroute("**/capture/files/**")
    offline.all_in(phone, 1)
    assert set(arrived()) == {first, second}


def test_a_picture_that_cannot_be_read_is_told_and_keeps_no_other_back(phone: Page, cast: SimpleNamespace) -> None:
    _, (first, second) = two_pictures(phone, cast)
    phone.context.add_init_script(f"""(() => {{
      const read = IDBObjectStore.prototype.get;
      IDBObjectStore.prototype.get = function (key) {{
        if (key === '{first}' && this.name === 'files') throw new DOMException('the disk is broken', 'UnknownError');
        return read.call(this, key);
      }};
    }})();""")
    phone.goto("/capture/")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="เก็บเป็นไฟล์").click()
    copy = download.value.path().read_text()
    assert "เรื่องหนึ่ง" in copy
    assert f'"{second}":"' in copy
    expect(phone.get_by_text("บางภาพอ่านจากเครื่องไม่ได้ จึงไม่อยู่ในไฟล์").first).to_be_visible()
    offline.cut(phone.context, off=False)
    until(lambda: arrived() == [second] or phone.wait_for_timeout(100))
    expect(phone.get_by_text("อ่านแฟ้มของภาพนี้ในเครื่องไม่ได้").first).to_be_visible()


def test_an_answer_to_a_part_that_is_not_ours_is_no_arrival(phone: Page, cast: SimpleNamespace) -> None:
    """A portal may answer anything with 200 and a page of its own."""
    _, keys = two_pictures(phone, cast)
    counts = {"parts": 0}

    def portal(route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
            return
        counts["parts"] += 1
        route.fulfill(status=200, body="<h1>sign in to this hotel</h1>")

    phone.context.route("**/capture/files/**", portal)
    offline.cut(phone.context, off=False)
    phone.goto("/capture/")
    expect(phone.get_by_text("ไม่มีสัญญาณ").first).to_be_visible()
    assert not arrived()
    assert counts["parts"] < 20
    phone.context.unroute("**/capture/files/**")
    offline.all_in(phone, 1)
    assert set(arrived()) == set(keys)


def with_a_mate(phone: Page, cast: SimpleNamespace) -> tuple[str, Visit]:
    """A visit on the server which a colleague may write in too; the phone has no signal."""
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.write(phone, address, IMPROVE, "ควรเพิ่มหนังสือ")
    offline.all_in(phone, 1)
    offline.cut(phone.context)
    visit = Visit.objects.get()
    services.add_member(visit, actor=cast.supervisor, person=offline.base.person_of(cast.mate, cast.district))
    return address, visit


def mate_writes(visit: Visit, cast: SimpleNamespace, words: str) -> None:
    visit.refresh_from_db()
    services.save_visit(visit, actor=cast.mate, section="to_improve", values={"to_improve": words})


def test_what_is_typed_while_a_colleague_s_text_comes_is_a_choice(phone: Page, cast: SimpleNamespace) -> None:
    address, visit = with_a_mate(phone, cast)
    mate_writes(visit, cast, "ควรเพิ่มหนังสือให้ครบทุกชั้น")
    phone.goto(f"{address}/notes/")
    phone.get_by_label(STRONG, exact=True).fill("ครูตั้งใจ")
    offline.kept(phone)
    copies: list[Route] = []
    where = f"**/capture/visits/{visit.public_id}/"

    def hold_copies(route: Route) -> None:
        if route.request.method == "GET":
            copies.append(route)
        else:
            route.continue_()

    phone.context.route(where, hold_copies)
    offline.cut(phone.context, off=False)
    until(lambda: copies or phone.wait_for_timeout(50))
    phone.get_by_label(IMPROVE, exact=True).press_sequentially(" และโต๊ะ")
    offline.kept(phone)
    with phone.expect_response(where):
        copies[0].continue_()
    phone.wait_for_function("async () => !(await import('/static/js/capture/state.js')).app.queue.running")
    phone.context.unroute(where)
    phone.goto("/capture/")
    expect(phone.get_by_role("link", name="เลือกฉบับที่จะใช้")).to_be_visible()
    visit.refresh_from_db()
    assert visit.to_improve == "ควรเพิ่มหนังสือให้ครบทุกชั้น"


def test_what_is_typed_into_a_page_that_has_not_heard_of_a_colleague_s_text_is_a_choice(
    phone: Page, cast: SimpleNamespace
) -> None:
    """The store holds their text already, the page still shows the one of before: a slow phone, or a tab that slept."""
    address, visit = with_a_mate(phone, cast)
    mate_writes(visit, cast, "ควรเพิ่มหนังสือให้ครบทุกชั้น")
    phone.goto(f"{address}/notes/")
    phone.get_by_label(STRONG, exact=True).fill("ครูตั้งใจ")
    offline.kept(phone)
    phone.evaluate("""async () => {
      const { app } = await import('/static/js/capture/state.js');
      app.editor.reload = () => new Promise(() => {});
    }""")
    offline.cut(phone.context, off=False)
    phone.wait_for_function(
        """async (id) => {
          const { visit } = await import('/static/js/capture/store.js');
          return (await visit(id)).sections.to_improve.text.includes('ทุกชั้น');
        }""",
        arg=str(visit.public_id),
    )
    phone.get_by_label(IMPROVE, exact=True).press_sequentially(" และโต๊ะ")
    offline.kept(phone)
    phone.goto("/capture/")
    expect(phone.get_by_role("link", name="เลือกฉบับที่จะใช้")).to_be_visible()
    visit.refresh_from_db()
    assert visit.to_improve == "ควรเพิ่มหนังสือให้ครบทุกชั้น"
    phone.get_by_role("link", name="เลือกฉบับที่จะใช้").click()
    phone.get_by_role("button", name="ใช้ฉบับในเครื่องนี้").click()
    expect(phone.get_by_text("เลือกแล้ว อีกฉบับเก็บไว้ในประวัติ").last).to_be_visible()
    offline.all_in(phone, 1)
    visit.refresh_from_db()
    assert visit.to_improve == "ควรเพิ่มหนังสือ และโต๊ะ"


def test_two_taps_choose_one_text(phone: Page, cast: SimpleNamespace) -> None:
    """The next text to choose about stands in the same place at once."""
    address, visit = with_a_mate(phone, cast)
    for section in ("to_improve", "strengths"):
        visit.refresh_from_db()
        services.save_visit(visit, actor=cast.mate, section=section, values={section: "ของอีกคน"})
    phone.goto(f"{address}/notes/")
    for label in (IMPROVE, STRONG):
        phone.get_by_label(label, exact=True).press_sequentially("ของฉัน")
    offline.kept(phone)
    offline.cut(phone.context, off=False)
    phone.goto("/capture/")
    phone.get_by_role("link", name="เลือกฉบับที่จะใช้").click()
    expect(phone.get_by_text("2 ตอน")).to_be_visible()
    phone.get_by_role("radio", name="บนระบบ").check()
    phone.get_by_role("button", name="ใช้ฉบับบนระบบ").dblclick(delay=150)
    expect(phone.get_by_text("1 ตอน")).to_be_visible()
    phone.goto("/capture/")
    expect(phone.get_by_role("link", name="เลือกฉบับที่จะใช้")).to_be_visible()


def test_a_colleague_s_text_is_shown_before_the_pictures_are_carried(phone: Page, cast: SimpleNamespace) -> None:
    """Pictures take minutes: who writes on meanwhile writes on in the text as it is now."""
    address, visit = with_a_mate(phone, cast)
    mate_writes(visit, cast, "ควรเพิ่มหนังสือให้ครบทุกชั้น")
    offline.photograph(phone, address, offline.picture())
    phone.goto(f"{address}/notes/")
    held: list[Route] = []
    free: list[bool] = []
    phone.context.route("**/capture/files/**", lambda route: route.continue_() if free else held.append(route))
    offline.cut(phone.context, off=False)
    expect(phone.get_by_label(IMPROVE, exact=True)).to_have_value("ควรเพิ่มหนังสือให้ครบทุกชั้น")
    phone.get_by_label(IMPROVE, exact=True).press_sequentially(" และโต๊ะ")
    offline.kept(phone)
    free.append(True)
    for route in held:
        route.continue_()
    offline.all_in(phone, 1)
    visit.refresh_from_db()
    assert visit.to_improve == "ควรเพิ่มหนังสือให้ครบทุกชั้น และโต๊ะ"


def test_an_order_to_send_outlives_a_choice(phone: Page, cast: SimpleNamespace) -> None:
    """It was told that the phone sends it by itself: a choice between two texts in between does not end that."""
    address, visit = with_a_mate(phone, cast)
    mate_writes(visit, cast, "ควรเพิ่มหนังสือให้ครบทุกชั้น")
    offline.write(phone, address, IMPROVE, " อย่างน้อย 20 เล่ม")
    phone.goto(f"{address}/send/")
    phone.get_by_role("button", name="ส่งให้โรงเรียนรับทราบ").click()
    expect(phone.get_by_text("สั่งส่งแล้ว")).to_be_visible()
    offline.cut(phone.context, off=False)
    phone.goto("/capture/")
    phone.get_by_role("link", name="เลือกฉบับที่จะใช้").click()
    expect(phone.get_by_role("heading", name=IMPROVE)).to_be_visible()
    visit.refresh_from_db()
    assert visit.state == Visit.State.DRAFT
    phone.get_by_role("button", name="ใช้ฉบับในเครื่องนี้").click()
    expect(phone.get_by_text("เลือกแล้ว อีกฉบับเก็บไว้ในประวัติ").last).to_be_visible()
    offline.all_in(phone, 1)
    visit.refresh_from_db()
    assert visit.state == Visit.State.SUBMITTED
    assert visit.to_improve == "ควรเพิ่มหนังสือ อย่างน้อย 20 เล่ม"


def test_a_tab_that_ends_while_it_sends_leaves_the_others_able_to(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    other = phone.context.new_page()
    offline.all_in(other, 1)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.route("**/capture/visits/**", hold)
    offline.write(phone, address, SEEN, "เขียนเพิ่ม")
    # The start of a page sends at once; the other tab has nothing to do and only hears of it.
    phone.goto("/capture/")
    until(lambda: held or phone.wait_for_timeout(50))
    expect(other.get_by_role("button", name="กำลังส่ง")).to_be_visible()
    phone.close()
    expect(sent(other, cast.schools[0])).to_have_count(1)
    assert Visit.objects.get().observed == "เขียนเพิ่ม"


def test_a_picture_taken_off_after_a_lost_answer_is_taken_off_there_too(phone: Page, cast: SimpleNamespace) -> None:
    address, _ = two_pictures(phone, cast)
    where = "**/capture/visits/**"

    answers: list[int] = []
    free: list[bool] = []

    def lost(route: Route) -> None:
        """The server hears of it once, and the phone never hears that it did."""
        if free:
            route.continue_()
            return
        if not answers:
            answers.append(route.fetch().status)
        route.abort()

    phone.context.route(where, lost)
    offline.cut(phone.context, off=False)
    until(lambda: answers or phone.wait_for_timeout(100))
    offline.cut(phone.context)
    assert VisitPhoto.objects.count() == 2
    free.append(True)
    phone.goto(f"{address}/photos/")
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="เอาออก ภาพที่ 1").click()
    offline.kept(phone)
    offline.cut(phone.context, off=False)
    offline.all_in(phone, 1)
    assert VisitPhoto.objects.filter(removed_at=None).count() == 1
