"""Named filters of circulars and of their receipts."""

from typing import Any, Self

from django.db.models import Count, Q

from schools.querysets import ScopedQuerySet
from schools.scope import people_keys, reach


class CircularQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The desk and heads all of theirs; others what was sent to them or to a school of theirs."""
        whole = reach(user, "desk.write").districts | reach(user, "desk.decide").districts
        rule = Q(district__in=whole)
        mine = ReceiptQuerySet.mine(user)
        if mine is not None:
            from office.circulars.models import Receipt

            rule |= Q(pk__in=Receipt.objects.filter(mine).values("circular"))
        return self.filter(rule)

    def drafts(self) -> Self:
        return self.filter(state="draft")

    def sent(self) -> Self:
        return self.filter(state="sent")

    def counted(self) -> Self:
        """With `asked` and `read`: to how many it went, and how many have read it."""
        read = Count("receipts", filter=Q(receipts__read_at__isnull=False))
        return self.annotate(asked=Count("receipts"), read=read)

    def containing(self, text: str) -> Self:
        """12/2569, or every word somewhere in title or text."""
        number, _, year = text.strip().partition("/")
        if number.isdecimal() and len(number) < 8 and year.isdecimal() and len(year) == 4:
            return self.filter(number=int(number), year=int(year))
        found = self
        for word in text.split():
            found = found.filter(Q(title__contains=word) | Q(body__contains=word))
        return found


class ReceiptQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        from office.circulars.models import Circular

        return self.filter(circular__in=Circular.objects.visible_to(user).values("pk"))

    @staticmethod
    def mine(user: Any) -> Q | None:
        """Condition for receipts of this person or of a school they belong to; None for nobody."""
        people, schools = people_keys(user), reach(user, "school.read").schools
        if not people and not schools:
            return None
        return Q(person__in=people) | Q(school__in=schools)

    def of_reader(self, user: Any) -> Self:
        rule = self.mine(user)
        return self.none() if rule is None else self.filter(rule)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def read(self) -> Self:
        return self.filter(read_at__isnull=False)

    def of_standing(self) -> Self:
        """Of circulars that were sent and not cancelled."""
        return self.filter(circular__state="sent")

    def of_schools(self) -> Self:
        return self.filter(school__isnull=False)
