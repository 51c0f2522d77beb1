"""Which items of a sheet are to be asked, and whether its answers hold to their conditions, from answers as they stand.

Answers come by item key as anything with `number`, `text`, `values` and `not_observed`: rows of the database or values
on their way there. What has no answer, or was not observed, is "" to every expression.
"""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from instruments.logic import Value, holds, relevant_items
from instruments.models import Item, ItemLevel, Response

if TYPE_CHECKING:
    from instruments.queries import Form


def is_answered(answer: Any) -> bool:
    """A note alone is not an answer; ไม่ได้สังเกต is one."""
    return bool(answer.not_observed or answer.number is not None or answer.text or answer.values)


def logic_value(item: Item, levels: Mapping[int, ItemLevel], answer: Any) -> Value:
    """What an answer is to expressions: number, text, code of the choice, or set of codes."""
    if answer is None or answer.not_observed:
        return ""
    if item.kind == Item.Kind.CHOICES:
        return frozenset(choice_code(levels, value) for value in answer.values or ())
    if answer.number is None:
        return str(answer.text or "")
    if item.kind == Item.Kind.CHOICE:
        return choice_code(levels, answer.number)
    return Decimal(answer.number)


def choice_code(levels: Mapping[int, ItemLevel], value: Any) -> str:
    """The name a choice goes by in expressions and in an XLSForm."""
    level = levels.get(int(value))
    return level.code if level is not None and level.code else str(int(value))


def logic_values(form: "Form", answers: Mapping[int, Any]) -> dict[str, Value]:
    """Values of all items by code."""
    return {item.code: logic_value(item, form.levels[key], answers.get(key)) for key, item in form.items.items()}


def begun_on(response: Response) -> date:
    """What today() means in the skip logic of a sheet: the day it was begun, so that its score stays what it was."""
    return timezone.localdate(response.created_at) if response.created_at else timezone.localdate()


def asked_items(form: "Form", answers: Mapping[int, Any], *, today: date | None = None) -> set[int]:
    """Keys of the items that are to be asked; all of them when the form has no conditions."""
    if not form.is_conditional:
        return set(form.items)
    codes = relevant_items(form, logic_values(form, answers), today)
    return {key for key, item in form.items.items() if item.code in codes}


def breach(form: "Form", item: Item, answers: Mapping[int, Any], asked: set[int], today: date | None = None) -> str:
    """Why the answer to `item` does not hold to its condition, "" if it does, is not asked for or there is none.

    Answers to items that are not asked count as not given, here as in everything else.
    """
    answer = answers.get(item.pk)
    if not item.constraint or item.pk not in asked or answer is None or not is_answered(answer) or answer.not_observed:
        return ""
    values = logic_values(form, {key: row for key, row in answers.items() if key in asked})
    if holds(item.constraint, values, values[item.code], today):
        return ""
    return item.constraint_message or f"“{item.text}” ไม่เป็นไปตามเงื่อนไขของข้อนี้"


def shortcomings(
    form: "Form", answers: Mapping[int, Any], *, today: date | None = None, pictured: Collection[int] = ()
) -> list[tuple[str, int]]:
    """(what a sheet still lacks, item key to go to): required items that are asked and not answered, counted together,
    and every answer that breaks its condition. `pictured` are photo items that have their picture."""
    asked = asked_items(form, answers, today=today)
    left = [
        key
        for key, item in form.items.items()
        if item.required and item.kind != Item.Kind.NOTE and key in asked and key not in pictured
        and not (key in answers and is_answered(answers[key]))
    ]  # fmt: skip
    found = [(f"ยังไม่ตอบ {len(left)} ข้อ", left[0])] if left else []
    problems = ((breach(form, item, answers, asked, today), key) for key, item in form.items.items())
    return found + [(problem, key) for problem, key in problems if problem]
