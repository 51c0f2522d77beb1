"""Named filters of studies."""

from typing import Any, Self

from schools.querysets import ScopedQuerySet


class StudyQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(stage="cancelled")

    def for_fiscal_year(self, year: int) -> Self:
        """Those that run in it."""
        return self.filter(year_from__lte=year, year_to__gte=year)

    def of_person(self, person: Any) -> Self:
        return self.filter(pk__in=self.model.people.rel.related_model.objects.filter(person=person).values("study"))

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)
