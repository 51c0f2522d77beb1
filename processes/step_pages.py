"""What a step's page shows of the real thing: SAR, standards, a plan. Apps to the right offer theirs in `apps.ready()`

    register_step_page("sar", "SAR ของโรงเรียน", build, "qa/sar/_step.html", levels=("school",))

where `build(request, row)` gets the RunStep (its `run` with school, cluster, district, procedure and year loaded) and
returns the fragment's context, or None to show nothing; it decides what the reader may see. The builder of a procedure
offers the registered pages of its level, and a step keeps their codes in order (`Step.pages`). A code nobody
registered shows nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from processes.models import Procedure, RunStep

Build = Callable[[HttpRequest, RunStep], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class StepPage:
    """`levels`: whose runs it is for (Procedure.Level); empty means any."""

    code: str
    title: str
    build: Build
    template: str
    levels: tuple[str, ...] = ()


_pages: dict[str, StepPage] = {}


def register_step_page(code: str, title: str, build: Build, template: str, *, levels: tuple[str, ...] = ()) -> None:
    """Offer a page; the same code twice with different content is a mistake of the programmer."""
    page = StepPage(code, title, build, template, levels)
    if _pages.setdefault(code, page) != page:
        raise ValueError(f"step page {code} is registered twice")
    if not set(levels) <= set(Procedure.Level.values):
        raise ValueError(f"step page {code} is for levels nobody knows: {levels}")


def step_page(code: str) -> StepPage | None:
    return _pages.get(code)


def pages_for(level: str) -> list[StepPage]:
    """Pages a procedure of this level may show, by title."""
    found = [page for page in _pages.values() if not page.levels or level in page.levels]
    return sorted(found, key=lambda page: (page.title, page.code))


def render(request: HttpRequest, row: RunStep) -> SafeString:
    """The fragments of a step one after the other, empty where it has none for this reader."""
    shown = (_fragment(request, row, code) for code in row.step.pages)
    return mark_safe("".join(shown))  # noqa: S308 - rendered templates, escaped by the engine


def _fragment(request: HttpRequest, row: RunStep, code: str) -> str:
    page = _pages.get(code)
    if page is None or (page.levels and row.run.procedure.level not in page.levels):
        return ""
    context = page.build(request, row)
    if context is None:
        return ""
    return render_to_string(page.template, {"row": row, "run": row.run, "step_page": page, **context}, request=request)
