"""Named filters of the years of tasks and groups, and of training logs."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class TaskYearQuerySet(ScopedQuerySet):
    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)

    def of_work_group(self, group: Any) -> Self:
        return self.filter(task__work_group=group)

    def of_subject_group(self, group: Any) -> Self:
        return self.filter(line__subject_group=group)

    def in_order(self) -> Self:
        """As the manual numbers them."""
        return self.order_by("task__work_group__number", "task__number_sort", "line__position", "pk")

    def owned_by(self, people: Any) -> Self:
        """Tasks one of these people (or keys) owns."""
        return self.filter(pk__in=self.model._base_manager.filter(owners__person__in=people).values("pk"))

    def of_group_year(self, group: Any) -> Self:
        """The tasks of one group's year."""
        rows = self.filter(district=group.district_id, fiscal_year=group.fiscal_year)
        return (
            rows.of_work_group(group.work_group_id)
            if group.work_group_id
            else rows.of_subject_group(group.subject_group_id)
        )

    def without_owner(self) -> Self:
        return self.filter(owners=None)

    def unfinished(self) -> Self:
        return self.filter(state__in=("waiting", "doing"))


class GroupYearQuerySet(ScopedQuerySet):
    def for_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)


class TrainingQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def between(self, first: date, last: date) -> Self:
        """Those with a day in the span, both included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def of_person(self, person: Any) -> Self:
        return self.filter(person=person)

    def matching(self, text: str) -> Self:
        return self.filter(Q(title__icontains=text) | Q(organiser__icontains=text))
