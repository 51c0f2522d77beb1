"""Plan visits: some schools on a day or in a month, every school so many times a term, move one, cancel one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError
from core.thai.dates import thai_date
from schools.models import School
from supervision.planning import fieldwork
from supervision.planning.models import Plan, PlanActivity, PlannedVisit
from supervision.planning.services.base import (
    locked_for_edit,
    locked_plan,
    pointer_to,
    record,
    touch,
    was_submitted,
)
from supervision.planning.terms import Slice, check_in_year, office_terms, term_of_day, term_of_month

MOST_TIMES = 20


@dataclass(frozen=True)
class Planned:
    """How many visits an act added, how many stood already, and which schools it left out with the reason."""

    added: int
    already: int = 0
    left_out: tuple[str, ...] = ()


def plan_schools(
    activity: PlanActivity,
    *,
    actor: Any,
    schools: Sequence[School],
    lock_version: int | None,
    on: date | None = None,
    month: date | None = None,
    now: datetime,
) -> Planned:
    """One more visit to each of `schools`, on a day or only in a month. Each is a further round of its term."""
    first = on or month
    if first is None:
        raise DomainError("กรุณาระบุวันที่หรือเดือนที่จะนิเทศ", field="planned_on")
    if not schools:
        raise DomainError("กรุณาเลือกโรงเรียนอย่างน้อยหนึ่งแห่ง", field="schools")
    with transaction.atomic():
        plan = locked_for_edit(activity.plan_id, actor=actor, lock_version=lock_version)
        _check_activity(activity, plan)
        when, first = (
            check_in_year(on or month or timezone.localdate(now), plan.fiscal_year),
            (on or month or timezone.localdate(now)),
        )
        _check_schools(plan, schools, when)
        terms = office_terms(plan.district)
        year, term = term_of_day(terms, first) if on else term_of_month(terms, first)
        rounds = _last_rounds(activity)
        rows = [
            PlannedVisit(
                activity=activity,
                school=school,
                academic_year=year,
                term=term,
                round_no=rounds[school.pk, year, term] + 1,
                planned_on=on,
                month=first.replace(day=1),
            )
            for school in {school.pk: school for school in schools}.values()
        ]
        PlannedVisit.objects.bulk_create(rows)
        touch(plan, actor=actor, now=now)
        record(plan, actor=actor, action="plan.visits_planned", topic=activity.topic, count=len(rows))
    return Planned(len(rows))


def plan_every_school(
    activity: PlanActivity,
    *,
    actor: Any,
    schools: Sequence[School],
    times: int,
    slices: Sequence[Slice],
    lock_version: int | None,
    start: date | None = None,
    end: date | None = None,
    now: datetime,
) -> Planned:
    """Every one of `schools` `times` times in each term stretch, spread evenly over its school days.

    The days follow from the schools' order alone, and a round that stands already is left as it is: running it twice
    adds nothing. `start` and `end` narrow the stretches. Closed schools are left out by name.
    """
    if not 1 <= times <= MOST_TIMES:
        raise DomainError(f"จำนวนครั้งต่อภาคเรียนต้องเป็น 1 ถึง {MOST_TIMES}", field="times")
    if not schools:
        raise DomainError("ไม่มีโรงเรียนในกลุ่มที่เลือก", field="clusters")
    if start and end and end < start:
        raise DomainError(f"วันสุดท้าย {thai_date(end)} อยู่ก่อนวันแรก {thai_date(start)}", field="end")
    with transaction.atomic():
        plan = locked_for_edit(activity.plan_id, actor=actor, lock_version=lock_version)
        _check_activity(activity, plan)
        stretches = [_narrowed(part, start, end) for part in slices]
        days = {part.code: part.school_days() for part in stretches}
        if not any(days.values()):
            raise DomainError("ไม่มีวันเปิดเรียนในช่วงที่เลือก กรุณาเลือกภาคเรียนหรือช่วงวันใหม่", field="terms")
        _check_district(plan, schools)
        ordered = sorted(schools, key=lambda one: (one.cluster_id or 0, one.name_sort, one.pk))
        rows: list[PlannedVisit] = []
        left_out: dict[str, None] = {}
        turn = plan.owner_id + activity.position
        for part in stretches:
            for round_no, school, day in _spread(ordered, days[part.code], times, turn=turn):
                if _closed(school, day):
                    left_out[f"{school.name} ปิดก่อนวันที่ {thai_date(day, 'short')}"] = None
                    continue
                rows.append(
                    PlannedVisit(
                        activity=activity,
                        school=school,
                        academic_year=part.year,
                        term=part.term,
                        round_no=round_no,
                        planned_on=day,
                        month=day.replace(day=1),
                    )
                )
        before = activity.planned_visits.count()
        PlannedVisit.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
        added = activity.planned_visits.count() - before
        if added:
            touch(plan, actor=actor, now=now)
            record(plan, actor=actor, action="plan.visits_planned", topic=activity.topic, count=added)
    return Planned(added, len(rows) - added, tuple(left_out))


def _narrowed(part: Slice, start: date | None, end: date | None) -> Slice:
    return Slice(part.year, part.term, max(part.start, start or part.start), min(part.end, end or part.end))


def _spread(
    schools: Sequence[School], days: Sequence[date], times: int, *, turn: int
) -> list[tuple[int, School, date]]:
    """(round, school, day): the term's days cut into `times` windows, the schools laid evenly over each.

    `turn` differs by person and activity, so that not everybody sets out on the first day of term.
    """
    if not days:
        return []
    found = []
    for round_no in range(1, times + 1):
        low, high = len(days) * (round_no - 1) // times, len(days) * round_no // times
        window = days[low:high] or days[min(low, len(days) - 1) :][:1]
        late = turn % max(1, len(window) // len(schools))
        for place, school in enumerate(schools):
            found.append((round_no, school, window[place * len(window) // len(schools) + late]))
    return found


def move_visit(
    planned: PlannedVisit,
    *,
    actor: Any,
    on: date | None = None,
    month: date | None = None,
    was: date | None = None,
    reason: str = "",
    now: datetime,
) -> PlannedVisit:
    """Another day, or another month. Once the plan was sent a reason is asked, and the change shows after approval.

    `was` is the day (or first of the month) the person saw: someone else's move in between is not overwritten.
    """
    new = on or month
    if new is None:
        raise DomainError("กรุณาระบุวันที่ใหม่", field="planned_on")
    with transaction.atomic():
        plan = locked_for_edit(planned.activity.plan_id, actor=actor, lock_version=None)
        row = _locked_visit(planned)
        if was is not None and was != (row.planned_on or row.month):
            raise DomainError(
                f"มีผู้ย้ายครั้งนี้ไปเป็น {thai_date(row.planned_on or row.month)} แล้ว กรุณาตรวจสอบก่อนย้ายอีกครั้ง",
                field="planned_on",
            )
        if was_submitted(plan) and not reason.strip():
            raise DomainError("กรุณาระบุเหตุผลที่เลื่อน เพราะแผนนี้ส่งให้พิจารณาแล้ว", field="reason")
        check_in_year(new, plan.fiscal_year)
        if _closed(row.school, new):
            raise DomainError(f"{row.school} ปิดก่อนวันที่เลือก", field="planned_on")
        before = row.planned_on or row.month
        terms = office_terms(plan.district)
        year, term = term_of_day(terms, new) if on else term_of_month(terms, new)
        if (year, term) != (row.academic_year, row.term):
            row.round_no = _last_rounds(row.activity)[row.school_id, year, term] + 1
        row.academic_year, row.term = year, term
        row.planned_on, row.month = on, new.replace(day=1)
        row.save(update_fields=["academic_year", "term", "round_no", "planned_on", "month"])
        touch(plan, actor=actor, now=now)
        record(
            plan, actor=actor, action="plan.visit_moved", school=row.school.name, before=before.isoformat(),
            after=new.isoformat(), reason=reason.strip(),
        )  # fmt: skip
    return row


def drop_visit(planned: PlannedVisit, *, actor: Any, reason: str = "", now: datetime) -> PlannedVisit | None:
    """Take a visit out of a plan never submitted; afterwards it is cancelled with a reason. None: taken out."""
    with transaction.atomic():
        plan = locked_for_edit(planned.activity.plan_id, actor=actor, lock_version=None)
        row = _locked_visit(planned)
        kept = was_submitted(plan)
        if kept:
            if not reason.strip():
                raise DomainError("กรุณาระบุเหตุผลที่ยกเลิก เพราะแผนนี้ส่งให้พิจารณาแล้ว", field="reason")
            row.cancelled_reason = reason.strip()[:300]
            row.save(update_fields=["cancelled_reason"])
        else:
            try:
                row.delete()
            except ProtectedError:
                raise DomainError("มีบันทึกการนิเทศของครั้งนี้แล้ว จึงลบไม่ได้") from None
        touch(plan, actor=actor, now=now)
        record(
            plan, actor=actor, action="plan.visit_cancelled", school=planned.school.name, reason=reason.strip(),
            day=(planned.planned_on or planned.month).isoformat(),
        )  # fmt: skip
    return row if kept else None


def call_off(rows: Any, *, actor: Any, reason: str, now: datetime) -> int:
    """Cancel visits because of an act outside the plan, such as a school closing; every plan touched is told its
    authors. No author has to agree, and a plan that is being considered is touched too: its approver must see it.
    """
    with transaction.atomic():
        touched: dict[int, list[PlannedVisit]] = defaultdict(list)
        for row in rows.select_related("school", "activity"):
            touched[row.activity.plan_id].append(row)
        for key, visits in sorted(touched.items()):
            plan = locked_plan(key)
            PlannedVisit.objects.filter(pk__in=[row.pk for row in visits]).update(cancelled_reason=reason[:300])
            touch(plan, actor=None if actor is audit.SYSTEM else actor, now=now)
            record(
                plan, actor=actor, action="plan.visit_cancelled", school=visits[0].school.name, reason=reason,
                day=f"{len(visits)} ครั้ง",
            )  # fmt: skip
            notify.send(
                [plan.owner.user] if plan.owner.user_id else [],
                code="plan.visits_called_off",
                title=f"{plan.title}: ยกเลิกนิเทศ {visits[0].school} {len(visits)} ครั้ง",
                body=reason,
                url=reverse("planning:plan", args=[plan.pk]),
                pointer=pointer_to(plan),
                district_code=plan.district.code,
                dedupe_key=f"plan-called-off-{plan.pk}-{visits[0].school_id}-{plan.lock_version}",
            )
    return sum(len(visits) for visits in touched.values())


def _locked_visit(planned: PlannedVisit) -> PlannedVisit:
    row: PlannedVisit = (
        PlannedVisit.objects.select_for_update(of=("self",)).select_related("school", "activity").get(pk=planned.pk)
    )
    if row.cancelled_reason or row.activity.cancelled_reason:
        raise DomainError("ครั้งนี้ยกเลิกแล้ว")
    if fieldwork.answers().visits_for([row.pk]):
        raise DomainError("มีบันทึกการนิเทศของครั้งนี้แล้ว จึงเลื่อนหรือยกเลิกไม่ได้")
    return row


def _last_rounds(activity: PlanActivity) -> dict[tuple[int, int, int], int]:
    """(school, ปีการศึกษา, ภาคเรียน) → the highest round of the activity, 0 where there is none."""
    found: dict[tuple[int, int, int], int] = defaultdict(int)
    rows = activity.planned_visits.values_list("school_id", "academic_year", "term").annotate(last=Max("round_no"))
    for school, year, term, last in rows.order_by():
        found[school, year, term] = last
    return found


def _check_activity(activity: PlanActivity, plan: Plan) -> None:
    if activity.plan_id != plan.pk or activity.cancelled_reason:
        raise DomainError("กิจกรรมนี้ยกเลิกแล้วหรือไม่ได้อยู่ในแผนนี้")


def _check_schools(plan: Plan, schools: Sequence[School], on: date) -> None:
    _check_district(plan, schools)
    closed = [school.name for school in schools if _closed(school, on)]
    if closed:
        raise DomainError(f"โรงเรียนที่ปิดแล้วในวันนั้น: {', '.join(closed[:5])}", field="schools")


def _check_district(plan: Plan, schools: Sequence[School]) -> None:
    if any(school.district_id != plan.district_id for school in schools):
        raise DomainError("มีโรงเรียนที่ไม่ได้อยู่ในสำนักงานนี้", field="schools")


def _closed(school: School, on: date) -> bool:
    return bool(school.closed_on and school.closed_on <= on)
