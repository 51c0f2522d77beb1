"""What the pages share: rows in scope, who may write them, the page of one form."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kotpn.standards.models import OfficeStandardSet
from kotpn.standards.permissions import may_keep_sets
from kotpn.standards.services import set_of

# From a part to its set's office, for each kind of part.
_TO_SET = {"OfficeStandard": "set", "Indicator": "standard__set", "Issue": "indicator__standard__set",
           "ProofLine": "issue__indicator__standard__set"}  # fmt: skip


def set_or_404(request: HttpRequest, pk: int) -> OfficeStandardSet:
    rows = OfficeStandardSet.objects.visible_to(request.user).select_related("district", "based_on")
    found: OfficeStandardSet = get_object_or_404(rows, pk=pk)
    return found


def kept_set_or_404(request: HttpRequest, pk: int) -> OfficeStandardSet:
    """404 out of scope, 403 for who may not write sets here."""
    found = set_or_404(request, pk)
    _keeper(request, found)
    return found


def part_or_404(request: HttpRequest, model: type[Model], pk: int) -> Any:
    """A standard, indicator, issue or line with its set and office."""
    path = _TO_SET[model.__name__]
    return get_object_or_404(
        model.objects.visible_to(request.user).select_related(f"{path}__district"),
        pk=pk,
    )


def kept_part_or_404(request: HttpRequest, model: type[Model], pk: int) -> Any:
    """404 out of scope, 403 for who may not write sets here."""
    found = part_or_404(request, model, pk)
    _keeper(request, set_of(found))
    return found


def _keeper(request: HttpRequest, row: OfficeStandardSet) -> None:
    if not may_keep_sets(request.user, row.district):
        raise PermissionDenied
