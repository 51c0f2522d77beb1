"""What the views share: rows in scope, one-button acts, a page of one act."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.acts import acted
from core.passed import admit
from supervision.quality_schools.models import QualityPlan, QualityYear
from supervision.quality_schools.permissions import PLAN_STATES, can_change_schools, may_write
from supervision.quality_schools.services import plan_pointer

READERS = ("district.read", "school.read")
LIST = ("quality-schools:index", "โรงเรียนคุณภาพ")
asked = partial(acted, under=LIST)


def year_or_404(request: HttpRequest, pk: int) -> QualityYear:
    rows = QualityYear.objects.visible_to(request.user).select_related("district__settings")
    found: QualityYear = get_object_or_404(rows, pk=pk)
    return found


def year_to_write(request: HttpRequest, pk: int) -> QualityYear:
    found = year_or_404(request, pk)
    if not may_write(request.user, found):
        raise PermissionDenied
    return found


def plan_or_404(request: HttpRequest, pk: int) -> QualityPlan:
    rows = QualityPlan.objects.visible_to(request.user)
    found: QualityPlan = get_object_or_404(rows.select_related("district__settings", "year__district", "author"), pk=pk)
    return found


def plan_to_write(request: HttpRequest, pk: int, act: str) -> QualityPlan:
    """403 for whose it is not; where its state does not allow the act, that is told."""
    found = plan_or_404(request, pk)
    admit_to_plan(request, found, act, may_write(request.user, found.year))
    return found


def admit_to_plan(request: HttpRequest, found: QualityPlan, act: str, may: bool) -> None:
    admit(
        request, plan_pointer(found), found.get_state_display(), may=may, now=PLAN_STATES.allows(found.state, act)
    )  # fmt: skip


def year_to_choose(request: HttpRequest, pk: int) -> QualityYear:
    """Schools and focus points stand in the plan: while that is decided on, it is told."""
    found = year_to_write(request, pk)
    plan = QualityPlan.objects.filter(year=found).first()
    if plan is not None:
        admit(
            request, plan_pointer(plan), plan.get_state_display(), may=True,
            now=can_change_schools(request.user, found), back=index_url(found),
        )  # fmt: skip
    return found


def index_url(year: QualityYear) -> str:
    return f"{reverse('quality-schools:index')}?year={year.fiscal_year}"
