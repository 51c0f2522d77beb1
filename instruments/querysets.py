"""Named filters over answer sheets, and who of a school reads the sheets it keeps to itself."""

from collections.abc import Callable
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet
from schools.scope import people_keys, reach

# (user) → condition on Response for sheets of things the user works on, such as their visits. Of a school's own sheets
# these rules are all there is: they say of each whether it is far enough to be read.
SheetRule = Callable[[Any], Q]
_rules: list[SheetRule] = []


def register_readers(rule: SheetRule) -> None:
    """The app a sheet belongs to says whose it is; called in `apps.ready()`."""
    if rule not in _rules:
        _rules.append(rule)


def concerned(user: Any) -> Q:
    """Condition on Response: sheets about the user, of the school they lead, of things they work on.

    What a school keeps to itself is read by the registered rules alone: a teacher must not read what the observer is
    still writing.
    """
    # The principal alone: visit.acknowledge is the capability only principals hold at a school.
    named = Q(person__in=people_keys(user)) | Q(school__in=reach(user, "visit.acknowledge").schools)
    rule = named & Q(is_internal=False)
    for more in _rules:
        rule |= more(user)
    return rule


class ResponseQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """In the user's scope; of a school's own sheets only those they are concerned with, so that nobody above the
        school learns that one exists."""
        found = super().visible_to(user)
        return found.filter(Q(is_internal=False) | concerned(user))

    def of_office(self) -> Self:
        """What the office may count: everything but the schools' own supervision."""
        return self.filter(is_internal=False)
