"""Named filters of networks and their members."""

from datetime import date
from typing import Any, Self

from django.db.models import F, Q

from schools.querysets import ScopedQuerySet


class NetworkQuerySet(ScopedQuerySet):
    def active(self) -> Self:
        return self.filter(state="active")

    def with_school(self, schools: Any) -> Self:
        """Those one of the schools belongs to now, itself or by one of its people, or is one of a standing pair."""
        from supervision.networks.models import Member, Pair

        members = Member.objects.now().filter(Q(school__in=schools) | Q(person__school__in=schools))
        pairs = Pair.objects.filter(Q(lead__in=schools) | Q(partner__in=schools), ended_on=None)
        return self.filter(Q(pk__in=members.values("network")) | Q(pk__in=pairs.values("network")))


class NetworkMemberQuerySet(ScopedQuerySet):
    def now(self) -> Self:
        """Who has not left."""
        return self.filter(left_on=None)

    def on(self, first: date, last: date) -> Self:
        """Members on any of these days, both included."""
        return self.filter(Q(joined_on__lte=last) & (Q(left_on=None) | Q(left_on__gte=first)))

    def told(self) -> Self:
        """With everything their names are drawn from, schools first, then people, then outside."""
        return self.select_related("person__school", "school", "outside_person__body", "outside_body").order_by(
            F("school__name_sort").asc(nulls_last=True), F("person__name_sort").asc(nulls_last=True), "pk"
        )
