"""Opens what somebody uploaded as a workbook: refuses what is none, reads cells as text and numbers, runs nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from core.errors import DomainError
from core.files.workbooks import opened_workbook
from schools.importing.sheets import NOTES_SHEET, SHEETS, Sheet, folded

MAX_BYTES = 20 * 1024 * 1024
# A workbook of 20,000 rows unpacks to about 30 MB; far more is an archive made to fill the memory.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
# A row with this many cells that are column titles is a header row wherever it stands.
HEADER_CELLS = 3
HEADER_LOOKED_FOR = 10


@dataclass(frozen=True)
class SheetRows:
    """The rows of one known sheet: (row number as the program shows it, {column key: raw cell})."""

    sheet: Sheet
    columns: frozenset[str]
    rows: list[tuple[int, dict[str, Any]]]


@dataclass
class Contents:
    """`ignored` names sheets and columns nobody will read, in Thai, for the person to see."""

    sheets: dict[str, SheetRows] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def read(data: bytes, *, name: str = "") -> Contents:
    """The known sheets of an .xlsx file; DomainError with one Thai sentence when it is not one we can read."""
    with opened_workbook(
        data, name=name, most_bytes=MAX_BYTES, most_unpacked=MAX_UNPACKED,
        not_excel="ไม่ใช่ไฟล์ Excel (.xlsx) กรุณาใช้ไฟล์ตามแบบที่ดาวน์โหลดจากหน้านี้",
        unreadable="อ่านไฟล์ไม่ได้ ไฟล์อาจเสียหาย กรุณาบันทึกใหม่เป็น .xlsx แล้วลองอีกครั้ง",
    ) as book:  # fmt: skip
        return _contents(book)


def read_only_sheet(data: bytes, sheet: Sheet, *, name: str = "") -> Contents:
    """The one sheet of a workbook of another app, whatever its title: the sheet so named, else the first."""
    with opened_workbook(
        data, name=name, most_bytes=MAX_BYTES, most_unpacked=MAX_UNPACKED,
        not_excel="ไม่ใช่ไฟล์ Excel (.xlsx) กรุณาใช้ไฟล์ตามแบบที่ดาวน์โหลดจากหน้านี้",
        unreadable="อ่านไฟล์ไม่ได้ ไฟล์อาจเสียหาย กรุณาบันทึกใหม่เป็น .xlsx แล้วลองอีกครั้ง",
    ) as book:  # fmt: skip
        found = Contents()
        pages = [page for page in book.worksheets if folded(page.title) != folded(NOTES_SHEET)]
        if not pages:
            raise DomainError("ไม่มีชีตข้อมูลในไฟล์", field="file")
        chosen = next((page for page in pages if folded(page.title) == folded(sheet.title)), pages[0])
        found.ignored += [f"ชีต “{page.title}”" for page in pages if page is not chosen]
        found.sheets[sheet.key] = _sheet_rows(replace(sheet, title=chosen.title), chosen, found.ignored)
        return found


def _contents(book: Any) -> Contents:
    found = Contents()
    known = {folded(sheet.title): sheet for sheet in SHEETS}
    for worksheet in book.worksheets:
        sheet = known.get(folded(worksheet.title))
        if sheet is None:
            if folded(worksheet.title) != folded(NOTES_SHEET):
                found.ignored.append(f"ชีต “{worksheet.title}”")
            continue
        if sheet.key in found.sheets:
            raise DomainError(f"มีชีต “{sheet.title}” มากกว่าหนึ่งชีต", field="file")
        found.sheets[sheet.key] = _sheet_rows(sheet, worksheet, found.ignored)
    if not found.sheets:
        titles = " ".join(sheet.title for sheet in SHEETS)
        raise DomainError(f"ไม่พบชีตที่รู้จัก ต้องมีอย่างน้อยหนึ่งชีตใน: {titles}", field="file")
    return found


def _plain(value: Any) -> Any:
    """A formula that openpyxl wraps in an object (array, table) is its text, like every other formula."""
    return getattr(value, "text", None) or getattr(value, "ref", "") if hasattr(value, "ref") else value


def _numbered(worksheet: Any) -> Iterator[tuple[int, list[Any]]]:
    # The size a file claims for its sheet may be wrong on purpose; what is read is counted instead.
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    for number, row in enumerate(rows, start=1):
        cells = [_plain(value) for value in row]
        if all(value is None or (isinstance(value, str) and not value.strip()) for value in cells):
            if number > 50 * MAX_ROWS:
                raise DomainError(f"ชีต “{worksheet.title}” มีแถวว่างมากผิดปกติ", field="file")
            continue
        if number > MAX_ROWS + 1:
            raise DomainError(f"ชีต “{worksheet.title}” มีมากกว่า {MAX_ROWS:,} แถว กรุณาแบ่งไฟล์", field="file")
        yield number, cells


def _spellings(sheet: Sheet) -> dict[str, str]:
    return {folded(word): column.key for column in sheet.columns for word in (column.title, *column.also)}


def _sheet_rows(sheet: Sheet, worksheet: Any, ignored: list[str]) -> SheetRows:
    spellings = _spellings(sheet)
    enough = min(HEADER_CELLS, len(sheet.columns))
    needed = {column.key for column in sheet.columns if column.required}

    def is_header(cells: list[Any]) -> bool:
        words = {spellings.get(folded(value)) for value in cells if isinstance(value, str)} - {None}
        return len(words) >= enough or needed <= words

    rows = _numbered(worksheet)
    first = next(rows, None)
    if first is None:
        return SheetRows(sheet, frozenset(), [])
    number, cells = first
    if number != 1 or not is_header(cells):
        _explain_header(sheet, rows, is_header, spellings, first)
    where = _columns(sheet, cells, spellings, ignored)
    found: list[tuple[int, dict[str, Any]]] = []
    for number, cells in rows:
        if is_header(cells):
            raise DomainError(f"ชีต “{sheet.title}” มีหัวตารางซ้ำที่แถวที่ {number} ต้องมีหัวตารางแถวเดียวที่แถวที่ 1", field="file")
        row = {key: cells[at] if at < len(cells) else None for key, at in where.items()}
        if any(value is not None and str(value).strip() for value in row.values()):
            found.append((number, row))
    return SheetRows(sheet, frozenset(where), found)


def _explain_header(sheet: Sheet, rows: Any, is_header: Any, spellings: dict[str, str], first: Any) -> None:
    """The first row is no header: say where it stands, or which columns are missing."""
    number, cells = first
    if number != 1 and is_header(cells):
        raise DomainError(f"ชีต “{sheet.title}” หัวตารางอยู่แถวที่ {number} ต้องอยู่แถวที่ 1", field="file")
    for number, other in rows:
        if number > HEADER_LOOKED_FOR:
            break
        if is_header(other):
            raise DomainError(
                f"ชีต “{sheet.title}” หัวตารางอยู่แถวที่ {number} ต้องอยู่แถวที่ 1 แถวเดียว กรุณาลบแถวที่อยู่เหนือหัวตาราง", field="file"
            )
    present = {spellings.get(folded(value)) for value in cells if isinstance(value, str)}
    missing = ", ".join(column.title for column in sheet.columns if column.required and column.key not in present)
    raise DomainError(f"ชีต “{sheet.title}” ไม่มีคอลัมน์ที่จำเป็น: {missing}", field="file")


def _columns(sheet: Sheet, cells: list[Any], spellings: dict[str, str], ignored: list[str]) -> dict[str, int]:
    where: dict[str, int] = {}
    for at, value in enumerate(cells):
        if value is None or not str(value).strip():
            continue
        key = spellings.get(folded(value))
        if key is None:
            ignored.append(f"คอลัมน์ “{str(value).strip()[:60]}” ในชีต “{sheet.title}”")
        elif key in where:
            raise DomainError(f"ชีต “{sheet.title}” มีคอลัมน์ “{sheet.title_of(key)}” ซ้ำ", field="file")
        else:
            where[key] = at
    missing = [column.title for column in sheet.columns if column.required and column.key not in where]
    if missing:
        raise DomainError(f"ชีต “{sheet.title}” ไม่มีคอลัมน์ที่จำเป็น: {', '.join(missing)}", field="file")
    return where
