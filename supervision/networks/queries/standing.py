"""How far networks' years are in the manual's seven steps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from core.thai.years import fiscal_range
from meetings.models import GatheringTie
from supervision.networks.models import Activity, FollowUp, Invitation, NetworkYear, PlanLine, SurveySheet

STEPS = (
    ("needs", "สำรวจความต้องการ"), ("plan", "จัดทำแผน"), ("meetings", "ประชุม/สัมมนา"), ("activities", "ดำเนินการ"),
    ("follow-up", "ติดตามและประเมินผล"), ("use", "นำผลไปใช้"), ("report", "รายงานและเผยแพร่"),
)  # fmt: skip
NETWORK_TIE = "network"


@dataclass(frozen=True)
class StepStanding:
    """One step of one network's year; `words` say how far it is, with its figures."""

    number: int
    key: str
    title: str
    done: bool
    words: str


@dataclass(frozen=True)
class YearStanding:
    year: NetworkYear
    steps: tuple[StepStanding, ...]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def next(self) -> StepStanding | None:
        """The first step that is not done."""
        return next((step for step in self.steps if not step.done), None)

    def of(self, key: str) -> StepStanding:
        return next(step for step in self.steps if step.key == key)


def _counted(rows: Any, field: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(field).annotate(n=Count("pk")))


@dataclass(frozen=True)
class Meetings:
    """Gatherings of a network's year: those whose day has come, and those called for a later one."""

    held: int
    ahead: int

    @property
    def words(self) -> str:
        told = f"ประชุม {self.held} ครั้ง" if self.held else "ยังไม่ประชุม"
        return f"{told} นัดไว้ {self.ahead} ครั้ง" if self.ahead else told


def meetings_of(years: Sequence[NetworkYear], *, today: date) -> dict[int, Meetings]:
    """Gatherings that stand, tied to the network, whose first day is in the fiscal year; one query."""
    networks = {str(year.network_id) for year in years}
    rows = GatheringTie.objects.filter(kind=NETWORK_TIE, key__in=networks).exclude(gathering__state="cancelled")
    days: dict[int, list[Any]] = defaultdict(list)
    for key, day in rows.values_list("key", "gathering__held_on"):
        days[int(key)].append(day)
    found = {}
    for year in years:
        start, end = fiscal_range(year.fiscal_year)
        mine = [day for day in days[year.network_id] if start <= day <= end]
        found[year.pk] = Meetings(sum(day <= today for day in mine), sum(day > today for day in mine))
    return found


def standings(years: Iterable[NetworkYear], *, today: date) -> list[YearStanding]:
    """Of these years (with their network), in their order; six queries whatever their number."""
    rows = list(years)
    keys = [row.pk for row in rows]
    links = _counted(Invitation.objects.filter(survey__year__in=keys), "survey__year")
    sheets = _counted(SurveySheet.objects.filter(survey__year__in=keys), "survey__year")
    plans = _counted(PlanLine.objects.filter(year__in=keys), "year")
    done = _counted(Activity.objects.filter(year__in=keys), "year")
    looked = _counted(FollowUp.objects.filter(year__in=keys), "year")
    met = meetings_of(rows, today=today)
    return [
        _one(
            row, links=links.get(row.pk, 0), sheets=sheets.get(row.pk, 0), plan=plans.get(row.pk, 0),
            met=met[row.pk], activities=done.get(row.pk, 0), follow_ups=looked.get(row.pk, 0),
        )
        for row in rows
    ]  # fmt: skip


def _one(
    row: NetworkYear, *, links: int, sheets: int, plan: int, met: Meetings, activities: int, follow_ups: int
) -> YearStanding:
    told = {
        "needs": (
            bool(sheets) or bool(row.needs.strip()),
            f"ตอบแบบสำรวจ {sheets} จาก {links} ราย"
            if links
            else "สรุปความต้องการแล้ว"
            if row.needs.strip()
            else "ยังไม่สำรวจ",
        ),
        "plan": (bool(plan), f"แผน {plan} ข้อ" if plan else "ยังไม่มีแผน"),
        "meetings": (bool(met.held), met.words),
        "activities": (bool(activities), f"กิจกรรม {activities} ครั้ง" if activities else "ยังไม่บันทึกกิจกรรม"),
        "follow-up": (bool(follow_ups), f"ติดตาม {follow_ups} ครั้ง" if follow_ups else "ยังไม่ติดตาม"),
        "use": (bool(row.use and row.use_text.strip()), row.get_use_display() if row.use else "ยังไม่สรุปแนวทาง"),
        "report": (
            not row.is_open,
            "เผยแพร่แล้ว" if row.published_at else "รายงานแล้ว" if not row.is_open else "ยังไม่รายงาน",
        ),
    }
    return YearStanding(
        row, tuple(StepStanding(number, key, title, *told[key]) for number, (key, title) in enumerate(STEPS, start=1))
    )
