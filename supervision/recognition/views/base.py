"""What the views share: rows in scope, one-button acts, a page that asks why."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core.acts import act_page, tried
from core.forms import ReasonForm, attempt
from supervision.improvement.models import Participation, Programme
from supervision.recognition.models import Award, BestPractice
from supervision.recognition.permissions import may_honour

READERS = ("district.read", "school.read")
LIST = ("recognition:index", "ยกย่องเชิดชูเกียรติ")


def award_or_404(request: HttpRequest, pk: int) -> Award:
    rows = Award.objects.visible_to(request.user).select_related("district__settings", "programme__set")
    found: Award = get_object_or_404(rows, pk=pk)
    return found


def award_to_choose(request: HttpRequest, pk: int) -> Award:
    found = award_or_404(request, pk)
    if not may_honour(request.user, found.district):
        raise PermissionDenied
    return found


def practice_or_404(request: HttpRequest, pk: int) -> BestPractice:
    rows = BestPractice.objects.visible_to(request.user).select_related(
        "school__district", "programme", "area", "saved_by"
    )
    found: BestPractice = get_object_or_404(rows, pk=pk)
    return found


def programme_or_404(request: HttpRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("district__settings", "set", "model")
    found: Programme = get_object_or_404(rows, pk=pk)
    return found


def participation_or_404(request: HttpRequest, pk: int) -> Participation:
    rows = Participation.objects.visible_to(request.user).select_related("programme__district", "school__district")
    found: Participation = get_object_or_404(rows, pk=pk)
    return found


def pressed(request: HttpRequest, act: Callable[[], Any], *, back: str, done: str) -> HttpResponse:
    """One button: what was done, or why not, above the page it was on."""
    if tried(request, act):
        messages.success(request, done)
    return redirect(back)


def asked_why(
    request: HttpRequest, act: Callable[[str], Any], *, heading: str, button: str, back: str, done: str, sub: str,
    help_text: str,
) -> HttpResponse:  # fmt: skip
    """A page that asks for a reason, then acts."""
    form = ReasonForm(request.POST or None, help_text=help_text)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: act(reason) or True) is not None:
            messages.success(request, done)
            return redirect(back)
    return act_page(request, form, heading=heading, button=button, back=back, sub=sub, under=LIST)
