"""What the views share: minutes and resolutions in scope."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kotpn.meetings.models import Meeting
from kotpn.minutes.models import Minutes, Resolution

READERS = ("district.read", "paper.read")


def minutes_or_404(request: HttpRequest, meeting: int) -> Minutes:
    rows = Minutes.objects.visible_to(request.user).select_related(
        "meeting__committee__district__settings", "recorder", "checker", "sent_by", "checked_by", "adopted_in"
    )
    found: Minutes = get_object_or_404(rows, meeting=meeting)
    return found


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).select_related("committee__district")
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found


def resolution_or_404(request: HttpRequest, pk: int) -> Resolution:
    rows = Resolution.objects.visible_to(request.user).select_related(
        "committee__district",
        "meeting",
        "item__section",
        "owner__school",
        "corrects",
        "closed_in",
        "closed_by",
        "done_by",
    )
    found: Resolution = get_object_or_404(rows, pk=pk)
    return found


def district_of(request: HttpRequest) -> Any:
    """The office chosen for this request, or None."""
    return getattr(request, "district", None) or None
