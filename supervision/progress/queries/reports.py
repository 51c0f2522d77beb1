"""Fast reports: who may report on which school, what stands now, what was told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from schools.scope import reach
from supervision.improvement.models import Participation, Programme
from supervision.progress.models import ProgressReport, SchoolIndicator
from supervision.progress.queries.silence import is_late
from supervision.progress.teams import named_schools

STANDING = Q(progress_reports__cancelled_reason="")


@dataclass(frozen=True, slots=True)
class Choice:
    """A school a person may report on; `is_late` says its last report is older than its programme asks."""

    part: Participation
    last: date | None
    is_late: bool


def reportable(user: Any) -> QuerySet[Participation]:
    """Rows the person sees, and those a working team names them for."""
    seen = Participation.objects.visible_to(user).values("pk")
    found: QuerySet[Participation] = Participation.objects.filter(Q(pk__in=seen) | named_schools(user)).select_related(
        "programme__district", "programme__set", "programme__model", "school__cluster", "school__district"
    )
    return found


def choices_of(user: Any, *, today: date) -> list[Choice]:
    """Schools of running programmes this person is to report on: their own, and their teams'; whoever follows all
    schools of the office gets all. Late ones first, longest silent before the others."""
    offices = reach(user, "improvement.follow").districts
    own = reach(user, "school.improvement.write").schools
    return _choices(named_schools(user) | Q(school__in=own) | Q(programme__district__in=offices), today)


def _choices(rule: Q, today: date) -> list[Choice]:
    rows = (
        Participation.objects.filter(rule, programme__state="open", is_in=True, programme__starts_on__lte=today)
        .annotate(last=Max("progress_reports__reported_on", filter=STANDING))
        .select_related("programme", "school__cluster")
        .order_by("school__name_sort", "pk")
    )
    found = [Choice(part, part.last, is_late(part.programme, part.last, today=today)) for part in rows]
    return sorted(found, key=lambda row: (not row.is_late, row.last or date.min) if row.is_late else (True, date.min))


def current_values(part: Participation) -> dict[int, SchoolIndicator]:
    """What stands of each indicator now, by its key."""
    return {row.indicator_id: row for row in SchoolIndicator.objects.filter(participation=part)}


def last_report(part: Participation) -> ProgressReport | None:
    return ProgressReport.objects.standing().filter(participation=part).prefetch_related("areas__area").first()


def reports_readable(user: Any) -> QuerySet[ProgressReport]:
    """Reports of schools the person sees, of schools a team names them for, and their own."""
    seen = ProgressReport.objects.visible_to(user).values("pk")
    through = Participation.objects.filter(named_schools(user)).values("pk")
    found: QuerySet[ProgressReport] = ProgressReport.objects.filter(
        Q(pk__in=seen) | Q(participation__in=through) | Q(reported_by=user)
    ).select_related("participation__programme__district", "participation__school__cluster", "reported_by")
    return found


def own_choices(user: Any, *, today: date) -> list[Choice]:
    """The person's own schools in programmes that run; one query."""
    own = reach(user, "school.improvement.write").schools
    return _choices(Q(school__in=own), today)


def wanting_help(district: Any, *, programme: Programme | None = None) -> list[ProgressReport]:
    """Newest report of each school in a running programme of the office, where it asks for help; newest first."""
    rows = ProgressReport.objects.newest().filter(
        participation__programme__district=district, participation__programme__state="open", participation__is_in=True
    )
    if programme is not None:
        rows = rows.filter(participation__programme=programme)
    asking = ProgressReport.objects.filter(pk__in=rows.values("pk")).exclude(help_wanted="")
    return list(asking.select_related("participation__school").order_by("-reported_on", "-pk"))
