"""Named filters of projects, selection rounds and applications."""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import DecimalField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from schools.querysets import ScopedQuerySet

_MONEY = DecimalField(max_digits=14, decimal_places=2)


def _total(model: Any, column: str, **only: Any) -> Any:
    rows = model.objects.filter(project_year=OuterRef("pk"), **only).order_by().values("project_year")
    return Coalesce(Subquery(rows.annotate(n=Sum(column)).values("n")), Decimal(0), output_field=_MONEY)


class ProjectYearQuerySet(ScopedQuerySet):
    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def of_school(self, school: Any) -> Self:
        """Projects the school takes part in, or took part in."""
        return self.filter(schools__school=school)

    def with_money(self) -> Self:
        """Each with `budget` and `spent` in baht, worked out in the same query."""
        from supervision.projects.models import BudgetLine, Spending

        return self.annotate(
            budget=_total(BudgetLine, "amount"), spent=_total(Spending, "amount", cancelled_at__isnull=True)
        )


class ProjectActivityQuerySet(models.QuerySet[Any]):
    def late(self, today: date) -> Self:
        """Not done and not cancelled though their last day is over, of projects that are under way."""
        rows = self.filter(ends_on__lt=today, project_year__state__in=("planned", "running"))
        return rows.exclude(state__in=("done", "cancelled"))


class SelectionRoundQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def taking(self, today: date) -> Self:
        """Schools may apply on that day."""
        return self.filter(state="open").filter(Q(closes_on__isnull=True) | Q(closes_on__gte=today))


class ApplicationQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state="withdrawn")
