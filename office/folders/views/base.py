"""What the views of folders share: who may come in, and the folder asked for."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.passed import admit
from office.folders.models import Folder
from office.folders.permissions import STATES, may_act
from office.folders.queries import pointer_of

READERS = ("desk.write", "desk.decide", "desk.own")


def folder_or_404(request: HttpRequest, pk: int) -> Folder:
    rows = Folder.objects.visible_to(request.user).select_related("district", "holder", "created_by")
    found: Folder = get_object_or_404(rows, pk=pk)
    return found


def folder_for(request: HttpRequest, pk: int, act: str) -> Folder:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = folder_or_404(request, pk)
    admit(
        request, pointer_of(found), found.get_state_display(), may=may_act(request.user, found, act),
        now=STATES.allows(found.state, act),
    )  # fmt: skip
    return found
