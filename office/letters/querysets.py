"""Named filters of letters."""

from datetime import date
from typing import Self

from django.db.models import Q

from office.letters.searching import folded, phrases, place_of, place_typed
from schools.querysets import ScopedQuerySet


class LetterQuerySet(ScopedQuerySet):
    """`visible_to`: the desk and those who decide all of theirs, whoever a letter was handed to that one."""

    def incoming(self) -> Self:
        return self.filter(direction="in")

    def outgoing(self) -> Self:
        return self.filter(direction="out")

    def of_direction(self, direction: str) -> Self:
        return self.filter(direction=direction)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def open_to_tell(self) -> Self:
        """Of no class of secrecy: what may be named where more people read."""
        return self.filter(secrecy=0)

    def told_by_class(self) -> Self:
        """Secret ones: where more people read, by their class alone."""
        return self.filter(secrecy__gt=0)

    def of_year(self, year: int) -> Self:
        """Year (พ.ศ.) of the register's number."""
        return self.filter(place__gte=place_of(year, 0), place__lt=place_of(year + 1, 0))

    def between(self, first: date, last: date) -> Self:
        """Received or sent on these days, both included."""
        return self.filter(registered_on__gte=first, registered_on__lte=last)

    def containing(self, text: str) -> Self:
        """Number of the register (12/2569), or each word of three characters and more somewhere in number, sender,
        receiver and subject; with a shorter word among them the whole text as it stands."""
        rule = Q()
        for word in phrases(text):
            rule &= Q(haystack__contains=word)
        place = place_typed(text)
        return self.filter(rule if place is None else rule | Q(place=place))

    def named_alike(self, sender: str, own_number: str, dated: date | None) -> Self:
        """Letters that came with the same number and day from the same sender: likely one that came twice."""
        rows = self.standing().filter(own_number=own_number, dated=dated)
        return rows.filter(haystack__contains=folded(sender))
