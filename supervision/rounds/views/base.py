"""What the views share: rows in scope, running a service, a page that asks for a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core.acts import act_page
from core.forms import ReasonForm
from supervision.field.views.base import attempt
from supervision.rounds.models import CollectionRound, InternalVisit, RoundSchool

READERS = ("district.read", "school.read")


def round_or_404(request: HttpRequest, pk: int) -> CollectionRound:
    rows = CollectionRound.objects.visible_to(request.user).select_related(
        "district__settings", "version__instrument__district", "version__instrument__work_group", "created_by"
    )
    found: CollectionRound = get_object_or_404(rows, pk=pk)
    return found


def entry_or_404(request: HttpRequest, pk: int) -> RoundSchool:
    rows = RoundSchool.objects.visible_to(request.user).select_related(
        "round__district__settings", "round__version__instrument__district", "school__district", "school__cluster",
        "submitted_by", "decided_by",
    )  # fmt: skip
    found: RoundSchool = get_object_or_404(rows, pk=pk)
    return found


def internal_or_404(request: HttpRequest, pk: int) -> InternalVisit:
    rows = InternalVisit.objects.visible_to(request.user).select_related(
        "school__district__settings", "version__instrument", "observer", "teacher", "response__band", "saved_by"
    )
    found: InternalVisit = get_object_or_404(rows, pk=pk)
    return found


def with_reason(
    request: HttpRequest, *, may: bool, act: Callable[[str], Any], back: str, heading: str, button: str, done: str,
    help_text: str, sub: str = "",
) -> HttpResponse:  # fmt: skip
    """A page that asks why, then acts."""
    if not may:
        raise PermissionDenied
    form = ReasonForm(request.POST or None, help_text=help_text)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, form, lambda: act(reason)):
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "heading": heading, "button": button, "back": back, "sub": sub}
    return act_page(request, **context)
