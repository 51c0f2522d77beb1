"""Named filters of plans, activities, planned visits and policies."""

from datetime import date
from typing import Any, Self

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from schools.querysets import ScopedQuerySet
from supervision.planning import fieldwork

NOT_IN_FORCE = ("cancelled",)


class PolicyQuerySet(ScopedQuerySet):
    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)

    def in_use(self) -> Self:
        return self.filter(is_active=True)


class PlanQuerySet(ScopedQuerySet):
    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)

    def in_force(self) -> Self:
        """Not cancelled."""
        return self.exclude(state__in=NOT_IN_FORCE)

    def owned_by(self, user: Any) -> Self:
        return self.filter(owner__user=user)

    def personal(self) -> Self:
        return self.filter(kind="personal")

    def of_group(self) -> Self:
        return self.filter(kind="group")

    def awaiting_decision(self) -> Self:
        return self.filter(state="submitted")

    def changed_after_approval(self) -> Self:
        """Approved once, and no longer what was approved."""
        return self.filter(state="approved").exclude(content_hash=F("approved_hash"))

    def with_counts(self) -> Self:
        """Annotates `visit_count` planned visits in force and `done_count` of them already made."""
        from supervision.planning.models import PlannedVisit

        rows = (
            PlannedVisit.objects.filter(
                activity__plan=OuterRef("pk"), cancelled_reason="", activity__cancelled_reason=""
            )
            .with_done()
            .order_by()
            .values("activity__plan")
        )
        return self.annotate(
            visit_count=Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0),
            done_count=Coalesce(Subquery(rows.filter(done=True).annotate(n=Count("pk")).values("n")), 0),
        )


class ActivityQuerySet(ScopedQuerySet):
    def in_force(self) -> Self:
        """Activities that are not cancelled, of plans that are not."""
        return self.filter(cancelled_reason="").exclude(plan__state__in=NOT_IN_FORCE)

    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(plan__fiscal_year=year)


class PlannedVisitQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(activity__plan__district=district)

    def in_force(self) -> Self:
        """Not cancelled, neither itself nor its activity nor its plan."""
        return self.filter(cancelled_reason="", activity__cancelled_reason="").exclude(
            activity__plan__state__in=NOT_IN_FORCE
        )

    def in_force_within_plan(self) -> Self:
        """Not cancelled in its plan, whatever became of the plan: what the plan's own paper prints."""
        return self.filter(cancelled_reason="", activity__cancelled_reason="")

    def agreed(self) -> Self:
        """Of plans that were approved at least once: what schools may be told and what is counted as promised."""
        return self.filter(activity__plan__approved_revision__isnull=False)

    def agreed_or_of(self, user: Any) -> Self:
        """Of plans that were approved, and of the person's own that are still being written."""
        return self.filter(Q(activity__plan__approved_revision__isnull=False) | Q(activity__plan__owner__user=user))

    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(activity__plan__fiscal_year=year)

    def of_supervisor(self, person: Any) -> Self:
        """Of the person's own plan, or of an activity whose team they belong to."""
        return self.filter(
            Q(activity__plan__owner=person, activity__plan__kind="personal") | Q(activity__team__members__person=person)
        ).distinct()

    def of_cluster(self, cluster: Any) -> Self:
        return self.filter(school__cluster=cluster)

    def between(self, first: date, last: date) -> Self:
        """Planned on a day of the span; one planned for a month only counts to every span that meets the month."""
        return self.filter(
            Q(planned_on__range=(first, last)) | Q(planned_on__isnull=True, month__range=(first.replace(day=1), last))
        )

    def from_day(self, day: date) -> Self:
        """On that day or later; one planned for a month counts until the month is over."""
        return self.filter(Q(planned_on__gte=day) | Q(planned_on__isnull=True, month__gte=day.replace(day=1)))

    def on_days(self, first: date, last: date) -> Self:
        return self.filter(planned_on__range=(first, last))

    def with_done(self) -> Self:
        """Annotates `done`: a visit that counts points to it (told by the app that logs visits)."""
        return self.annotate(done=fieldwork.done_expression())

    def late_on(self, today: date) -> Self:
        """เลยกำหนด: the planned day, or the whole planned month, has passed without a visit."""
        return (
            self.with_done()
            .filter(done=False)
            .filter(Q(planned_on__lt=today) | Q(planned_on__isnull=True, month__lt=today.replace(day=1)))
        )

    def with_sort_day(self) -> Self:
        """Annotates `sort_day`: the planned day, or the first of the planned month."""
        return self.annotate(sort_day=Coalesce("planned_on", "month"))

    def by_day(self) -> Self:
        return self.with_sort_day().order_by("sort_day", "school__name_sort", "pk")
