"""Wrong files are refused with one Thai sentence, before anything is read from them."""

import io
import zipfile

import pytest

from core.errors import DomainError
from schools.importing import workbook as door
from schools.importing.sheets import SCHOOLS
from schools.importing.workbook import read
from tests.factories.workbooks import raw, workbook

HEAD = [column.title for column in SCHOOLS.columns]


def refused(data: bytes, name: str = "x.xlsx") -> str:
    with pytest.raises(DomainError) as refusal:
        read(data, name=name)
    assert refusal.value.field == "file"
    return refusal.value.message


def repacked(data: bytes, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in more:
                new.writestr(entry, old.read(entry))
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"hello", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" + b"0" * 600])
def test_no_workbook_at_all(data: bytes) -> None:
    assert "ไม่ใช่ไฟล์ Excel" in refused(data)


def test_empty_and_too_large() -> None:
    assert "ว่าง" in refused(b"")
    assert "ใหญ่เกิน" in refused(b"0" * (door.MAX_BYTES + 1))


def test_some_other_archive() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "x")
    assert "ไม่ใช่ไฟล์ Excel" in refused(out.getvalue())


def test_macros() -> None:
    data = workbook(schools=[{}])
    assert "แมโคร" in refused(data, "x.xlsm")
    assert "แมโคร" in refused(repacked(data, **{"xl/vbaProject.bin": b"x"}))


def test_an_archive_made_to_fill_the_memory() -> None:
    bomb = repacked(workbook(schools=[{}]), **{"xl/media/huge.xml": b"0" * (door.MAX_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert "ใหญ่ผิดปกติ" in refused(bomb)


def test_a_document_type_in_the_xml() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "ไม่ปลอดภัย" in refused(repacked(workbook(schools=[{}]), **{"xl/sharedStrings.xml": evil}))


def test_a_damaged_workbook() -> None:
    assert "เสียหาย" in refused(repacked(workbook(schools=[{}]), **{"xl/workbook.xml": b"<nothing"}))


def test_no_known_sheet() -> None:
    message = refused(raw({"งบประมาณ": [["ก"], ["ข"]]}))
    assert "ไม่พบชีตที่รู้จัก" in message
    assert "โรงเรียน" in message


def test_a_required_column_is_missing() -> None:
    head = [title for title in HEAD if title != "ชื่อโรงเรียน"]
    message = refused(raw({"โรงเรียน": [head, ["1042500001"]]}))
    assert "ไม่มีคอลัมน์ที่จำเป็น" in message
    assert "ชื่อโรงเรียน" in message


def test_headers_elsewhere_or_twice() -> None:
    assert "แถวที่ 3 ต้องอยู่แถวที่ 1" in refused(raw({"โรงเรียน": [["ทะเบียน"], [], HEAD, ["1042500001"]]}))
    assert "หัวตารางซ้ำที่แถวที่ 2" in refused(raw({"โรงเรียน": [HEAD, HEAD, ["1042500001"]]}))
    assert "“สถานะ” ซ้ำ" in refused(raw({"โรงเรียน": [[*HEAD, "สถานะ"], ["1042500001"]]}))


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MAX_ROWS", 3)
    assert "แบ่งไฟล์" in refused(workbook(schools=[{}] * 5))


def test_sheets_and_columns_nobody_reads_are_named() -> None:
    found = read(raw({"โรงเรียน": [["สีประตู", *HEAD], ["ฟ้า", "1042500001"]], "บันทึก": [["x"]]}))
    assert found.ignored == ["คอลัมน์ “สีประตู” ในชีต “โรงเรียน”", "ชีต “บันทึก”"]
    assert found.sheets["schools"].rows[0][1]["code10"] == "1042500001"


def test_headers_in_any_order_with_stray_blanks() -> None:
    found = read(raw({" โรงเรียน ": [["ชื่อ โรงเรียน", "  รหัสโรงเรียน ๑๐ หลัก "], ["โรงเรียนก", "๑๐๔๒๕๐๐๐๐๑"]]}))
    assert found.sheets["schools"].rows == [(2, {"name": "โรงเรียนก", "code10": "๑๐๔๒๕๐๐๐๐๑"})]
