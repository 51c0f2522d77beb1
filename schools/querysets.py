"""Named filters. `visible_to(user)` is the first link of every query made for a person."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.roles import COMMITTEE_SEATS


def in_force(on: date, *, prefix: str = "") -> Q:
    """Rows whose starts_on..ends_on (both included, open end allowed) contain `on`."""
    return Q(**{f"{prefix}starts_on__lte": on}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    )


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows of an office; `district_path` leads from the row to its district."""

    def visible_to(self, user: Any) -> Self:
        from schools.scope import narrow

        return narrow(self, user)

    def of_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def in_force(self, on: date) -> Self:
        """Rows with starts_on and ends_on that hold on that day."""
        return self.filter(in_force(on))


class SchoolQuerySet(ScopedQuerySet):
    def open_on(self, on: date) -> Self:
        """Schools that teach on that day."""
        return self.filter(Q(opened_on__isnull=True) | Q(opened_on__lte=on)).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=on)
        )

    def teaching(self, level: str) -> Self:
        """Schools that teach "early" (อนุบาล) or "basic" (ประถม, มัธยม). One whose levels nobody entered is taken by the
        pupils it ever counted."""
        if level == "early":
            return self.filter(
                Q(level_from__startswith="อ") | Q(level_from="", pk__in=self._counted(Q(pre_primary__gt=0)))
            )
        grades = Q(primary__gt=0) | Q(lower_secondary__gt=0) | Q(upper_secondary__gt=0)
        return self.filter(
            Q(level_to__startswith="ป") | Q(level_to__startswith="ม") | Q(level_to="", pk__in=self._counted(grades))
        )

    @staticmethod
    def _counted(rule: Q) -> Any:
        from schools.models import SchoolYearCount

        return SchoolYearCount.objects.filter(rule).values("school")


class PersonQuerySet(ScopedQuerySet):
    def working(self) -> Self:
        return self.filter(is_active=True)

    def of_office(self) -> Self:
        return self.filter(school__isnull=True)

    def staff(self, on: date | None = None) -> Self:
        """Who works in the office: its people without those who, on that day (today unless told), only sit on its
        committees."""
        from schools.models import Appointment

        held = Appointment.objects.in_force(on or timezone.localdate())
        seats = held.filter(role__in=COMMITTEE_SEATS)
        posts = held.exclude(role__in=COMMITTEE_SEATS)
        return (
            self.of_office()
            .working()
            .exclude(Exists(seats.filter(person=OuterRef("pk"))) & ~Exists(posts.filter(person=OuterRef("pk"))))
        )

    def of_school(self, school: Any) -> Self:
        return self.filter(school=school)

    def eligible_for_teams(self) -> Self:
        """People of the office, and of schools those who have an account: principals and the teachers they chose."""
        return self.filter(Q(school__isnull=True) | Q(user__isnull=False)).select_related("school")


class AppointmentQuerySet(ScopedQuerySet):
    def in_force(self, on: date) -> Self:
        return self.filter(in_force(on))


class AssignmentQuerySet(ScopedQuerySet):
    def in_force(self, on: date) -> Self:
        return self.filter(in_force(on))
