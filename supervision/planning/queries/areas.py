"""What agreed plans promise in each of the four areas, for who watches over the whole office."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from supervision.areas import Area
from supervision.planning.models import PlanActivity, PlannedVisit, PolicyItem


@dataclass(frozen=True)
class AreaPlan:
    """Activities and planned visits in force, of plans approved at least once."""

    area: str
    label: str
    activities: int
    visits: int


def planned_by_area(district: Any, fiscal_year: int) -> list[AreaPlan]:
    """The four areas in their order; an activity may name several."""
    of = {area.value: Q(areas__contains=[area.value]) for area in Area}
    activities = agreed_activities(district, fiscal_year).aggregate(
        **{key: Count("pk", filter=rule) for key, rule in of.items()}
    )
    visits = (PlannedVisit.objects.of_district(district).in_force().agreed().for_fiscal_year(fiscal_year)).aggregate(
        **{key: Count("pk", filter=Q(activity__areas__contains=[key])) for key in of}
    )
    return [AreaPlan(area.value, str(area.label), activities[area.value], visits[area.value]) for area in Area]


def agreed_activities(district: Any, fiscal_year: int) -> Any:
    """Activities in force of the year's plans that were approved at least once."""
    return (
        PlanActivity.objects.filter(plan__district=district, plan__approved_revision__isnull=False)
        .in_force()
        .for_fiscal_year(fiscal_year)
    )


def policies_of(district: Any, fiscal_year: int) -> Any:
    """Policies and focuses the office follows in that fiscal year."""
    return PolicyItem.objects.of_district(district).for_fiscal_year(fiscal_year).in_use()
