"""Models and sets as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from processes.models import ProcedureVersion, Step
from processes.step_pages import step_page
from schools.models import School
from supervision.indicators.models import Area, Indicator, IndicatorSet, QualityModel
from supervision.indicators.queries.values import source_words
from supervision.indicators.queries.weights import area_sum


@dataclass(frozen=True)
class StepLine:
    """A step of the model with the titles of its working pages; a page nobody offers is left out."""

    number: int
    step: Step
    pages: tuple[str, ...]


def steps_of(model: QualityModel) -> list[StepLine]:
    """The steps in force, or of the draft where nothing is; two queries."""
    versions = list(model.procedure.versions.exclude(state=ProcedureVersion.State.RETIRED).order_by("number"))
    chosen = next((one for one in versions if one.state == ProcedureVersion.State.PUBLISHED), None)
    chosen = chosen or (versions[-1] if versions else None)
    if chosen is None:
        return []
    rows = chosen.steps.filter(parent=None).order_by("position")
    return [
        StepLine(number, row, tuple(page.title for code in row.pages if (page := step_page(code)) is not None))
        for number, row in enumerate(rows, start=1)
    ]


def with_sets(rows: Any) -> Any:
    """Models with their sets, newest first, at hand as `editions`."""
    sets = Prefetch("sets", IndicatorSet.objects.order_by("-number"), to_attr="editions")
    return rows.select_related("procedure").prefetch_related(sets)


@dataclass(frozen=True)
class IndicatorLine:
    """`source` where its score comes from, `kinds` the school kinds it applies to, both in Thai."""

    row: Indicator
    source: str

    @property
    def kinds(self) -> str:
        return ", ".join(str(School.Kind(kind).label) for kind in self.row.kinds)


@dataclass(frozen=True)
class AreaLine:
    """An area with its indicators; `total` is what their weights add up to."""

    area: Area
    indicators: tuple[IndicatorLine, ...]
    total: Decimal


@dataclass(frozen=True)
class Outline:
    """A set as it is read; `total` is the sum of the areas that are not extra."""

    areas: tuple[AreaLine, ...]
    total: Decimal
    count: int


def outline(row: IndicatorSet) -> Outline:
    """Two queries, and one for each result a computed indicator names its options by."""
    areas: Sequence[Area] = list(row.areas.prefetch_related("indicators"))
    district = row.model.district
    lines = []
    for area in areas:
        held = [IndicatorLine(one, source_words(one, district)) for one in area.indicators.all()]
        lines.append(AreaLine(area, tuple(held), sum((one.row.weight for one in held), Decimal(0))))
    return Outline(tuple(lines), area_sum(areas), sum(len(line.indicators) for line in lines))
