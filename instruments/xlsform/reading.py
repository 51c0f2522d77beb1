"""A whole XLSForm as content: its language, what it is called, all that was refused or passed over."""

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from instruments.content import FormContent
from instruments.models import Instrument
from instruments.services.building import MOST_ITEMS
from instruments.xlsform.choices import BandsContent, Choices, bands_of, whole
from instruments.xlsform.names import DEFAULT_LANGUAGE, OWN, Column, is_read, is_thai
from instruments.xlsform.survey import Survey
from instruments.xlsform.workbook import Book, Page, Refusal, Row, open_book

_YEARS = range(2400, 2700)


@dataclass
class ReadForm:
    """`content` is whole only when `refusals` is empty. `subject` is "" when the file does not say; years are พ.ศ.
    `own` files were written here, so that what they do not say is meant."""

    code: str
    name: str
    content: FormContent
    language: str = DEFAULT_LANGUAGE
    subject: str = ""
    note: str = ""
    years: tuple[int | None, int | None] = (None, None)
    bands: BandsContent | None = None
    refusals: list[Refusal] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    own: bool = False


def read_form(data: bytes, *, name: str = "") -> ReadForm:
    """Everything of an .xlsx file. DomainError when the file itself cannot be read as an XLSForm."""
    book = open_book(data, name=name)
    refusals, notices = book.refusals, []
    formulas = tuple(refusals)
    formula_rows = {(one.sheet, one.row) for one in formulas if one.row != 1}
    settings = book.page("settings").rows[0] if book.page("settings").rows else Row(2, {})
    exact = bool(settings.get(f"{OWN}format").strip())
    language, others = _language(book, settings)
    if others:
        notices.append(f"อ่านภาษา {language or 'ที่ไม่ระบุ'} ไม่ได้อ่านภาษา {', '.join(others)}")

    def words(row: Row, column: str) -> str:
        text = row.get(column, language) or row.get(column)
        if not text and column == "label":
            text = next((row.get(column, other) for other in others if row.get(column, other)), "")
        return text if exact else text.strip()

    choices = Choices(book.page("choices"), words, refusals)
    title = words(settings, "form_title") or PurePath(name).stem
    survey = Survey(book.page("survey"), words, choices, refusals, notices, title, exact)
    if "type" not in {column.name for column in book.page("survey").columns}:
        refusals.append(Refusal("survey", 1, "type", "ไม่มีคอลัมน์ type"))
    sections = () if len(book.page("survey").rows) > 3 * MOST_ITEMS else survey.read()
    count = sum(len(section.items) for section in sections)
    if count > MOST_ITEMS or len(book.page("survey").rows) > 3 * MOST_ITEMS:
        refusals.append(Refusal("survey", None, "", f"มีเกิน {MOST_ITEMS} ข้อ กรุณาแบ่งเป็นหลายเครื่องมือ"))
    elif not count and not refusals:
        refusals.append(Refusal("survey", None, "", "ไม่มีข้อคำถาม"))
    if book.page("external_choices").rows:
        refusals.append(Refusal("external_choices", None, "external_choices", "ไม่รองรับตัวเลือกจากชีตภายนอก"))
    _ignored(book, notices)
    found = ReadForm(
        code=_code(settings, name, refusals, notices),
        name=" ".join(title.split())[:200],
        content=FormContent(settings.get(f"{OWN}instructions"), settings.get(f"{OWN}source"), sections),
        language=language,
        note=settings.get(f"{OWN}note"),
        bands=bands_of(book.page("nithet_bands"), refusals),
        refusals=refusals,
        notices=notices,
        own=exact,
    )
    _settings(settings, found)
    # Twenty questions on one faulty list tell of it once, and a row with a formula of nothing but the formula.
    found.refusals = [
        one for one in dict.fromkeys(refusals) if one in formulas or (one.sheet, one.row) not in formula_rows
    ]
    found.refusals.sort(key=lambda refusal: (refusal.sheet != "survey", refusal.sheet, refusal.row or 0))
    return found


def _language(book: Book, settings: Row) -> tuple[str, list[str]]:
    """The language that is read, and the others there are: Thai, else unmarked, else the file's own default."""
    found: dict[str, None] = {}
    for page in (book.page("survey"), book.page("choices")):
        for column in page.columns:
            if column.name == "label":
                found.setdefault(column.language)
    languages = list(found)
    default = settings.get("default_language").strip()
    ranked = [
        next((language for language in languages if is_thai(language)), None),
        "" if "" in found else None,
        next((language for language in languages if language.lower() == default.lower()), None),
        *languages,
    ]
    chosen = next((language for language in ranked if language is not None), "")
    return chosen[:60], [language for language in languages if language and language != chosen]


def _code(settings: Row, name: str, refusals: list[Refusal], notices: list[str]) -> str:
    """form_id; a form of KoboToolbox has none, then the file's name, as the other tools do it."""
    said = settings.get("form_id").strip()
    stem = PurePath(name.replace("\\", "/")).stem
    code = re.sub(r"\s+", "_", said) if said else re.sub(r"[^\w\u0E00-\u0E7F.\-]+", "_", stem).strip("._-")
    if not code or len(code) > 60 or not re.fullmatch(r"[\w\u0E00-\u0E7F.\-]+", code):
        refusals.append(
            Refusal("settings", settings.number, "form_id", "รหัสฟอร์มต้องมี เป็นตัวอักษร ตัวเลข _ - . ไม่เกิน 60 ตัว")
        )
        return ""
    if not said:
        notices.append(f"แฟ้มไม่มี form_id จึงใช้ชื่อแฟ้มเป็นรหัสเครื่องมือ: {code}")
    elif code != said:
        notices.append(f"form_id “{said}” มีช่องว่าง จึงใช้รหัส {code}")
    return code


def _settings(row: Row, found: ReadForm) -> None:
    subject = row.get(f"{OWN}subject").strip()
    if subject and subject not in Instrument.Subject.values:
        words = ", ".join(Instrument.Subject.values)
        found.refusals.append(Refusal("settings", row.number, f"{OWN}subject", f"ต้องเป็นหนึ่งใน {words}"))
    else:
        found.subject = subject
    years = []
    for column in (f"{OWN}year_from", f"{OWN}year_to"):
        said = row.get(column).strip()
        year = whole(said) if said else None
        if said and year not in _YEARS:
            found.refusals.append(Refusal("settings", row.number, column, "ต้องเป็นปีการศึกษา พ.ศ. เช่น 2569"))
        years.append(year)
    if years[0] and years[1] and years[0] > years[1]:
        found.refusals.append(Refusal("settings", row.number, f"{OWN}year_to", "ปีสิ้นสุดมาก่อนปีเริ่มใช้"))
    found.years = (years[0], years[1])
    if row.get("public_key").strip():
        found.notices.append("ฟอร์มตั้งให้เข้ารหัสคำตอบ (public_key) ไม่ได้ใช้ในระบบนี้")


def _ignored(book: Book, notices: list[str]) -> None:
    if book.ignored:
        notices.append(f"ชีตที่ไม่ได้อ่าน: {', '.join(title[:40] for title in book.ignored[:20])}")
    for sheet in ("survey", "choices"):
        unread = [column for column in _filled(book.page(sheet)) if not is_read(sheet, column)]
        if unread:
            names = ", ".join("::".join(filter(None, column))[:40] for column in unread[:20])
            notices.append(f"คอลัมน์ที่ไม่ได้อ่านในชีต {sheet}: {names}")


def _filled(page: Page) -> list[Column]:
    return [column for column in page.columns if any(row.cells.get(column, "").strip() for row in page.rows)]
