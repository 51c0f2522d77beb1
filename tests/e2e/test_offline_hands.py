"""Two tabs on one visit, a slow store, and what is begun on a page and then left: nothing typed, drawn or chosen is
lost, or shown otherwise than it is kept."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, expect

from supervision.field.models import Visit
from tests.e2e import offline
from tests.factories import base
from tests.factories.groups import a_subject_group
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SEEN, ADDING = "สิ่งที่พบ", "เพิ่มครูหรือบุคลากรของโรงเรียน"
# Positions are found when the test says so.
SLOW_PLACE = """(() => {
  navigator.geolocation.getCurrentPosition = (found) => {
    window.foundPlace = () => found({ coords: { latitude: 17.5, longitude: 101.1, accuracy: 9 } });
  };
})();"""
# How many of its pixels somebody drew on.
DRAWN = """canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
  .filter((value, place) => place % 4 === 3 && value).length"""


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    found = offline.cast()
    for name in ("สมศรี ใจดี", "วิชัย ตั้งใจ"):
        base.person(found.district, school=found.schools[0], name=name)
    for name in ("ภาษาไทย", "คณิตศาสตร์"):
        a_subject_group(found.district, name=name)
    return found


def field(page: Page, label: str = SEEN) -> Locator:
    return page.get_by_label(label, exact=True)


def test_two_tabs_on_one_page_of_one_visit_lose_nothing(phone: Page, cast: SimpleNamespace) -> None:
    offline.cut(phone.context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    other = phone.context.new_page()
    for page in (phone, other):
        page.goto(f"{address}/findings/")
    other.get_by_role("button", name="เพิ่มข้อค้นพบ").click()
    other.get_by_label("ข้อค้นพบที่ 1", exact=True).fill("หนังสือไม่พอ")
    offline.kept(other)
    expect(phone.get_by_label("ข้อค้นพบที่ 1", exact=True)).to_have_value("หนังสือไม่พอ")
    phone.get_by_role("button", name="เพิ่มข้อค้นพบ").click()
    phone.get_by_label("ข้อค้นพบที่ 2", exact=True).fill("โต๊ะไม่พอ")
    offline.kept(phone)
    for page in (phone, other):
        page.reload()
        expect(page.get_by_label("ข้อค้นพบที่ 1", exact=True)).to_have_value("หนังสือไม่พอ")
        expect(page.get_by_label("ข้อค้นพบที่ 2", exact=True)).to_have_value("โต๊ะไม่พอ")


def test_taking_off_knows_what_another_tab_wrote(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.all_in(phone, 1)
    offline.cut(phone.context)
    other = phone.context.new_page()
    # A tab that sleeps in the background hears of nothing.
    other.add_init_script("BroadcastChannel.prototype.postMessage = () => {};")
    offline.write(other, address, SEEN, "ยังไม่ได้ส่ง")
    other.close()
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.get_by_role("button", name="ลบจากเครื่อง").click()
    until(lambda: asked or phone.wait_for_timeout(50))
    expect(offline.cards(phone)).to_have_count(1)
    assert "เรียกคืนไม่ได้" in asked[0]


def test_what_is_typed_into_a_visit_taken_off_elsewhere_is_told(phone: Page, cast: SimpleNamespace) -> None:
    offline.cut(phone.context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    other = phone.context.new_page()
    other.goto(f"{address}/notes/")
    expect(field(other)).to_be_visible()
    phone.goto("/capture/")
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="ลบจากเครื่อง").click()
    expect(offline.cards(phone)).to_have_count(0)
    field(other).press_sequentially("พิมพ์ต่อ")
    expect(other.get_by_text("รายการนี้ถูกลบออกจากเครื่องแล้ว").first).to_be_visible()


def test_a_position_that_is_found_late_undoes_nothing(phone: Page, cast: SimpleNamespace) -> None:
    phone.context.add_init_script(SLOW_PLACE)
    offline.cut(phone.context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.get_by_role("button", name="ใช้ตำแหน่งขณะนี้").click()
    phone.get_by_role("link", name="ทุกตอน").click()
    phone.get_by_role("link", name="ย้อนกลับ").click()
    phone.get_by_role("link", name=cast.schools[0].name).click()
    phone.get_by_role("link", name="ข้อมูลทั่วไป").first.click()
    field(phone, "เรื่องที่นิเทศ").fill("เรื่องที่แก้แล้ว")
    offline.kept(phone)
    phone.evaluate("() => window.foundPlace()")
    expect(phone.get_by_text("17.5, 101.1")).to_be_visible()
    offline.kept(phone)
    phone.goto(f"{address}/general/")
    expect(field(phone, "เรื่องที่นิเทศ")).to_have_value("เรื่องที่แก้แล้ว")
    expect(phone.get_by_text("17.5, 101.1")).to_be_visible()


def add_both(page: Page) -> None:
    """The two teachers of the school, as people who are supervised."""
    for name in ("สมศรี ใจดี", "วิชัย ตั้งใจ"):
        key = field(page, ADDING).locator("option").filter(has_text=name).get_attribute("value")
        field(page, ADDING).select_option(key)
        expect(page.get_by_role("button", name=f"เอาออก {name}")).to_be_visible()


def sign(phone: Page, side: str) -> Locator:
    """A line drawn by finger into the frame of one side."""
    canvas = phone.locator(f"#draw-{side}")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    phone.mouse.move(box["x"] + 20, box["y"] + 20)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    phone.mouse.up()
    return canvas


def test_a_signature_begun_is_there_when_the_page_is_opened_again(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/sign/")
    receiver = phone.locator("section").filter(has=phone.get_by_role("heading", name="ผู้รับการนิเทศ"))
    receiver.get_by_label("ชื่อผู้ลงนาม").fill("มานะ นำโรงเรียน")
    sign(phone, "receiver")
    # To another part and back within the app, then anew as after a kill.
    phone.get_by_role("link", name="ทุกตอน").click()
    phone.get_by_role("link", name="ลายมือชื่อ").click()
    expect(receiver.get_by_label("ชื่อผู้ลงนาม")).to_have_value("มานะ นำโรงเรียน")
    offline.kept(phone)
    phone.reload()
    expect(receiver.get_by_label("ชื่อผู้ลงนาม")).to_have_value("มานะ นำโรงเรียน")
    canvas = phone.locator("#draw-receiver").element_handle()
    phone.wait_for_function(DRAWN, arg=canvas)
    receiver.get_by_role("button", name="ใช้ลายมือชื่อนี้").click()
    expect(receiver.get_by_role("img", name="ลายมือชื่อ มานะ นำโรงเรียน")).to_be_visible()
    offline.kept(phone)
    offline.all_in(phone, 1)
    assert Visit.objects.get().signatures.get().name == "มานะ นำโรงเรียน"


def test_a_signature_is_not_dropped_unasked(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/sign/")
    sign(phone, "supervisor")
    phone.get_by_role("button", name="ใช้ลายมือชื่อนี้").first.click()
    picture = phone.get_by_role("img", name="ลายมือชื่อ ปัญญา ศึกษาดี")
    expect(picture).to_be_visible()
    asked: list[str] = []
    phone.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.get_by_role("button", name="ลงนามใหม่").click()
    assert "ปัญญา ศึกษาดี" in asked[0]
    expect(picture).to_be_visible()
    phone.once("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="ลงนามใหม่").click()
    expect(phone.locator("#draw-supervisor")).to_be_visible()


def test_a_signature_drawn_on_another_phone_is_told_in_words(phone: Page, cast: SimpleNamespace) -> None:
    """The server tells of a signature without its picture."""
    offline.cut(phone.context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/sign/")
    sign(phone, "supervisor")
    phone.get_by_role("button", name="ใช้ลายมือชื่อนี้").first.click()
    offline.kept(phone)
    phone.evaluate("""async () => {
      const { app } = await import('/static/js/capture/state.js');
      const { rows } = app.editor.visit.sections.signatures;
      app.editor.set('signatures', { rows: rows.map(({ png, ...row }) => row) });
    }""")
    expect(phone.get_by_text("ภาพลายมือชื่ออยู่บนระบบ")).to_be_visible()
    expect(phone.get_by_role("img", name="ลายมือชื่อ ปัญญา ศึกษาดี")).to_have_count(0)


def test_an_empty_frame_is_no_signature(phone: Page, cast: SimpleNamespace) -> None:
    """Drawn, wiped, left and come back to: the frame is empty, and so it is told."""
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/sign/")
    canvas = sign(phone, "supervisor")
    assert phone.evaluate(DRAWN, canvas.element_handle())
    phone.get_by_role("button", name="ล้าง").first.click()
    phone.get_by_role("link", name="ทุกตอน").click()
    phone.get_by_role("link", name="ลายมือชื่อ").click()
    assert not phone.evaluate(DRAWN, canvas.element_handle())
    phone.get_by_role("button", name="ใช้ลายมือชื่อนี้").first.click()
    expect(phone.get_by_text("ยังไม่ได้ลงนามในกรอบ")).to_be_visible()


def test_the_lists_of_the_next_person_do_not_show_what_was_chosen_for_one_taken_off(
    phone: Page, cast: SimpleNamespace
) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/people/")
    add_both(phone)
    groups = phone.get_by_label(re.compile("^กลุ่มสาระ"))
    labels = groups.first.locator("option").all_inner_texts()
    # Each of the two was a choice of the first list once; the second person has what the first had before.
    groups.first.select_option(label=labels[1])
    groups.first.select_option(label=labels[2])
    groups.nth(1).select_option(label=labels[1])
    phone.get_by_role("button", name="เอาออก สมศรี ใจดี").click()
    expect(groups).to_have_count(1)
    expect(groups.locator("option:checked")).to_have_text(labels[1])


# A store in which everything takes a quarter of a second, read again all the while as after every step of the queue.
SLOW_STORE = """async () => {
  const [{ app }, { database }] = await Promise.all(
    ['state', 'store'].map((name) => import(`/static/js/capture/${name}.js`)));
  const db = await database();
  const hold = async () => {
    const tx = db.transaction(['visits', 'photos', 'transport'], 'readwrite');
    for (const until = performance.now() + 250; performance.now() < until;) await tx.objectStore('visits').count();
    await tx.done;
    setTimeout(hold, 10);
  };
  hold();
  setInterval(() => app.editor && app.editor.reload(), 30);
}"""
WORDS = "นักเรียนอ่านออกเสียงเป็นคู่ ครูเดินดูทีละโต๊ะ"


def type_slowly(page: Page, target: Locator) -> None:
    target.press_sequentially(WORDS, delay=15)
    expect(target).to_have_value(WORDS)


def test_a_slow_store_costs_no_letter_and_no_tap(phone: Page, cast: SimpleNamespace) -> None:
    offline.cut(phone.context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/people/")
    expect(field(phone, ADDING)).to_be_visible()
    phone.evaluate(SLOW_STORE)
    add_both(phone)
    subjects = phone.get_by_label(re.compile("^รายวิชา"))
    expect(subjects).to_have_count(2)
    type_slowly(phone, subjects.nth(1))
    offline.kept(phone)
    phone.goto(f"{address}/findings/")
    expect(phone.get_by_role("button", name="เพิ่มข้อค้นพบ")).to_be_visible()
    phone.evaluate(SLOW_STORE)
    for place in (1, 2):
        phone.get_by_role("button", name="เพิ่มข้อค้นพบ").click()
        type_slowly(phone, phone.get_by_label(f"ข้อค้นพบที่ {place}", exact=True))
    offline.kept(phone)
    phone.goto(f"{address}/sheets/")
    expect(phone.get_by_role("radio", name=re.compile("ห้องเรียนคุณภาพ"))).to_be_visible()
    phone.evaluate(SLOW_STORE)
    phone.get_by_role("radio", name=re.compile("ห้องเรียนคุณภาพ")).check()
    phone.get_by_label("ชั้น/ห้อง").fill("ป.1/1")
    phone.get_by_role("button", name="เปิดแบบประเมิน").click()
    for _ in range(3):
        phone.locator("article:has(fieldset) input[type=radio]").nth(1).check()
        type_slowly(phone, phone.get_by_label(re.compile("^บันทึกเพิ่มเติม")))
        phone.get_by_role("button", name="ข้อถัดไป").click()
    expect(phone.get_by_text("ตอบแล้ว 3 จาก 12 ข้อ")).to_be_visible()
    offline.kept(phone)
    sheet = phone.url
    phone.goto(f"{address}/people/")
    expect(phone.get_by_label(re.compile("^รายวิชา")).nth(1)).to_have_value(WORDS)
    expect(phone.get_by_label(re.compile("^รายวิชา"))).to_have_count(2)
    phone.goto(f"{address}/findings/")
    for place in (1, 2):
        expect(phone.get_by_label(f"ข้อค้นพบที่ {place}", exact=True)).to_have_value(WORDS)
    phone.goto(sheet)
    expect(phone.get_by_text("ตอบแล้ว 3 จาก 12 ข้อ")).to_be_visible()
    expect(phone.get_by_text(WORDS)).to_have_count(3)


def test_pictures_past_the_most_are_told(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    phone.goto(f"{address}/photos/")
    small = offline.picture(size=(40, 30))
    phone.get_by_label("ถ่ายหรือเลือกภาพ").set_input_files([small] * 22)
    expect(phone.get_by_text("เก็บภาพในเครื่องแล้ว 20 ภาพ อีก 2 ภาพไม่ได้เก็บ").first).to_be_visible()
