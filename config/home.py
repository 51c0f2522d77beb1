"""Pages of the frame that belong to no app: the landing page put together from the blocks apps registered, the
menu, and the change of office."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from core.access import signed_in
from core.inbox_count import count_for, items_for
from core.notify import notices_of
from schools.middleware import SESSION_KEY
from schools.models import Appointment
from schools.queries import districts_of

SHOWN_AT_HOME = 5
CHANGES_SHOWN = 5


def waiting_count(request: HttpRequest) -> int:
    """For the navigation."""
    return count_for(request.user, _district(request))


def waiting_block(request: HttpRequest) -> dict[str, Any]:
    """Slot home.main: the oldest things that wait for the person."""
    items = items_for(request.user, _district(request))
    return {"items": items[:SHOWN_AT_HOME], "total": len(items)}


def changes_block(request: HttpRequest) -> dict[str, Any] | None:
    """Slot home.aside: what was told to the person last."""
    found = list(notices_of(request.user)[:CHANGES_SHOWN])
    return {"changes": found} if found else None


def appointments_block(request: HttpRequest) -> dict[str, Any]:
    """Slot account.profile: posts the person holds or will hold, read only."""
    user: Any = request.user
    today = timezone.localdate()
    rows = (
        Appointment.objects.filter(person__user=user)
        .exclude(ends_on__lt=today)
        .select_related("district", "school")
        .order_by("starts_on", "pk")
    )
    return {"appointments": list(rows), "today": today}


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, since when, what is late, what changed."""
    return render(request, "home.html")


@signed_in
@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """Everything the navigation holds, for phones."""
    return render(request, "menu.html")


@signed_in
@require_POST
def switch_district(request: HttpRequest) -> HttpResponse:
    """Work in another of one's own offices; one that is not one's own changes nothing."""
    wanted = request.POST.get("district", "")
    if wanted in {str(district.pk) for district in districts_of(request.user)}:
        request.session[SESSION_KEY] = int(wanted)
    # Back to lists only: a page of one record belongs to the office just left.
    after = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(
        after, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(after if inside and not any(part.isdigit() for part in after.split("/")) else "home")


def _district(request: HttpRequest) -> Any:
    """The office in force, or None; the middleware's value is lazy and may stand for None."""
    return getattr(request, "district", None) or None
