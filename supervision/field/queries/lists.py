"""Lists of visits: what a row needs in one query, filters' choices, and the search of the whole product."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from schools.models import Cluster, Person, Project, School
from supervision.field.models import Visit


def for_rows(visits: Any) -> Any:
    """What a list row shows, without a query per row; long texts stay in the database."""
    return visits.select_related("school__cluster", "lead", "district").defer(
        "observed",
        "strengths",
        "to_improve",
        "reflection_supervisor",
        "reflection_school",
        "school_comment",
        "return_reason",
        "cancel_reason",
        "section_stamps",
    )


def clusters_of(user: Any, district: Any) -> list[tuple[int, str]]:
    return list(Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name"))


def schools_for(user: Any, district: Any) -> list[tuple[int, str]]:
    return list(School.objects.visible_to(user).of_district(district).order_by("name_sort").values_list("pk", "name"))


def supervisors_for(district: Any) -> list[tuple[int, str]]:
    """Whoever led a visit of the office, or holds the post; one query."""
    people = Person.objects.filter(district=district, school__isnull=True).filter(
        Q(led_visits__isnull=False) | Q(appointments__role="supervisor")
    )
    return [(person.pk, str(person)) for person in people.distinct().order_by("name_sort", "pk")]


def projects_of(user: Any, district: Any) -> list[tuple[int, str]]:
    return list(Project.objects.visible_to(user).of_district(district).values_list("pk", "name"))


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    rows = (
        Visit.objects.visible_to(user)
        .filter(district=district)
        .not_cancelled()
        .filter(Q(topic__contains=text) | Q(school__name__contains=text))
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
