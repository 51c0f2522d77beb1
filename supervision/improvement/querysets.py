"""Named filters of programmes and of the schools in them."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from schools.querysets import ScopedQuerySet


def _teams(user: Any, *, reporting: bool = False) -> Any:
    """Teams that stand and name the person; `reporting`: as one who may report."""
    from schools.scope import people_keys
    from supervision.improvement.models import WorkingTeam

    rows = WorkingTeam.objects.filter(ended_on=None, members__person__in=people_keys(user))
    return rows.filter(members__reports=True) if reporting else rows


class ProgrammeQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office reads all of its own, a school those it has a row in, and who is named on a team its programme."""
        from schools.scope import people_keys

        seen = super().visible_to(user)
        if not people_keys(user):
            return seen
        return seen | self.filter(pk__in=_teams(user).values("programme"))

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def running(self) -> Self:
        return self.filter(state="open")


class ParticipationQuerySet(ScopedQuerySet):
    def of_district(self, district: object) -> Self:
        return self.filter(programme__district=district)

    def counted(self) -> Self:
        """Schools that are in, by the stated rule or by hand."""
        return self.filter(is_in=True)

    def reported_by(self, user: Any) -> Self:
        """Schools of running programmes whose progress the person is named to report, through a team that stands: of
        the whole district, of the schools the team looks after, of a cluster, or of the school."""
        teams = _teams(user, reporting=True)
        there = teams.filter(programme=OuterRef("programme"))
        return self.filter(programme__state="open").filter(
            Q(programme__in=teams.filter(level="district", schools=None).values("programme"))
            | Exists(there.filter(schools=OuterRef("school")))
            | Exists(there.filter(cluster=OuterRef("school__cluster")))
            | Exists(there.filter(school=OuterRef("school")))
        )

    def in_standing(self, word: str) -> Self:
        """in, out, hand (decided by hand), rule (in or out because it joined or left during the year)."""
        if word == "hand":
            return self.filter(by_hand=True)
        if word == "rule":
            return self.filter(by_hand=False).exclude(reason="")
        return self.filter(is_in=word == "in")
