"""What the first page of each role shows of minutes and resolutions."""

from typing import Any

from django.db.models import Count, Q
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


def of_committee(request: HttpRequest, committee: Any) -> dict[str, Any] | None:
    """committee.aside: the years with minutes of meetings that were held, and how its resolutions stand."""
    rows = Minutes.objects.visible_to(request.user).of_committee(committee).filter(meeting__state="closed")
    years = list(
        rows.order_by("-meeting__year").values("meeting__year").annotate(
            n=Count("pk"), adopted=Count("pk", filter=Q(state=Minutes.State.ADOPTED))
        )[:_SHOWN]
    )  # fmt: skip
    resolutions = Resolution.objects.visible_to(request.user).of_committee(committee).numbered()
    tally = tally_of(resolutions, timezone.localdate())
    if not years and not (tally.open or tally.done or tally.closed):
        return None
    return {"years": years, "tally": tally}


def of_meeting(request: HttpRequest, meeting: Any) -> dict[str, Any] | None:
    """committee-meeting.aside: its minutes where they are this person's to read, and what was resolved."""
    if meeting.state not in ("open", "closed"):
        return None
    minutes = Minutes.objects.visible_to(request.user).filter(meeting=meeting).first()
    may_begin = minutes is None and may_keep(request.user, meeting.committee.district_id)
    rows = Resolution.objects.visible_to(request.user).filter(meeting=meeting).standing().order_by("number", "pk")
    found = list(rows)
    return {"minutes": minutes, "may_begin": may_begin, "rows": found} if minutes or may_begin or found else None


HOME_MAIN = (
    Block("minutes.own", 33, own_resolutions, "kotpn/minutes/_home_own.html"),
    Block("minutes.secretariat", 47, secretariat, "kotpn/minutes/_home_secretariat.html", ("committee.write",)),
)
COMMITTEE = Block("minutes.committee", 30, of_committee, "kotpn/minutes/_committee.html")
MEETING = Block("minutes.meeting", 20, of_meeting, "kotpn/minutes/_meeting.html")
