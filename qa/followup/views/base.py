"""What the views share: rows in scope."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from qa.followup.models import FollowUp

READERS = ("district.read", "school.read")


def follow_up_or_404(request: HttpRequest, pk: int) -> FollowUp:
    rows = FollowUp.objects.visible_to(request.user).select_related(
        "school__district__settings", "school__cluster", "version__instrument", "assessor__user", "response__band",
        "saved_by", "acknowledged_by",
    )  # fmt: skip
    found: FollowUp = get_object_or_404(rows, pk=pk)
    return found
