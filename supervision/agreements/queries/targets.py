"""What an agreement of a school would hold: its targets by area, and what is still without one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from supervision.agreements.models import Agreement
from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.indicators.models import Area, Indicator
from supervision.progress.models import SchoolIndicator


@dataclass(frozen=True, slots=True)
class Targets:
    """The frozen rows an agreement would have, and codes of the indicators without a target. `from_office` counts the
    rows that took the office's own target."""

    rows: list[dict[str, Any]]
    missing: list[str]
    from_office: int = 0


@dataclass(frozen=True, slots=True)
class AreaRows:
    """The rows of one area as a page or paper draws them."""

    code: str
    name: str
    rows: list[dict[str, Any]]


def areas_of(programme: Programme) -> list[Area]:
    """The areas an agreement of the programme speaks of: the extra one only where the year uses it there."""
    rows = Area.objects.filter(set=programme.set_id).prefetch_related("indicators")
    extra = programme.has_extra(Use.AGREEMENT)
    return [area for area in rows if extra or not area.is_extra]


def shown(value: Decimal | None, decimals: int) -> str:
    """A value of the scale as text: as many decimals as the indicator has, more only where it has them."""
    if value is None:
        return ""
    rounded = round(value, decimals)
    return f"{rounded:.{decimals}f}" if rounded == value else f"{value:.2f}".rstrip("0")


def targets_of(
    programme: Programme, participations: Iterable[Participation], *, use_office: bool = False,
    areas: list[Area] | None = None,
) -> dict[int, Targets]:  # fmt: skip
    """By key of the participation (its `school` is read). With `use_office` an indicator without the school's own
    target takes the office's. Two queries, or one where the areas are given."""
    parts = list(participations)
    indicators = [(area, row) for area in (areas or areas_of(programme)) for row in area.indicators.all()]
    held: dict[tuple[int, int], tuple[Decimal | None, Decimal | None]] = {
        (part, indicator): (baseline, target)
        for part, indicator, baseline, target in SchoolIndicator.objects.filter(
            participation__in=[part.pk for part in parts]
        )
        .order_by()
        .values_list("participation_id", "indicator_id", "baseline", "target")
    }
    return {part.pk: _of_school(part, indicators, held, use_office) for part in parts}


def _of_school(
    part: Participation, indicators: list[tuple[Area, Indicator]],
    held: Mapping[tuple[int, int], tuple[Decimal | None, Decimal | None]], use_office: bool,
) -> Targets:  # fmt: skip
    rows: list[dict[str, Any]] = []
    missing: list[str] = []
    from_office = 0
    for area, one in indicators:
        if not one.applies_to(part.school.kind):
            continue
        baseline, target = held.get((part.pk, one.pk), (None, None))
        lent = target is None and use_office and one.target is not None
        if target is None and not lent:
            missing.append(one.code)
            continue
        from_office += lent
        rows.append(
            {
                "indicator": one.pk, "code": one.code, "title": one.title, "area": area.code, "area_name": area.name,
                "unit": one.unit, "highest": shown(one.highest, one.decimals),
                "baseline": shown(baseline, one.decimals),
                "target": shown(one.target if lent else target, one.decimals), "from_office": lent,
            }
        )  # fmt: skip
    return Targets(rows, missing, from_office)


def by_area(rows: Iterable[Mapping[str, Any]]) -> list[AreaRows]:
    """Frozen rows in their areas, in the order they were frozen."""
    found: dict[str, AreaRows] = {}
    for row in rows:
        found.setdefault(row["area"], AreaRows(row["area"], row["area_name"], [])).rows.append(dict(row))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Changed:
    """A target that is no longer what the paper says; `now` is empty for one that was taken out."""

    code: str
    title: str
    then: str
    now: str


def changed_since(agreement: Agreement) -> list[Changed]:
    """Targets the school set otherwise after its agreement was issued, for who decides on a new edition."""
    now = dict(
        SchoolIndicator.objects.filter(participation=agreement.participation_id, target__isnull=False)
        .order_by()
        .values_list("indicator_id", "target")
    )
    found = []
    for row in agreement.targets:
        value = now.get(row["indicator"])
        if value is None or Decimal(row["target"]) == value:
            continue
        found.append(Changed(row["code"], row["title"], row["target"], f"{value:.2f}".rstrip("0").rstrip(".")))
    return found
