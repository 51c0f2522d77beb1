"""Named filters of the library."""

from typing import Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class LibraryItemQuerySet(ScopedQuerySet):
    def in_use(self) -> Self:
        return self.filter(state="listed")

    def was_listed(self) -> Self:
        """What stands in the library or stood there."""
        return self.filter(listed_at__isnull=False)

    def containing(self, text: str) -> Self:
        """Every word in title, issuer or summary; 3/2569 is a number."""
        number, _, year = text.strip().partition("/")
        if number.isdecimal() and len(number) < 8 and year.isdecimal() and len(year) == 4:
            return self.filter(number=int(number), year=int(year))
        rows = self
        for word in text.split():
            rows = rows.filter(Q(title__contains=word) | Q(issuer__contains=word) | Q(summary__contains=word))
        return rows
