"""Which items are to be asked, given the answers there are."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from instruments.logic.values import Value, holds


def relevant_items(form: Any, values: Mapping[str, Value], today: date | None = None) -> set[str]:
    """Codes of the items that are to be asked: their section's and their own condition hold.

    `form.sections` are pairs (section, items). An item that is not asked counts as unanswered for the others, so the
    answer is sought until it stands still; conditions that go in a circle (refused when a form is published) end after
    as many rounds as there are items, with what is asked in the last two rounds alike.
    """
    places = [(section.relevant, item) for section, items in form.sections for item in items]
    asked = {item.code for _, item in places}
    if not any(outer or item.relevant for outer, item in places):
        return asked
    for _ in range(len(places) + 1):
        known = {code: value for code, value in values.items() if code in asked}
        found = {
            item.code
            for outer, item in places
            if holds(outer, known, today=today) and holds(item.relevant, known, today=today)
        }
        if found == asked:
            return asked
        before, asked = asked, found
    return before & asked
