"""What the views share: rows in scope, one-button acts, a page of one act."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.acts import acted
from supervision.quality_schools.models import QualityPlan, QualityYear
from supervision.quality_schools.permissions import may_write

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


def plan_to_write(request: HttpRequest, pk: int) -> QualityPlan:
    found = plan_or_404(request, pk)
    if not may_write(request.user, found.year):
        raise PermissionDenied
    return found


def index_url(year: QualityYear) -> str:
    return f"{reverse('quality-schools:index')}?year={year.fiscal_year}"
