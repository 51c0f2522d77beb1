"""What the pages of plans share: fetching what the person may see, and telling a refusal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.errors import DomainError, NotAllowed
from supervision.planning.models import Plan, PlanActivity, PlannedVisit


def plan_or_404(request: HttpRequest, pk: int) -> Plan:
    rows = Plan.objects.visible_to(request.user).select_related("district__settings", "owner__user", "updated_by")
    found: Plan = get_object_or_404(rows, pk=pk)
    return found


def activity_or_404(request: HttpRequest, pk: int) -> PlanActivity:
    rows = PlanActivity.objects.visible_to(request.user).select_related("plan__district__settings", "plan__owner__user")
    found: PlanActivity = get_object_or_404(rows, pk=pk)
    return found


def planned_or_404(request: HttpRequest, pk: int) -> PlannedVisit:
    rows = PlannedVisit.objects.visible_to(request.user).select_related(
        "school__cluster", "school__amphoe", "activity__plan__district__settings", "activity__plan__owner__user",
        "activity__team",
    )  # fmt: skip
    found: PlannedVisit = get_object_or_404(rows, pk=pk)
    return found


def must(allowed: bool) -> None:
    """403 for someone who may see the thing but not do this to it."""
    if not allowed:
        raise PermissionDenied


def tell(request: HttpRequest, error: DomainError) -> None:
    """A refusal without a form to stand in: a message, or 403 where the person may not do it at all."""
    if isinstance(error, NotAllowed):
        raise PermissionDenied from error
    messages.error(request, error.message)


def current_district(request: HttpRequest) -> Any:
    """The office the person works in now, or None."""
    return request.district or None
