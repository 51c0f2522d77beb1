"""What the views share: rows in scope, a page that asks for a reason, a page that guards against another's save."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.acts import act_page, ask_why
from core.errors import DomainError, StaleRevision
from core.forms import refuse
from core.keys import number_of
from supervision.improvement.models import Participation, Programme
from supervision.improvement.permissions import reads_office

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


with_reason = partial(ask_why, under=_LIST)


def form_page(request: HttpRequest, form: Any, *, sub: str, back: str, **context: Any) -> HttpResponse:
    return act_page(request, form, sub=sub, back=back, under=_LIST, **context)


def guarded(
    request: HttpRequest, form: Any, act: Callable[[int | None], Any], *, fresh: Callable[[], Any], stamp: int
) -> tuple[Any, dict[str, Any]]:
    """Run `act(stamp)` of a posted form. When somebody else saved meanwhile, what both wrote stands beside each other
    and the second press, knowing it, overwrites: gives (done or None, context for the page)."""
    if request.method != "POST" or not form.is_valid():
        return None, {"stamp": number_of(request.POST.get("stamp")) or stamp}
    try:
        done = act(None if request.POST.get("overwrite") else number_of(request.POST.get("stamp")))
    except StaleRevision as error:
        refuse(form, error)
        row = fresh()
        both = [
            (str(form.fields[name].label), getattr(row, name), value)
            for name, value in form.cleaned_data.items()
            if hasattr(row, name) and not hasattr(getattr(row, name), "all") and getattr(row, name) != value
        ]
        return None, {"stamp": row.stamp, "conflict": both}
    except DomainError as error:
        refuse(form, error)
        return None, {"stamp": number_of(request.POST.get("stamp")) or stamp}
    return done, {}
