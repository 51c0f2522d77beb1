"""What the views share: a gathering and its parts in scope, and where to go back to."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.models import Batch, Evaluation, Gathering
from meetings.permissions import can_write

# Whoever reads the office or a school, whoever gets papers, and who is named to write one; which rows is visible_to.
READERS = ("district.read", "school.read", "paper.read", "meeting.write")
RELATED = (
    "district__settings", "cluster", "amphoe", "created_by", "saved_by", "kind", "body", "project", "work_group",
    "task", "subject_group", "recorder", "run_step__run__procedure", "run_step__run__district", "run_step__step",
    "run_step__run__cluster", "run_step__run__school",
)  # fmt: skip


def gathering_or_404(request: HttpRequest, pk: int) -> Gathering:
    found: Gathering = get_object_or_404(Gathering.objects.visible_to(request.user).select_related(*RELATED), pk=pk)
    return found


def gathering_to_write(request: HttpRequest, pk: int) -> Gathering:
    """In scope, and this person's to write now; 403 otherwise."""
    found = gathering_or_404(request, pk)
    if not can_write(request.user, found):
        raise PermissionDenied
    return found


def batch_to_write(request: HttpRequest, pk: int, batch: int) -> Batch:
    """A รุ่น of a gathering this person writes, with the gathering on it."""
    gathering = gathering_to_write(request, pk)
    found: Batch = get_object_or_404(gathering.batches.all(), pk=batch)
    found.gathering = gathering
    return found


def evaluation_to_write(request: HttpRequest, pk: int, evaluation: int) -> Evaluation:
    gathering = gathering_to_write(request, pk)
    rows = gathering.evaluations.select_related("version__instrument")
    found: Evaluation = get_object_or_404(rows, pk=evaluation)
    found.gathering = gathering
    return found


def page_of(gathering: Gathering | int, part: str = "") -> str:
    """The address of a gathering's page, at one of its parts."""
    key = gathering if isinstance(gathering, int) else gathering.pk
    return reverse("meetings:gathering", args=[key]) + (f"#{part}" if part else "")


def act_context(gathering: Gathering, *, heading: str, button: str, form: Any, part: str = "") -> dict[str, Any]:
    """What act.html shows of one act on a gathering."""
    return {
        "form": form, "heading": heading, "button": button, "sub": gathering.title, "back": page_of(gathering, part),
    }  # fmt: skip
