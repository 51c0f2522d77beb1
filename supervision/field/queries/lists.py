"""Lists of visits: what a row needs in one query, filters' choices, and the search of the whole product."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef
from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from schools.models import Appointment, Cluster, Person, Project, School
from schools.scope import holds
from supervision.areas import Way
from supervision.field.models import Visit, VisitPhoto

# What the filters of the list and of its export offer beside what is stored (`VisitQuerySet.narrowed`).
STATE_CHOICES = (("made", "นับเป็นการนิเทศ"), *Visit.State.choices, ("changed", "แก้ไขหลังอนุมัติ"))
WAY_CHOICES = (*Way.choices, ("distance", "ไม่ได้ลงพื้นที่"))


def for_rows(visits: Any) -> Any:
    """What a list row shows, without a query per row, and nothing else: long texts stay in the database."""
    return visits.select_related("school", "lead").only(
        "visited_on", "submitted_at", "round_no", "topic", "term", "academic_year", "fiscal_year", "number", "way",
        "state", "reopened", "closed_hash", "content_hash", "outside_assignment", "school__name",
        "lead__prefix", "lead__first_name", "lead__last_name",
    )  # fmt: skip


@dataclass(frozen=True)
class Arrived:
    """มาแล้ว 3 จาก 5 รูป: pictures a phone announced, and those of them that are here whole."""

    here: int
    announced: int

    @property
    def is_whole(self) -> bool:
        return self.here == self.announced


def photos_on_the_way(visits: Collection[int], user: Any, district: Any) -> dict[int, Arrived]:
    """Visits of which pictures are still to come, for the office and who is named on them; a school is not told of what
    has not arrived. One query."""
    rows = VisitPhoto.objects.filter(visit__in=list(visits), removed_at=None)
    if not holds(user, "district.read", district=district):
        rows = rows.filter(visit__in=Visit.objects.worked_on_by(user))
    counts = (
        rows.order_by()
        .values("visit")
        .annotate(here=Count("attachment"), announced=Count("pk"))
        .filter(here__lt=F("announced"))
    )
    return {row["visit"]: Arrived(row["here"], row["announced"]) for row in counts}


def clusters_of(user: Any, district: Any) -> list[tuple[int, str]]:
    return list(Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name"))


def schools_for(user: Any, district: Any) -> list[tuple[int, str]]:
    return list(School.objects.visible_to(user).of_district(district).order_by("name_sort").values_list("pk", "name"))


def supervising(district: Any) -> Any:
    """People of the office who led a visit or hold the post. By existence, never by a join: a join over ten years of
    visits is what made the list slow."""
    led = Visit.objects.filter(lead=OuterRef("pk")).order_by()
    post = Appointment.objects.filter(person=OuterRef("pk"), role="supervisor").order_by()
    people = Person.objects.filter(district=district, school__isnull=True).filter(Exists(led) | Exists(post))
    return people.order_by("name_sort", "pk")


def supervisors_for(district: Any) -> list[tuple[int, str]]:
    """Choices of `supervising`; one query."""
    rows = supervising(district).values_list("pk", "prefix", "first_name", "last_name")
    return [(key, f"{prefix}{first} {last}".strip()) for key, prefix, first, last in rows]


def projects_of(user: Any, district: Any) -> list[tuple[int, str]]:
    return list(Project.objects.visible_to(user).of_district(district).values_list("pk", "name"))


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    rows = (
        Visit.objects.visible_to(user)
        .filter(district=district)
        .not_cancelled()
        .narrowed("q", text)
        .select_related("school")
        .order_by("-visited_on", "-pk")[:limit]
    )
    return [
        Hit(
            "บันทึกการนิเทศ",
            visit.topic,
            reverse("field:visit", args=[visit.pk]),
            (visit.school.name, thai_date(visit.visited_on, "short"), visit.state_label),
            "clipboard-check",
        )
        for visit in rows
    ]
