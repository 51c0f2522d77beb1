"""The working pages of a model's steps. Each app of the programme offers its own in `apps.ready()`

    register_working_page(WorkingPage(
        "baseline", "ข้อมูลฐานและวิเคราะห์ปัญหา", office=lambda p: reverse("progress:baselines", args=[p.pk]),
        school=lambda part: reverse("progress:baseline", args=[part.pk]), standing=baseline_standing,
    ))

and a step of a procedure names the pages that stand at it (`Step.pages`), so a model with other letters puts the same
pages at other steps without a line of code.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from processes.models import Procedure, RunStep
from processes.step_pages import register_step_page
from supervision.improvement.models import Participation, Programme
from supervision.improvement.permissions import reads_office


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a page's work is: `done` of `total` (schools, teams …) in `words`; total 0 is nothing to count yet.
    `late` is how many of those not done are overdue."""

    done: int = 0
    total: int = 0
    words: str = ""
    late: int = 0

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.done >= self.total


Address = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class WorkingPage:
    """`office(programme)` and `school(participation)` give addresses (one may be missing); `standing(programme)` counts
    over the whole programme, `school_standing(participation)` for one school; each in a fixed number of queries."""

    key: str
    title: str
    office: Callable[[Programme], str] | None = None
    school: Callable[[Participation], str] | None = None
    standing: Callable[[Programme], Standing] | None = None
    school_standing: Callable[[Participation], Standing] | None = None


_pages: dict[str, WorkingPage] = {}


def register_working_page(page: WorkingPage) -> None:
    """The same key twice is a mistake of the programmer. The builder of procedures offers it for the office's steps,
    and the step of a run shows how far it is."""
    if page.key in _pages:
        raise ValueError(f"working page {page.key} is registered twice")
    _pages[page.key] = page
    levels = (Procedure.Level.OFFICE.value,)
    register_step_page(page.key, page.title, _on_step(page), "improvement/_step.html", levels=levels)


def _on_step(page: WorkingPage) -> Callable[[HttpRequest, RunStep], dict[str, Any] | None]:
    def build(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
        found = Programme.objects.visible_to(request.user).filter(run=row.run_id).select_related("district").first()
        if found is None or page.office is None or not reads_office(request.user, found):
            return None
        standing = page.standing(found) if page.standing else Standing()
        return {"page": page, "programme": found, "url": page.office(found), "standing": standing}

    return build


def working_pages(keys: Iterable[str]) -> list[WorkingPage]:
    """The pages of these keys in their order; a key nobody registered shows nothing."""
    return [_pages[key] for key in keys if key in _pages]


def all_working_pages() -> list[WorkingPage]:
    """In the order they were registered, which is the order of the work."""
    return list(_pages.values())
