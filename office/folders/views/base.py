"""What the views of folders share: who may come in, and the folder asked for."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from office.folders.models import Folder
from office.folders.permissions import STATES, can_act, may_act

READERS = ("desk.write", "desk.decide", "desk.own")


def folder_or_404(request: HttpRequest, pk: int) -> Folder:
    rows = Folder.objects.visible_to(request.user).select_related("district", "holder", "created_by")
    found: Folder = get_object_or_404(rows, pk=pk)
    return found


def folder_for(request: HttpRequest, pk: int, act: str) -> Folder:
    """In scope; 403 for who may not act on it. An act its state refuses is told by the service."""
    found = folder_or_404(request, pk)
    if can_act(request.user, found, act):
        return found
    refused_by_state = not STATES.allows(found.state, act)
    if request.method != "POST" or not refused_by_state or not may_act(request.user, found, act):
        raise PermissionDenied
    return found
