"""All projects of a fiscal year beside each other: when each runs, when its activities are, how far it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.thai.dates import thai_date
from core.thai.years import fiscal_months
from supervision.projects.models import ProjectActivity, ProjectYear


@dataclass(frozen=True)
class TimeLine:
    """A project's year in twelve months, October first. Each month is `state`, Thai word, number of activities:
    `none` where the project does not run, `plan` where it does, `done` where all its activities of the month are done,
    `late` where one is not and its last day is over."""

    row: ProjectYear
    months: Sequence[tuple[date, str, str, int]]
    activities: Sequence[ProjectActivity]
    done: int

    @property
    def late(self) -> int:
        return sum(state == "late" for _, state, _, _ in self.months)


_WORDS = {"none": "ไม่ดำเนินการ", "plan": "อยู่ในช่วงดำเนินงาน", "done": "กิจกรรมเสร็จแล้ว", "late": "กิจกรรมเลยกำหนด"}


def timeline_of(rows: Iterable[ProjectYear], year: int, today: date) -> list[TimeLine]:
    """Of projects with `activities` prefetched; no query of its own."""
    months = fiscal_months(year)
    return [_line(row, months, today) for row in rows]


def _line(row: ProjectYear, months: Sequence[date], today: date) -> TimeLine:
    acts = [one for one in row.activities.all() if one.state != ProjectActivity.State.CANCELLED]
    cells = []
    for number, first in enumerate(months):
        following = months[number + 1] if number < 11 else date(first.year, 10, 1)
        inside = [one for one in acts if one.starts_on < following and one.ends_on >= first]
        state = _state(row, inside, first, following, today)
        words = f"{thai_date(first, 'month')}: {_WORDS[state]}"
        cells.append((first, state, f"{words} {len(inside)} กิจกรรม" if inside else words, len(inside)))
    return TimeLine(row, cells, acts, sum(one.state == ProjectActivity.State.DONE for one in acts))


def _state(row: ProjectYear, inside: list[ProjectActivity], first: date, following: date, today: date) -> str:
    if not inside:
        return "plan" if row.starts_on < following and row.ends_on >= first else "none"
    if all(one.state == ProjectActivity.State.DONE for one in inside):
        return "done"
    late = any(
        one.state != ProjectActivity.State.DONE and one.ends_on < today and first <= one.ends_on < following
        for one in inside
    )
    return "late" if late and row.is_open else "plan"
