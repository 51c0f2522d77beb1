"""Named filters of folders."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet

_CLOSED = ("closed", "cancelled")


class FolderQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The desk and those who decide all of their office; others those they opened, and those that came to them."""
        from office.folders.models import Movement
        from schools.scope import people_keys, reach

        whole = reach(user, "desk.write").districts | reach(user, "desk.decide").districts
        rule = Q(district__in=whole)
        own = reach(user, "desk.own").districts
        if own:
            rule |= Q(created_by=user, district__in=own)
        if keys := people_keys(user, outside=whole):
            rule |= Q(pk__in=Movement.objects.filter(person__in=keys).values("folder"))
        return self.filter(rule)

    def standing(self) -> Self:
        """Those somebody still has to do something with."""
        return self.exclude(state__in=_CLOSED)

    def out(self) -> Self:
        return self.filter(state="out")

    def overdue(self, now: datetime, days: int) -> Self:
        """Out, and with the same person for `days` days or more."""
        return self.out().filter(since__lte=now - timedelta(days=days))

    def holding(self, kind: str, key: Any) -> Self:
        """Folders a thing of the product lies in."""
        return self.filter(papers__kind=kind, papers__key=str(key))

    def containing(self, text: str) -> Self:
        """By title, or by the words of a paper in it; what a thing of the product is called is not for everyone who
        sees the folder."""
        return self.filter(Q(title__contains=text) | Q(papers__kind="", papers__title__contains=text)).distinct()
