"""What was done in each of the four areas of school management: visits, findings, and the levels given on the spot."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q

from instruments.models import Answer
from supervision.areas import Area
from supervision.field.models import Finding, Visit, VisitResponse
from supervision.field.queries.periods import Period

# The rating items of the shipped four-area form (instruments/reference/four_areas.yaml), one for each area.
FORM = "four-areas"
LEVEL_ITEMS = {
    "level_academic": Area.ACADEMIC,
    "level_budget": Area.BUDGET,
    "level_people": Area.PERSONNEL,
    "level_general": Area.GENERAL,
}


@dataclass(frozen=True)
class AreaWork:
    """One area in a period. A visit may name several areas, so areas add up to more than the visits. `level` is the
    mean of the four-area form's levels over `rated` sheets, None without any."""

    area: str
    label: str
    visits: int = 0
    schools: int = 0
    findings: int = 0
    unfinished: int = 0
    late: int = 0
    rated: int = 0
    level: Decimal | None = None


def work_by_area(district: Any, period: Period, *, today: date, school: Any = None) -> list[AreaWork]:
    """The four areas in their order, of the whole office or of one school; three queries whatever the visits."""
    visits = period.visits(Visit.objects.of_district(district).made()).filter(visited_on__lte=period.as_of(today))
    if school is not None:
        visits = visits.filter(school=school)
    of = {area.value: Q(areas__contains=[area.value]) for area in Area}
    counted = visits.aggregate(
        **{f"v_{key}": Count("pk", filter=rule) for key, rule in of.items()},
        **{f"s_{key}": Count("school", filter=rule, distinct=True) for key, rule in of.items()},
    )
    found = _findings(visits, today)
    levels = _levels(visits)
    return [
        AreaWork(
            area.value, str(area.label), counted[f"v_{area.value}"], counted[f"s_{area.value}"],
            found[f"f_{area.value}"], found[f"u_{area.value}"], found[f"l_{area.value}"],
            *levels.get(area.value, (0, None)),
        )
        for area in Area
    ]  # fmt: skip


def _findings(visits: Any, today: date) -> dict[str, int]:
    rows = Finding.objects.filter(visit__in=visits.order_by().values("pk"))
    open_ = Q(action__state__in=("open", "done"))
    wanted: dict[str, Any] = {}
    for area in Area:
        here = Q(visit__areas__contains=[area.value])
        wanted[f"f_{area.value}"] = Count("pk", filter=here)
        wanted[f"u_{area.value}"] = Count("pk", filter=here & open_)
        wanted[f"l_{area.value}"] = Count("pk", filter=here & Q(action__state="open", action__due_on__lt=today))
    counted: dict[str, int] = rows.aggregate(**wanted)
    return counted


def _levels(visits: Any) -> dict[str, tuple[int, Decimal | None]]:
    sheets = VisitResponse.objects.filter(visit__in=visits.order_by().values("pk")).values("response")
    rows = (
        Answer.objects.filter(
            response__in=sheets, item__code__in=LEVEL_ITEMS, number__isnull=False,
            response__version__instrument__code=FORM,
        )
        .order_by()
        .values(code=F("item__code"))
        .annotate(n=Count("pk"), mean=Avg("number"))
    )  # fmt: skip
    return {LEVEL_ITEMS[row["code"]].value: (row["n"], row["mean"]) for row in rows}
