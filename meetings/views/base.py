"""What the views share: a gathering in scope."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.models import Gathering
from meetings.permissions import can_write

READERS = ("district.read", "school.read")


def gathering_or_404(request: HttpRequest, pk: int) -> Gathering:
    rows = Gathering.objects.visible_to(request.user).select_related(
        "district__settings", "cluster", "amphoe", "created_by", "saved_by"
    )
    found: Gathering = get_object_or_404(rows, pk=pk)
    return found


def gathering_to_write(request: HttpRequest, pk: int) -> Gathering:
    """In scope, and this person's to write now; 403 otherwise."""
    found = gathering_or_404(request, pk)
    if not can_write(request.user, found):
        raise PermissionDenied
    return found
