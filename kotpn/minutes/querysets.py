"""Named filters of minutes and resolutions."""

from datetime import date
from typing import Any, Self

from schools.querysets import ScopedQuerySet


class OfCommitteeMeetingQuerySet(ScopedQuerySet):
    """Rows of a meeting reached through `meeting_path`."""

    meeting_path = "meeting"

    def visible_to(self, user: Any) -> Self:
        from kotpn.meetings.models import Meeting  # noqa: PLC0415 (models import this module)

        return self.filter(**{f"{self.meeting_path}__in": Meeting.objects.visible_to(user)})

    def of_district(self, district: Any) -> Self:
        return self.filter(**{f"{self.meeting_path}__committee__district": district})


class EntryQuerySet(OfCommitteeMeetingQuerySet):
    meeting_path = "item__section__meeting"


class ResolutionQuerySet(OfCommitteeMeetingQuerySet):
    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def open(self) -> Self:
        """Still to be followed: they come to the next agenda by themselves."""
        return self.filter(state__in=("open", "done"))

    def of_committee(self, committee: Any) -> Self:
        return self.filter(meeting__committee=committee)

    def late(self, today: date) -> Self:
        return self.filter(state="open", due_on__lt=today)
