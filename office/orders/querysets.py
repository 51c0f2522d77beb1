"""Named filters of orders and announcements."""

from typing import Self

from schools.querysets import ScopedQuerySet


class OrderQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def issued(self) -> Self:
        """Signed and numbered; one that a later order replaced is still one that was issued."""
        return self.filter(state="issued")

    def of_year(self, year: int) -> Self:
        """Year (พ.ศ.) of the running number."""
        return self.filter(year=year)
