"""Named filters of errands, articles and meeting items."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class ErrandQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The desk and those who decide all of their office; others what they asked and what they answer for."""
        from schools.scope import people_keys, reach

        whole = reach(user, "desk.write").districts | reach(user, "desk.decide").districts
        rule = Q(district__in=whole)
        if own := reach(user, "desk.own").districts:
            rule |= Q(created_by=user, district__in=own)
        if keys := people_keys(user, outside=whole):
            rule |= Q(person__in=keys)
        return self.filter(rule)

    def waiting(self) -> Self:
        return self.filter(state__in=("open", "returned"))

    def answered(self) -> Self:
        return self.filter(state="answered")

    def standing(self) -> Self:
        return self.filter(state__in=("open", "returned", "answered"))

    def due_by(self, day: date) -> Self:
        """Waiting, and due on that day or before."""
        return self.waiting().filter(due_on__lte=day)

    def late(self, today: date) -> Self:
        return self.waiting().filter(due_on__lt=today)

    def about(self, kind: str, key: Any) -> Self:
        return self.filter(thing_kind=kind, thing_key=str(key))


class ArticleQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The desk and those who decide all of their office; its people what is published, and their own."""
        from schools.scope import people_keys, reach

        whole = reach(user, "desk.write").districts | reach(user, "desk.decide").districts
        rule = Q(district__in=whole) | Q(district__in=reach(user, "desk.own").districts, state="published")
        if keys := people_keys(user, outside=whole):
            rule |= Q(author__in=keys)
        return self.filter(rule)

    def published(self) -> Self:
        return self.filter(state="published")


class MeetingItemQuerySet(ScopedQuerySet):
    def of_district(self, district: Any) -> Self:
        return self.filter(call__district=district)

    def to_be_taken(self) -> Self:
        """Those that are items of the meeting; to inform first, then to consider, in the order of the desk."""
        return self.exclude(kind="none").order_by("-kind", "position", "pk")
