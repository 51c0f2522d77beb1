"""Visits and their parts, reached through services; every function is plain keywords over what it needs."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from instruments.models import InstrumentVersion, Item
from instruments.services import AnswerValue, load_instruments
from schools.models import School
from supervision.field import services
from supervision.field.models import Visit

BANGKOK = ZoneInfo("Asia/Bangkok")
DAY = date(2024, 7, 17)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment in Bangkok."""
    return datetime.combine(day, time(hour, minute), BANGKOK)


def version(district: Any, code: str = "quality-classroom") -> InstrumentVersion:
    """The newest version of a shipped instrument of the office, loaded when it is not there yet."""
    load_instruments(district)
    rows = InstrumentVersion.objects.select_related("instrument")
    return rows.filter(instrument__district=district, instrument__code=code).latest("number")


def draft(by: Any, school: School, *, on: date = DAY, **fields: Any) -> Visit:
    """A visit being written; nothing is missing for sending it."""
    given = {"topic": "นิเทศห้องเรียนคุณภาพ", "areas": ["academic"], **fields}
    visit = services.start_visit(actor=by, school=school, visited_on=on, now=at(on), today=max(on, DAY), **given)
    return services.save_visit(
        visit, actor=by, section="notes", values={"observed": "ห้องเรียนสะอาด"}, now=at(on), today=max(on, DAY)
    )


def sheet(
    visit: Visit, by: Any, *, values: list[int | None] | None = None, code: str = "quality-classroom", **about: Any
) -> Any:
    """A filled-in sheet; `values` in the order of the items, None for ไม่ได้สังเกต, all 4 unless given."""
    form = version(visit.district, code)
    if form.instrument.subject == "classroom":
        about = {"classroom": "ป.1/1", **about}
    made = services.add_sheet(visit, actor=by, version=form, **about)
    items = list(Item.objects.filter(section__version=form).order_by("section__position", "position"))
    chosen = values if values is not None else [4] * len(items)
    answers = {
        item.pk: AnswerValue(not_observed=True) if value is None else AnswerValue(number=Decimal(value))
        for item, value in zip(items, chosen, strict=False)
    }
    return services.save_sheet(visit, actor=by, response=made.response, answers=answers)


def finding(
    visit: Visit, by: Any, *, text: str = "หนังสือมุมการอ่านไม่พอ", due_on: date | None = None, **fields: Any
) -> Any:
    return services.save_finding(
        visit, actor=by, text=text, recommendation="จัดหาเพิ่ม", owner_label="ผอ.โรงเรียน",
        due_on=due_on or visit.visited_on + timedelta(days=30), **fields,
    )  # fmt: skip


def submitted(by: Any, school: School, *, on: date = DAY, **fields: Any) -> Visit:
    return services.submit_visit(draft(by, school, on=on, **fields), actor=by, now=at(on, 16))


def acknowledged(by: Any, school: School, principal: Any, *, on: date = DAY, **fields: Any) -> Visit:
    return services.acknowledge_visit(submitted(by, school, on=on, **fields), actor=principal, now=at(on, 17))


def closed(by: Any, school: School, principal: Any, director: Any, *, on: date = DAY, **fields: Any) -> Visit:
    return services.close_visit(acknowledged(by, school, principal, on=on, **fields), actor=director, now=at(on, 18))
