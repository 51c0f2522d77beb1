"""Forms 7.1–7.3 and gatherings through the services."""

from datetime import date
from typing import Any

from instruments.services import load_instruments
from meetings import services as meetings
from meetings.models import Gathering
from qa.followup import services
from qa.followup.models import FollowUp
from schools.models import School
from tests.factories import field
from tests.factories.rounds import answers


def begun(by: Any, school: School, *, form: str = "7.1", on: date = field.DAY, **more: Any) -> FollowUp:
    load_instruments(school.district)
    return services.begin(school, actor=by, form=form, done_on=on, now=field.at(on, 9), **more)


def filled(by: Any, school: School, *, form: str = "7.1", on: date = field.DAY, level: int | None = None,
           values: dict[str, Any] | None = None, **more: Any) -> FollowUp:  # fmt: skip
    """Every item answered, rated ones with `level` or the highest."""
    found = begun(by, school, form=form, on=on, **more)
    given = answers(found.version, level=level)
    return services.save(found, actor=by, values=values or {}, answers=given, now=field.at(on, 10))


def handed(by: Any, school: School, *, on: date = field.DAY, **more: Any) -> FollowUp:
    return services.submit(filled(by, school, on=on, **more), actor=by, now=field.at(on, 11))


def gathering(by: Any, schools: list[School], *, on: date = field.DAY, **more: Any) -> Gathering:
    given = {"kind": "focus_group", "title": "ตรวจร่างรายงานประจำปี", "academic_year": 2567, "held_on": on}
    return meetings.call_gathering(
        schools[0].district, actor=by, schools=schools, now=field.at(on, 8), **{**given, **more}
    )
