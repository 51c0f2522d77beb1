"""A programme step by step: the line of its steps, the working pages at each, and what a school does next."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.search import Hit
from processes.queries import StepMark, marks_of, steps_of
from supervision.improvement.models import Participation, Programme
from supervision.improvement.working import Standing, WorkingPage, working_pages

# สร้างทีมงานร่วมพัฒนา (Teamwork : T): the letter stands in the circle, the name without it beside.
_LETTER = re.compile(r"^(?P<name>.*\S)\s*\((?P<word>[^()]*?)\s*:\s*(?P<letter>[A-Za-zก-ฮ]{1,2})\)\s*$")
_WORDS = {"done": "เสร็จแล้ว", "current": "กำลังทำ", "later": "ยังไม่ถึง"}


@dataclass(frozen=True, slots=True)
class PageLine:
    """A working page at a step: its address for the reader, and how far it is."""

    page: WorkingPage
    url: str
    standing: Standing

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def state(self) -> str:
        """done, late or none, as the squares and the words of the row say it."""
        if self.standing.is_done:
            return "done"
        return "late" if self.standing.late else "none"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the model as components/steps.html draws it, with its pages."""

    held: StepMark
    mark: str
    name: str
    url: str
    pages: tuple[PageLine, ...]

    @property
    def state(self) -> str:
        return self.held.state

    @property
    def word(self) -> str:
        return self.held.word if self.state == "late" else _WORDS[self.state]

    @property
    def phase(self) -> str:
        return str(self.held.row.step.phase)

    @property
    def detail(self) -> str:
        return str(self.held.row.step.detail)

    @property
    def title(self) -> str:
        return self.held.name


@dataclass(frozen=True, slots=True)
class Lines:
    """All steps, and the one that is on now."""

    steps: tuple[StepLine, ...]
    now: StepLine | None

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.steps)

    @property
    def pages(self) -> Iterable[PageLine]:
        return (line for step in self.steps for line in step.pages)


def _split(title: str, number: int) -> tuple[str, str]:
    found = _LETTER.match(title)
    return (found["letter"], found["name"]) if found else (str(number), title)


def _lines(programme: Programme, today: date, page_line: Callable[[WorkingPage], PageLine | None]) -> Lines:
    if programme.run is None:
        return Lines((), None)
    steps = []
    for held in marks_of(steps_of(programme.run), today):
        letter, name = _split(held.name, held.mark)
        pages = tuple(filter(None, (page_line(page) for page in working_pages(held.row.step.pages))))
        steps.append(StepLine(held, letter, name, f"#step-{held.mark}", pages))
    return Lines(tuple(steps), next((step for step in steps if step.state != "done"), None))


def office_lines(programme: Programme, today: date) -> Lines:
    """For the office: each page with its standing over all schools."""

    def line(page: WorkingPage) -> PageLine | None:
        if page.office is None:
            return None
        standing = page.standing(programme) if page.standing else Standing()
        return PageLine(page, page.office(programme), standing)

    return _lines(programme, today, line)


def school_lines(participation: Participation, today: date) -> Lines:
    """For one school: the pages it works on or reads, with its own standing."""

    def line(page: WorkingPage) -> PageLine | None:
        if page.school is None:
            return None
        standing = page.school_standing(participation) if page.school_standing else Standing()
        return PageLine(page, page.school(participation), standing)

    return _lines(participation.programme, today, line)


def next_of(lines: Lines) -> PageLine | None:
    """What a school does next: what is late first, then the first page in the order of the steps that is counted and
    not done."""
    left = [line for line in lines.pages if line.standing.total and not line.standing.is_done]
    return next((line for line in left if line.standing.late), left[0] if left else None)


def with_counts(programmes: Any) -> Any:
    """Adds `n_in` and `n_out`, schools that are in and out."""
    return programmes.annotate(
        n_in=Count("participations", filter=Q(participations__is_in=True)),
        n_out=Count("participations", filter=Q(participations__is_in=False)),
    )


def running(user: Any, district: Any) -> list[Programme]:
    """Open programmes the person may see, the newest year first."""
    rows = Programme.objects.visible_to(user).of_district(district).running().select_related("model", "run")
    return list(rows.order_by("-year", "name", "pk"))


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Programmes for the search over everything."""
    if district is None:
        return []
    rows = Programme.objects.visible_to(user).of_district(district).standing()
    rows = rows.filter(Q(name__icontains=text) | Q(model__name__icontains=text)).select_related("model")
    return [
        Hit(
            "การขับเคลื่อนคุณภาพ", row.name, reverse("improvement:programme", args=[row.pk]),
            (f"{row.get_year_kind_display()} {row.year}", row.get_state_display()), "route",
        )
        for row in rows.order_by("-year", "pk")[:limit]
    ]  # fmt: skip
