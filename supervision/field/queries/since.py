"""What was visited in a stretch of days, counted for a body that meets."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from schools.models import School
from supervision.areas import AT_A_DISTANCE
from supervision.field.models import Visit


@dataclass(frozen=True)
class Visited:
    """Visits that took place, the schools they went to, of the schools open on the last day; both days count."""

    visits: int
    at_a_distance: int
    schools: int
    of_schools: int


def visited(district: Any, since: date, until: date) -> Visited:
    """Two queries whatever the number of visits."""
    found = (
        Visit.objects.of_district(district)
        .made()
        .filter(visited_on__range=(since, until))
        .aggregate(
            visits=Count("pk"),
            at_a_distance=Count("pk", filter=Q(way__in=AT_A_DISTANCE)),
            schools=Count("school", distinct=True),
        )
    )
    return Visited(**found, of_schools=School.objects.of_district(district).open_on(until).count())
