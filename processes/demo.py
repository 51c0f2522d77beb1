"""Demo data of this app, made by the services everyone uses; safe to run twice: the eight steps of internal quality
assurance in every school of the large office, most of them on time."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import academic_term
from evidence import services as evidence
from evidence.models import EvidenceItem
from instruments.queries import terms_of
from processes import services
from processes.models import Procedure, Run, RunStep
from processes.proof import KEY
from schools.demo import DemoContext
from schools.queries import holders, holders_kept

_NOTES = (
    "ประกาศแล้ว แจ้งครูและคณะกรรมการสถานศึกษาในที่ประชุมต้นปี",
    "คณะกรรมการสถานศึกษาเห็นชอบแล้ว",
    "จัดคณะทำงานและปรับข้อมูลนักเรียนเป็นปัจจุบันแล้ว",
    "",
)
_SLOW, _VERY_SLOW = 9, 13  # every ninth school is one step behind, every thirteenth two


def seed(context: DemoContext) -> None:
    """An office with runs is left as it is."""
    district = context.first
    if Run.objects.of_district(district).exists():
        return
    director = holders("group_director", district, context.today)[0]
    year = academic_term(context.today, terms_of(district))[0]
    procedure = Procedure.objects.of_district(district).get(code="iqa-8")
    with many_acts(), holders_kept():
        opened = services.open_runs(procedure, actor=director, year=year)
        runs = Run.objects.of_district(district).filter(procedure=procedure).select_related("school")
        for number, run in enumerate(runs.order_by("school__name_sort", "pk")):
            _progress(run, number, context.today)
        services.open_runs(_of_office(district), actor=director, year=year)
    _prove(director, runs)
    context.say(f"{district.code}: eight steps of {year} in {opened.opened} schools")


def _prove(director: Any, runs: Any) -> None:
    """Hang what lies in a school's store on its first steps; the director takes one and returns one."""
    items = list(EvidenceItem.objects.filter(school__in=runs.values("school")).order_by("pk")[:5])
    if not items:
        return
    rows = list(runs.get(school=items[0].school_id).steps.order_by("position"))
    uses = [evidence.attach(KEY, rows[place // 2], item, actor=item.added_by) for place, item in enumerate(items)]
    evidence.attach(KEY, rows[1], items[0], actor=items[0].added_by)
    evidence.accept(uses[0], actor=director)
    evidence.return_use(uses[-1], actor=director, reason="เปิดลิงก์ไม่ได้ กรุณาเปิดสิทธิ์ให้ผู้มีลิงก์ดูได้")


def _of_office(district: Any) -> Procedure:
    return Procedure.objects.of_district(district).get(code="office-qa")


def _progress(run: Run, number: int, today: date) -> None:
    """Steps whose day has come are done some days before it, but for the slow; the next one is being done."""
    principal = holders("principal", run.district, today, school=run.school)
    if not principal:
        return
    rows = list(run.steps.select_related("step").order_by("position"))
    due = sum(row.planned_on is not None and row.planned_on < today for row in rows)
    behind = 2 if number % _VERY_SLOW == 0 else 1 if number % _SLOW == 0 else 0
    done = max(0, due - behind)
    for place, row in enumerate(rows[:done]):
        assert row.planned_on is not None  # steps before `due` have their day
        day = row.planned_on - timedelta(days=3 + (number * 7 + place * 5) % 24)
        services.save_run_step(
            row, actor=principal[0], state=RunStep.State.DONE, planned_on=row.planned_on, done_on=min(day, today),
            note=_NOTES[place % len(_NOTES)], now=_at(min(day, today)),
        )  # fmt: skip
    if done < len(rows) and number % 4:
        following = rows[done]
        services.save_run_step(
            following, actor=principal[0], state=RunStep.State.DOING, planned_on=following.planned_on, now=_at(today)
        )


def _at(day: date) -> datetime:
    """A moment of that day, never after now."""
    return min(timezone.make_aware(datetime.combine(day, time(10))), timezone.now())
