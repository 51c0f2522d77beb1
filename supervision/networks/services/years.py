"""A network's fiscal year: opened, planned, written, reported, reopened, published."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.missing import refuse_if_missing
from core.stamps import held_since
from core.thai.years import fiscal_range
from schools.models import Person
from schools.services import publishing
from supervision.networks.missing import missing
from supervision.networks.models import Activity, Network, NetworkYear, PlanLine
from supervision.networks.permissions import YEAR_STATES, may_publish
from supervision.networks.services.common import check_write, locked_year, to_write, trace, year_to_write

WORDS = ("needs", "goal", "results", "problems", "use", "use_text", "advice")
_EARLIEST, _LATEST = 2540, 2640


@transaction.atomic
def open_year(network: Network, fiscal_year: int, *, actor: Any, now: datetime | None = None) -> NetworkYear:
    """The year's row, made once."""
    now = now or timezone.now()
    if not _EARLIEST <= fiscal_year <= _LATEST:
        raise DomainError("กรุณาระบุปีงบประมาณเป็น พ.ศ.", field="fiscal_year")
    row = to_write(network, actor)
    found, made = NetworkYear.objects.get_or_create(
        network=row, fiscal_year=fiscal_year, defaults={"saved_by": actor, "created_at": now, "updated_at": now}
    )
    if made:
        trace(row, "year_opened", actor=actor, at=now, data={"year": fiscal_year})
    return found


@transaction.atomic
def write_year(
    year: NetworkYear, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: str
) -> NetworkYear:
    """Texts of WORDS. StaleRevision when a colleague saved since the form was opened."""
    now = now or timezone.now()
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a network's year: {sorted(unknown)}")
    row = year_to_write(year, actor)
    held_since(row, stamp, actor=actor, values=values)
    for name, value in values.items():
        setattr(row, name, value.strip())
    if row.use and row.use not in NetworkYear.Use.values:
        raise DomainError("เลือกแนวทางต่อไป", field="use")
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    row.save()
    trace(row.network, "year_written", actor=actor, at=now, data={"year": row.fiscal_year})
    return row


def _in_year(year: NetworkYear, first: date, last: date, field: str) -> None:
    start, end = fiscal_range(year.fiscal_year)
    if last < first:
        raise DomainError("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม", field="ends_on")
    if first < start or last > end:
        raise DomainError(f"วันต้องอยู่ในปีงบประมาณ {year.fiscal_year}", field=field)


@transaction.atomic
def save_line(
    year: NetworkYear, *, actor: Any, title: str, starts_on: date, ends_on: date | None = None, target: str = "",
    owner: Person | None = None, budget: Decimal | None = None, budget_source: str = "", line: PlanLine | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> PlanLine:  # fmt: skip
    """A line of the plan, new or changed; the same title and first day again is the line that is there. StaleRevision
    where it was saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    held = year_to_write(year, actor)
    title = needed(" ".join(title.split()), "กรุณาระบุกิจกรรม", field="title")
    ends_on = ends_on or starts_on
    _in_year(held, starts_on, ends_on, "starts_on")
    if owner is not None and owner.district_id != held.network.district_id:
        raise DomainError("เลือกได้เฉพาะบุคลากรของเขตนี้", field="owner")
    if budget is not None and budget < 0:
        raise DomainError("งบประมาณต้องไม่ติดลบ", field="budget")
    twin = held.plan.filter(title=title, starts_on=starts_on).first()
    if line is None and twin is not None:
        return twin
    if line is not None and twin is not None and twin.pk != line.pk:
        raise DomainError("มีกิจกรรมนี้ในวันเดียวกันแล้ว", field="title")
    values = {
        "title": title, "target": target.strip(), "starts_on": starts_on, "ends_on": ends_on, "owner": owner,
        "budget": budget, "budget_source": budget_source.strip(),
    }  # fmt: skip
    row = PlanLine(year=held, stamp=0)
    if line is not None:
        row = held.plan.select_for_update().get(pk=line.pk)
        held_since(row, stamp, actor=actor, values=values)
    for name, value in values.items():
        setattr(row, name, value)
    row.stamp += 1
    row.save()
    trace(held.network, "planned", actor=actor, at=now, data={"title": title})
    return row


@transaction.atomic
def drop_line(line: PlanLine, *, actor: Any, now: datetime | None = None) -> None:
    """While nothing was done on it."""
    held = year_to_write(line.year, actor)
    if Activity.objects.filter(line=line.pk).exists():
        raise DomainError("มีกิจกรรมที่ทำตามข้อนี้แล้ว จึงนำออกไม่ได้")
    if held.plan.filter(pk=line.pk).delete()[0]:
        trace(held.network, "unplanned", actor=actor, at=now or timezone.now(), data={"title": line.title})


@transaction.atomic
def record_activity(
    year: NetworkYear, *, actor: Any, held_on: date, title: str, result: str, place: str = "",
    people: int | None = None, line: PlanLine | None = None, activity: Activity | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> Activity:  # fmt: skip
    """What was done, new or corrected; the same title and day again is the one that is there. StaleRevision where it
    was saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    held = year_to_write(year, actor)
    title = needed(" ".join(title.split()), "กรุณาระบุกิจกรรม", field="title")
    result = needed(result, "กรุณาเขียนผลที่ได้", field="result")
    _in_year(held, held_on, held_on, "held_on")
    if held_on > timezone.localdate(now):
        raise DomainError("บันทึกได้เฉพาะกิจกรรมที่ทำแล้ว", field="held_on")
    if line is not None and line.year_id != held.pk:
        raise DomainError("เลือกข้อของแผนปีนี้", field="line")
    twin = held.activities.filter(title=title, held_on=held_on).first()
    if activity is None and twin is not None:
        return twin
    values = {
        "held_on": held_on,
        "title": title,
        "result": result,
        "place": place.strip(),
        "people": people,
        "line": line,
    }
    row = Activity(year=held, stamp=0)
    if activity is not None:
        row = held.activities.select_for_update().get(pk=activity.pk)
        held_since(row, stamp, actor=actor, values=values)
    for name, value in values.items():
        setattr(row, name, value)
    row.recorded_by, row.stamp = actor, row.stamp + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError("มีกิจกรรมนี้ในวันเดียวกันแล้ว", field="title") from error
    trace(held.network, "done", actor=actor, at=now, data={"title": title})
    return row


@transaction.atomic
def drop_activity(activity: Activity, *, actor: Any, now: datetime | None = None) -> None:
    held = year_to_write(activity.year, actor)
    if held.activities.filter(pk=activity.pk).delete()[0]:
        trace(held.network, "undone", actor=actor, at=now or timezone.now(), data={"title": activity.title})


@transaction.atomic
def report_year(year: NetworkYear, *, actor: Any, now: datetime | None = None) -> NetworkYear:
    """Hold the year fast as its report; two clicks report once. DomainError names what is missing."""
    now = now or timezone.now()
    row = locked_year(year)
    check_write(row.network, actor)
    if row.state == NetworkYear.State.REPORTED:
        return row
    refuse_if_missing(missing(row))
    survey = getattr(row, "survey", None)
    if survey is not None and survey.closed_at is None:
        survey.closed_at = now
        survey.save(update_fields=["closed_at"])
    row.state = YEAR_STATES.next(row.state, "report")
    row.reported_on, row.reported_by, row.updated_at = timezone.localdate(now), actor, now
    row.save(update_fields=["state", "reported_on", "reported_by", "updated_at"])
    trace(row.network, "reported", actor=actor, at=now, data={"year": row.fiscal_year})
    return row


@transaction.atomic
def reopen_year(year: NetworkYear, *, actor: Any, reason: str, now: datetime | None = None) -> NetworkYear:
    """Not while it is published: what others read is taken back first."""
    now = now or timezone.now()
    row = locked_year(year)
    check_write(row.network, actor)
    if row.state == NetworkYear.State.WORKING:
        return row
    if row.published_at is not None:
        raise DomainError("รายงานเผยแพร่อยู่ กรุณาเลิกเผยแพร่ก่อน")
    row.reopen_reason = needed(reason, "กรุณาเขียนเหตุที่เปิดแก้ไข")
    row.state, row.reported_on, row.reported_by = YEAR_STATES.next(row.state, "reopen"), None, None
    row.updated_at = now
    row.save(update_fields=["state", "reported_on", "reported_by", "reopen_reason", "updated_at"])
    trace(row.network, "year_reopened", actor=actor, at=now, data={"reason": row.reopen_reason})
    return row


@transaction.atomic
def publish_year(
    year: NetworkYear, *, actor: Any, schools: bool, public: bool, now: datetime | None = None
) -> NetworkYear:
    now = now or timezone.now()
    row = locked_year(year)
    if not may_publish(actor, row):
        raise NotAllowed("เผยแพร่ได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    YEAR_STATES.next(row.state, "publish")
    publishing.open_report(row, actor=actor, schools=schools, public=public, now=now)
    trace(row.network, "published", actor=actor, at=now, data={"year": row.fiscal_year})
    return row


@transaction.atomic
def take_back_year(year: NetworkYear, *, actor: Any, now: datetime | None = None) -> NetworkYear:
    row = locked_year(year)
    if not may_publish(actor, row):
        raise NotAllowed("เลิกเผยแพร่ได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if publishing.take_back(row):
        trace(row.network, "taken_back", actor=actor, at=now or timezone.now(), data={"year": row.fiscal_year})
    return row
