"""What the views share: rows in scope, running a service, a page that asks for a reason."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from supervision.rounds.models import CollectionRound, InternalVisit, RoundSchool

READERS = ("district.read", "school.read")


def round_or_404(request: HttpRequest, pk: int) -> CollectionRound:
    rows = CollectionRound.objects.visible_to(request.user).select_related(
        "district__settings", "version__instrument__district", "version__instrument__work_group", "created_by"
    )
    found: CollectionRound = get_object_or_404(rows, pk=pk)
    return found


def entry_or_404(request: HttpRequest, pk: int) -> RoundSchool:
    rows = RoundSchool.objects.visible_to(request.user).select_related(
        "round__district__settings", "round__version__instrument__district", "school__district", "school__cluster",
        "submitted_by", "decided_by",
    )  # fmt: skip
    found: RoundSchool = get_object_or_404(rows, pk=pk)
    return found


def internal_or_404(request: HttpRequest, pk: int) -> InternalVisit:
    rows = InternalVisit.objects.visible_to(request.user).select_related(
        "school__district__settings", "version__instrument", "observer", "teacher", "response__band", "saved_by"
    )
    found: InternalVisit = get_object_or_404(rows, pk=pk)
    return found
