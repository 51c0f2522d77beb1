"""What the views share: a meeting, section, item or paper in scope, and this person's to prepare."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.access import requires
from kotpn.meetings.models import AgendaItem, AgendaSection, Invitation, Meeting, Paper
from kotpn.meetings.permissions import can_change, can_keep_meeting, can_prepare

READERS = requires("paper.read")
KEEPERS = requires("committee.write")
_OFFICE = "committee__district__settings"


def district_or_403(request: HttpRequest) -> Any:
    district = getattr(request, "district", None) or None
    must(district is not None)
    return district


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).select_related(_OFFICE, "series", "created_by")
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found


def meeting_to_prepare(request: HttpRequest, pk: int) -> Meeting:
    """In scope, and this person's to prepare now; 403 otherwise."""
    found = meeting_or_404(request, pk)
    must(can_prepare(request.user, found))
    return found


def meeting_to_change(request: HttpRequest, pk: int) -> Meeting:
    found = meeting_or_404(request, pk)
    must(can_change(request.user, found))
    return found


def section_to_prepare(request: HttpRequest, pk: int) -> AgendaSection:
    rows = AgendaSection.objects.visible_to(request.user).select_related(f"meeting__{_OFFICE}")
    found: AgendaSection = get_object_or_404(rows, pk=pk)
    must(can_prepare(request.user, found.meeting))
    return found


def item_or_404(request: HttpRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.user).select_related(
        f"section__meeting__{_OFFICE}", "presenter", "adopts", "saved_by"
    )
    found: AgendaItem = get_object_or_404(rows, pk=pk)
    return found


def item_to_prepare(request: HttpRequest, pk: int) -> AgendaItem:
    found = item_or_404(request, pk)
    must(can_prepare(request.user, found.section.meeting))
    return found


def paper_to_prepare(request: HttpRequest, pk: int) -> Paper:
    rows = Paper.objects.visible_to(request.user).select_related(f"item__section__meeting__{_OFFICE}")
    found: Paper = get_object_or_404(rows, pk=pk)
    must(can_prepare(request.user, found.item.section.meeting))
    return found


def invitation_to_keep(request: HttpRequest, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).select_related(f"meeting__{_OFFICE}", "member")
    found: Invitation = get_object_or_404(rows, pk=pk)
    must(can_keep_meeting(request.user, found.meeting))
    return found


def page_of(meeting_pk: int, anchor: str = "") -> str:
    return reverse("committee-meetings:meeting", args=[meeting_pk]) + (f"#{anchor}" if anchor else "")


def item_page(item_pk: int, anchor: str = "") -> str:
    return reverse("committee-meetings:item", args=[item_pk]) + (f"#{anchor}" if anchor else "")


def must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
