"""Workbooks written row by row: text stays text, dates are dates, memory does not grow with rows."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

# Raised by hand when the same rows come out as a different workbook.
MACHINE_VERSION = "1"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_TEXT = 32_767
MAX_ROWS = 1_048_576
TELL_EVERY = 200
A4 = 9  # the number the file format gives this paper

Kind = Literal["text", "wrap", "number", "score", "money", "percent", "date", "datetime"]
# พ.ศ. in Excel and LibreOffice: calendar 07 (Thai solar), language 041E. The cell stays a real date.
FORMATS = {
    "date": "[$-107041E]d mmm yyyy;@",
    "datetime": "[$-107041E]d mmm yyyy hh:mm;@",
    "score": "0.00",
    "money": "#,##0.00",
    "percent": "0.00%",
}
# XML cannot carry these, and lone surrogates cannot be encoded.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN = (int, float, Decimal, date)
_BAD_SHEET = re.compile(r"[\\*?:/\[\]]")


@dataclass(frozen=True, slots=True)
class Column:
    """Heading, width in characters and kind. Only date, datetime, score, money, percent and wrap cost a formatted
    cell a row: keep them to six in a long list. Codes are text."""

    title: str
    width: float = 14
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Formula:
    """A value Excel works out ("=SUM(B5:B8)"). Only references, numbers and words of ours: never what people typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines above the table (title, scope), columns, and any iterable of rows (one value a column)."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Iterable[Any]]
    heading: tuple[str, ...] = ()


_HEAD_FONT = Font(bold=True)
_LINK_FONT = Font(color="FF0563C1", underline="single")
_HEAD_FILL = PatternFill("solid", fgColor="FFEFEDF4")
_HEAD_BORDER = Border(bottom=Side(style="thin", color="FF8A8599"))
_HEAD_ALIGN = Alignment(horizontal="center", vertical="center", wrap_text=True)


def clean_text(value: str) -> str:
    """Text a cell can hold: no control characters, no more than Excel's limit."""
    if _CONTROL.search(value):
        value = _CONTROL.sub("", value)
    return value if len(value) <= MAX_TEXT else value[: MAX_TEXT - 1] + "…"


def write(path: Path, sheets: Iterable[Sheet], on_rows: Callable[[int], None] | None = None) -> str:
    """Write the workbook, return the hash of its content; `on_rows(n)` is told rows written, may raise to stop."""
    book = Workbook(write_only=True)
    digest = hashlib.sha256(f"xlsx|{MACHINE_VERSION}".encode())
    told = _Teller(on_rows)
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book, sheet, _free_name(sheet.name, names), digest, told)
    if not names:
        book.create_sheet("ว่าง")
    book.save(path)
    told.finish()
    return digest.hexdigest()


class _Teller:
    def __init__(self, on_rows: Callable[[int], None] | None) -> None:
        self.on_rows = on_rows
        self.rows = 0

    def row(self) -> None:
        self.rows += 1
        if self.on_rows and self.rows % TELL_EVERY == 0:
            self.on_rows(self.rows)

    def finish(self) -> None:
        if self.on_rows:
            self.on_rows(self.rows)


def _free_name(wanted: str, taken: set[str]) -> str:
    base = _BAD_SHEET.sub(" ", clean_text(wanted)).strip("' ")[:31] or "แผ่นงาน"
    name, number = base, 2
    while name.casefold() in taken:
        suffix = f" ({number})"
        name, number = base[: 31 - len(suffix)] + suffix, number + 1
    taken.add(name.casefold())
    return name


def _write_sheet(book: Workbook, sheet: Sheet, name: str, digest: Any, told: _Teller) -> None:
    page = book.create_sheet(name)
    top = len(sheet.heading) + (1 if sheet.heading else 0) + 1
    page.freeze_panes = f"A{top + 1}"
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    digest.update(repr((name, sheet.heading, sheet.columns)).encode("utf-8", "backslashreplace"))
    for line in sheet.heading:
        page.append([_styled(page, line, bold=True)])
    if sheet.heading:
        page.append([])
    page.append([_head(page, column.title) for column in sheet.columns])
    count = top
    for row in _values(page, sheet.columns, sheet.rows, digest):
        page.append(row)
        told.row()
        count += 1
        if count >= MAX_ROWS:
            break
    if sheet.columns:
        page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.columns))}{max(count, top)}"


def _text_cell(page: Any, text: str) -> Cell:
    """Text Excel would run or read as an error: the type is forced, the quote mark keeps it text after an edit."""
    cell = WriteOnlyCell(page)
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _styled(page: Any, text: str, *, bold: bool) -> Cell:
    cell = _text_cell(page, clean_text(text))
    cell.font = Font(bold=bold)
    return cell


def _head(page: Any, text: str) -> Cell:
    cell = _text_cell(page, clean_text(text))
    cell.font, cell.fill, cell.border, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD_BORDER, _HEAD_ALIGN
    return cell


def _own_cell(page: Any, value: Any, kind: str) -> Cell:
    """A cell for a formula, a link, or the words of whatever else is no plain value."""
    if isinstance(value, Formula):
        cell = WriteOnlyCell(page)
        cell.value, cell.data_type = value.text, "f"
        if kind in FORMATS:
            cell.number_format = FORMATS[kind]
        return cell
    if isinstance(value, Link):
        cell = _text_cell(page, clean_text(value.text))
        cell.hyperlink = clean_text(value.url)
        cell.font, cell.alignment = _LINK_FONT, Alignment(vertical="top", wrap_text=True)
        return cell
    return _text_cell(page, value)


def _format_cell(page: Any, kind: str) -> Cell:
    cell = WriteOnlyCell(page)
    if kind == "wrap":
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    else:
        cell.number_format = FORMATS[kind]
    return cell


def _values(page: Any, columns: tuple[Column, ...], rows: Iterable[Iterable[Any]], digest: Any) -> Iterator[list[Any]]:
    """Rows ready to append. One cell object per formatted column is used again for each row: making them costs most."""
    formatted = [
        (index, _format_cell(page, column.kind), column.kind)
        for index, column in enumerate(columns)
        if column.kind not in ("text", "number")
    ]
    search = _CONTROL.search
    for source in rows:
        row = list(source)
        if len(row) != len(columns):
            raise ValueError(f"a row of {len(row)} values under {len(columns)} columns")
        own: dict[int, Cell] = {}
        for index, value in enumerate(row):
            if isinstance(value, str):
                if search(value) or len(value) > MAX_TEXT:
                    value = row[index] = clean_text(value)  # noqa: PLW2901 - the cleaned text is what follows
                if value[:1] == "=" or value[:1] == "#":
                    own[index] = _text_cell(page, value)
            elif value is not None and not isinstance(value, _PLAIN):
                row[index] = value if isinstance(value, (Formula, Link)) else clean_text(str(value))
                own[index] = _own_cell(page, row[index], columns[index].kind)
        digest.update(repr(row).encode())
        for index, cell, kind in formatted:
            value = row[index]
            if value is None or index in own or (kind != "wrap" and isinstance(value, str)):
                continue
            if isinstance(value, datetime) and timezone.is_aware(value):
                value = timezone.localtime(value).replace(tzinfo=None)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            row[index] = cell
        for index, cell in own.items():
            row[index] = cell
        yield row
