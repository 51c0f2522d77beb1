"""Named filters of actions."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet

UNFINISHED = ("open", "done")


class ActionQuerySet(ScopedQuerySet):
    def unfinished(self) -> Self:
        """Not closed and not cancelled: still to be done, or reported done and waiting to be checked."""
        return self.filter(state__in=UNFINISHED)

    def to_do(self) -> Self:
        return self.filter(state="open")

    def awaiting_check(self) -> Self:
        return self.filter(state="done")

    def overdue(self, today: date) -> Self:
        return self.filter(state="open", due_on__lt=today)

    def of_school(self, school: Any) -> Self:
        return self.filter(school=school)

    def owed_by(self, user: Any) -> Self:
        """Owned by the person, or by nobody of the office at a school the person answers for."""
        from schools.scope import people_keys, reach

        return self.filter(
            Q(owner__in=people_keys(user))
            | Q(owner__isnull=True, school__in=reach(user, "visit.acknowledge").schools)
            | Q(owner__school__in=reach(user, "visit.acknowledge").schools)
        )


class ProcedureQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; a school those in force it may have to follow."""
        from schools.models import School
        from schools.scope import reach

        rule = Q(district__in=reach(user, "district.read").districts)
        own = reach(user, "school.read").schools
        if own:
            rule |= Q(
                district__in=School.objects.filter(pk__in=own).values("district"), versions__state="published",
                is_active=True,
            )  # fmt: skip
        return self.filter(rule).distinct()

    def in_use(self) -> Self:
        return self.filter(is_active=True, versions__state="published")


class RunQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Not cancelled."""
        return self.exclude(state="cancelled")

    def of_year(self, kind: str, year: int) -> Self:
        return self.filter(year_kind=kind, year=year)
