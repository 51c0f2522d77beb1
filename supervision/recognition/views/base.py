"""What the views share: rows in scope, one-button acts, a page that asks why."""

from functools import partial

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from core.acts import ask_why
from core.passed import admit
from supervision.improvement.models import Participation, Programme
from supervision.recognition.models import Award, BestPractice
from supervision.recognition.permissions import AWARD_STATES, may_honour, may_write_practice
from supervision.recognition.services.common import award_pointer

READERS = ("district.read", "school.read")
LIST = ("recognition:index", "ยกย่องเชิดชูเกียรติ")


def award_or_404(request: HttpRequest, pk: int) -> Award:
    rows = Award.objects.visible_to(request.user).select_related("district__settings", "programme__set")
    found: Award = get_object_or_404(rows, pk=pk)
    return found


def award_to_choose(request: HttpRequest, pk: int, act: str = "edit") -> Award:
    """403 for who may not choose; where its state does not allow the act, that is told."""
    found = award_or_404(request, pk)
    admit(
        request, award_pointer(found), found.get_state_display(), may=may_honour(request.user, found.district),
        now=AWARD_STATES.allows(found.state, act),
    )  # fmt: skip
    return found


def practice_or_404(request: HttpRequest, pk: int) -> BestPractice:
    rows = BestPractice.objects.visible_to(request.user).select_related(
        "school__district", "programme", "area", "saved_by"
    )
    found: BestPractice = get_object_or_404(rows, pk=pk)
    if found.state == BestPractice.State.DRAFT and not may_write_practice(request.user, found):
        raise Http404  # a school's draft is its own until it is sent
    return found


def programme_or_404(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("district__settings", "set", "model")
    found: Programme = get_object_or_404(rows, pk=pk)
    return found


def participation_or_404(request: HttpRequest, pk: int) -> Participation:
    rows = Participation.objects.visible_to(request.user).select_related("programme__district", "school__district")
    found: Participation = get_object_or_404(rows, pk=pk)
    return found


asked_why = partial(ask_why, under=LIST)
