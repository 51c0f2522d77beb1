"""What the views of travel share: who may come in, the trip asked for, what may be done with it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from core.passed import admit
from office.travel.models import Trip
from office.travel.permissions import STATES, Posts, can_act, may_act
from office.travel.queries.lists import pointer_of

READERS = ("district.read", "desk.write")
LIST = ("travel:trips", "ไปราชการ")
ACTS = ("decide", "enter", "edit", "cancel", "report", "see")


def trip_or_404(request: HttpRequest, pk: int) -> Trip:
    rows = Trip.objects.visible_to(request.user).select_related(
        "district__settings", "lead", "order", "project", "task__work_group", "decided_by", "asked_by", "report"
    )
    rows = rows.prefetch_related("people__person", "schools__amphoe")
    found: Trip = get_object_or_404(rows, pk=pk)
    return found


def trip_for(request: HttpRequest, pk: int, act: str) -> Trip:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = trip_or_404(request, pk)
    today = timezone.localdate()
    admit(
        request, pointer_of(found), found.get_state_display(), may=may_act(request.user, found, act, on=today),
        now=STATES.allows(found.state, act),
    )  # fmt: skip
    return found


def acts_of(user: Any, trip: Trip) -> dict[str, bool]:
    today = timezone.localdate()
    posts = Posts(trip.district_id, today)
    allowed = {act: can_act(user, trip, act, on=today, posts=posts) for act in ACTS}
    report = getattr(trip, "report", None)
    seen = report is not None and report.seen_at is not None
    allowed["see"] = allowed["see"] and report is not None and not seen
    allowed["report"] = allowed["report"] and not seen and trip.ends_on <= today
    return allowed
