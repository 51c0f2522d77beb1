"""The year step by step, in the order and the words of the model's own procedure, whatever steps it has."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision.improvement.models import Programme
from supervision.improvement.queries.programmes import StepLine, office_lines
from supervision.indicators.models import Area, Indicator
from supervision.recognition.queries.year import aims, outcome, work
from supervision.recognition.queries.year.reached import Reached, reached_of
from supervision.results.models import Edition

_WORK: dict[str, Callable[[Programme, date], dict[str, Any]]] = {
    "teams": work.teams,
    "baseline": aims.baseline,
    "plan": aims.plan,
    "principals-meeting": work.meeting,
    "agreements": work.agreements,
    "rollout": work.rollout,
    "progress-reports": work.reports,
    "cooperation": work.cooperation,
    "objectives": aims.objectives,
    "mentoring": work.mentoring,
    "honours": outcome.honours,
    "sharing": outcome.sharing,
    "next-plan": aims.next_plan,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A working page's figures with the template that prints them; a page this report does not know is told by its
    standing alone. `standing` is that of the page."""

    code: str
    title: str
    standing: str
    data: dict[str, Any]
    template: str


@dataclass(frozen=True, slots=True)
class StepYear:
    """A step with its sections. `again` names pages told at an earlier step already."""

    number: int
    line: StepLine
    sections: tuple[Section, ...]
    again: tuple[str, ...]

    @property
    def note(self) -> str:
        return str(self.line.held.row.note).strip()

    @property
    def done_on(self) -> date | None:
        return self.line.held.row.done_on

    @property
    def state(self) -> str:
        return str(self.line.held.row.get_state_display())


@dataclass(frozen=True, slots=True)
class Year:
    """`edition` is the published result, else a draft the reader may read, else None; `day` the day it speaks of."""

    programme: Programme
    day: date
    edition: Edition | None
    reached: Reached
    steps: tuple[StepYear, ...]
    areas: tuple[tuple[Area, tuple[Indicator, ...]], ...]

    @property
    def done(self) -> int:
        return sum(step.line.state == "done" for step in self.steps)

    @property
    def is_private(self) -> bool:
        """Whether results stand in it that nobody but the few who read before may see."""
        return self.edition is not None and self.edition.state == Edition.State.DRAFT

    @property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Figures by page code (as a template names them), for the summary."""
        return {section.code.replace("-", "_"): section.data for step in self.steps for section in step.sections}


def year_of(programme: Programme, *, editions: Any, today: date, named: bool = False) -> Year:
    """`editions` are those the reader may see (any office's); `named` prints schools' names beside ranks and needs."""
    day = min(today, programme.ends_on)
    edition = _edition(programme, editions)
    judged = None
    if edition is not None:
        judged = list(edition.schools.complete().values_list("participation__school", flat=True))
    told: set[str] = set()
    steps = []
    for number, line in enumerate(office_lines(programme, day).steps, start=1):
        sections, again = [], []
        for held in line.pages:
            if held.page.key in told:
                again.append(held.title)
                continue
            told.add(held.page.key)
            sections.append(_section(programme, held, day, edition, named=named))
        steps.append(StepYear(number, line, tuple(sections), tuple(again)))
    reached = reached_of(programme, day=day, judged=judged, pages=told)
    return Year(programme, day, edition, reached, tuple(steps), _areas(programme))


def _edition(programme: Programme, editions: Any) -> Edition | None:
    rows = editions.filter(evaluation__programme=programme).select_related("evaluation__programme__district")
    published: Edition | None = rows.filter(state="published").first()
    return published or rows.filter(state="draft").first()


def _section(programme: Programme, held: Any, day: date, edition: Edition | None, *, named: bool) -> Section:
    code, standing = held.page.key, held.standing.words
    if code == "evaluation":
        data = outcome.evaluation(programme, day, edition)
    elif code == "ranking":
        data = outcome.ranking(programme, day, edition, named=named)
    elif code in _WORK:
        data = _WORK[code](programme, day)
    else:
        return Section(code, held.title, standing, {}, "")
    name = code.replace("-", "_")
    return Section(code, held.title, standing, data, f"documents/recognition/year/{name}.html")


def _areas(programme: Programme) -> tuple[tuple[Area, tuple[Indicator, ...]], ...]:
    """The indicator set whole, for the chapter that tells by what the schools were judged."""
    areas = [area for area in programme.set.areas.order_by("position") if programme.uses_extra or not area.is_extra]
    rows = Indicator.objects.filter(area__in=areas).order_by("area__position", "position")
    held: dict[int, list[Indicator]] = {area.pk: [] for area in areas}
    for row in rows:
        held[row.area_id].append(row)
    return tuple((area, tuple(held[area.pk])) for area in areas)
