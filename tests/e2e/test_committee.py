"""The secretary's story: an order of nine, a meeting drafted from live work, invitations by mail, a phone at the door,
a quorum lost and found, two writers, pack and minutes printed, adopted at the next meeting."""

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.thai.dates import thai_date
from core.thai.numerals import to_arabic
from kotpn.committee.models import Committee
from kotpn.meetings.models import Invitation, Meeting
from kotpn.minutes.models import Entry, Minutes, Resolution
from kotpn.monitoring import services as monitoring
from kotpn.monitoring.models import MonitoringPlan
from office.orders import services as orders
from office.orders.models import Order
from reports.models import ReportRun
from tests.documents.reading import plain, text
from tests.e2e.test_story import box, choose, follow, press, said
from tests.factories import base
from tests.factories import field as visits
from tests.fixtures.browser import answered, fits, sign_in, turns
from tests.fixtures.mail import Mailbox
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]
NAMES = (
    "สมศรี นำเขต", "กานดา ใจมั่น", "ขจร ตั้งตรง", "คมสัน รู้รอบ", "งามตา เที่ยงธรรม", "จรัส ก้าวหน้า", "ชวน รอบคอบ", "ณรงค์ มั่นคง",
    "วิชัย นำกลุ่ม",
)  # fmt: skip


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """The product's clock: a quarter to noon of today, and as many days on as the test says. Meetings have hours,
    and the next one is weeks away; the test may run at any hour."""
    real = timezone.now
    began = real()
    noonish = timezone.localtime(began).replace(hour=11, minute=45, second=0, microsecond=0)
    hand = SimpleNamespace(days=0)
    monkeypatch.setattr(timezone, "now", lambda: noonish + (real() - began) + timedelta(days=hand.days))
    yield hand


def cast_of() -> SimpleNamespace:
    """An office with an order of nine in its register, a plan put to the committee and a visit with a finding."""
    district = base.district()
    today = timezone.localdate()
    head = base.user("group_director", district, name=NAMES[-1])
    director = base.user("office_director", district, name=NAMES[0])
    secretary = base.user("committee_secretary", district, name="ดวงใจ จดดี")
    middle = [
        base.person(district, name=name, position="ผอ.โรงเรียน", email=f"member{n}@example.org")
        for n, name in enumerate(NAMES[1:-1])
    ]
    order = orders.draft_order(district, actor=head, about=Order.About.COMMITTEE, title="แต่งตั้ง ก.ต.ป.น.")
    group = orders.save_group(order, actor=head, heading="คณะกรรมการ")
    people = [base.person_of(director, district), *middle, base.person_of(head, district)]
    for person, duty in zip(people, ["ประธานกรรมการ", *["กรรมการ"] * 7, "กรรมการและเลขานุการ"], strict=True):
        orders.save_person(order, actor=head, group=group.pk, person=person, duty=duty)
    order = orders.issue_order(order, actor=head, dated=today - timedelta(days=30))
    supervisor = base.user("supervisor", district)
    visits.submitted(supervisor, base.school(district), on=today - timedelta(days=5))
    return SimpleNamespace(
        district=district, today=today, head=head, director=director, secretary=secretary, order=order, people=people
    )


def appoint(desk: Page, cast: SimpleNamespace) -> Committee:
    """ก.ต.ป.น. founded, and appointed by the order of nine in the register."""
    desk.goto("/kotpn/committees/")
    follow(desk, "ตั้งองค์คณะ")
    desk.get_by_role("radio", name=re.compile(r"^ก\.ต\.ป\.น\.")).check()
    box(desk, "ชื่อเต็ม").fill("คณะกรรมการติดตาม ตรวจสอบ ประเมินผล และนิเทศการศึกษา")
    box(desk, "ชื่อย่อ").fill("ก.ต.ป.น.")
    with turns(desk):
        desk.locator(".nt-actionbar button").click()
    committee = Committee.objects.get(district=cast.district)
    desk.goto(f"/kotpn/committees/{committee.pk}/appoint/")
    choose(box(desk, "คำสั่งในทะเบียน"), "แต่งตั้ง ก.ต.ป.น.")
    follow(desk, "นำรายชื่อจากบัญชีแนบท้ายคำสั่ง")
    follow(desk, "แต่งตั้งตามคำสั่ง")
    expect(desk.get_by_role("heading", name=re.compile("กรรมการ 9 คน"))).to_be_visible()
    return committee


def call(desk: Page, committee: Committee, day: Any, hour: str = "09:30") -> Meeting:
    desk.goto("/kotpn/meetings/new/")
    box(desk, "วันประชุม").fill(thai_date(day, "short"))
    box(desk, "เวลาเริ่ม").fill(hour)
    box(desk, "เวลาเลิกโดยประมาณ").fill("16:00")
    box(desk, "สถานที่").fill("ห้องประชุมสำนักงานเขต")
    with turns(desk):
        desk.locator(".nt-actionbar button.nt-btn-primary").click()
    return committee.meetings.get(held_on=day)


def draft(desk: Page, meeting: Meeting) -> list[str]:
    """All that is proposed from live work goes on the agenda; gives the titles."""
    desk.goto(f"/kotpn/meetings/{meeting.pk}/draft/")
    follow(desk, "เพิ่มเรื่องที่เลือก")
    rows = [item for section in meeting.sections.all() for item in section.items.all()]
    return [item.title for item in rows]


def invite(desk: Page, meeting: Meeting, mails: Mailbox) -> str:
    """Everybody of the order; gives the reply link of the first member with only an address."""
    desk.goto(f"/kotpn/meetings/{meeting.pk}/invitations/")
    follow(desk, "ส่งหนังสือเชิญ")
    meeting.refresh_from_db()
    assert meeting.state == "invited"
    sent = mails.wait(9, seconds=90)
    mine = next(mail for mail in sent if "member0@example.org" in str(mail["To"]))
    kinds = {part.get_content_type() for part in mine.walk()}
    assert "text/calendar" in kinds
    words = mine.get_body(preferencelist=("plain",)).get_content()
    link = re.search(r"https?://\S+/kotpn/reply/\S+/", words)
    assert link, words
    return urlsplit(link[0]).path


def reply(stranger: Page, path: str) -> None:
    """Without signing in."""
    stranger.goto(path)
    fits(stranger)
    stranger.get_by_role("radio", name=re.compile("^เข้าประชุม")).check()
    follow(stranger, "ส่งคำตอบ")
    said(stranger, "บันทึกคำตอบแล้ว")


def seat(phone: Page, name: str) -> Any:
    return phone.locator(".nt-sit-seat", has=phone.get_by_text(name, exact=True))


def come(phone: Page, name: str, at: str) -> None:
    """A member comes (or comes back) at a time written on the phone."""
    one = seat(phone, name)
    one.locator("summary").click()
    one.get_by_label("เวลา", exact=True).fill(at)
    with answered(phone, "/attendance/"):
        one.get_by_role("button", name=re.compile("^(มาเวลานี้|เข้าอีกครั้งเวลานี้)$")).click()


def leave(phone: Page, name: str, at: str) -> None:
    one = seat(phone, name)
    one.locator("summary").click()
    one.get_by_label("เวลา", exact=True).fill(at)
    with answered(phone, "/attendance/"):
        one.get_by_role("button", name="กลับเวลานี้").click()


def open_with_five(phone: Page, meeting: Meeting) -> None:
    phone.goto(f"/kotpn/meetings/{meeting.pk}/attendance/")
    fits(phone)
    for name in NAMES[:5]:
        come(phone, name, "09:20")
    box(phone, "เริ่มประชุมเวลา").fill("09:30")
    follow(phone, "เปิดประชุม")
    meeting.refresh_from_db()
    assert meeting.state == "open"


def resolve(
    desk: Page, meeting: Meeting, item: Any, words: str, *, at: str, kind: str = "", owner: str = "", due: Any = None
) -> list[str]:
    """Type a resolution and record it; gives what the page refuses, nothing when it was taken."""
    desk.goto(f"/kotpn/meetings/{meeting.pk}/sitting/{item.pk}/")
    form = desk.locator("#resolution-form")
    box(form, "มติที่ประชุม").fill(words)
    if kind:
        box(form, "ชนิดของมติ").select_option(kind)
    box(form, "เวลาลงมติ").fill(at)
    if owner:
        choose(box(form, "ผู้รับผิดชอบ").first, owner)
    if due:
        box(form, "กำหนดเสร็จ").fill(thai_date(due, "short"))
    with turns(desk):
        form.locator("button.nt-btn-primary").click()
    return desk.locator("#resolution-form .nt-error").all_inner_texts()


def pdf(page: Page, run: ReportRun, folder: Path) -> str:
    """What the worker made, downloaded in the browser: its words without layout, in Arabic digits."""
    page.goto(f"/documents/runs/{run.pk}/")
    ready = page.get_by_role("link", name="ดาวน์โหลด")
    expect(ready).to_be_visible(timeout=120_000)
    with page.expect_download() as download:
        ready.click()
    target = folder / f"{run.pk}.pdf"
    download.value.save_as(target)
    return plain(to_arabic(text(target)))


def test_from_the_order_to_the_adopted_minutes(
    new_page: Callable[..., Page], celery_worker: subprocess.Popen[bytes], smtp_server: Mailbox, tmp_path: Path,
    clock: SimpleNamespace,
) -> None:  # fmt: skip
    cast = cast_of()
    desk = sign_in(new_page(), cast.secretary)
    committee = appoint(desk, cast)
    plan = monitoring.begin_plan(committee, actor=cast.secretary, fiscal_year=2569)
    monitoring.save_texts(plan, actor=cast.secretary, texts={"objectives": "ติดตามงาน 4 ด้าน"})
    for area in ("academic", "budget", "personnel", "general"):
        monitoring.add_line(plan, actor=cast.secretary, fields=monitoring.LineFields(area=area, topic=f"ประเด็น {area}"))
    monitoring.send_plan(plan, actor=cast.secretary)

    # The agenda from live work, invitations by real mail, one answered by its link.
    meeting = call(desk, committee, cast.today)
    titles = draft(desk, meeting)
    assert plan.title in titles
    reply(new_page(phone=True), invite(desk, meeting, smtp_server))
    assert Invitation.objects.get(meeting=meeting, email="member0@example.org").reply == "coming"

    # At the door, on a phone: five are a quorum of nine; one comes late.
    phone = sign_in(new_page(phone=True), cast.secretary)
    open_with_five(phone, meeting)
    phone.goto(f"/kotpn/meetings/{meeting.pk}/attendance/")
    come(phone, NAMES[5], "10:00")

    # One has an interest in the plan: six in the room, five count. When another goes, no resolution can be taken.
    item = next(item for section in meeting.sections.all() for item in section.items.all() if item.title == plan.title)
    desk.goto(f"/kotpn/meetings/{meeting.pk}/sitting/{item.pk}/")
    interest(desk, NAMES[1])
    leave(phone, NAMES[2], "10:10")
    refused = resolve(desk, meeting, item, "เห็นชอบแผนตามที่เสนอ", at="10:15", kind="agree")
    assert any("องค์ประชุม" in words for words in refused), refused
    assert not Resolution.objects.filter(meeting=meeting).exists()
    come(phone, NAMES[2], "10:20")
    assert not resolve(
        desk, meeting, item, "เห็นชอบแผนตามที่เสนอ โดยเพิ่มโรงเรียนขนาดเล็ก", at="10:25", kind="agree", owner="นำกลุ่ม",
        due=cast.today + timedelta(days=60),
    )  # fmt: skip
    made = Resolution.objects.get(meeting=meeting)
    assert (made.number, made.present, made.needed, made.conflicted, made.state) == (1, 5, 5, 1, "open")
    assert MonitoringPlan.objects.get().state == "agreed"

    # Two write the same text: nothing is written over.
    mate = sign_in(new_page(), cast.head)
    two_writers(desk, mate, meeting, item)

    # Every other matter gets its words and its resolution; then pack and minutes are printed.
    finish(desk, meeting, item)
    pack = pdf(desk, pack_of(desk, meeting), tmp_path)
    assert plain(plan.title) in pack and plain("ประเด็น personnel") in pack
    minutes_sent(desk, meeting, cast)
    circulated(mate, meeting)
    desk.goto(f"/documents/meeting-minutes/?meeting={meeting.pk}")
    follow(desk, "ออกเป็น PDF")
    words = pdf(desk, ReportRun.objects.filter(key="meeting-minutes").latest("pk"), tmp_path)
    for expected in ("ผู้มาประชุม", "ผู้ไม่มาประชุม", "เริ่มประชุมเวลา", "มติที่ประชุม", "ผู้จดรายงานการประชุม", NAMES[8]):
        assert plain(expected) in words, expected

    # A month on: the next agenda has the minutes to adopt and the open resolution, not typed again.
    clock.days = 31
    desk = sign_in(new_page(), cast.secretary)
    second = call(desk, committee, cast.today + timedelta(days=31))
    titles = draft(desk, second)
    assert any("รับรอง" in title or "รายงานการประชุม" in title for title in titles), titles
    assert second.sections.get(kind="arising").items.filter(source_kind="resolution", source_key=str(made.pk)).exists()
    phone = sign_in(new_page(phone=True), cast.secretary)
    open_with_five(phone, second)
    adopting = second.sections.get(kind="adopt").items.get()
    assert not resolve(desk, second, adopting, "รับรองรายงานการประชุมโดยไม่มีข้อแก้ไข", at="09:40", kind="adopt")
    minutes = Minutes.objects.get(meeting=meeting)
    assert (minutes.state, minutes.adopted_in) == ("adopted", second)
    desk.goto(f"/kotpn/minutes/{meeting.pk}/")
    said(desk, "รับรองแล้วในการประชุม")


def interest(desk: Page, name: str) -> None:
    """A conflict of interest in the item that is open."""
    part = desk.locator("details", has=desk.get_by_text(re.compile("ผู้มีส่วนได้เสีย")))
    if part.count() and part.first.get_attribute("open") is None:
        part.first.locator("summary").click()
    choose(desk.locator("select[name=member]"), name)
    with turns(desk):
        desk.locator("form[action*='/conflicts/'] button").first.click()


def two_writers(desk: Page, mate: Page, meeting: Meeting, item: Any) -> None:
    address = f"/kotpn/meetings/{meeting.pk}/sitting/{item.pk}/"
    desk.goto(address)
    mate.goto(address)
    first, second = "ฝ่ายเลขานุการเสนอแผนครอบคลุม 4 ด้าน", "ที่ประชุมขอให้เพิ่มโรงเรียนขนาดเล็ก"
    with answered(desk, "/text/"):
        desk.locator("#id_said").fill(first)
    with mate.expect_response(lambda answer: "/text/" in answer.url):
        mate.locator("#id_said").fill(second)
    said(mate, "ยังไม่มีฉบับใดถูกเขียนทับ")
    assert Entry.objects.get(item=item).text == first
    mate.locator("#id_said").fill(f"{first} {second}")
    with mate.expect_response(lambda answer: "/text/" in answer.url and answer.status < 400):
        press(mate, "บันทึกฉบับที่เขียนใหม่จากทั้งสอง")
    until(lambda: Entry.objects.get(item=item).text == f"{first} {second}")


def finish(desk: Page, meeting: Meeting, done: Any) -> None:
    """Words and a resolution for every other matter, and the end of the meeting."""
    for section in meeting.sections.all():
        for item in section.items.exclude(pk=done.pk):
            desk.goto(f"/kotpn/meetings/{meeting.pk}/sitting/{item.pk}/")
            with answered(desk, "/text/"):
                desk.locator("#id_said").fill("ฝ่ายเลขานุการรายงานต่อที่ประชุม")
            assert not resolve(desk, meeting, item, "รับทราบ", at="11:00", kind="note")
    desk.goto(f"/kotpn/meetings/{meeting.pk}/close/")
    box(desk, "เลิกประชุมเวลา").fill("11:30")
    with turns(desk):
        desk.locator(".nt-actionbar button, .nt-form-foot button").last.click()
    until(lambda: Meeting.objects.get(pk=meeting.pk).state == "closed")


def pack_of(desk: Page, meeting: Meeting) -> ReportRun:
    desk.goto(f"/kotpn/meetings/{meeting.pk}/sitting/")
    with turns(desk):
        desk.locator("#pack button").click()
    return until(lambda: ReportRun.objects.filter(key="meeting-pack").first())


def minutes_sent(desk: Page, meeting: Meeting, cast: SimpleNamespace) -> None:
    desk.goto(f"/kotpn/minutes/{meeting.pk}/writers/")
    choose(desk.locator("select[name=checker]"), cast.head.last_name)
    with turns(desk):
        desk.locator(".nt-actionbar button, .nt-form-foot button").last.click()
    desk.goto(f"/kotpn/minutes/{meeting.pk}/")
    follow(desk, "ส่งตรวจ")
    assert Minutes.objects.get(meeting=meeting).state == "checking"


def circulated(mate: Page, meeting: Meeting) -> None:
    mate.goto(f"/kotpn/minutes/{meeting.pk}/")
    follow(mate, "ผ่าน แจ้งเวียนกรรมการ")
    assert Minutes.objects.get(meeting=meeting).state == "circulated"
