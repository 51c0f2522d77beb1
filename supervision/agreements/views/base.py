"""What the views of agreements share: the row asked for and who may act on it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.passed import admit
from supervision.agreements.models import Agreement
from supervision.agreements.permissions import can_act, may_at_all, may_issue
from supervision.agreements.queries import pointer_of
from supervision.improvement.models import Participation, Programme

OFFICE = ("district.read",)
READERS = ("district.read", "school.read")
WRITERS = ("improvement.write",)
SIGNERS = ("improvement.write", "school.improvement.submit")


def programme_or_404(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("district__settings", "model", "set")
    found: Programme = get_object_or_404(rows, pk=pk)
    return found


def programme_for(request: HttpRequest, pk: int) -> Programme:
    """In scope, and the actor's to run; 403 otherwise."""
    found = programme_or_404(request, pk)
    if not may_issue(request.user, found):
        raise PermissionDenied
    return found


def participation_or_404(request: HttpRequest, pk: int) -> Participation:
    rows: Any = Participation.objects.visible_to(request.user)
    whole = rows.select_related(
        "school__cluster", "programme__district__settings", "programme__model", "programme__set"
    )
    found: Participation = get_object_or_404(whole, pk=pk)
    return found


def agreement_or_404(request: HttpRequest, pk: int) -> Agreement:
    found: Agreement = get_object_or_404(Agreement.objects.visible_to(request.user).whole(), pk=pk)
    return found


def agreement_for(request: HttpRequest, pk: int, *acts: str) -> Agreement:
    """In scope; 403 for who may do none of the acts. Whose act it is, but too late, is told what happened."""
    found = agreement_or_404(request, pk)
    admit(
        request, pointer_of(found), found.get_state_display(),
        may=any(may_at_all(request.user, found, act) for act in acts),
        now=any(can_act(request.user, found, act) for act in acts),
    )  # fmt: skip
    return found
