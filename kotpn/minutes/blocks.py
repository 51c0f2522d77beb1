"""What the first page of each role shows of minutes and resolutions."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from kotpn.committee.permissions import may_keep
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.queries import tally_of, waiting_for_owner

_SHOWN = 5


def own_resolutions(request: HttpRequest) -> dict[str, Any] | None:
    """For whoever is named as owner, whatever their role."""
    district = getattr(request, "district", None) or None
    if district is None:
        return None
    rows = list(waiting_for_owner(request.user, district).order_by("due_on", "pk")[:_SHOWN])
    return {"rows": rows, "today": timezone.localdate()} if rows else None


def secretariat(request: HttpRequest) -> dict[str, Any] | None:
    """For the secretariat: minutes not yet circulated, and how many resolutions stand where."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or not may_keep(user, district):
        return None
    today = timezone.localdate()
    minutes = Minutes.objects.visible_to(user).of_district(district).filter(state__in=("draft", "returned", "checking"))
    rows = list(minutes.select_related("meeting__committee").order_by("due_on", "pk")[:_SHOWN])
    tally = tally_of(Resolution.objects.visible_to(user).of_district(district).numbered(), today)
    if not rows and not (tally.open or tally.done):
        return None
    return {"minutes": rows, "tally": tally, "today": today}


HOME_MAIN = (
    Block("minutes.own", 33, own_resolutions, "kotpn/minutes/_home_own.html"),
    Block("minutes.secretariat", 47, secretariat, "kotpn/minutes/_home_secretariat.html", ("committee.write",)),
)
