"""Named filters of standard sets."""

from typing import Any, Self

from schools.querysets import ScopedQuerySet


class StandardSetQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; a school those that were published."""
        from schools.models import School
        from schools.scope import reach

        rule = self.filter(district__in=reach(user, "district.read").districts)
        own = reach(user, "school.read").schools
        if not own:
            return rule
        home = School.objects.filter(pk__in=own).values("district")
        return rule | self.filter(district__in=home, state__in=("published", "retired"))

    def in_use(self) -> Self:
        return self.filter(state="published")

    def of_level(self, level: str) -> Self:
        return self.filter(level=level)

    def of_year(self, academic_year: int) -> Self:
        """Sets that hold in that academic year (พ.ศ.)."""
        return self.filter(year_from__lte=academic_year).exclude(year_to__lt=academic_year)
