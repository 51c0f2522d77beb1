"""What the pages of quality plans share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.acts import act_page
from core.keys import number_of
from qa.plans.models import QualityPlan
from qa.plans.permissions import may_write_plans


def plan_or_404(request: HttpRequest, pk: int) -> QualityPlan:
    rows = QualityPlan.objects.visible_to(request.user).select_related("district__settings", "author", "updated_by")
    found: QualityPlan = get_object_or_404(rows, pk=pk)
    return found


def own_plan_or_404(request: HttpRequest, pk: int) -> QualityPlan:
    """404 out of scope, 403 for who may not write plans here."""
    found = plan_or_404(request, pk)
    if not may_write_plans(request.user, found.district_id):
        raise PermissionDenied
    return found


def year_asked(request: HttpRequest, plan: QualityPlan) -> int | None:
    """?year= when it is one of the plan's, else None for the whole plan."""
    year = number_of(request.GET.get("year"))
    return year if year in plan.years else None


def form_page(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """One form on a page of its own: heading, button, back, optionally sub."""
    return act_page(request, form, under=("quality-plans:plans", "แผนพัฒนาคุณภาพ"), **context)
