"""What the pages share: rows in scope, and who may write them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.passed import admit
from supervision.indicators.models import Area, Indicator, IndicatorSet, QualityModel
from supervision.indicators.permissions import may_write
from supervision.indicators.services import set_of
from supervision.indicators.services.common import set_pointer
from supervision.indicators.states import SET_STATES

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
    """404 out of scope; with `write` 403 for who may not write models here. What its state must allow: `set_to`."""
    rows = IndicatorSet.objects.visible_to(request.user).select_related("model__district", "based_on")
    found: IndicatorSet = get_object_or_404(rows, pk=pk)
    if write:
        writer(request, found.model.district)
    return found


def set_to(request: HttpRequest, pk: int, act: str = "edit") -> IndicatorSet:
    """403 for who may not write models here; where its state does not allow the act, that is told."""
    found = set_or_404(request, pk)
    _admit(request, found, act)
    return found


def _admit(request: HttpRequest, found: IndicatorSet, act: str) -> None:
    admit(
        request, set_pointer(found), found.get_state_display(), may=may_write(request.user, found.model.district),
        now=SET_STATES.allows(found.state, act),
    )  # fmt: skip


def part_or_404(request: HttpRequest, model: type[Model], pk: int) -> Any:
    """An area or indicator with its set, for who may write it; of a set that is none of theirs to write any more, that
    is told."""
    path = {Area: "set", Indicator: "area__set"}[model]
    sets = IndicatorSet.objects.visible_to(request.user).order_by().values("pk")
    rows = model._default_manager.filter(**{f"{path}__in": sets}).select_related(f"{path}__model__district")
    found = get_object_or_404(rows, pk=pk)
    _admit(request, set_of(found), "edit")
    return found
