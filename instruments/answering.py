"""The online sheet: a form's items as they are drawn with the answers so far, and what was posted as answers.

Shared by every page that fills a sheet in (templates/instruments/_sheet_items.html); saving is the services' business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import DomainError
from core.thai.numerals import to_arabic
from instruments.asked import choice_code
from instruments.models import Answer, Item, Response, Section
from instruments.queries import Form
from instruments.services import AnswerValue


@dataclass(frozen=True)
class Level:
    """A level as components/rating.html draws it."""

    value: int
    word: str
    description: str


@dataclass(frozen=True)
class ItemRow:
    """One line of the form as it stands."""

    item: Item
    number: int
    levels: list[Level]
    value: Any
    note: str
    word: str

    @property
    def name(self) -> str:
        return f"item-{self.item.pk}"

    @property
    def answered(self) -> bool:
        return self.value not in (None, "")


@dataclass(frozen=True)
class Sheet:
    """The parts of a form with their rows, and how many of them are answered."""

    parts: tuple[tuple[Section, list[ItemRow]], ...]
    done: int
    total: int


def sheet_of(form: Form, response: Response) -> Sheet:
    """The form with the answers of `response`; one query."""
    rows = item_rows(form, response)
    parts = tuple((section, [row for row in rows if row.item.section_id == section.pk]) for section, _ in form.sections)
    return Sheet(parts, sum(row.answered for row in rows), len(rows))


def item_rows(form: Form, response: Response) -> list[ItemRow]:
    """Items that can be answered, in the order of the form."""
    answers = {row.item_id: row for row in Answer.objects.filter(response=response)}
    rows = []
    shown = [item for item in form.items.values() if item.kind != Item.Kind.NOTE]
    for number, item in enumerate(shown, start=1):
        answer = answers.get(item.pk)
        value: Any = None
        word = ""
        if answer is not None:
            if answer.not_observed:
                value, word = "none", "ไม่ได้สังเกต"
            elif answer.number is not None:
                value = int(answer.number) if answer.number == int(answer.number) else answer.number
                level = form.levels[item.pk].get(int(answer.number))
                word = f"{value} {level.label}" if level else str(value)
            else:
                value = word = answer.text or _typed(form, item, answer.values)
        levels = [Level(level.value, level.label, level.description) for level in form.levels[item.pk].values()]
        rows.append(ItemRow(item, number, levels, value, answer.note if answer else "", word))
    return rows


def _typed(form: Form, item: Item, values: Any) -> str:
    """Many choices by their codes, a place as degrees: what `posted_values` takes back."""
    if isinstance(values, list):
        return " ".join(choice_code(form.levels[item.pk], value) for value in values)
    return f"{values['lat']}, {values['lon']}" if isinstance(values, dict) else ""


def posted_values(post: Mapping[str, str], form: Form) -> dict[int, AnswerValue]:
    """Answers of the items that were posted, by item key; an item that is absent from the form is left as it is.

    DomainError for a number that is none.
    """
    found = {}
    for key, item in form.items.items():
        name = f"item-{key}"
        if name not in post and f"{name}-note" not in post:
            continue
        raw, note = post.get(name, "").strip(), post.get(f"{name}-note", "")
        if item.kind in (Item.Kind.TEXT, Item.Kind.DATE, Item.Kind.PLACE, Item.Kind.CHOICES, Item.Kind.PHOTO):
            found[key] = AnswerValue(text=raw, note=note)
        elif raw == "none":
            found[key] = AnswerValue(not_observed=True, note=note)
        elif raw == "":
            found[key] = AnswerValue(note=note)
        else:
            try:
                number = Decimal(to_arabic(raw))
            except InvalidOperation:
                raise DomainError(f"“{item.text}” ต้องเป็นตัวเลข", field=name) from None
            found[key] = AnswerValue(number=number, note=note)
    return found
