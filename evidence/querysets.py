"""Named filters of evidence items."""

from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet


class ItemQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A school's people their school's store, the office its own; all what hangs on things they may see."""
        from evidence.uses import kinds
        from schools.scope import holdings, reach

        if not holdings(user):
            return self.none()
        rule = Q(school__in=reach(user, "school.read").schools) | Q(
            school=None, district__in=reach(user, "district.read").districts
        )
        for kind in kinds():
            rule |= Q(
                pk__in=kind.uses().filter(target__in=kind.targets_for(user).order_by().values("pk")).values("item")
            )
        return self.filter(rule)

    def of_owner(self, district: Any, school: Any) -> Self:
        """The store of a school, or the office's own when `school` is None."""
        return self.filter(district=district, school=school)

    def of_office(self, district: Any) -> Self:
        return self.filter(district=district, school=None)

    def of_schools(self, district: Any) -> Self:
        return self.filter(district=district, school__isnull=False)

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_at__isnull=False)

    def containing(self, text: str) -> Self:
        """Every word of the text stands in the title, the note, the address or the record's label."""
        rows = self
        for word in text.split():
            rows = rows.filter(
                Q(title__icontains=word) | Q(note__icontains=word) | Q(url__icontains=word)
                | Q(record_label__icontains=word)
            )  # fmt: skip
        return rows

    def offered(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)
