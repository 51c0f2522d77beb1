"""Read-only: what pages, documents and other desks ask of networks."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.search import Hit
from core.thai.years import fiscal_range
from instruments.models import Response
from instruments.queries import form_of
from meetings.queries import SheetsResult, gatherings_tied_to, sheets_result
from schools.work_sources import WorkRow
from supervision.networks.models import Activity, FollowUp, Network, NetworkYear, Survey
from supervision.networks.models.survey import LEAST_ANSWERS
from supervision.networks.queries.belonging import Belonging, SchoolLine, belonging, map_of, networks_of_school
from supervision.networks.queries.standing import STEPS, StepStanding, YearStanding, meetings_of, standings

__all__ = [
    "RESULT_HELD",
    "STEPS",
    "Belonging",
    "SchoolLine",
    "StepStanding",
    "YearStanding",
    "belonging",
    "follow_up_results",
    "gatherings_of",
    "map_of",
    "meetings_of",
    "networks_of_school",
    "search",
    "standings",
    "survey_result",
    "work_rows",
]

RESULT_HELD = f"ผลแสดงเมื่อปิดรับแล้วและมีผู้ตอบตั้งแต่ {LEAST_ANSWERS} ราย เพื่อไม่ให้รู้ว่าใครตอบอะไร"


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Networks by name, aim or the name of a member."""
    if district is None:
        return []
    rows = Network.objects.visible_to(user).of_district(district).select_related("kind")
    named = (
        Q(members__person__first_name__icontains=text) | Q(members__person__last_name__icontains=text)
        | Q(members__school__name__icontains=text)
    )  # fmt: skip
    found = rows.filter(Q(name__icontains=text) | Q(aims__icontains=text) | named).distinct().order_by("name", "pk")
    return [
        Hit(
            "เครือข่ายการนิเทศ", row.name, reverse("networks:network", args=[row.pk]),
            (row.kind.name, row.get_level_display(), row.get_state_display()), "sitemap",
        )
        for row in found[:limit]
    ]  # fmt: skip


def gatherings_of(user: Any, year: NetworkYear) -> Any:
    """Gatherings tied to the network in the fiscal year, newest first: a queryset."""
    start, end = fiscal_range(year.fiscal_year)
    return gatherings_tied_to(user, "network", year.network_id).filter(held_on__range=(start, end))


def survey_result(survey: Survey, *, today: date | None = None) -> SheetsResult | None:
    """n, mean, S.D. and level of every item, None while they are not shown; a fixed number of queries."""
    if not survey.shows_result(today or timezone.localdate()):
        return None
    return sheets_result(form_of(survey.version_id), Response.objects.filter(network_sheet__survey=survey))


def follow_up_results(year: NetworkYear) -> list[SheetsResult]:
    """One for each version of a form the year was followed up with."""
    versions = year.follow_ups.order_by().values_list("response__version", flat=True).distinct()
    rows = Response.objects.filter(network_follow_up__year=year)
    return [sheets_result(form_of(key), rows.filter(version=key)) for key in sorted(versions)]


def work_rows(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Activities and follow-ups of those days, for the desks of the groups; two queries."""
    done = Activity.objects.filter(year__network__district=district, held_on__range=(start, end))
    for row in done.select_related("year__network"):
        yield _work(row.year.network, row.held_on, f"{row.title} · {row.year.network.name}", row.year_id)
    looked = FollowUp.objects.filter(year__network__district=district, done_on__range=(start, end))
    for one in looked.select_related("year__network"):
        yield _work(one.year.network, one.done_on, f"ติดตาม{one.year.network.name}", one.year_id)


def _work(network: Network, day: date, label: str, year: int) -> WorkRow:
    return WorkRow(
        day, label, reverse("networks:year", args=[year]), task=network.task_id, project=network.project_id,
        subject_group=network.subject_group_id, key=network.pk,
    )  # fmt: skip


def leads_of(district: Any, networks: set[int]) -> Iterable[tuple[int, int]]:
    return Network.leads.through.objects.filter(network__in=networks).values_list("network", "person")
