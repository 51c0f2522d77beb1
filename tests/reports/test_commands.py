"""`manage.py documents` and `manage.py report`: refusals first; every key renders without a parameter."""

import re
from io import StringIO
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reports import registry
from tests.factories import base

pytestmark = pytest.mark.django_db


def report(*args: str) -> str:
    out = StringIO()
    call_command("report", *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("nope", "--district", "D1"), "ไม่รู้จักเอกสาร nope"),
        (("school-list", "--district", "NONE"), "ไม่มีสำนักงานเขตพื้นที่การศึกษารหัส NONE"),
        (("school-list", "--district", "D1", "--format", "docx"), "ไม่มีรูปแบบ docx"),
        (("school-list", "--district", "D1", "--param", "colour=red"), "ไม่มีพารามิเตอร์ colour"),
        (("school-list", "--district", "D1", "--param", "year"), "ต้องเขียนเป็น ชื่อ=ค่า"),
        (("school-list", "--district", "D1", "--param", "status=gone"), "สถานะ"),
        (("duty-list", "--district", "D1", "--param", "day=15/1/2024"), "เป็น ค.ศ."),
    ],
)
def test_refuses_in_one_line(args: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    base.district(code="D1")
    target = tmp_path / "out"
    with pytest.raises(CommandError) as error:
        report(*args, "--output", str(target))
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.returncode != 0
    assert not target.exists()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ไม่มีโฟลเดอร์"):
        report("school-list", "--district", "D1", "--output", str(tmp_path / "no" / "x.pdf"))


def test_documents_lists_one_line_a_key() -> None:
    out = StringIO()
    call_command("documents", stdout=out)
    lines = [line.split("\t") for line in out.getvalue().splitlines()]
    assert all(len(line) == 4 for line in lines)
    assert ["school-list", "pdf,xlsx", "ทะเบียนโรงเรียน"] in [line[:3] for line in lines]


def test_a_document_is_written_and_the_same_again(tmp_path: Path) -> None:
    office = base.district(code="D1")
    base.school(office, name="โรงเรียนบ้านน้ำใส")
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert "1 หน้า" in report("school-list", "--district", "D1", "--output", str(first))
    report("school-list", "--district", "D1", "--output", str(second))
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(first) as pdf:
        assert len(pdf.pages) == 1


def test_another_office_stays_out(tmp_path: Path) -> None:
    office, other = base.district(code="D1"), base.district(code="D2")
    base.school(office, name="โรงเรียนของเรา", code10="0012345678")
    base.school(other, name="โรงเรียนของเขา")
    target = tmp_path / "a.xlsx"
    report("school-list", "--district", "D1", "--format", "xlsx", "--output", str(target))
    sheet = load_workbook(target).active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [(row[1], row[3]) for row in values] == [("0012345678", "โรงเรียนของเรา")]
    assert sheet["B5"].data_type == "s"


PRODUCT_KEYS = [
    (document.key, fmt)
    for document in registry.every()
    if not type(document).__module__.startswith("tests.")
    for fmt in document.formats
]


@pytest.mark.parametrize(("key", "fmt"), PRODUCT_KEYS)
def test_an_empty_office_gets_a_paper_or_one_clear_line(key: str, fmt: str, tmp_path: Path) -> None:
    base.district(code="D1")
    target = tmp_path / f"x.{fmt}"
    try:
        report(key, "--district", "D1", "--format", fmt, "--output", str(target))
    except CommandError as refusal:
        assert "\n" not in str(refusal)
        assert re.search("[ก-๙]{8}", str(refusal))
    else:
        assert target.stat().st_size > 500
