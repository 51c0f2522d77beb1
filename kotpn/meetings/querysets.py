"""Named filters of committee meetings."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from schools.querysets import ScopedQuerySet

TOLD = ("invited", "open", "closed")


class MeetingQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The office all of its own; a member those of their committees once the invitation went out, as long as the
        seat was theirs on the day of the meeting."""
        from kotpn.committee.models import Member
        from schools.scope import people_keys, reach

        rule = Q(committee__district__in=reach(user, "district.read").districts)
        keys = people_keys(user)
        if keys:
            day: Any = OuterRef("held_on")
            seats = Member.objects.of_people(keys).in_force(day).filter(tenure__committee=OuterRef("committee"))
            rule |= Q(Exists(seats), state__in=TOLD)
        return self.filter(rule)

    def of_district(self, district: Any) -> Self:
        return self.filter(committee__district=district)

    def standing(self) -> Self:
        return self.exclude(state="cancelled")

    def closed(self) -> Self:
        return self.filter(state="closed")

    def before(self, meeting: Any) -> Self:
        """Earlier meetings of the same committee, the latest first."""
        return self.filter(committee=meeting.committee_id, held_on__lt=meeting.held_on).order_by("-held_on", "-pk")

    def coming(self, today: date) -> Self:
        return self.filter(state__in=("planned", "invited"), held_on__gte=today)


class OfMeetingQuerySet(ScopedQuerySet):
    """Rows of a meeting reached through `meeting_path`."""

    meeting_path = "meeting"

    def visible_to(self, user: Any) -> Self:
        from kotpn.meetings.models import Meeting

        return self.filter(**{f"{self.meeting_path}__in": Meeting.objects.visible_to(user)})


class InvitationQuerySet(OfMeetingQuerySet):
    def of_people(self, keys: Any) -> Self:
        """To these Person keys, those of outside people with an account included."""
        return self.filter(Q(member__person__in=keys) | Q(member__outside__person__in=keys))

    def waiting(self) -> Self:
        """Sent, not taken back, and not answered."""
        return self.filter(sent_at__isnull=False, withdrawn_at=None, reply="waiting")


class AgendaItemQuerySet(OfMeetingQuerySet):
    meeting_path = "section__meeting"


class MeetingPaperQuerySet(OfMeetingQuerySet):
    meeting_path = "item__section__meeting"
