"""Official layout on paper, measured in millimetres from the PDF; and a rendered page looked at as a picture."""

import io
import itertools
import re
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from reports.pdf.book import Block, Book, Paper
from reports.pdf.fonts import font_path
from reports.pdf.merge import Rendered, merge
from reports.pdf.section import render_section
from reports.pdf.textlayer import with_tail
from tests.documents.reading import pixels, plain, text, words

MEMO = {
    "agency": "กลุ่มนิเทศ",
    "number": "ศธ 0401/12",
    "date": None,
    "subject": "ขออนุมัติแผนนิเทศ",
    "to": "ผู้อำนวยการ",
    "garuda": "",
}


def test_no_table_is_laid_out_as_a_list_of_facts() -> None:
    """`.facts` is a block of label and value; on a table it lets the cells shrink and the frame stand out."""
    papers = (Path(settings.BASE_DIR) / "templates/documents").rglob("*.html")
    assert [str(paper) for paper in papers if '<table class="facts"' in paper.read_text()] == []


def test_no_table_asks_for_more_than_the_width_of_its_frame() -> None:
    base = Path(settings.BASE_DIR)
    css = (base / "static/css/print.css").read_text()
    share = {name: float(part) for name, part in re.findall(r"\.(p\d+) \{ width: ([\d.]+)%", css)}
    wide = []
    for paper in (base / "templates/documents").rglob("*.html"):
        for group in re.findall(r"<colgroup>(.*?)</colgroup>", paper.read_text()):
            if sum(share.get(name, 0) for name in re.findall(r'<col class="([^"]*)"', group)) > 100:
                wide.append(f"{paper.name}: {group}")
    assert wide == []


def printed(target: Path, *parts: Block | Paper, **options: Any) -> Path:
    book = Book("ทดสอบ", parts, **options)
    rendered = []
    for section in book.sections:
        assert section.paper is None
        pdf, layout = render_section(section.html)
        rendered.append(Rendered(section, pdf, layout))
    merge(book, rendered, target)
    return target


def test_margins_and_type_of_an_official_page(tmp_path: Path) -> None:
    lines = "<p>" + "<br>".join(f"บรรทัด{n}" for n in range(40)) + "</p>"
    path = printed(tmp_path / "a.pdf", Block(lines), numbering="none")
    with pikepdf.open(path) as pdf:
        box = [float(value) * 25.4 / 72 for value in pdf.pages[0].mediabox]
    assert box[2:] == pytest.approx([210, 297], abs=0.1)
    first = [word for word in words(path) if word.page == 1]
    assert min(word.left for word in first) == pytest.approx(30, abs=0.5)
    tops = sorted({round(word.top, 2) for word in first})
    pitch = [b - a for a, b in itertools.pairwise(tops)]
    assert pitch == pytest.approx([20.8 * 25.4 / 72] * len(pitch), abs=0.1)
    assert first[0].top >= 24
    assert max(word.bottom for word in first) <= 297 - 19


def test_memo_head(tmp_path: Path) -> None:
    html = render_to_string("documents/memo.html", {"memo": MEMO})
    found = words(printed(tmp_path / "a.pdf", Block(html), numbering="none"))
    heading = next(word for word in found if plain(word.text) == plain("บันทึกข้อความ"))
    # Centred on the text between the margins of 3 and 2 cm, within the 1.5 cm the Garuda takes from the top margin.
    assert (heading.left + heading.right) / 2 == pytest.approx((30 + 190) / 2, abs=1)
    assert 25 <= (heading.top + heading.bottom) / 2 <= 40
    labels = [next(word for word in found if plain(word.text) == plain(name)) for name in ("ส่วนราชการ", "ที่", "เรื่อง")]
    assert [label.left for label in labels] == pytest.approx([30, 30, 30], abs=0.5)
    assert [label.top for label in labels] == sorted(label.top for label in labels)


def test_an_empty_line_of_the_memo_keeps_its_place(tmp_path: Path) -> None:
    # WeasyPrint sets an empty flex item down anywhere: its dotted line once crossed the text.
    shown = [MEMO, {**MEMO, "number": "", "date": date(2024, 1, 15)}]
    for number, memo in enumerate(shown):
        html = render_to_string("documents/memo.html", {"memo": memo})
        width, _, dots = pixels(printed(tmp_path / f"{number}.pdf", Block(html), numbering="none"), dots=100)
        below = dots[width * round(75 / 25.4 * 100) : width * round(270 / 25.4 * 100)]
        assert min(below) > 200


def test_the_garuda_stands_in_its_place(tmp_path: Path) -> None:
    path = default_storage.save("tests/garuda.png", ContentFile(_square()))
    html = render_to_string("documents/memo.html", {"memo": {**MEMO, "garuda": path}})
    width, _, dots = pixels(printed(tmp_path / "a.pdf", Block(html), numbering="none"), dots=100)
    mm = 25.4 / 100
    corner = [(x, y) for y in range(round(41 / mm)) for x in range(round(60 / mm))]
    dark = [(x * mm, y * mm) for x, y in corner if dots[y * width + x] < 40]
    assert (min(x for x, _ in dark), max(x for x, _ in dark)) == pytest.approx((30, 45), abs=0.5)
    assert (min(y for _, y in dark), max(y for _, y in dark)) == pytest.approx((25, 40), abs=0.5)


def _square() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "black").save(out, "PNG")
    return out.getvalue()


def test_thai_latin_and_both_digits_are_drawn(tmp_path: Path) -> None:
    # With one family name for both files WeasyPrint draws digits as tone marks: three lines of equal text would differ.
    path = printed(tmp_path / "a.pdf", Block("<p>ครั้งที่ 04001 ABC xyz ๐๔๐๐๑ น้ำใจ</p>"), numbering="none")
    said = text(path)
    for piece in ("04001", "ABC", "xyz", "๐๔๐๐๑"):
        assert piece in said
    zeros = [word for word in words(path) if word.text in ("04001", "๐๔๐๐๑")]
    assert all(word.right - word.left > 7 for word in zeros)
    width, height, dots = pixels(path, dots=150)
    inked = [y for y in range(height) if min(dots[y * width : (y + 1) * width]) < 100]
    top, bottom = inked[0] * 25.4 / 150, inked[-1] * 25.4 / 150
    assert 24 < top < bottom < 36


def test_thai_digits_by_choice_spare_codes(tmp_path: Path) -> None:
    html = "<p>ข้อ 12 รหัส 1042520043 ดู a1b2c3d4</p>"
    said = text(printed(tmp_path / "a.pdf", Block(html), digits="thai"))
    assert "๑๒" in said
    assert "1042520043" in said
    assert "a1b2c3d4" in said
    assert "หน้า ๑" in said or "หน้ำ ๑" in said


def test_numbers_run_through_sections_links_and_bookmarks(tmp_path: Path) -> None:
    blocks = [
        Block(f'<p>เนื้อหา {n}</p><a href="pack:k{(n + 25) % 40}">ไป</a>', title=f"ตอน {n}", key=f"k{n}")
        for n in range(40)
    ]
    path = printed(tmp_path / "a.pdf", *blocks, numbering="top", number_first=False)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 40
        for n, page in enumerate(pdf.pages):
            (link,) = list(page.obj.Annots)
            assert pikepdf.Page(link.Dest[0]).index == (n + 25) % 40
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [f"ตอน {n}" for n in range(40)]
        files = {
            item.FontFile2.objgen
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor" and "/FontFile2" in item
        }
        assert len(files) <= 4
    found = words(path)
    assert not [word for word in found if word.page == 1 and word.top < 20]
    for page in (2, 20, 40):
        assert [word.text for word in found if word.page == page and word.top < 20] == ["-", str(page), "-"]


def test_draft_and_changed_are_marked(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "a.pdf", Block("<p>ก</p>", mark="draft"), Block("<p>ข</p>", mark="changed"), Block("<p>ค</p>")
    )
    grey = [sum(200 < dot < 245 for dot in pixels(path, page, 40)[2]) for page in (1, 2, 3)]
    assert grey[0] > 2_000
    assert grey[1] > 1_000
    assert grey[2] < 200


def test_the_foot_is_each_blocks_own(tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", Block("<p>ก</p>", foot="REV-1"), Block("<p>ข</p>", foot="REV-2"))
    feet = {word.page: word for word in words(path) if word.text.startswith("REV")}
    assert {page: word.text for page, word in feet.items()} == {1: "REV-1", 2: "REV-2"}
    assert all(word.top > 297 - 20 for word in feet.values())


@pytest.mark.parametrize("lines", range(20, 34, 2))
def test_no_line_runs_on_below_the_last_row_of_a_page(tmp_path: Path, lines: int) -> None:
    """The last row goes over with the signatures; the frame ends where the rows end."""
    rows = "".join(f"<tr><td>แถว{n}</td><td>ข</td></tr>" for n in range(4))
    signs = render_to_string("documents/_signatures.html", {"signers": [{"said": "ผู้รายงาน", "name": "ก", "post": "ข"}]})
    table = f"<table><thead><tr><th>ก</th><th>ข</th></tr></thead><tbody>{rows}</tbody></table>"
    fillers = "".join(f"<p>บรรทัด{n}</p>" for n in range(lines))
    path = printed(tmp_path / "a.pdf", Block(fillers + table + signs), numbering="none")
    last = max(word.bottom for word in words(path) if word.page == 1 and not word.text.startswith(("ผู้", "(", "ข", ".")))
    width, height, dots = pixels(path, 1)
    edge = width * 35 // 210  # the left margin and the line of the frame
    below = range(round((last + 3) / 297 * height), round(0.97 * height))
    assert all(min(dots[row * width : row * width + edge]) > 200 for row in below)


def test_a_typed_tag_is_text_and_an_address_is_never_loaded(tmp_path: Path) -> None:
    html = render_to_string("documents/_signatures.html", {"signers": [{"name": "<img src='file:///etc/passwd'>"}]})
    assert "<img" not in html
    for address in ("file:///etc/passwd", "http://127.0.0.1/x.png"):
        with pytest.raises(FatalURLFetchingError):
            printed(tmp_path / "a.pdf", Block(f'<img src="{address}">'))


def test_thai_reads_back_as_it_was_typed(tmp_path: Path) -> None:
    typed = "น้ำใจ ทำงาน สำนักงานเขตพื้นที่ อำเภอ จำนวน ซ้ำ ป่ำ ฝ้ำ ญี่ปุ่น ปี่ ฐิฎุ"
    path = printed(tmp_path / "a.pdf", Block(f"<h1>{typed}</h1><p>{typed}</p>"), numbering="none")
    assert text(path).replace(" ", "").split() == [typed.replace(" ", "")] * 2


def test_the_prepared_face_is_the_same_every_time() -> None:
    assert with_tail(font_path("thai", 400)) == with_tail(font_path("thai", 400))
