"""Named filters of minutes and resolutions."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from schools.querysets import ScopedQuerySet

TOLD = ("circulated", "adopted")


def _seats(user: Any) -> Any:
    """Committees the person sits on, in any tenure; None for who sits on none by this account."""
    from kotpn.committee.models import Member
    from schools.scope import people_keys

    keys = people_keys(user)
    return Member.objects.of_people(keys).values("tenure__committee") if keys else None


class OfCommitteeMeetingQuerySet(ScopedQuerySet):
    """Rows of a meeting reached through `meeting_path`."""

    meeting_path = "meeting"

    def visible_to(self, user: Any) -> Self:
        from kotpn.meetings.models import Meeting

        return self.filter(**{f"{self.meeting_path}__in": Meeting.objects.visible_to(user)})

    def of_district(self, district: Any) -> Self:
        return self.filter(**{f"{self.meeting_path}__committee__district": district})


class EntryQuerySet(OfCommitteeMeetingQuerySet):
    meeting_path = "item__section__meeting"


class MinutesQuerySet(OfCommitteeMeetingQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; members what was circulated; recorder and checker what they are named on."""
        from schools.scope import people_keys, reach

        rule = Q(meeting__committee__district__in=reach(user, "district.read").districts)
        keys = people_keys(user)
        if keys:
            rule |= Q(recorder__in=keys) | Q(checker__in=keys)
            rule |= Q(state__in=TOLD, meeting__committee__in=_seats(user))
        return self.filter(rule)

    def of_committee(self, committee: Any) -> Self:
        return self.filter(meeting__committee=committee)

    def unreminded(self, today: date) -> Self:
        return self.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=today))

    def unsent(self) -> Self:
        """Still being written or corrected."""
        return self.filter(state__in=("draft", "returned"))

    def overdue(self, today: date) -> Self:
        """Not circulated though their day is past."""
        return self.filter(state__in=("draft", "returned", "checking"), due_on__lt=today)

    def told(self) -> Self:
        """Circulated or adopted: what members have in their hands."""
        return self.filter(state__in=TOLD)


class ResolutionQuerySet(OfCommitteeMeetingQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; members those of meetings held; whoever owns one, that one."""
        from schools.scope import people_keys, reach

        rule = Q(meeting__committee__district__in=reach(user, "district.read").districts)
        keys = people_keys(user)
        if keys:
            rule |= Q(owner__in=keys) | Q(meeting__state="closed", committee__in=_seats(user))
        return self.filter(rule)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def numbered(self) -> Self:
        """Resolutions, not the observations of a meeting without a quorum."""
        return self.filter(number__isnull=False)

    def open(self) -> Self:
        """Still to be followed: they come to the next agenda by themselves."""
        return self.filter(state__in=("open", "done"))

    def to_do(self) -> Self:
        return self.filter(state="open")

    def reported(self) -> Self:
        """Told done, waiting to be closed by somebody else."""
        return self.filter(state="done")

    def of_committee(self, committee: Any) -> Self:
        return self.filter(meeting__committee=committee)

    def late(self, today: date) -> Self:
        return self.filter(state="open", due_on__lt=today)

    def unreminded(self, today: date) -> Self:
        return self.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=today))

    def owned_by(self, user: Any) -> Self:
        from schools.scope import people_keys

        return self.filter(owner__in=people_keys(user))
