"""What visits tell official travel: visits at schools and planned ones with a day, so nobody types a trip twice."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from office.travel.queries import Outing, TripSource, register_trip_source
from supervision.field.models import Visit
from supervision.planning.models import PlannedVisit

_MOST = 200


def _made(user: Any, district: Any, people: Collection[int], start: date, end: date) -> Iterator[Outing]:
    rows = Visit.objects.visible_to(user).of_district(district).at_school().not_cancelled().with_people(people)
    found = rows.filter(visited_on__range=(start, end)).select_related("school").prefetch_related("members")
    for row in found.order_by("visited_on", "pk")[:_MOST]:
        yield Outing(
            "visit", str(row.pk), row.visited_on, row.topic, reverse("field:visit", args=[row.pk]),
            people=(row.lead_id, *(member.person_id for member in row.members.all())), schools=(row.school_id,),
            place=row.school.name, project=row.project_id, task=row.task_id, state=row.state_label,
        )  # fmt: skip


def _planned(user: Any, district: Any, people: Collection[int], start: date, end: date) -> Iterator[Outing]:
    rows = PlannedVisit.objects.visible_to(user).of_district(district).in_force().agreed().with_done()
    own = Q(activity__plan__owner__in=people, activity__plan__kind="personal")
    rows = rows.on_days(start, end).filter(own | Q(activity__team__members__person__in=people), done=False).distinct()
    found = rows.select_related("school", "activity__plan").prefetch_related("activity__team__members")
    for row in found.order_by("planned_on", "pk")[:_MOST]:
        plan, team = row.activity.plan, row.activity.team
        going = [plan.owner_id] if plan.kind == plan.Kind.PERSONAL else []
        going += [member.person_id for member in team.members.all()] if team else []
        yield Outing(
            "planned", str(row.pk), row.planned_on, row.activity.topic, reverse("planning:plan", args=[plan.pk]),
            people=tuple(dict.fromkeys(going)), schools=(row.school_id,), place=row.school.name,
            project=row.activity.project_id, task=row.activity.task_id, planned=True, state="มีแผนแล้ว",
        )  # fmt: skip


def outings(user: Any, district: Any, people: Collection[int], start: date, end: date) -> Iterator[Outing]:
    """Visits made, and those agreed and not made yet; six queries at most."""
    yield from _made(user, district, people, start, end)
    yield from _planned(user, district, people, start, end)


def register() -> None:
    register_trip_source(TripSource("visits", "การนิเทศ", outings))
