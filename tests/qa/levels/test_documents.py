"""`qa-district-summary`: the page's figures on paper and in the workbook, what is missing printed."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from tests.documents.reading import plain, text
from tests.factories import base, levels

pytestmark = pytest.mark.django_db


def test_without_levels_it_says_so(tmp_path: Path) -> None:
    office = levels.office()
    with pytest.raises(CommandError):
        call_command(
            "report", "qa-district-summary", district=office.code, output=tmp_path / "x.pdf",
            param=["year=2556", "level=basic"],
        )  # fmt: skip


def test_paper_and_workbook_tell_the_figures_and_the_missing_school(tmp_path: Path) -> None:
    office = levels.office(thai_digits=False)
    cluster = base.cluster(office, name="กลุ่มดอยหมอก")
    schools = [levels.school(office, name=f"โรงเรียนบ้านที่ {n}", cluster=cluster) for n in range(3)]
    levels.give(schools[0], "ดีเลิศ", standards={"1": "ดี", "1.1": "ดี"})
    levels.give(schools[1], "ยอดเยี่ยม", standards={"1": "ยอดเยี่ยม"})
    levels.give(schools[1], "ดี", source="office")
    params = ["year=2566", "level=basic"]
    pdf, book = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    call_command("report", "qa-district-summary", district=office.code, output=pdf, param=params)
    read = plain(text(pdf))
    for words in ("ยังไม่มีผล 1 โรงเรียน", f"โรงเรียนบ้านที่ 2 ({schools[2].code10})", "กลุ่มดอยหมอก", "33.33", "50.00"):
        assert plain(words) in read, words
    call_command("report", "qa-district-summary", district=office.code, output=book, format="xlsx", param=params)
    found = load_workbook(book)
    rows = [tuple(cell.value for cell in row) for row in found["ภาพรวม"].iter_rows()]
    assert ("ยอดเยี่ยม", 1, 33.33, 50) in rows
    assert ("ยังไม่มีผล", 1, 33.33, None) in rows
    assert ("รวม", 3, 99.99, 100) in rows
    assert found["ตรวจสอบยอด"]["B7"].value == f"โรงเรียนบ้านที่ 2 ({schools[2].code10})"
    school_rows = {row[2]: row for row in found["รายโรงเรียน"].iter_rows(values_only=True)}
    assert school_rows["โรงเรียนบ้านที่ 1"][7:10] == ("ยอดเยี่ยม", "ยอดเยี่ยม (2566)", "ดี (2566)")


def test_the_default_year_is_the_latest_with_levels(tmp_path: Path) -> None:
    office = levels.office()
    school = levels.school(office)
    levels.give(school, "ดีเยี่ยม", year=2556, code="basic-before-2561")
    levels.give(school, "ดี", year=2566)
    book = tmp_path / "a.xlsx"
    call_command("report", "qa-district-summary", district=office.code, output=book, format="xlsx")
    assert load_workbook(book)["ภาพรวม"]["A2"].value == "ระดับขั้นพื้นฐาน ปีการศึกษา 2566"


def test_a_long_list_of_who_is_missing_comes_after_the_figures(tmp_path: Path) -> None:
    """Ninety-nine names with their codes filled the first page and a half."""
    office = levels.office(thai_digits=False)
    schools = [levels.school(office, name=f"โรงเรียนบ้านที่ {n}") for n in range(12)]
    levels.give(schools[0], "ดีเลิศ", standards={"1": "ดี"})
    pdf = tmp_path / "a.pdf"
    call_command(
        "report", "qa-district-summary", district=office.code, output=pdf, param=["year=2566", "level=basic"]
    )  # fmt: skip
    read = plain(text(pdf))
    first, figures, name, signature = (
        read.index(plain(words))
        for words in ("ยังไม่มีผล 11 โรงเรียน รายชื่ออยู่ท้ายเอกสาร", "1. ระดับคุณภาพโดยรวม", "โรงเรียนบ้านที่ 5 (", "ผู้รายงาน")
    )
    assert first < figures < signature < name
