"""Parts of the offline app by themselves: reading a picture, sending after the page is closed, axe."""

import hashlib
import io
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from supervision.field.models import Visit, VisitPhoto
from tests.e2e import offline
from tests.fixtures.browser import faults_of_axe
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
HEIC = Path(settings.BASE_DIR) / "tests/fixtures/files/phone.heic"
TAKEN, LAT, LON = "2024:07:17 10:32:05", (17.0, 29.0, 24.36), (101.0, 4.0, 12.0)


def with_place() -> dict[str, Any]:
    """A picture of 3,000 pixels that knows when and where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: TAKEN, 0x9011: "+07:00"})
    exif.get_ifd(0x8825).update({1: "N", 2: LAT, 3: "E", 4: LON, 0x1F: 8.0})
    out = io.BytesIO()
    Image.effect_mandelbrot((3000, 2000), (-2, -1.5, 1, 1.5), 30).convert("RGB").save(out, "JPEG", exif=exif)
    return {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def kept_photos(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("""async () => {
      const { database } = await import('/static/js/capture/store.js');
      return (await database()).getAll('photos');
    }""")


def test_time_and_place_are_read_before_the_picture_is_made_smaller(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.photograph(phone, address, with_place())
    (photo,) = kept_photos(phone)
    assert photo["taken_at"] == "2024-07-17T03:32:05.000Z"
    assert photo["place"] == {"lat": 17.490100, "lon": 101.07, "accuracy": 8}
    assert photo["size"] < 400_000
    offline.all_in(phone, 1)
    row = VisitPhoto.objects.get()
    with row.attachment.file.original.open() as file:
        bytes_ = file.read()
    assert hashlib.sha256(bytes_).hexdigest() == photo["sha256"]
    shown = Image.open(io.BytesIO(bytes_))
    assert max(shown.size) == 1600
    assert not shown.getexif()
    assert float(row.latitude) == pytest.approx(17.4901)


def test_two_taps_begin_one_visit(phone: Page, cast: SimpleNamespace) -> None:
    phone.goto("/capture/new/")
    phone.get_by_label("ชื่อหรือรหัสโรงเรียน").fill(cast.schools[0].name)
    button = phone.get_by_role("button", name=re.compile(f"ที่ .*{cast.schools[0].name}")).first
    button.evaluate("button => { button.click(); button.click(); }")
    expect(phone.get_by_role("heading", name="ตอนของบันทึก")).to_be_visible()
    phone.goto("/capture/")
    expect(offline.cards(phone)).to_have_count(1)


def test_what_the_browser_cannot_decode_is_kept_as_it_came(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    heic = {"name": "IMG_2.HEIC", "mimeType": "image/heic", "buffer": HEIC.read_bytes()}
    offline.photograph(phone, address, heic)
    (photo,) = kept_photos(phone)
    assert photo["sha256"] == hashlib.sha256(HEIC.read_bytes()).hexdigest()
    text = {"name": "ภาพปลอม.jpg", "mimeType": "image/jpeg", "buffer": b"no picture at all"}
    phone.get_by_label("ถ่ายหรือเลือกภาพ").set_input_files(text)
    expect(phone.get_by_text("“ภาพปลอม.jpg” ไม่ใช่แฟ้มภาพ")).to_be_visible()


def test_it_is_sent_after_the_page_is_closed(phone: Page, cast: SimpleNamespace) -> None:
    context = phone.context
    offline.cut(context)
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.write(phone, address, "สิ่งที่พบ", "ส่งเองภายหลัง")
    other = context.new_page()
    other.goto("/capture/")
    phone.close()
    line = context.new_cdp_session(other)
    found: dict[str, Any] = {}
    line.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.update(event["registrations"][0]))
    line.send("ServiceWorker.enable")
    until(lambda: found or other.wait_for_timeout(100))
    other.goto("about:blank")
    offline.cut(context, off=False)
    asked = {"origin": found["scopeURL"].rstrip("/"), "registrationId": found["registrationId"], "tag": "send"}

    def sent() -> bool:
        """The browser asks again when a try failed; its own waiting is minutes long, here it is two seconds."""
        line.send("ServiceWorker.dispatchSyncEvent", {**asked, "lastChance": False})
        other.wait_for_timeout(2000)
        return Visit.objects.filter(observed="ส่งเองภายหลัง").exists()

    until(sent, seconds=120)
    assert Visit.objects.get().observed == "ส่งเองภายหลัง"


def test_every_page_passes_axe(phone: Page, cast: SimpleNamespace) -> None:
    address = offline.begin(phone, cast.schools[0], "เรื่องหนึ่ง")
    offline.fill_sheet(phone, address, "ป.1/1", level="ปรับปรุง")
    sheet = phone.url
    offline.finding(phone, address, "หนังสือไม่พอ")
    offline.photograph(phone, address, offline.picture())
    parts = ("", "general/", "people/", "sheets/", "notes/", "findings/", "photos/", "sign/", "send/")
    pages = ["/capture/", "/capture/prepare/", "/capture/new/", sheet, *(f"{address}/{part}" for part in parts)]
    faults = {}
    for path in pages:
        phone.goto(path)
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        offline.fits(phone)
        if found := faults_of_axe(phone):
            faults[re.sub(r"[0-9a-f-]{36}", "…", path)] = found
    assert not faults
