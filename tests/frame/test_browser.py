"""The frame in a real browser: nothing typed is lost, one submit a press, keyboard, script off, axe in both schemes."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Notice
from office.travel.services import edit_trip
from tests.factories import base, travel
from tests.fixtures.browser import enter, faults_of_axe, kept_on_the_device, sign_in, through, turns

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PAGES = ["/", "/inbox/", "/menu/", "/search/?q=กข", "/notices/", "/look/", "/account/profile/", "/account/password/"]
SMALL = """() => [...document.querySelectorAll('button, select, textarea, summary, .nt-btn, input:not([type=hidden])')]
  .filter(e => { const b = e.getBoundingClientRect(); return b.width && b.height && b.height < 43.5 && b.bottom > 0 })
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def director() -> User:
    user = base.user("group_director", base.district(name="สพป.ตัวอย่าง"))
    for n in range(3):
        Notice.objects.create(recipient=user, code="t", title=f"แผนได้รับอนุมัติ {n}", created_at=timezone.now())
    return user


def test_text_typed_into_an_expired_session_comes_back(page: Page, director: User) -> None:
    sign_in(page, director, "/account/profile/")
    page.get_by_label("ชื่อ", exact=True).fill("ชื่อที่พิมพ์ไว้นาน")
    Session.objects.all().delete()
    page.context.clear_cookies(name="sessionid")
    through(page.get_by_role("button", name="บันทึกข้อมูลของฉัน"))
    expect(page.get_by_role("heading", name="เข้าสู่ระบบ")).to_be_visible()
    enter(page, director)
    expect(page.get_by_text("ยังไม่ได้บันทึก")).to_be_visible()
    page.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(page.get_by_label("ชื่อ", exact=True)).to_have_value("ชื่อที่พิมพ์ไว้นาน")
    through(page.get_by_role("button", name="บันทึกข้อมูลของฉัน"))
    expect(page.get_by_text("บันทึกข้อมูลของท่านแล้ว")).to_be_visible()
    director.refresh_from_db()
    assert director.first_name == "ชื่อที่พิมพ์ไว้นาน"
    page.reload()
    expect(page.get_by_text("ยังไม่ได้บันทึก")).to_have_count(0)


def test_text_survives_a_refused_token_and_a_closed_tab(page: Page, director: User) -> None:
    sign_in(page, director, "/account/profile/")
    page.get_by_label("โทรศัพท์").fill("042-111-222")
    page.context.clear_cookies(name="csrftoken")
    through(page.get_by_role("button", name="บันทึกข้อมูลของฉัน"))
    expect(page.get_by_role("heading", name="แบบฟอร์มนี้หมดอายุแล้ว")).to_be_visible()
    page.goto("/account/profile/")
    page.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(page.get_by_label("โทรศัพท์")).to_have_value("042-111-222")

    page.get_by_label("นามสกุล").fill("ยังพิมพ์ไม่จบ")
    kept_on_the_device(page, "ยังพิมพ์ไม่จบ")
    again = page.context.new_page()
    page.close()
    again.goto("/account/profile/")
    again.get_by_role("button", name="ไม่ใช้ ลบทิ้ง").click()
    again.reload()
    expect(again.get_by_text("ยังไม่ได้บันทึก")).to_have_count(0)


def test_every_page_of_one_act_keeps_what_is_typed(new_page: Callable[..., Page]) -> None:
    clerk = base.user("clerk", base.district())
    page = sign_in(new_page(rough=True), clerk, "/desk/settings/")
    field = page.locator("main form input[type=number]").first
    field.fill("9")
    kept_on_the_device(page, "9")
    page.context.clear_cookies(name="sessionid")
    through(page.locator("main form button.nt-btn-primary"))
    enter(page, clerk)
    page.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(field).to_have_value("9")
    through(page.locator("main form button.nt-btn-primary"))
    page.goto("/desk/settings/")
    expect(field).to_have_value("9")
    expect(page.get_by_text("ยังไม่ได้บันทึก")).to_have_count(0)


def test_drafts_of_one_person_are_not_offered_to_another(page: Page, director: User) -> None:
    sign_in(page, director, "/account/profile/")
    page.get_by_label("โทรศัพท์").fill("042-111-222")
    kept_on_the_device(page, "042-111-222")
    through(page.get_by_role("button", name="ออกจากระบบ"))
    sign_in(page, base.account(), "/account/profile/")
    expect(page.get_by_text("ยังไม่ได้บันทึก")).to_have_count(0)


def test_a_double_click_sends_once(page: Page, director: User) -> None:
    sign_in(page, director, "/account/profile/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    with turns(page):
        page.get_by_role("button", name="บันทึกข้อมูลของฉัน").dblclick()
    expect(page.get_by_text("บันทึกข้อมูลของท่านแล้ว")).to_be_visible()
    assert len(sent) == 1


def test_what_is_said_of_a_whole_form_gets_the_focus(page: Page) -> None:
    district = base.district()
    lead = base.user("supervisor", district)
    trip = travel.a_trip(lead, district, purpose="นิเทศการอ่าน")
    sign_in(page, lead, f"/office/travel/{trip.pk}/edit/")
    edit_trip(
        trip, actor=lead, lead=trip.lead, people=[trip.lead], purpose="นิเทศการเขียน", starts_on=trip.starts_on,
        ends_on=trip.ends_on, place="จังหวัด",
    )  # fmt: skip
    through(page.get_by_role("button", name="ส่งคำขอให้พิจารณา"))
    expect(page.get_by_role("heading", name="ต่างกัน")).to_be_visible()
    expect(page.locator("[data-nt-form-errors]")).to_be_focused()


def test_a_long_list_is_searched_and_its_choice_says_whom_it_is_for(new_page: Callable[..., Page]) -> None:
    district = base.district()
    clerk = base.user("clerk", district)
    for number in range(13):
        base.school(district, name=f"โรงเรียนบ้านหนอง{number}")
    page = sign_in(new_page(phone=True, bypass_csp=True), clerk, "/office/circulars/new/")
    page.get_by_label("เรื่อง", exact=True).fill("แจ้งกำหนดการ")
    find = page.get_by_label("ค้นในรายโรงเรียน")
    for name in ("หนอง 11", "หนอง12"):
        find.fill(name)
        page.locator("[name=schools]:visible").check()
    find.press("Enter")
    expect(page.get_by_text("เลือกแล้ว 2 จาก 13")).to_be_visible()
    expect(page.get_by_label("เลือกรายโรงเรียน")).to_be_checked()
    assert not faults_of_axe(page)
    find.fill("ไม่มีชื่อนี้")
    expect(page.get_by_text("ไม่พบชื่อนี้")).to_be_visible()
    page.get_by_label("ไม่ส่งถึงคนในสำนักงาน").check()
    through(page.get_by_role("button", name="ทำร่าง แล้วแนบไฟล์"))
    expect(page.get_by_text("2 โรงเรียน").first).to_be_visible()


def test_a_part_that_comes_anew_takes_along_what_was_chosen_and_nothing_else(page: Page, director: User) -> None:
    """A list in which nobody chose shows what the server says now, a list in which somebody did what they chose."""
    sign_in(page, director, "/account/password/")
    script = """chosen => {
      const part = document.createElement("div"), come = document.createElement("div");
      part.innerHTML = "<select id=kind><option>ก<option>ข<option>ค</select>";
      come.innerHTML = "<select id=kind><option>ก<option selected>ข<option>ค</select>";
      document.body.append(part);
      if (chosen) part.firstChild.value = chosen;
      const detail = {target: part, fragment: come};
      part.dispatchEvent(new CustomEvent("htmx:oobBeforeSwap", {bubbles: true, detail}));
      part.remove();
      return come.firstChild.value;
    }"""
    assert page.evaluate(script, "") == "ข"
    assert page.evaluate(script, "ค") == "ค"


def test_a_wrong_field_gets_the_focus_and_keeps_the_text(page: Page, director: User) -> None:
    sign_in(page, director, "/account/password/")
    page.get_by_label("รหัสผ่านเดิม").fill("ผิด")
    page.get_by_label("รหัสผ่านใหม่", exact=True).fill("1")
    page.get_by_label("รหัสผ่านใหม่อีกครั้ง").fill("1")
    through(page.get_by_role("button", name="เปลี่ยนรหัสผ่าน"))
    expect(page.get_by_label("รหัสผ่านเดิม")).to_be_focused()
    expect(page.get_by_label("รหัสผ่านเดิม")).to_have_accessible_description(re.compile("."))


def test_what_the_browser_finds_is_told_in_thai_beside_the_field(new_page: Callable[..., Page], director: User) -> None:
    """Not in a bubble in the browser's language: in the form's own words where it has some, the first one focused, gone
    when mended; Thai digits are read."""
    page = sign_in(new_page(phone=True, locale="en-US", bypass_csp=True), director, "/office/travel/new/")
    purpose, since, cost = (page.get_by_label(name) for name in ("ไปราชการเพื่อ", "ตั้งแต่วันที่", "ประมาณการค่าใช้จ่าย"))
    cost.press_sequentially("-๑,๒๐๐")
    expect(cost).to_have_value("-1200")
    page.locator("main form button.nt-btn-primary").click()
    expect(purpose).to_be_focused()
    expect(purpose).to_have_accessible_description(re.compile("กรุณาบอกว่าไปราชการเพื่ออะไร"))
    expect(since).to_have_accessible_description(re.compile("กรุณาระบุวันไป"))
    expect(cost).to_have_accessible_description(re.compile("ต้องไม่น้อยกว่า 0"))
    assert not faults_of_axe(page)
    cost.fill("1200")
    expect(cost).not_to_have_attribute("aria-invalid", "true")
    expect(since).to_have_attribute("aria-invalid", "true")


def test_a_text_pasted_beyond_the_length_is_told_not_cut(new_page: Callable[..., Page], director: User) -> None:
    page = sign_in(new_page(), director, "/account/profile/")
    box = page.get_by_label("ชื่อ", exact=True)
    most = int(box.get_attribute("maxlength") or "0")
    box.fill("")
    box.evaluate(
        """(el, text) => {
          const data = new DataTransfer(); data.setData("text", text); el.focus();
          if (el.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true})))
            document.execCommand("insertText", false, text);
        }""",
        "ก" * (most + 5),
    )
    expect(box).to_have_value("ก" * (most + 5))
    expect(box).to_have_accessible_description(f"ต้องไม่เกิน {most} ตัวอักษร (ขณะนี้มี {most + 5})")
    page.get_by_role("button", name="บันทึกข้อมูลของฉัน").click()
    expect(box).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Backspace")
    expect(box).to_have_accessible_description("")
    through(page.get_by_role("button", name="บันทึกข้อมูลของฉัน"))
    expect(page.get_by_text("บันทึกข้อมูลของท่านแล้ว")).to_be_visible()


def test_a_long_name_leaves_the_phone_its_page_and_tiles_leave_no_gap(
    new_page: Callable[..., Page], director: User
) -> None:
    page = sign_in(new_page(phone=True), director, "/notices/")
    page.evaluate("document.querySelector('.nt-top-words b').textContent = 'วัสดุชื่อยาวมาก '.repeat(40)")
    assert page.evaluate("document.querySelector('.nt-top').getBoundingClientRect().height") < 100
    tile = '<div class="nt-tile">1</div>'
    page.evaluate(f"document.querySelector('main').innerHTML = '<div class=\"nt-tiles\">{tile * 3}</div>'")
    last, whole = (
        page.evaluate(f"document.querySelector('{part}').getBoundingClientRect().width")
        for part in (".nt-tile:last-child", ".nt-tiles")
    )
    assert whole - last < 4


def test_the_first_tab_stop_leads_past_the_menu(page: Page, director: User) -> None:
    sign_in(page, director)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("ข้ามไปเนื้อหา")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_filters_open_one_at_a_time_and_close_with_escape(page: Page, director: User) -> None:
    sign_in(page, director, "/notices/")
    menu = page.locator("details[data-nt-menu]").first
    menu.locator("summary").click()
    expect(menu.get_by_role("link", name="อ่านแล้ว", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="อ่านแล้ว", exact=True)).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_everything_works_without_script(new_page: Callable[..., Page], director: User) -> None:
    page = new_page(phone=True, java_script_enabled=False)
    sign_in(page, director, "/notices/")
    through(page.get_by_role("link", name="ตัวกรอง"))
    page.locator("summary", has_text="ทั้งหมด").click()
    through(page.get_by_role("link", name="ยังไม่อ่าน", exact=True))
    expect(page).to_have_url(re.compile(r"read=new"))
    through(page.get_by_role("button", name="แผนได้รับอนุมัติ 1"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ยังไม่อ่าน 2 เรื่อง")


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_pages_pass_axe_fit_and_are_easy_to_hit(new_page: Callable[..., Page], director: User, phone: bool) -> None:
    page = sign_in(new_page(phone=phone, bypass_csp=True), director)
    wrong = []
    for path in [*PAGES, "/nowhere/"]:
        page.goto(path)
        wrong += [f"{path} {fault}" for fault in faults_of_axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{path} is {wide} px too wide"] if wide > 0 else []
        if phone:
            wrong += [f"{path} small target {html}" for html in page.evaluate(SMALL)]
    assert not wrong, "\n".join(wrong)


def test_the_other_office_is_chosen_without_a_button(new_page: Callable[..., Page], director: User) -> None:
    second = base.district(name="สพป.ตัวอย่าง เขตสอง")
    base.user("supervisor", second, of=director)
    page = new_page()
    sign_in(page, director)
    with turns(page):
        page.get_by_label("สำนักงานที่กำลังทำงาน").select_option(label="สพป.ตัวอย่าง เขตสอง")
    expect(page.locator(".nt-brand").first).to_contain_text("เขตสอง")
    expect(page.locator(".nt-me")).to_contain_text("ศึกษานิเทศก์")


def test_choices_of_a_filter_are_fetched_when_it_is_opened(page: Page, director: User) -> None:
    district = director.people.get().district
    first, second = (base.cluster(district, name=f"กลุ่มโรงเรียนที่ {n}") for n in (1, 2))
    base.school(district, name="โรงเรียนบ้านหนึ่ง", cluster=first)
    base.school(district, name="โรงเรียนบ้านสอง", cluster=second)
    sign_in(page, director, "/schools/")
    opener = page.locator("details:has(#choices-cluster)")
    expect(opener.get_by_role("link", name=first.name)).to_have_count(0)
    opener.locator("summary").click()
    through(opener.get_by_role("link", name=first.name))
    expect(page.get_by_role("link", name="โรงเรียนบ้านหนึ่ง")).to_be_visible()
    expect(page.get_by_role("link", name="โรงเรียนบ้านสอง")).to_have_count(0)
    assert "choices=" not in page.url


def test_choices_of_a_filter_open_without_script(new_page: Callable[..., Page], director: User) -> None:
    district = director.people.get().district
    cluster = base.cluster(district, name="กลุ่มโรงเรียนที่ 1")
    base.school(district, name="โรงเรียนบ้านหนึ่ง", cluster=cluster)
    page = new_page(java_script_enabled=False)
    sign_in(page, director, "/schools/?choices=cluster")
    expect(page.locator("#choices-cluster").get_by_role("link", name=cluster.name)).to_be_visible()
