"""คำสั่ง and ประกาศ on paper, measured in millimetres from the PDF; the register; the chart of the office."""

import io
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import load_workbook
from PIL import Image

from office.orders import services
from office.orders.models import Order
from schools.services.garuda import set_garuda
from tests.documents.reading import Word, pixels, plain, text, text_of, words
from tests.factories import office as orders
from tests.office.conftest import Office

pytestmark = pytest.mark.django_db


def printed(target: Path, key: str, office: Office, **params: Any) -> Path:
    given = [f"{name}={value}" for name, value in {"digits": "arabic", **params}.items()]
    path = target / f"{key}.pdf"
    call_command("report", key, district=office.district.code, format="pdf", output=path, param=given)
    return path


def word(found: list[Word], said: str, page: int = 1) -> Word:
    return next(one for one in found if one.page == page and plain(said) in plain(one.text))


def with_garuda(office: Office) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 330), "black").save(out, "PNG")
    set_garuda(office.district, actor=office.head, upload=SimpleUploadedFile("g.png", out.getvalue(), "image/png"))


def appointing(office: Office, **fields: Any) -> Order:
    body = "อาศัยอำนาจตามความในมาตรา 37 จึงแต่งตั้งคณะกรรมการตามบัญชีแนบท้าย"
    order = orders.draft(office.head, office.district, title="แต่งตั้งคณะทำงาน", body=body, **fields)
    return orders.with_people(order, office.head, "นางหนึ่ง สมมุติ, ครู, ประธานกรรมการ", "นายสอง สมมุติ, ครู, กรรมการ")


def test_measures_of_an_order(office: Office, tmp_path: Path) -> None:
    with_garuda(office)
    order = services.issue_order(appointing(office), actor=office.head, dated=date(2025, 1, 15))
    path = printed(tmp_path, "order", office, order=order.pk)
    width, _, dots = pixels(path, dots=100)
    mm = 25.4 / 100
    dark = [
        (x * mm, y * mm)
        for y in range(round(57 / mm))
        for x in range(width)
        if dots[y * width + x] < 40
    ]  # fmt: skip
    left, right = min(x for x, _ in dark), max(x for x, _ in dark)
    assert (left + right) / 2 == pytest.approx((30 + 190) / 2, abs=0.5)
    assert (min(y for _, y in dark), max(y for _, y in dark)) == pytest.approx((25, 55), abs=0.6)
    found = words(path)
    first = [one for one in found if one.page == 1]
    assert min(one.left for one in first) == pytest.approx(30, abs=0.5)
    assert max(one.right for one in first) <= 190.5
    head = [one for one in first if one.top < 75]
    middle = (min(one.left for one in head) + max(one.right for one in head)) / 2
    assert middle == pytest.approx(110, abs=1.5)
    assert word(found, "อาศัยอำนาจ").left == pytest.approx(30 + 25, abs=0.6)
    signing = next(one for one in first if plain(one.text) == plain("สั่ง"))
    ordered = [word(found, said).top for said in ("1/2568", "แต่งตั้งคณะทำงาน", "อาศัยอำนาจ")]
    assert [*ordered, signing.top] == sorted([*ordered, signing.top])
    assert signing.left == pytest.approx(80, abs=1)
    said = plain(text(path))
    assert plain("สั่ง ณ วันที่ 15 มกราคม พ.ศ. 2568") in said
    assert plain("(นำ ตัวอย่าง)") in said
    # The annex begins on a page of its own and names the order.
    annex = [one for one in found if one.page == 2]
    assert plain("".join(one.text for one in annex)).startswith(plain("บัญชีแนบท้ายคำสั่ง"))
    assert plain("ประธานกรรมการ") in plain("".join(one.text for one in annex))


def test_a_draft_says_so_and_thai_digits_are_a_choice(office: Office, tmp_path: Path) -> None:
    order = appointing(office)
    draft = printed(tmp_path, "order", office, order=order.pk)
    width, height, dots = pixels(draft, dots=40)
    grey = sum(1 for dot in dots if 150 < dot < 250)
    services.issue_order(order, actor=office.head, dated=date(2025, 1, 15))
    issued = printed(tmp_path, "order", office, order=order.pk, digits="thai")
    _, _, clean = pixels(issued, dots=40)
    assert grey > 2 * sum(1 for dot in clean if 150 < dot < 250)
    assert width * height == len(dots)
    assert "๑/๒๕๖๘" in text(issued)


def test_an_announcement_and_what_it_replaces(office: Office) -> None:
    old = orders.issued(office.head, office.district, kind="announcement", title="มาตรฐานเดิม")
    new = services.draft_replacement(old, actor=office.head)
    services.edit_order(new, actor=office.head, effective_on=date(2025, 2, 1))
    services.issue_order(new, actor=office.head, dated=date(2025, 1, 20))
    said = text_of("announcement", office.district, order=new.pk)
    assert plain(f"ประกาศ{office.district.name}") in said
    assert plain("ประกาศ ณ วันที่ 20 มกราคม พ.ศ. 2568") in said
    assert plain("ทั้งนี้ ตั้งแต่วันที่ 1 กุมภาพันธ์ พ.ศ. 2568 เป็นต้นไป") in said
    assert plain(f"ให้ยกเลิกประกาศ{office.district.name} ที่ 1/2568 ลงวันที่ 15 มกราคม 2568") in said
    assert plain("ที่ 2/2568") in said
    services.save_settings(office.district, actor=office.head, year_kind="calendar", number_on_announcements=False)
    assert plain("ที่ 2/2568") not in text_of("announcement", office.district, order=new.pk)


def test_the_register_as_pdf_and_workbook(office: Office) -> None:
    first = orders.issued(office.head, office.district, title="=SUM(A1) แต่งตั้ง")
    second = services.issue_order(
        services.draft_replacement(first, actor=office.head), actor=office.head, dated=date(2025, 1, 16)
    )
    services.cancel_order(second, actor=office.head, reason="ออกซ้ำ")
    said = text_of("order-register", office.district, year=2568)
    for piece in ("1/2568", "2/2568", "ยกเลิก: ออกซ้ำ", "นำ ตัวอย่าง"):
        assert plain(piece) in said
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "a.xlsx"
        call_command(
            "report", "order-register", district=office.district.code, format="xlsx", output=target, param=["year=2568"]
        )
        sheet = load_workbook(target)["คำสั่ง"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == [1, 2]
    assert rows[0][3] == "=SUM(A1) แต่งตั้ง"
    assert sheet.cell(5, 4).data_type == "s"
    assert sheet.cell(5, 3).is_date
