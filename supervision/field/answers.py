"""What this app answers to planning, which stands left of it: see supervision.planning.fieldwork."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils import timezone

from instruments.models import Response
from instruments.permissions import readable
from instruments.queries import level_counts
from instruments.scoring import decimal, together
from supervision.areas import AT_A_DISTANCE, Way
from supervision.field.models import Finding, Visit
from supervision.field.queries import coverage, fiscal_period
from supervision.planning.fieldwork import ActivityResult, OpenFinding, VisitLink, YearReview

# ดี and above of the shipped bands; an office's own set counts from the same rank (3 of 5).
GOOD_LEVEL = 3
_SHOWN = 20


class FieldAnswers:
    """Registered with planning in apps.ready()."""

    def done(self) -> Any:
        return Exists(Visit.objects.made().filter(planned=OuterRef("pk")))

    def results(self, activities: Collection[int]) -> dict[int, ActivityResult]:
        visits = (
            Visit.objects.made()
            .filter(activity__in=list(activities))
            .order_by()
            .values("activity")
            .annotate(
                visits=Count("pk", filter=Q(way=Way.FIELD)),
                schools=Count("school", filter=Q(way=Way.FIELD), distinct=True),
                distance=Count("pk", filter=Q(way__in=AT_A_DISTANCE)),
            )
        )
        rated = {
            row["visit_sheet__visit__activity"]: (row["rated"], row["good"])
            for row in Response.objects.filter(
                visit_sheet__visit__activity__in=list(activities),
                visit_sheet__visit__in=Visit.objects.made(),
                band__isnull=False,
            )
            .order_by()
            .values("visit_sheet__visit__activity")
            .annotate(rated=Count("pk"), good=Count("pk", filter=Q(band__level__gte=GOOD_LEVEL)))
        }
        return {
            row["activity"]: ActivityResult(
                row["visits"], row["schools"], row["distance"], *rated.get(row["activity"], (0, 0))
            )
            for row in visits
        }

    def visits_of(self, activity: int) -> list[VisitLink]:
        rows = Visit.objects.not_cancelled().filter(activity=activity).select_related("school")
        return [_link(visit) for visit in rows.order_by("-visited_on", "-pk")[:50]]

    def visits_for(self, planned: Collection[int]) -> dict[int, VisitLink]:
        rows = Visit.objects.not_cancelled().filter(planned__in=list(planned)).select_related("school")
        # A draft begun again after a cancelled one: the one that counts, or the latest.
        return {visit.planned_id: _link(visit) for visit in rows.order_by("pk") if visit.planned_id}

    def review(self, district: Any, fiscal_year: int, person: Any | None, user: Any) -> YearReview:
        today = timezone.localdate()
        period = fiscal_period(fiscal_year)
        found = coverage(district, period, today=today, supervisor=person)
        schools = [state.school.pk for state in found.states]
        sheets = Response.objects.filter(
            readable(user), visit_sheet__visit__in=period.visits(Visit.objects.of_district(district).made()),
            school__in=schools,
        )  # fmt: skip
        sums = sheets.order_by().aggregate(total=Sum("total"), highest=Sum("highest"))
        findings = (
            Finding.objects.unfinished()
            .filter(visit__district=district, visit__school__in=schools, visit__fiscal_year__lte=fiscal_year)
            .select_related("visit__school", "action")
            .order_by("action__due_on", "pk")
        )
        scope = {"supervisor": person.pk} if person is not None else {}
        return YearReview(
            fiscal_year=fiscal_year,
            school_count=found.total.schools,
            visited=found.total.schools - found.total.never,
            visits=found.total.visits,
            at_a_distance=found.total.distance,
            late=found.total.late,
            never=tuple(state.school.name for state in found.states if state.never),
            levels=tuple((label, n) for label, _, n in level_counts(sheets)),
            mean_percent=_percent(sums["total"], sums["highest"]),
            findings=tuple(
                OpenFinding(
                    row.visit.school.name,
                    row.text,
                    reverse("processes:action", args=[row.action_id]),
                    row.action.due_on,
                )
                for row in findings[:_SHOWN]
                if row.action is not None
            ),
            finding_count=findings.count(),
            coverage_url=f"{reverse('field:coverage')}?{urlencode({'period': period.code, **scope})}",
            findings_url=reverse("processes:actions"),
        )

    def begin_url(self, planned: int) -> str:
        return f"{reverse('field:new')}?planned={planned}"


def _percent(total: Decimal | None, highest: Decimal | None) -> Decimal | None:
    return decimal(together([(total, highest)]), 2)


def _link(visit: Visit) -> VisitLink:
    return VisitLink(
        planned=visit.planned_id,
        label=visit.topic,
        url=reverse("field:visit", args=[visit.pk]),
        state=visit.state_code,
        state_label=visit.state_label,
        visited_on=visit.visited_on,
        school=visit.school.name,
    )
