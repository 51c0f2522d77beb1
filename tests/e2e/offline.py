"""Steps of people with the offline app: getting ready, writing a visit, taking pictures, cutting the line."""

import io
import os
import re
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.factories import base
from tests.factories import field as make
from tests.fixtures.browser import enter, fits, sign_in

__all__ = ["enter", "fits", "sign_in"]

SENT = "อยู่ในระบบแล้ว"
READY = "() => navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"


def cast() -> SimpleNamespace:
    """An office with two schools of one supervisor, a second supervisor, a principal, and the shipped forms."""
    district = base.district()
    cluster = base.cluster(district)
    schools = [base.school(district, cluster=cluster, name=name) for name in ("บ้านท่าน้อย", "บ้านภูไผ่")]
    make.version(district)
    supervisor = base.user("supervisor", district, name="ปัญญา ศึกษาดี")
    base.assign(base.person_of(supervisor, district), cluster)
    mate = base.user("supervisor", district, name="วันเพ็ญ สอนดี")
    return SimpleNamespace(
        district=district, schools=schools, supervisor=supervisor, mate=mate, today=timezone.localdate(),
        principal=base.user("principal", schools[0], name="มานะ นำโรงเรียน"),
    )  # fmt: skip


def prepare(page: Page, user: Any) -> None:
    """Signed in, the package in the phone, the service worker in charge."""
    sign_in(page, user, "/capture/prepare/")
    page.get_by_role("button", name=re.compile("นำข้อมูลเข้าเครื่อง|ปรับปรุงเดี๋ยวนี้")).click()
    expect(page.get_by_text("พร้อมออกพื้นที่แล้ว").first).to_be_visible()
    page.wait_for_function(READY)


def cut(context: BrowserContext, *, off: bool = True) -> None:
    context.set_offline(off)


def begin(page: Page, school: Any, topic: str) -> str:
    """A visit begun from the search; its address without the part."""
    page.goto("/capture/new/")
    page.get_by_label("ชื่อหรือรหัสโรงเรียน").fill(school.name)
    page.get_by_role("button", name=re.compile(f"ที่ .*{school.name}")).first.click()
    expect(page.get_by_role("heading", name="ตอนของบันทึก")).to_be_visible()
    address = page.url.rstrip("/")
    page.goto(f"{address}/general/")
    page.get_by_label("เรื่องที่นิเทศ").fill(topic)
    page.get_by_role("checkbox", name="วิชาการ").check()
    kept(page)
    return address


def kept(page: Page) -> None:
    """Wait until the page says that what was typed is in the store."""
    expect(page.locator(".nt-top-words")).to_contain_text("บันทึกในเครื่องแล้ว")


def fill_sheet(page: Page, address: str, room: str, *, level: str = "ดีมาก") -> None:
    """A new sheet of the twelve-item classroom form, every item answered with one level."""
    page.goto(f"{address}/sheets/")
    page.get_by_role("radio", name=re.compile("ห้องเรียนคุณภาพ")).check()
    page.get_by_label("ชั้น/ห้อง").fill(room)
    page.get_by_role("button", name="เปิดแบบประเมิน").click()
    for number in range(1, 13):
        expect(page.get_by_text(re.compile(f"^ข้อ {number} จาก 12")).first).to_be_visible()
        page.locator("article:has(fieldset) input[type=radio]").nth({"ดีมาก": 1, "ปรับปรุง": 4}[level]).check()
        if number < 12:
            page.get_by_role("button", name="ข้อถัดไป").click()
    expect(page.get_by_text("ตอบแล้ว 12 จาก 12 ข้อ")).to_be_visible()
    kept(page)


def write(page: Page, address: str, label: str, words: str) -> None:
    """Type into one of the five note fields, key by key."""
    page.goto(f"{address}/notes/")
    page.get_by_label(label, exact=True).press_sequentially(words)
    kept(page)


def picture(*, noise: bool = False, size: tuple[int, int] = (1600, 1200)) -> dict[str, Any]:
    """A JPEG; noise does not shrink, so it takes several parts."""
    out = io.BytesIO()
    if noise:
        image = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    else:
        image = Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 40).convert("RGB")
    image.save(out, "JPEG", quality=90)
    return {"name": "ห้องเรียน.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def photograph(page: Page, address: str, *pictures: dict[str, Any]) -> None:
    page.goto(f"{address}/photos/")
    page.get_by_label("ถ่ายหรือเลือกภาพ").set_input_files(list(pictures))
    expect(page.get_by_text(f"เก็บภาพในเครื่องแล้ว {len(pictures)} ภาพ").first).to_be_visible(timeout=60_000)


def finding(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}/findings/")
    page.get_by_role("button", name="เพิ่มข้อค้นพบ").click()
    page.get_by_label("ข้อค้นพบที่ 1", exact=True).fill(words)
    kept(page)


def cards(page: Page) -> Locator:
    return page.locator("article.nt-card")


def all_in(page: Page, count: int, *, seconds: int = 120) -> None:
    """Every visit on the phone is told to be on the server."""
    page.goto("/capture/")
    expect(cards(page).filter(has_text=SENT)).to_have_count(count, timeout=seconds * 1000)
