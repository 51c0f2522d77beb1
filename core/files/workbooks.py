"""The one door through which an uploaded workbook is opened.

Refused in one Thai sentence when it is none, holds macros, unpacks to something huge, or carries what a spreadsheet
program never writes. Nothing in it is run.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from openpyxl import load_workbook

from core.errors import DomainError

BROKEN = "เปิดไฟล์ไม่ได้ ไฟล์อาจเสียหาย กรุณาบันทึกใหม่เป็น .xlsx แล้วลองอีกครั้ง"
NOT_EXCEL = "ไม่ใช่ไฟล์ Excel (.xlsx)"
_MOST_ENTRIES = 1000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@contextmanager
def opened_workbook(
    data: bytes,
    *,
    name: str = "",
    most_bytes: int,
    most_unpacked: int,
    not_excel: str = NOT_EXCEL,
    old_excel: str = "",
    unreadable: str = BROKEN,
) -> Iterator[Any]:
    """The openpyxl workbook of an .xlsx file, read-only, closed at the end; sizes are in bytes.

    DomainError with field "file" for what cannot be opened; `old_excel` (else `not_excel`) is said of an .xls, and
    `unreadable` when reading it inside the block fails in any way but a DomainError.
    """
    _check_archive(data, name, most_bytes, most_unpacked, not_excel, old_excel or not_excel)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # a broken archive fails in many ways, and all of them mean the same to the person
        raise DomainError(BROKEN, field="file") from error
    try:
        yield book
    except DomainError:
        raise
    except Exception as error:
        raise DomainError(unreadable, field="file") from error
    finally:
        book.close()


def _check_archive(  # noqa: PLR0917 (one caller, just above)
    data: bytes, name: str, most_bytes: int, most_unpacked: int, not_excel: str, old_excel: str
) -> None:
    if not data:
        raise DomainError("ไฟล์ว่างเปล่า", field="file")
    if len(data) > most_bytes:
        raise DomainError(f"ไฟล์ใหญ่เกิน {most_bytes // 1024 // 1024} MB", field="file")
    macros = DomainError("ไฟล์มีแมโคร กรุณาบันทึกเป็น .xlsx ธรรมดาแล้วลองอีกครั้ง", field="file")
    if name.lower().endswith((".xlsm", ".xltm", ".xlsb")):
        raise macros
    if data[:8] == _OLD_EXCEL:
        raise DomainError(old_excel, field="file")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise DomainError(not_excel, field="file") from None
    with archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if "[Content_Types].xml" not in names or not any(entry.startswith("xl/") for entry in names):
            raise DomainError(not_excel, field="file")
        if any(entry.lower().endswith("vbaproject.bin") for entry in names):
            raise macros
        if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > most_unpacked:
            raise DomainError("ไฟล์คลายแล้วใหญ่ผิดปกติ จึงไม่เปิด", field="file")
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _check_head(archive, entry)


def _check_head(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No spreadsheet program writes a document type; entities in one can blow up or reach files."""
    try:
        with archive.open(entry) as part:
            head = part.read(4096)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        # What zipfile raises for a damaged, encrypted, unknown or cut-off entry.
        raise DomainError("เปิดไฟล์ไม่ได้ ไฟล์อาจเสียหายหรือมีรหัสผ่าน", field="file") from None
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise DomainError("ไฟล์มีส่วนที่ไม่ปลอดภัย จึงไม่เปิด", field="file")
