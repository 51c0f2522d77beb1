"""A version as an XLSForm that KoboToolbox and ODK open, and that reads back to the same content here.

What the convention has no place for stands in columns beginning with `nithet::` and in the sheet `nithet_bands`.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from instruments.content import FormContent, ItemContent, LevelContent
from instruments.models import Item
from instruments.xlsform.choices import BandsContent
from instruments.xlsform.names import FORMAT, OWN, OWN_CHOICES
from instruments.xlsform.survey import CODE
from instruments.xlsform.workbook import escaped

_TYPES = {
    Item.Kind.TEXT: "text",
    Item.Kind.DATE: "date",
    Item.Kind.PHOTO: "image",
    Item.Kind.PLACE: "geopoint",
    Item.Kind.NOTE: "note",
}
_YES_NO = (LevelContent(1, "มี"), LevelContent(0, "ไม่มี"))
_SELECTS = {
    Item.Kind.RATING: "select_one",
    Item.Kind.CHOICE: "select_one",
    Item.Kind.YES_NO: "select_one",
    Item.Kind.CHOICES: "select_multiple",
}
_WIDTHS = {
    "label": 60,
    "hint": 40,
    f"{OWN_CHOICES}description": 70,
    f"{OWN}instructions": 60,
    "type": 26,
    "list_name": 18,
}


@dataclass(frozen=True)
class FormFile:
    """What goes into a file; `language` "" writes plain label columns. Years are พ.ศ."""

    code: str
    name: str
    subject: str
    content: FormContent
    number: int = 1
    language: str = ""
    note: str = ""
    years: tuple[int | None, int | None] = (None, None)
    bands: BandsContent | None = None


@dataclass
class _Lists:
    """Lists of choices by what they hold; items with the same levels share one."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    names: dict[tuple[str, tuple[LevelContent, ...]], str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def name_for(self, item: ItemContent, label: str) -> str:
        levels = _YES_NO if item.kind == Item.Kind.YES_NO else item.levels
        held = self.names.get((item.choice_list, levels))
        if held is not None:
            return held
        usual = item.choice_list or ("yes_no" if levels is _YES_NO else f"levels_{len(self.names) + 1}")
        base = usual if CODE.fullmatch(usual) else f"levels_{len(self.names) + 1}"
        name, more = base, 2
        while name in self.taken:
            name, more = f"{base}_{more}", more + 1
        self.taken.add(name)
        self.names[item.choice_list, levels] = name
        names: set[str] = set()
        for level in levels:
            plain = level.code or str(level.value)
            safe = plain if CODE.fullmatch(plain) or plain == str(level.value) else f"c{level.value}"
            safe = safe if safe not in names else f"c{level.value}_{len(names)}"
            names.add(safe)
            row = {"list_name": name, "name": safe, label: level.label, f"{OWN_CHOICES}value": str(level.value)}
            row[f"{OWN_CHOICES}description"] = level.description
            # Only where the name alone would read back as another code.
            if level.code and (safe != level.code or level.code == str(level.value)):
                row[f"{OWN_CHOICES}code"] = level.code
            self.rows.append(row)
        return name


def write_form(form: FormFile) -> bytes:
    """The .xlsx file. Everything is text: nothing a person typed can become a formula."""
    tail = f"::{form.language}" if form.language else ""
    label, hint, message = f"label{tail}", f"hint{tail}", f"constraint_message{tail}"
    lists = _Lists()
    survey: list[dict[str, Any]] = []
    codes = {item.code for item in form.content.items()}
    for position, section in enumerate(form.content.sections, start=1):
        name = section.code
        if not CODE.fullmatch(name) or name in codes:
            name = f"section_{position}"
            while name in codes:
                name += "_"
        codes.add(name)
        own = "" if name == section.code else section.code or "-"
        survey.append(
            {
                "type": "begin_group",
                "name": name,
                label: section.title,
                "relevant": section.relevant,
                f"{OWN}code": own,
                f"{OWN}note": section.note,
            }
        )
        survey.extend(_item(item, lists, label, hint, message) for item in section.items)
        survey.append({"type": "end_group", "name": name})
    columns = [
        "type", "name", label, hint, "required", "relevant", "constraint", message, "appearance",
        f"{OWN}kind", f"{OWN}weight", f"{OWN}list", f"{OWN}code", f"{OWN}note",
    ]  # fmt: skip
    settings = {
        "form_title": form.name,
        "form_id": form.code,
        "version": str(form.number),
        "default_language": form.language,
        f"{OWN}format": FORMAT,
        f"{OWN}subject": form.subject,
        f"{OWN}year_from": str(form.years[0] or ""),
        f"{OWN}year_to": str(form.years[1] or ""),
        f"{OWN}source": form.content.source,
        f"{OWN}note": form.note,
        f"{OWN}instructions": form.content.instructions,
    }
    book = Workbook()
    for page in list(book.worksheets):
        book.remove(page)
    _sheet(book, "survey", columns, survey)
    choice_columns = [
        "list_name",
        "name",
        label,
        *(f"{OWN_CHOICES}{name}" for name in ("value", "description", "code")),
    ]
    _sheet(book, "choices", choice_columns, lists.rows)
    _sheet(book, "settings", list(settings), [settings])
    if form.bands is not None:
        _sheet(book, "nithet_bands", list(_BANDS), _bands(form.bands))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _item(item: ItemContent, lists: _Lists, label: str, hint: str, message: str) -> dict[str, Any]:
    row = {
        "name": item.code,
        label: item.text,
        hint: item.help_text,
        "required": "yes" if item.required else "",
        "relevant": item.relevant,
        "constraint": item.constraint,
        message: item.constraint_message,
        f"{OWN}weight": f"{item.weight:f}" if item.weight != 1 else "",
    }
    if item.kind in _SELECTS:
        name = lists.name_for(item, label)
        row["type"] = f"{_SELECTS[Item.Kind(item.kind)]} {name}"
        row[f"{OWN}kind"] = str(item.kind)
        if name != item.choice_list:
            row[f"{OWN}list"] = item.choice_list or "-"
        if item.kind == Item.Kind.RATING:
            row["appearance"] = "likert"
    elif item.kind == Item.Kind.NUMBER:
        row["type"] = "integer" if item.whole else "decimal"
    else:
        row["type"] = _TYPES[Item.Kind(item.kind)]
    return row


_BANDS = ("name", "basis", "lowest", "highest", "source", "note", "level", "lower", "label")


def _bands(bands: BandsContent) -> list[dict[str, Any]]:
    head = {
        "name": bands.name,
        "basis": bands.basis,
        "lowest": f"{bands.lowest.normalize():f}",
        "highest": f"{bands.highest.normalize():f}",
        "source": bands.source,
        "note": bands.note,
    }
    return [
        {**(head if at == 0 else {}), "level": str(level), "lower": f"{lower.normalize():f}", "label": label}
        for at, (lower, label, level) in enumerate(bands.bands)
    ]


def _sheet(book: Workbook, title: str, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    # Own columns nobody filled in are left out, so that a simple form looks simple.
    shown = [
        column
        for column in columns
        if not column.startswith((OWN, OWN_CHOICES)) or any(row.get(column) for row in rows)
    ]
    for at, column in enumerate(shown, start=1):
        page.cell(1, at, column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.split("::Thai")[0], 16)
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(shown, start=1):
            text = row.get(column, "")
            if text != "":
                cell = page.cell(number, at, escaped(str(text)))
                cell.data_type = "s"  # a text that begins with = stays a text
                cell.quotePrefix = True
                cell.alignment = Alignment(vertical="top", wrap_text=True)
