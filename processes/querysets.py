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
        from schools.scope import people_keys, reach  # noqa: PLC0415 (scope reads models that import querysets)

        return self.filter(
            Q(owner__in=people_keys(user))
            | Q(owner__isnull=True, school__in=reach(user, "visit.acknowledge").schools)
            | Q(owner__school__in=reach(user, "visit.acknowledge").schools)
        )
