"""What the views share: rows in scope, a page of an act, a page that asks for a reason."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.acts import act_page, ask_why
from core.passed import admit
from supervision.improvement.models import Participation, Programme
from supervision.improvement.permissions import reads_office
from supervision.improvement.services.common import programme_pointer

# Whoever is named on a team holds the last one for as long as the team stands.
READERS = ("district.read", "school.read", "improvement.follow")
_LIST = ("improvement:programmes", "การขับเคลื่อนคุณภาพ")


def programme_or_404(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related(
        "district", "model", "set", "run__procedure", "run__district", "project", "instrument", "carried_from"
    )
    found: Programme = get_object_or_404(rows, pk=pk)
    return found


def office_programme_or_404(request: HttpRequest, pk: int) -> Programme:
    """For pages about all schools: a school and a team's member do not see them."""
    found = programme_or_404(request, pk)
    if not reads_office(request.user, found):
        raise Http404
    return found


def participation_or_404(request: HttpRequest, pk: int) -> Participation:
    rows = Participation.objects.visible_to(request.user).select_related(
        "school__cluster", "school__district", "programme__district", "programme__model", "programme__set",
        "programme__run__procedure", "programme__project", "programme__instrument", "decided_by",
    )  # fmt: skip
    found: Participation = get_object_or_404(rows, pk=pk)
    return found


def admit_while_open(request: HttpRequest, programme: Programme, may: bool, *, back: str = "") -> None:
    """403 for who may not; once the programme is over that is told."""
    admit(
        request, programme_pointer(programme), programme.get_state_display(), may=may, now=programme.is_open, back=back
    )  # fmt: skip


with_reason = partial(ask_why, under=_LIST)


def form_page(request: HttpRequest, form: Any, *, sub: str, back: str, **context: Any) -> HttpResponse:
    return act_page(request, form, sub=sub, back=back, under=_LIST, **context)
