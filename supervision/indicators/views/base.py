"""What the pages share: rows in scope, and who may write them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from supervision.indicators.models import Area, Indicator, IndicatorSet, QualityModel
from supervision.indicators.permissions import may_write
from supervision.indicators.services import set_of

READERS = ("district.read", "school.read")
WRITER = "indicator.write"
MODELS = ("quality-models:models", "รูปแบบการขับเคลื่อน")


def writer(request: HttpRequest, district: Any) -> None:
    """403 for who may not write models here."""
    if not may_write(request.user, district):
        raise PermissionDenied


def model_or_404(request: HttpRequest, pk: int, *, write: bool = False) -> QualityModel:
    """404 out of scope; with `write` 403 for who may not write models here."""
    rows = QualityModel.objects.visible_to(request.user).select_related("district", "procedure")
    found: QualityModel = get_object_or_404(rows, pk=pk)
    if write:
        writer(request, found.district)
    return found


def set_or_404(request: HttpRequest, pk: int, *, write: bool = False) -> IndicatorSet:
    """404 out of scope; with `write` 403 for who may not write models here."""
    rows = IndicatorSet.objects.visible_to(request.user).select_related("model__district", "based_on")
    found: IndicatorSet = get_object_or_404(rows, pk=pk)
    if write:
        writer(request, found.model.district)
    return found


def part_or_404(request: HttpRequest, model: type[Model], pk: int) -> Any:
    """An area or indicator with its set, for who may write it."""
    path = {Area: "set", Indicator: "area__set"}[model]
    sets = IndicatorSet.objects.visible_to(request.user).order_by().values("pk")
    rows = model._default_manager.filter(**{f"{path}__in": sets}).select_related(f"{path}__model__district")
    found = get_object_or_404(rows, pk=pk)
    writer(request, set_of(found).model.district)
    return found
