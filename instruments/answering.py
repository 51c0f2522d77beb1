"""The online sheet: a form's items as they are drawn with the answers so far, and what was posted as answers.

Shared by every page that fills a sheet in (templates/instruments/_sheet_items.html); saving is the services' business.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import DomainError
from core.thai.dates import parse_date, thai_date
from core.thai.numerals import to_arabic
from instruments.asked import asked_items, begun_on, breach
from instruments.models import Answer, Item, Response, Section
from instruments.queries import Form
from instruments.services import AnswerValue
from instruments.services.checking import checked


@dataclass(frozen=True)
class Level:
    """A level as components/rating.html draws it."""

    value: int
    word: str
    description: str


@dataclass(frozen=True)
class ItemRow:
    """One line of the form as it stands, or as it was just typed. `chosen` are the levels of many choices; `asked` is
    False while the conditions of the form leave it out; `error` why what was typed is not kept."""

    item: Item
    number: int
    levels: list[Level]
    value: Any
    note: str
    word: str
    chosen: frozenset[int] = frozenset()
    asked: bool = True
    error: str = ""

    @property
    def name(self) -> str:
        return f"item-{self.item.pk}"

    @property
    def answered(self) -> bool:
        return self.value not in (None, "") or bool(self.chosen)


@dataclass(frozen=True)
class Sheet:
    """The parts of a form with their rows; how many of the items asked are answered; keys of those left out."""

    parts: tuple[tuple[Section, list[ItemRow]], ...]
    done: int
    total: int
    left_out: tuple[int, ...] = ()


def sheet_of(
    form: Form,
    response: Response,
    *,
    typed: Any = None,
    errors: Mapping[int, str] | None = None,
    keep_typed: bool = False,
    answers: Mapping[int, Any] | None = None,
) -> Sheet:
    """The form with the answers of `response`, or what was `typed` (a QueryDict) where it was refused; one query.

    `keep_typed` shows everything that was typed: nothing of it was saved. `answers` stand in for those of the response.
    """
    rows = item_rows(form, response, typed=typed, errors=errors or {}, keep_typed=keep_typed, answers=answers)
    parts = tuple((section, [row for row in rows if row.item.section_id == section.pk]) for section, _ in form.sections)
    wanted = [row for row in rows if row.asked and row.item.kind != Item.Kind.NOTE]
    left_out = tuple(row.item.pk for row in rows if not row.asked)
    return Sheet(parts, sum(row.answered for row in wanted), len(wanted), left_out)


def item_rows(
    form: Form,
    response: Response,
    *,
    typed: Any = None,
    errors: Mapping[int, str] | None = None,
    keep_typed: bool = False,
    answers: Mapping[int, Any] | None = None,
) -> list[ItemRow]:
    """Every item in the order of the form; notes carry no number and no answer."""
    if answers is None:
        answers = {row.item_id: row for row in Answer.objects.filter(response=response)}
    asked = asked_items(form, answers, today=begun_on(response))
    rows, number = [], 0
    for item in form.items.values():
        number += item.kind != Item.Kind.NOTE
        answer, error = answers.get(item.pk), (errors or {}).get(item.pk, "")
        value, word, chosen = _shown(form, item, answer)
        note = answer.note if answer else ""
        name = f"item-{item.pk}"
        if typed is not None and (error or keep_typed):
            value, note = _typed(item, typed, value), typed.get(f"{name}-note", note)
            chosen = _ticked(typed, name) if item.kind == Item.Kind.CHOICES and name in typed else chosen
        levels = [Level(level.value, level.label, level.description) for level in form.levels[item.pk].values()]
        rows.append(ItemRow(item, number, levels, value, note, word, chosen, item.pk in asked, error))
    return rows


def _ticked(post: Any, name: str) -> frozenset[int]:
    return frozenset(int(value) for value in post.getlist(name) if value.isdecimal() and len(value) < 6)


def _typed(item: Item, typed: Any, stands: Any) -> Any:
    """What was typed, as the field of the item compares it; what stands where the item was not posted."""
    raw = typed.get(f"item-{item.pk}")
    if raw is None:
        return stands
    if item.kind in (Item.Kind.RATING, Item.Kind.YES_NO, Item.Kind.CHOICE):
        return int(raw) if raw.isdecimal() and len(raw) < 6 else raw
    return None if item.kind == Item.Kind.CHOICES else raw


def differing(form: Form, response: Response, posted: Mapping[int, AnswerValue]) -> dict[int, str]:
    """What stands now, in words, by key of every item that was `posted` otherwise."""
    found = {}
    for row in item_rows(form, response):
        given = posted.get(row.item.pk)
        if given is None or row.item.kind == Item.Kind.PHOTO:
            continue
        _, word, chosen = _shown(form, row.item, given)
        if (word, chosen, given.note.strip()) != (row.word, row.chosen, row.note.strip()):
            found[row.item.pk] = " · ".join(filter(None, (row.word, row.note.strip()))) or "ยังไม่ตอบ"
    return found


def _shown(form: Form, item: Item, answer: Answer | AnswerValue | None) -> tuple[Any, str, frozenset[int]]:
    """(value of the field, answer in words, chosen levels)."""
    if answer is None:
        return None, "", frozenset()
    if answer.not_observed:
        return "none", "ไม่ได้สังเกต", frozenset()
    if isinstance(answer.values, list):
        chosen = frozenset(int(value) for value in answer.values)
        return None, ", ".join(level.label for value, level in form.levels[item.pk].items() if value in chosen), chosen
    value, words = _number_shown(form, item, answer) if answer.number is not None else _text_shown(item, answer)
    return value, words, frozenset()


def _number_shown(form: Form, item: Item, answer: Answer | AnswerValue) -> tuple[Any, str]:
    number = answer.number or Decimal(0)
    value = int(number) if number == int(number) else number.normalize()
    if item.kind == Item.Kind.YES_NO:
        return value, "มี" if value else "ไม่มี"
    level = form.levels[item.pk].get(int(number))
    return value, f"{value} {level.label}" if level else f"{value}"


def _text_shown(item: Item, answer: Answer | AnswerValue) -> tuple[str, str]:
    text = answer.text
    if isinstance(answer.values, dict):
        text = f"{answer.values['lat']}, {answer.values['lon']}"
    elif item.kind == Item.Kind.DATE and text:
        text = thai_date(parse_date(text), "short").replace("\u00a0", " ")
    return text, text[:80]


def save_what_can(
    values: Mapping[int, AnswerValue], save: Callable[[dict[int, AnswerValue]], object]
) -> dict[int, str]:
    """Hand `values` to `save` without those it refuses by name; gives the refusals by item key.

    One answer out of its scale must not keep forty good ones from being saved. A refusal that names no item is raised.
    """
    left, refused = dict(values), {}
    while True:
        try:
            save(left)
        except DomainError as refusal:
            key = (refusal.field or "").removeprefix("item-")
            if not key.isdecimal() or int(key) not in left:
                raise
            refused[int(key)] = refusal.message
            del left[int(key)]
        else:
            return refused


def tried_out(post: Any, form: Form) -> tuple[dict[int, AnswerValue], dict[int, str]]:
    """What was posted as answers that could be kept, and why not, both by item key: for trying a form.

    An answer that breaks its item's own condition is told and still counts to the conditions of others.
    """
    refused: dict[int, str] = {}
    answers: dict[int, AnswerValue] = {}
    for key, value in posted_values(post, form, refused=refused).items():
        if value.is_empty:
            continue
        try:
            answers[key] = checked(form.items[key], form.levels[key], value)
        except DomainError as refusal:
            refused[key] = refusal.message
    asked = asked_items(form, answers)
    for key in answers:
        problem = breach(form, form.items[key], answers, asked)
        if problem:
            refused[key] = problem
    return answers, refused


def posted_values(post: Any, form: Form, *, refused: dict[int, str] | None = None) -> dict[int, AnswerValue]:
    """Answers of the items that were posted (a QueryDict), by item key; an item absent from the form is left as it is.

    A number that is none is written into `refused` by item key and left out; DomainError where that is not given.
    """
    found = {}
    for key, item in form.items.items():
        name = f"item-{key}"
        if item.kind in (Item.Kind.NOTE, Item.Kind.PHOTO) and f"{name}-note" not in post:
            continue
        if name not in post and f"{name}-note" not in post:
            continue
        raw, note = post.get(name, "").strip(), post.get(f"{name}-note", "")
        if item.kind == Item.Kind.CHOICES:
            found[key] = AnswerValue(values=sorted(_ticked(post, name)) or None, note=note)
        elif item.kind in (Item.Kind.TEXT, Item.Kind.DATE, Item.Kind.PLACE, Item.Kind.PHOTO):
            found[key] = AnswerValue(text=raw, note=note)
        elif raw == "none":
            found[key] = AnswerValue(not_observed=True, note=note)
        elif raw == "":
            found[key] = AnswerValue(note=note)
        else:
            try:
                number = Decimal(to_arabic(raw))
            except InvalidOperation:
                problem = f"“{item.text}” ต้องเป็นตัวเลข"
                if refused is None:
                    raise DomainError(problem, field=name) from None
                refused[key] = problem
            else:
                found[key] = AnswerValue(number=number, note=note)
    return found
