"""What the views share: rows in scope and the way back."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.passed import admit
from supervision.media.models import Medium
from supervision.media.permissions import STATES, may_read
from supervision.media.services.common import pointer_of

READERS = ("district.read", "school.read")
WRITERS = ("register.write", "school.register.write")
LIST = ("media:media", "สื่อและนวัตกรรม")


def medium_or_404(request: HttpRequest, pk: int) -> Medium:
    rows = Medium.objects.visible_to(request.user).select_related(
        "district", "school__district", "owner", "subject_group", "work_group", "task", "project"
    )
    found: Medium = get_object_or_404(rows, pk=pk)
    if not may_read(request.user, found):
        raise Http404
    return found


def admit_to(request: HttpRequest, row: Medium, act: str, may: bool) -> None:
    """403 for who may not; where the state of the medium does not allow the act, that is told."""
    admit(request, pointer_of(row), row.get_state_display(), may=may, now=STATES.allows(row.state, act))


def back_to(pk: int) -> str:
    return reverse("media:medium", args=[pk])
