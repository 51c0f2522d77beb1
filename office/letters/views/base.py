"""What the views of letters share: the row asked for, the office worked in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from core.passed import admit
from office.letters.models import Letter
from office.letters.permissions import STATES, may
from office.letters.queries import pointer_of
from schools.models import District
from schools.views.common import office_of


def letter_or_404(request: HttpRequest, pk: int) -> Letter:
    rows = Letter.objects.visible_to(request.user).select_related("district__settings", "answers", "created_by")
    found: Letter = get_object_or_404(rows.prefetch_related("routes__person", "routes__routed_by"), pk=pk)
    return found


def letter_for(request: HttpRequest, pk: int, act: str) -> Letter:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = letter_or_404(request, pk)
    allowed = may(request.user, found, act)
    admit(
        request, pointer_of(found), found.get_state_display(), may=allowed, now=STATES.allows(found.state, act)
    )  # fmt: skip
    return found


def desk(request: HttpRequest, allowed: Any) -> District:
    """The office worked in; 403 where this person may not do it there."""
    district = office_of(request)
    if not allowed(request.user, district):
        raise PermissionDenied
    return district


def direction_or_404(direction: str) -> str:
    if direction not in Letter.Direction.values:
        raise Http404
    return direction
