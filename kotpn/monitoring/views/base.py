"""What the views share: rows in scope, and who may write them now."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kotpn.monitoring.models import MonitoringPlan, ResultReport
from kotpn.monitoring.permissions import can_write

READERS = ("district.read", "paper.read")
RESULT_READERS = (*READERS, "school.read")


def district_of(request: HttpRequest) -> Any:
    """The office the person looks at; 403 without one."""
    found = getattr(request, "district", None) or None
    if found is None:
        raise PermissionDenied
    return found


def plan_or_404(request: HttpRequest, pk: int) -> MonitoringPlan:
    rows = MonitoringPlan.objects.visible_to(request.user).select_related("committee__district__settings", "saved_by")
    found: MonitoringPlan = get_object_or_404(rows, pk=pk)
    return found


def plan_to_write(request: HttpRequest, pk: int) -> MonitoringPlan:
    found = plan_or_404(request, pk)
    if not can_write(request.user, found):
        raise PermissionDenied
    return found


def report_or_404(request: HttpRequest, pk: int) -> ResultReport:
    rows = ResultReport.objects.visible_to(request.user).select_related(
        "committee__district__settings", "saved_by", "resolution__meeting__committee", "published_by"
    )
    found: ResultReport = get_object_or_404(rows, pk=pk)
    return found


def report_to_write(request: HttpRequest, pk: int) -> ResultReport:
    found = report_or_404(request, pk)
    if not can_write(request.user, found):
        raise PermissionDenied
    return found
