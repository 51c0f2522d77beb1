"""A school's own supervision, reached through its services; every function is plain keywords over what it needs."""

from datetime import date
from decimal import Decimal
from typing import Any

from instruments.models import InstrumentVersion, Item
from instruments.services import AnswerValue
from schools.models import Person, School
from supervision.rounds import services
from supervision.rounds.models import InternalSummary, InternalVisit
from tests.factories import base, field
from tests.factories.field import DAY, at


def form(school: School, code: str = "quality-classroom") -> InstrumentVersion:
    """The form observations use: about a class; "active-learning" is about a person."""
    return field.version(school.district, code)


def answers(version: InstrumentVersion, value: int = 4) -> dict[int, AnswerValue]:
    """The same answer to every rated item."""
    rated = Item.objects.filter(section__version=version, kind=Item.Kind.RATING)
    return {item.pk: AnswerValue(number=Decimal(value)) for item in rated}


def planned(
    principal: Any, school: School, *, observer: Person, teacher: Person | None = None, on: date = DAY, **fields: Any
) -> InternalVisit:
    given = {"version": form(school), "subject": "ภาษาไทย", "classroom": "ป.1/1", **fields}
    return services.plan_internal(
        school, actor=principal, observer=observer, teachers=[teacher or base.person(school.district, school=school)],
        planned_on=on, now=at(on), **given,
    )[0]  # fmt: skip


def drafted(by: Any, principal: Any, school: School, *, value: int = 4, **fields: Any) -> InternalVisit:
    """Written by the observer, everything there."""
    visit = planned(principal, school, **fields)
    return services.save_record(
        visit, actor=by, values={"strengths": "กิจกรรมเหมาะกับวัย", "next_step": "เพิ่มสื่อ"},
        answers=answers(visit.version, value), now=at(visit.planned_on, 14),
    )  # fmt: skip


def recorded(by: Any, principal: Any, school: School, **fields: Any) -> InternalVisit:
    visit = drafted(by, principal, school, **fields)
    return services.record_internal(visit, actor=by, now=at(visit.planned_on, 15))


def summary(principal: Any, school: School, *, on: date = DAY, year: int = 2567, term: int = 1) -> InternalSummary:
    """Sent to the office."""
    held = services.save_summary(
        school, actor=principal, year=year, term=term, texts={"results": "นิเทศครบตามแผน"}, now=at(on)
    )
    return services.submit_summary(held, actor=principal, now=at(on, 16))
