"""A plan as it is read: findings, strategies with all below them, targets against results, budgets with their sums."""

from dataclasses import dataclass
from decimal import Decimal

from qa.plans.models import Finding, Indicator, Measure, PlanProject, QualityPlan, Strategy

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Cell:
    """One indicator in one year; `met` is None while there is no target or no result."""

    year: int
    target: Decimal | None
    result: Decimal | None
    note: str
    met: bool | None


@dataclass(frozen=True)
class IndicatorLine:
    row: Indicator
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ProjectLine:
    """`budgets` by year in the order of the plan's years, None where nothing was entered."""

    row: PlanProject
    budgets: tuple[Decimal | None, ...]
    total: Decimal


@dataclass(frozen=True)
class StrategyPart:
    row: Strategy
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]
    indicators: tuple[IndicatorLine, ...]
    projects: tuple[ProjectLine, ...]
    budget: Decimal


@dataclass(frozen=True)
class PlanTree:
    """`years` are those shown; `budgets` their sums in the same order. `measured`, `met`: cells with a result and
    those that reach the target."""

    years: tuple[int, ...]
    findings: tuple[Finding, ...]
    strategies: tuple[StrategyPart, ...]
    budgets: tuple[Decimal, ...]
    budget: Decimal
    measured: int
    met: int


def tree_of(plan: QualityPlan, year: int | None = None) -> PlanTree:
    """The plan, or the part of one year; ten queries whatever the size. A yearly part keeps all rows: what has no
    budget that year is told by its dash."""
    years = tuple(plan.years) if year is None else (year,)
    rows = plan.strategies.order_by("position", "pk").prefetch_related(
        "findings", "measures", "indicators__years", "projects__years", "projects__project"
    )
    parts = tuple(_part(row, years) for row in rows)
    cells = [cell for part in parts for line in part.indicators for cell in line.cells if cell.met is not None]
    budgets = tuple(
        sum((line.budgets[place] or NOTHING for part in parts for line in part.projects), NOTHING)
        for place in range(len(years))
    )
    return PlanTree(
        years, tuple(plan.findings.order_by("position", "pk")), parts, budgets, sum(budgets, NOTHING), len(cells),
        sum(bool(cell.met) for cell in cells),
    )  # fmt: skip


def _part(row: Strategy, years: tuple[int, ...]) -> StrategyPart:
    projects = tuple(_project(one, years) for one in row.projects.all())
    return StrategyPart(
        row, tuple(row.findings.all()), tuple(row.measures.all()),
        tuple(_indicator(one, years) for one in row.indicators.all()), projects,
        sum((line.total for line in projects), NOTHING),
    )  # fmt: skip


def _indicator(row: Indicator, years: tuple[int, ...]) -> IndicatorLine:
    held = {one.year: one for one in row.years.all()}
    cells = []
    for year in years:
        one = held.get(year)
        target, result = (one.target, one.result) if one else (None, None)
        met = None
        if target is not None and result is not None:
            met = result >= target if row.higher_is_better else result <= target
        cells.append(Cell(year, target, result, one.note if one else "", met))
    return IndicatorLine(row, tuple(cells))


def _project(row: PlanProject, years: tuple[int, ...]) -> ProjectLine:
    held = {one.year: one.budget for one in row.years.all()}
    budgets = tuple(held.get(year) for year in years)
    return ProjectLine(row, budgets, sum((one for one in budgets if one is not None), NOTHING))
