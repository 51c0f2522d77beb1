"""Home: the next meeting this person prepares or was invited to, and whether an answer is still owed."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from kotpn.meetings.models import Invitation, Meeting
from schools.scope import people_keys

_SHOWN = 3


def coming(request: HttpRequest) -> dict[str, Any] | None:
    """Two queries: the next meetings, and which of them wait for this person's answer."""
    district = getattr(request, "district", None) or None
    if district is None:
        return None
    rows = Meeting.objects.visible_to(request.user).of_district(district).coming(timezone.localdate())
    found = list(rows.select_related("committee").order_by("held_on", "time_from", "pk")[:_SHOWN])
    if not found:
        return None
    keys = people_keys(request.user)
    owed = set(Invitation.objects.of_people(keys).waiting().filter(meeting__in=found).values_list("meeting", flat=True))
    return {"meetings": [(meeting, meeting.pk in owed) for meeting in found]}


HOME = Block("committee-meetings.coming", 38, coming, "kotpn/meetings/_home.html", ("paper.read",))
