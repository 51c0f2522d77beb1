"""A trip made from visits: the days looked at, and what the form begins with."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from office.travel.queries.sources import Outing
from schools.models import Person

_BACK, _AHEAD = timedelta(days=30), timedelta(days=60)


def window(today: date) -> tuple[date, date]:
    """Visits of a month ago may still need their trip; those of two months ahead may be asked for."""
    return today - _BACK, today + _AHEAD


def proposal(outings: Sequence[Outing], person: Any) -> dict[str, Any]:
    """Initial values of the request: from the first day to the last, everybody and every school of the outings, the
    project and task where they all agree. Nothing for no outings."""
    if not outings:
        return {}
    labels = list(dict.fromkeys(row.label for row in outings))
    found: dict[str, Any] = {
        "purpose": " ".join(labels)[:300],
        "starts_on": min(row.day for row in outings), "ends_on": max(row.day for row in outings),
        "lead": person.pk, "place": " ".join(dict.fromkeys(row.place for row in outings if row.place))[:300],
        "people": sorted({key for row in outings for key in row.people} - {person.pk}),
        "schools": sorted({key for row in outings for key in row.schools}),
    }  # fmt: skip
    for name in ("project", "task"):
        values = {getattr(row, name) for row in outings}
        if len(values) == 1 and None not in values:
            found[name] = values.pop()
    return found


def may_travel(user: Any, district: Any, on: date) -> Any:
    """Staff of the office as far as the reader sees them: who sits on a committee travels by its papers."""
    return Person.objects.visible_to(user).of_district(district).staff(on)
