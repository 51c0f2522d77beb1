"""Who writes an instrument, and who sees an answer sheet.

Sheets about a named person follow product §4 on pages, in exports and in documents alike: that person, the principal,
the visit's supervisors and the group director, nobody else.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from instruments.models import Instrument, Response
from schools.queries import work_groups_of
from schools.scope import holds, people_keys, reach

# (user) → condition on Response for sheets of things the user works on, such as their visits.
SheetRule = Callable[[Any], Q]
_rules: list[SheetRule] = []


def register_readers(rule: SheetRule) -> None:
    """The app a sheet belongs to says whose it is; called in `apps.ready()`."""
    if rule not in _rules:
        _rules.append(rule)


def may_begin(user: Any, district: Any) -> bool:
    """New instruments of an office: the group director, or whoever is appointed to one of its work groups."""
    return holds(user, "instrument.write", district=district) or bool(
        work_groups_of(user, district, timezone.localdate())
    )


def may_write(user: Any, instrument: Instrument) -> bool:
    """The group director, or the people appointed to the work group the instrument belongs to (product §1)."""
    if holds(user, "instrument.write", district=instrument.district_id):
        return True
    if instrument.work_group_id is None:
        return False
    return instrument.work_group_id in work_groups_of(user, instrument.district, timezone.localdate())


def readable(user: Any) -> Q:
    """Condition on Response: what of the sheets in the user's scope they may read; sheets of no person, all of them."""
    rule = Q(person__isnull=True) | Q(person__in=people_keys(user))
    rule |= Q(school__district__in=reach(user, "score.person.read").districts)
    # The principal alone: visit.acknowledge is the capability only principals hold at a school.
    rule |= Q(school__in=reach(user, "visit.acknowledge").schools)
    for more in _rules:
        rule |= more(user)
    return rule


def can_read_response(user: Any, response: Response) -> bool:
    if response.person_id is None or response.person_id in people_keys(user):
        return True
    if holds(user, "score.person.read", district=response.school.district_id):
        return True
    if response.school_id in reach(user, "visit.acknowledge").schools:
        return True
    return any(Response.objects.filter(more(user), pk=response.pk).exists() for more in _rules)
