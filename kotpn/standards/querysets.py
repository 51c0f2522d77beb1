"""Named filters of office standards."""

from typing import Any, Self

from schools.querysets import ScopedQuerySet


class OfficeStandardQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def in_use(self) -> Self:
        return self.filter(state="published")

    def of_year(self, fiscal_year: int) -> Self:
        """Sets that hold in that fiscal year (พ.ศ.)."""
        return self.filter(year_from__lte=fiscal_year).exclude(year_to__lt=fiscal_year)
