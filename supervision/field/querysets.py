"""Named filters of visits and findings."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, Self, cast

from django.db.models import Q

from schools.querysets import ScopedQuerySet
from supervision.areas import AT_A_DISTANCE, Way

# A visit counts as made once it was sent; one taken back to be corrected still took place.
MADE = ("submitted", "returned", "acknowledged", "closed", "closed_unseen")
CLOSED = ("closed", "closed_unseen")
_PLAIN_FILTERS = {
    "cluster": "school__cluster",
    "school": "school",
    "project": "project",
    "date-from": "visited_on__gte",
    "date-to": "visited_on__lte",
}


def _words(rows: Any, text: str) -> Any:
    """Each word in the topic or the school's name. The schools are found first: a condition over two tables would keep
    the database from the index of either."""
    from schools.models import School

    for word in text.split():
        named = list(School.objects.filter(name__contains=word).values_list("pk", flat=True))
        rows = rows.filter(Q(topic__contains=word) | Q(school__in=named))
    return rows


def _term(rows: Any, code: str) -> Any:
    term, _, year = code.partition("-")
    return rows.in_term(int(year), int(term))


_FILTERS: dict[str, Callable[[Any, Any], Any]] = {
    "q": _words,
    "term": _term,
    "fy": lambda rows, year: rows.in_fiscal_year(int(year)),
    "state": lambda rows, word: rows.in_state(word),
    "way": lambda rows, way: rows.at_a_distance() if way == "distance" else rows.filter(way=way),
    "area": lambda rows, area: rows.filter(areas__contains=[area]),
    "supervisor": lambda rows, person: rows.of_person(person),
}


class VisitQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office reads all of its visits; a school reads what was sent to it; who is named reads theirs."""
        from schools.scope import named_on, reach

        if user is None or not user.is_authenticated:
            return self.none()
        whole = reach(user, "district.read").districts
        rule = Q(district__in=whole)
        rule |= Q(school__in=reach(user, "school.read").schools, state__in=MADE)
        rule |= named_on(self.model, user, "lead", "members__person", outside=whole)
        return self.filter(rule)

    def made(self) -> Self:
        return self.filter(state__in=MADE)

    def in_state(self, word: str) -> Self:
        """A state, or what filters also offer: made (counts as a visit), changed (taken up again after closing)."""
        if word == "made":
            return self.made()
        if word == "changed":
            return self.filter(closed_hash__gt="").exclude(state__in=(*CLOSED, "cancelled"))
        return self.filter(state=word)

    def at_school(self) -> Self:
        """Visits to the school, as opposed to advice at a distance."""
        return self.filter(way=Way.FIELD)

    def at_a_distance(self) -> Self:
        return self.filter(way__in=AT_A_DISTANCE)

    def in_term(self, academic_year: int, term: int) -> Self:
        return self.filter(academic_year=academic_year, term=term)

    def in_fiscal_year(self, year: int) -> Self:
        return self.filter(fiscal_year=year)

    def not_cancelled(self) -> Self:
        return self.exclude(state="cancelled")

    def worked_on_by(self, user: Any) -> Self:
        """Led by the person, or in whose team they are."""
        from schools.scope import named_on

        return self.filter(named_on(self.model, user, "lead", "members__person"))

    def of_person(self, person: Any) -> Self:
        """Led by the person (or the key of one), or in whose team they are."""
        return self.with_people([person])

    def with_people(self, people: Collection[Any]) -> Self:
        named = self.model._base_manager.filter(members__person__in=people).values("pk")
        return self.filter(Q(lead__in=people) | Q(pk__in=named))

    def narrowed(self, name: str, value: Any) -> Self:
        """One filter of the list of visits, for the page and its export alike; a row may be given by its key."""
        if name in _PLAIN_FILTERS:
            return self.filter(**{_PLAIN_FILTERS[name]: value})
        return cast(Self, _FILTERS[name](self, value))

    def awaiting_school(self) -> Self:
        return self.filter(state="submitted")

    def awaiting_close(self, unseen_before: date) -> Self:
        """Acknowledged, or sent so long ago that it may be closed without."""
        return self.filter(Q(state="acknowledged") | Q(state="submitted", submitted_at__date__lte=unseen_before))


class FindingQuerySet(ScopedQuerySet):
    def unfinished(self) -> Self:
        return self.filter(action__state__in=("open", "done"))

    def sent(self) -> Self:
        return self.filter(visit__state__in=MADE)
