"""What the pages of standards share: rows in scope and the page of one form."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.acts import act_page
from qa.standards.models import StandardSet
from qa.standards.permissions import may_write_sets

READERS = ("district.read", "school.read")
SETS = ("standards:sets", "มาตรฐานการศึกษา")


def set_or_404(request: HttpRequest, pk: int) -> StandardSet:
    rows = StandardSet.objects.visible_to(request.user).select_related("district__settings", "based_on", "paper")
    found: StandardSet = get_object_or_404(rows, pk=pk)
    return found


def own_set_or_404(request: HttpRequest, pk: int) -> StandardSet:
    """404 out of scope, 403 for who may not write sets here."""
    found = set_or_404(request, pk)
    if not may_write_sets(request.user, found.district):
        raise PermissionDenied
    return found


def form_page(request: HttpRequest, form: Any, *, under: tuple[str, str] = SETS, **context: Any) -> HttpResponse:
    """The page of one act, under the list of sets unless told another."""
    return act_page(request, form, under=under, **context)
