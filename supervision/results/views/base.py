"""What the views share: rows in scope, and who may do something with them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from core.passed import admit
from supervision.improvement.models import Participation, Programme
from supervision.results.models import Edition, Evaluation, SchoolResult, Sheet
from supervision.results.permissions import can_run, may_run
from supervision.results.services.common import evaluation_pointer

OFFICE = ("district.read",)
READERS = ("district.read", "school.read")


def programme_or_404(request: HttpRequest, pk: int) -> Programme:
    """A programme the person may see."""
    rows = Programme.objects.visible_to(request.user).select_related("district__settings", "set")
    found: Programme = get_object_or_404(rows, pk=pk)
    return found


def evaluation_of(programme: Programme) -> Evaluation | None:
    """The programme's evaluation, with the programme already read."""
    found = Evaluation.objects.filter(programme=programme).select_related("opened_by").first()
    if found is not None:
        found.programme = programme
    return found


def evaluation_or_404(request: HttpRequest, pk: int) -> Evaluation:
    rows = Evaluation.objects.visible_to(request.user).select_related("programme__district__settings")
    found: Evaluation = get_object_or_404(rows, pk=pk)
    return found


def evaluation_to_run(request: HttpRequest, pk: int) -> Evaluation:
    """In scope, and this person's to run; of a year that was cancelled that is told."""
    found = evaluation_or_404(request, pk)
    programme = found.programme
    admit(
        request, evaluation_pointer(found), programme.get_state_display(),
        may=may_run(request.user, programme.district_id), now=can_run(request.user, found),
    )  # fmt: skip
    return found


def edition_or_404(request: HttpRequest, pk: int) -> Edition:
    """An edition this person may read: private ones do not exist for the rest."""
    rows = Edition.objects.visible_to(request.user).select_related(
        "evaluation__programme__district__settings", "published_by", "computed_by"
    )
    found: Edition = get_object_or_404(rows, pk=pk)
    return found


def result_or_404(request: HttpRequest, edition: Edition, participation: int) -> SchoolResult:
    """A school's row of an edition, where this person may read that school's."""
    rows = SchoolResult.objects.visible_to(request.user).select_related("participation__school__cluster")
    found: SchoolResult = get_object_or_404(rows, edition=edition, participation=participation)
    found.edition = edition
    return found


def participation_or_404(request: HttpRequest, pk: int) -> Participation:
    rows = Participation.objects.visible_to(request.user).select_related(
        "programme__district__settings", "school__cluster"
    )
    found: Participation = get_object_or_404(rows, pk=pk)
    return found


def sheet_or_404(request: HttpRequest, key: UUID) -> Sheet:
    rows = Sheet.objects.visible_to(request.user).select_related(
        "evaluation__programme__district", "participation__school__cluster", "person", "submitted_by"
    )
    found: Sheet = get_object_or_404(rows, public_id=key)
    return found


def or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
