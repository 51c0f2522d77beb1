"""Named filters over rounds, their schools' rows, and a school's own supervision."""

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q

from schools.querysets import ScopedQuerySet
from schools.scope import people_keys, reach


class RoundQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office sees all; a school those it is in or may apply to, from the moment they were opened."""
        from supervision.rounds.models import RoundSchool

        rule = Q(district__in=reach(user, "district.read").districts)
        own = reach(user, "school.read").schools
        if own:
            from schools.models import School

            mine = RoundSchool.objects.filter(round=OuterRef("pk"), school__in=own)
            told = ~Q(state="draft") & Q(opened_at__isnull=False)
            districts = School.objects.filter(pk__in=own).values("district")
            rule |= told & (Q(Exists(mine)) | Q(audience="apply", state="open", district__in=districts))
        return self.filter(rule)

    def open_on(self, today: date) -> Self:
        """Schools are expected to answer."""
        return self.filter(state="open", opens_on__lte=today)

    def announced(self) -> Self:
        return self.filter(opened_at__isnull=False)

    def with_results(self) -> Self:
        """Open or over: there may be answers."""
        return self.filter(state__in=("open", "closed"))


class RoundSchoolQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(
            Q(round__district__in=reach(user, "district.read").districts)
            | Q(school__in=reach(user, "school.read").schools, round__opened_at__isnull=False)
        )

    def unanswered(self) -> Self:
        from supervision.rounds.models.round import UNANSWERED

        return self.filter(state__in=UNANSWERED)

    def answered(self) -> Self:
        from supervision.rounds.models.round import ANSWERED

        return self.filter(state__in=ANSWERED)

    def in_state(self, state: str) -> Self:
        """A state, or a group of states as the board's figures name them."""
        if state == "missing":
            return self.unanswered()
        if state == "answered":
            return self.answered()
        if state == "late":
            return self.filter(late=True)
        return self.filter(state=state)


# The teacher may read it.
HANDED = ("recorded", "acknowledged")


def _taking_part(user: Any, own: Collection[int]) -> Q:
    keys = people_keys(user)
    observing = Q(observer__in=keys, observer__school=F("school"))
    return (observing | Q(teacher__in=keys, teacher__school=F("school"))) & Q(school__in=own)


class InternalVisitQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The principal of the school, the observer and the observed teacher, both while they belong to the school.
        Nobody of the office, whatever they hold there: who has a post at a school too sees that school's alone."""
        own = reach(user, "school.read").schools
        if not own:
            return self.none()
        return self.filter(Q(school__in=reach(user, "internal.manage").schools) | _taking_part(user, own))

    def record_readable_by(self, user: Any) -> Self:
        """Those of which `user` may read what was seen: permissions.may_read_record as a filter."""
        own = reach(user, "school.read").schools
        if not own:
            return self.none()
        keys = people_keys(user)
        observing = Q(observer__in=keys, observer__school=F("school"), school__in=own)
        writing = (Q(school__in=reach(user, "internal.manage").schools) | observing) & ~Q(teacher__in=keys)
        taught = Q(teacher__in=keys, teacher__school=F("school"), school__in=own)
        return self.filter(writing | taught & Q(state__in=HANDED))

    def not_cancelled(self) -> Self:
        return self.exclude(state="cancelled")

    def to_read_by(self, people: Collection[int]) -> Self:
        """Recorded and not yet acknowledged by the teachers among `people`."""
        return self.filter(teacher__in=people, state="recorded")

    def coming_for(self, people: Collection[int], today: date) -> Self:
        """Planned for a day after `today`, the next first."""
        named = Q(observer__in=people) | Q(teacher__in=people)
        return self.filter(named, state="planned", planned_on__gt=today).order_by("planned_on", "pk")

    def to_record_by(self, people: Collection[int]) -> Self:
        """Still to be seen or written by the observers among `people`."""
        return self.filter(observer__in=people, state__in=("planned", "draft"))

    def in_term(self, year: int, term: int) -> Self:
        return self.filter(academic_year=year, term=term)


class InternalSummaryQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The principal sees the draft; the office what was sent at least once."""
        return self.filter(
            Q(school__in=reach(user, "internal.manage").schools)
            | Q(school__district__in=reach(user, "district.read").districts, revision__gt=0)
        )

    def in_term(self, year: int, term: int) -> Self:
        return self.filter(academic_year=year, term=term)

    def sent(self) -> Self:
        return self.filter(revision__gt=0)
