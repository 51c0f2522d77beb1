"""แบบที่ 11 on paper: its words in their order, its measures in millimetres, ร่าง until adopted; the year's file and the
register."""

import itertools
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.core.management import CommandError, call_command

from core import pointers
from kotpn.minutes.models import Minutes
from kotpn.minutes.services import adoption
from reports.registry import get
from tests.documents.reading import pixels, plain, text, words
from tests.kotpn.minutes.conftest import NEXT, adopt, at, next_meeting


def printed(key: str, scene: SimpleNamespace, target: Path, *, fmt: str = "pdf", **params: Any) -> Path:
    given = [f"{name}={value}" for name, value in {"digits": "arabic", **params}.items()]
    call_command("report", key, district=scene.district.code, format=fmt, output=target, param=given)
    return target


def in_order(said: str, *pieces: str) -> None:
    """Every piece after the one before, compared without marks poppler moves."""
    place = 0
    for piece in pieces:
        found = said.find(plain(piece), place)
        assert found >= 0, piece
        place = found + 1


def test_who_may_not_have_them(circulated: SimpleNamespace) -> None:
    code = circulated.district.code
    for key in ("meeting-minutes", "minutes-of-year"):
        document = get(key)
        assert not document.may_run(circulated.stranger, code)
        assert document.may_run(circulated.member, code)
        assert document.may_run(circulated.secretary, code)
    assert not get("meeting-minutes").may_run(circulated.principal, code)
    assert get("resolution-register").may_run(circulated.principal, code)


def test_a_cancelled_meeting_prints_none(circulated: SimpleNamespace, tmp_path: Path) -> None:
    type(circulated.meeting).objects.filter(pk=circulated.meeting.pk).update(state="cancelled")
    with pytest.raises(CommandError, match="ยกเลิก"):
        printed("meeting-minutes", circulated, tmp_path / "a.pdf", meeting=circulated.meeting.pk)
    with pytest.raises(CommandError):
        printed("minutes-of-year", circulated, tmp_path / "b.pdf", committee=circulated.committee.pk, year=2568)


def test_words_and_measures_of_form_eleven(circulated: SimpleNamespace, tmp_path: Path) -> None:
    path = printed("meeting-minutes", circulated, tmp_path / "a.pdf", meeting=circulated.meeting.pk)
    said = plain(text(path))
    in_order(
        said, "รายงานการประชุมคณะกรรมการติดตาม", "ครั้งที่ 1/2568", "เมื่อวันพุธที่ 22 มกราคม พ.ศ. 2568", "ณ ห้องประชุมสำนักงานเขต",
        "ผู้มาประชุม", "นางแทน ทดสอบ", "แทน กรรมการ2 ทดสอบ", "ผู้ไม่มาประชุม", "กรรมการ8 ทดสอบ", "ติดราชการ", "ผู้เข้าร่วมประชุม",
        "นายร่วม ทดสอบ", "เริ่มประชุมเวลา 09.30 น.", "ระเบียบวาระที่ 1", "ระเบียบวาระที่ 3", "ไม่มีเรื่องสืบเนื่อง", "ระเบียบวาระที่ 4",
        "4.1 ผลการนิเทศภาคเรียนที่ 1", "ระเบียบวาระที่ 5", "กรรมการ3 ทดสอบ มีส่วนได้เสีย", "มติที่ประชุม", "เห็นชอบแผนการติดตาม",
        "มติที่ 1/2568", "เลิกประชุมเวลา 12.00 น.", "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม",
    )  # fmt: skip
    for avoided in ("บันทึกการประชุม", "เปิดประชุมเวลา", "ปิดประชุมเวลา", "ผู้ที่ไม่เข้าประชุม", "ผู้บันทึกรายงาน"):
        assert plain(avoided) not in said
    found = words(path)
    first = [word for word in found if word.page == 1 and 24 < word.top < 276]
    # Margins 3 cm left, 2 right, 2.5 top, 2 bottom.
    assert min(word.left for word in first) == pytest.approx(30, abs=0.5)
    assert max(word.right for word in first) <= 190.5
    title = next(word for word in first if plain(word.text).startswith(plain("รายงานการประชุม")))
    assert 25 <= title.top <= 28
    number = next(word for word in first if word.text == "1/2568")
    occasion = [word for word in first if abs(word.bottom - number.bottom) < 1.5]
    middle = (min(word.left for word in occasion) + max(word.right for word in occasion)) / 2
    assert middle == pytest.approx((30 + 190) / 2, abs=1.5)
    # Heads stand at the margin, texts of an item 2.5 cm in.
    for head in ("ผู้มาประชุม", "ผู้ไม่มาประชุม"):
        assert next(w for w in found if plain(w.text) == plain(head)).left == pytest.approx(30, abs=0.5)
    item = next(word for word in found if word.text == "4.1")
    assert item.left == pytest.approx(55, abs=0.5)
    # Lines of people follow at the official pitch of 20.8 points.
    tops = sorted({round(word.top, 1) for word in first if word.left < 33 and word.text.rstrip(".").isdigit()})
    pitch = [b - a for a, b in itertools.pairwise(tops[2:7])]
    assert pitch == pytest.approx([20.8 * 25.4 / 72] * len(pitch), abs=0.2)


def _grey(path: Path) -> int:
    return sum(200 < dot < 245 for dot in pixels(path, 1, 40)[2])


def test_draft_until_adopted_then_amendments_at_the_end(circulated: SimpleNamespace, tmp_path: Path) -> None:
    before = printed("meeting-minutes", circulated, tmp_path / "a.pdf", meeting=circulated.meeting.pk)
    later, item = next_meeting(circulated)
    adoption.amend(
        circulated.minutes, actor=circulated.secretary, meeting=later, item=circulated.item, before="เห็นชอบ",
        after="เห็นชอบโดยมีข้อสังเกต", now=at(NEXT),
    )  # fmt: skip
    adopt(circulated, item)
    after = printed("meeting-minutes", circulated, tmp_path / "b.pdf", meeting=circulated.meeting.pk)
    in_order(
        plain(text(after)), "ผู้ตรวจรายงานการประชุม", "การรับรองรายงานการประชุม", "ครั้งที่ 2/2568", "มีการแก้ไข 1 แห่ง",
        "เห็นชอบโดยมีข้อสังเกต",
    )  # fmt: skip
    assert _grey(before) > _grey(after) + 1_500


def test_thai_digits_by_choice(circulated: SimpleNamespace, tmp_path: Path) -> None:
    path = printed("meeting-minutes", circulated, tmp_path / "a.pdf", meeting=circulated.meeting.pk, digits="thai")
    said = plain(text(path))
    in_order(said, "ครั้งที่ ๑/๒๕๖๘", "๒๒ มกราคม พ.ศ. ๒๕๖๘", "๐๙.๓๐ น.", "ระเบียบวาระที่ ๑")


def test_a_year_is_one_file_of_closed_meetings(circulated: SimpleNamespace, tmp_path: Path) -> None:
    next_meeting(circulated)  # open: it is not in the year's file
    path = printed("minutes-of-year", circulated, tmp_path / "a.pdf", committee=circulated.committee.pk, year=2568)
    said = plain(text(path))
    in_order(said, "รายงานการประชุมประจำปี", "ประชุม 1 ครั้ง", "สารบัญ", "1/2568", "ผู้มาประชุม")
    assert plain("ครั้งที่ 2/2568") not in said
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
    assert titles[:2] == ["ปก", "สารบัญ"]
    assert titles[2].startswith("ครั้งที่ 1/2568")
    # The list says the page the minutes begin on.
    listed = [word for word in words(path) if word.page == 2 and 160 < word.left < 190 and word.top < 100]
    assert [word.text for word in listed if word.text.isdigit()] == ["3"]


def test_the_register_on_paper_and_as_a_workbook(circulated: SimpleNamespace, tmp_path: Path) -> None:
    path = printed("resolution-register", circulated, tmp_path / "a.pdf")
    in_order(plain(text(path)), "ทะเบียนมติที่ประชุม", "1/2568", "เห็นชอบแผนการติดตาม")
    with pikepdf.open(path) as pdf:
        box = [float(value) for value in pdf.pages[0].mediabox]
    assert box[2] > box[3]
    book = openpyxl.load_workbook(
        printed("resolution-register", circulated, tmp_path / "a.xlsx", fmt="xlsx", committee=circulated.committee.pk)
    )
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert any(row[0] == "1/2568" and "เห็นชอบ" in str(row[6]) for row in cells)
    with pytest.raises(CommandError):
        printed("resolution-register", circulated, tmp_path / "b.pdf", committee=999_999)


def test_they_may_be_taken_up_as_evidence_and_papers(circulated: SimpleNamespace) -> None:
    found = pointers.searchable()["minutes"].search
    assert found is not None
    assert [row.key for row in found(circulated.secretary, circulated.district, None, "", 5)] == [
        str(circulated.meeting.pk)
    ]
    assert found(circulated.stranger, circulated.district, None, "", 5) == []
    assert pointers.provider("minutes").printed(str(circulated.meeting.pk)) == (
        "meeting-minutes", {"meeting": str(circulated.meeting.pk)},
    )  # fmt: skip
    assert pointers.may_view(circulated.principal, "resolution", str(circulated.resolution.pk))
    assert not pointers.may_view(circulated.stranger, "resolution", str(circulated.resolution.pk))
    assert Minutes.objects.visible_to(circulated.principal).count() == 0
