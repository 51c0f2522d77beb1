"""Named filters of exams, results, the item bank and checks of schools' own assessment."""

from typing import Any, Self

from schools.querysets import ScopedQuerySet


class ExamPaperQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(exam__district=district)

    def in_use(self) -> Self:
        return self.filter(is_active=True, exam__is_active=True)


class ExamResultQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(paper__exam__district=district)

    def of_schools(self) -> Self:
        return self.filter(scope="school")

    def announced(self) -> Self:
        """Means of the district and the country, as the testing body told them."""
        return self.exclude(scope="school")


class BankQuerySet(ScopedQuerySet):
    def in_use(self) -> Self:
        return self.filter(state="in_use")


class CheckQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(school__district=district)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def done(self) -> Self:
        return self.filter(state="done")
