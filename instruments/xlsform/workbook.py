"""Opens an uploaded XLSForm: refuses what is none, and gives the rows of its sheets as text. Nothing in it is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.errors import DomainError
from core.files.workbooks import opened_workbook
from instruments.xlsform.names import SHEETS, Column, column_of, is_read

MAX_BYTES = 5 * 1024 * 1024
# A survey of 300 items and 10,000 choices unpacks to about 4 MB; far more is an archive made to fill the memory.
MAX_UNPACKED = 40 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 120
_INVISIBLE = re.compile(r"[\ufeff\u200b\u2060\u00ad]")
# Control characters that XML cannot hold travel as _x000D_; a text that really says _x000D_ as _x005F_x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = "f"
_TRUTHS = {"=TRUE()": "TRUE", "=FALSE()": "FALSE", "=TRUE": "TRUE", "=FALSE": "FALSE"}


@dataclass(frozen=True)
class Refusal:
    """Something that cannot be taken. `kind` is the XLSForm name of it (a type, a column), `row` as Excel counts."""

    sheet: str
    row: int | None
    kind: str
    reason: str

    def __str__(self) -> str:
        where = f"ชีต {self.sheet} แถว {self.row}" if self.row else f"ชีต {self.sheet}"
        return " · ".join(part for part in (where, self.kind, self.reason) if part)


@dataclass(frozen=True)
class Row:
    """Cells of one row by column, as text; empty ones are absent."""

    number: int
    cells: dict[Column, str]

    def get(self, name: str, language: str = "") -> str:
        return self.cells.get(Column(name, language), "")


@dataclass
class Page:
    """One sheet that was read."""

    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass
class Book:
    """The sheets we know, what was refused on the way, and names of sheets nobody reads."""

    pages: dict[str, Page] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def page(self, name: str) -> Page:
        return self.pages.get(name, Page())


def open_book(data: bytes, *, name: str = "") -> Book:
    """The sheets of an .xlsx file; DomainError with one Thai sentence when it is not one we can read."""
    with opened_workbook(
        data, name=name, most_bytes=MAX_BYTES, most_unpacked=MAX_UNPACKED,
        old_excel="เป็นไฟล์ Excel รุ่นเก่า (.xls) หรือมีรหัสผ่าน กรุณาบันทึกเป็น .xlsx แล้วลองอีกครั้ง",
    ) as book:  # fmt: skip
        return _read(book)


def _read(source: Any) -> Book:
    book = Book()
    for worksheet in source.worksheets:
        name = _INVISIBLE.sub("", worksheet.title).strip().lower()
        if name not in SHEETS:
            book.ignored.append(worksheet.title)
        elif name in book.pages:
            raise DomainError(f"มีชีต {name} มากกว่าหนึ่งชีต", field="file")
        else:
            book.pages[name] = _page(name, worksheet, book.refusals)
    if "survey" not in book.pages:
        raise DomainError("ไม่ใช่ XLSForm เพราะไม่มีชีต survey", field="file")
    return book


def _page(name: str, worksheet: Any, refusals: list[Refusal]) -> Page:
    page = Page()
    where: dict[int, Column] = {}
    for number, cells in _numbered(name, worksheet):
        if not where:
            where = _header(name, number, cells, page, refusals)
            continue
        found: dict[Column, str] = {}
        for at, column in where.items():
            cell = cells[at] if at < len(cells) else None
            if cell is None or cell.value is None:
                continue
            if cell.data_type == _FORMULA and str(cell.value).upper().strip() in _TRUTHS:
                found[column] = _TRUTHS[str(cell.value).upper().strip()]  # what Excel makes of a typed true()
            elif cell.data_type == _FORMULA and not is_read(name, column):
                continue
            elif cell.data_type == _FORMULA:
                refusals.append(Refusal(name, number, column.name, "เป็นสูตร กรุณาวางเป็นค่า"))
            elif text := as_text(cell.value):
                found[column] = text
        if any(text.strip() for text in found.values()):
            page.rows.append(Row(number, found))
    return page


def _numbered(name: str, worksheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Rows that are not empty. The size a file claims for a sheet may be wrong on purpose; what is read is counted."""
    worksheet.reset_dimensions()
    kept = 0
    for number, cells in enumerate(worksheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > 20 * MAX_ROWS:
            break  # a sheet formatted down to its last row
        if all(cell.value is None or not str(cell.value).strip() for cell in cells):
            continue
        kept += 1
        if kept > MAX_ROWS + 1:
            raise DomainError(f"ชีต {name} มีมากกว่า {MAX_ROWS:,} แถว", field="file")
        yield number, list(cells)


def _header(name: str, number: int, cells: list[Any], page: Page, refusals: list[Refusal]) -> dict[int, Column]:
    where: dict[int, Column] = {}
    for at, cell in enumerate(cells):
        title = _INVISIBLE.sub("", as_text(cell.value)).strip() if cell.value is not None else ""
        if not title:
            continue
        column = column_of(title)
        if column in where.values():
            refusals.append(Refusal(name, number, title[:60], "มีคอลัมน์นี้ซ้ำ"))
            continue
        where[at] = column
    page.columns = list(where.values())
    return where


def as_text(value: Any) -> str:
    """A cell as text: 1.0 is "1", a date its ISO form, a truth TRUE or FALSE."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Excel keeps every number as a float; 15 digits are what it can mean.
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return _ESCAPED.sub(_unescaped, str(value))


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    if code == 0x5F:
        return "_"
    # Only what has to travel this way is read back; NUL and the like are dropped, no column of ours can hold them.
    return chr(code) if code in (9, 10, 13) else ("" if code < 0x20 else match[0])


def escaped(text: str) -> str:
    """Text as it may stand in a cell so that `as_text` gives it back."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text).replace("\r", "_x000D_")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
