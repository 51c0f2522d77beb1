"""Collection rounds through the services: a draft, an open one, a school's filled-in and sent row."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from instruments.models import InstrumentVersion, Item
from instruments.queries import form_of
from instruments.services import AnswerValue
from schools.models import School
from supervision.rounds import services
from supervision.rounds.models import CollectionRound, RoundSchool, RoundSheet
from tests.factories import field

OPENS, DUE = field.DAY, field.DAY + timedelta(days=14)


def draft(director: Any, district: Any, *, code: str = "term-start", **values: Any) -> CollectionRound:
    """A round of a shipped form for all schools, opening on DAY and due two weeks later."""
    given = {"version": values.pop("version", None) or field.version(district, code), "title": "สำรวจต้นภาคเรียน"}
    days = {"opens_on": OPENS, "due_on": DUE}
    return services.create_round(district, actor=director, now=field.at(OPENS, 8), **{**given, **days, **values})


def opened(director: Any, district: Any, **values: Any) -> CollectionRound:
    made = draft(director, district, **values)
    return services.open_round(made, actor=director, now=field.at(OPENS, 9), today=OPENS)


def entry_of(round_: CollectionRound, school: School) -> RoundSchool:
    return RoundSchool.objects.select_related("round", "school").get(round=round_, school=school)


def answers(version: InstrumentVersion, *, level: int | None = None) -> dict[int, AnswerValue]:
    """Every item answered, rated ones with `level` or the highest; pictures and places are left."""
    form = form_of(version.pk)
    found = {}
    for key, item in form.items.items():
        if item.kind in (Item.Kind.RATING, Item.Kind.CHOICE):
            found[key] = AnswerValue(number=Decimal(level or max(form.levels[key])))
        elif item.kind == Item.Kind.YES_NO:
            found[key] = AnswerValue(number=Decimal(1))
        elif item.kind == Item.Kind.NUMBER:
            found[key] = AnswerValue(number=Decimal(10))
        elif item.kind == Item.Kind.TEXT:
            found[key] = AnswerValue(text="จัดทำแล้ว")
    return found


def sheet(entry: RoundSchool, by: Any, *, on: date = OPENS, level: int | None = None, **about: Any) -> RoundSheet:
    """A new sheet with an answer to everything."""
    given = answers(entry.round.version, level=level)
    return services.add_sheet(entry, actor=by, answers=given, now=field.at(on), today=on, **about)


def sent(
    round_: CollectionRound, school: School, principal: Any, *, on: date = OPENS, level: int | None = None
) -> RoundSchool:
    """A school's row filled in and submitted by its principal."""
    entry = entry_of(round_, school)
    if not entry.sheets.exists():
        sheet(entry, principal, on=on, level=level)
    return services.submit_entry(entry, actor=principal, now=field.at(on, 15), today=on)
