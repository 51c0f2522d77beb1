"""Named filters of supplies, requisitions and of what is bought or repaired."""

from typing import Self

from django.db.models import F

from schools.querysets import ScopedQuerySet


class SupplyQuerySet(ScopedQuerySet):
    def in_use(self) -> Self:
        return self.filter(is_active=True)

    def low(self) -> Self:
        """At or below the least the office wants to keep; items without such a figure only when there is none left."""
        return self.in_use().filter(on_hand__lte=F("minimum"))


class RequisitionQuerySet(ScopedQuerySet):
    def waiting(self) -> Self:
        """For a decision."""
        return self.filter(state="submitted")

    def to_issue(self) -> Self:
        """Approved, and not all of it handed out."""
        return self.filter(state__in=("approved", "part"))


class ProcurementQuerySet(ScopedQuerySet):
    def unfinished(self) -> Self:
        return self.filter(state__in=("asked", "ordered"))
