"""Named filters of committees, their tenures and members."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet, in_force


class CommitteeQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; a member the committees they sit on, in any tenure."""
        from kotpn.committee.models import Member
        from schools.scope import people_keys, reach

        rule = Q(district__in=reach(user, "district.read").districts)
        keys = people_keys(user)
        if keys:
            rule |= Q(pk__in=Member.objects.of_people(keys).values("tenure__committee"))
        return self.filter(rule)

    def active(self) -> Self:
        return self.filter(is_active=True)


class TenureQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        from kotpn.committee.models import Committee

        return self.filter(committee__in=Committee.objects.visible_to(user))


class MemberQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        from kotpn.committee.models import Committee

        return self.filter(tenure__committee__in=Committee.objects.visible_to(user))

    def in_force(self, on: date) -> Self:
        """Seats held on that day: of the tenure in force then, and not given up before or taken after."""
        return self.filter(in_force(on), in_force(on, prefix="tenure__"))

    def of_people(self, keys: Any) -> Self:
        """Seats of these Person keys, those of outside people with an account included."""
        return self.filter(Q(person__in=keys) | Q(outside__person__in=keys))
