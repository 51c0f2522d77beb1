"""Named filters of monitoring plans and of the results made public."""

from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class MonitoringPlanQuerySet(ScopedQuerySet):
    """The office reads all of its own; a member those that were put to a committee they sit on."""

    told = ("sent", "agreed", "revise")

    def visible_to(self, user: Any) -> Self:
        from kotpn.committee.models import Member
        from schools.scope import people_keys, reach

        rule = Q(committee__district__in=reach(user, "district.read").districts)
        keys = people_keys(user)
        if keys:
            rule |= Q(state__in=self.told, committee__in=Member.objects.of_people(keys).values("tenure__committee"))
        return self.filter(rule)

    def of_district(self, district: Any) -> Self:
        return self.filter(committee__district=district)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")


class ResultQuerySet(MonitoringPlanQuerySet):
    """Besides: a school those published to it."""

    told = ("sent", "noted")

    def visible_to(self, user: Any) -> Self:
        from kotpn.monitoring.models import ResultReport, ResultSchool
        from schools.scope import reach

        found = super().visible_to(user)
        own = reach(user, "school.read").schools
        if not own:
            return found
        told = ResultSchool.objects.filter(school__in=own).values("report")
        return self.filter(
            Q(pk__in=found.order_by().values("pk"))
            | Q(pk__in=told, published_at__isnull=False, state=ResultReport.State.NOTED)
        )

    def public(self) -> Self:
        """What the group director marked public and has not taken back."""
        return self.filter(is_public=True, published_at__isnull=False).exclude(state="cancelled")
