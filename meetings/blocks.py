"""Gatherings on pages of the apps to the left: the landing page, a school, a step of a process."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block, register
from meetings.models import Gathering
from meetings.permissions import may_call
from meetings.views.base import READERS

_SHOWN = 5


def coming(request: HttpRequest) -> dict[str, Any] | None:
    """The next gatherings this person may see."""
    district = getattr(request, "district", None) or None
    if district is None:
        return None
    rows = Gathering.objects.visible_to(request.user).of_district(district).coming(timezone.localdate())
    found = list(rows.select_related("kind").order_by("held_on", "time_from", "pk")[:_SHOWN])
    return {"gatherings": found} if found else None


def of_school(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The latest gatherings a school was invited to."""
    rows = Gathering.objects.visible_to(request.user).standing().of_school(school).select_related("kind")
    found = list(rows.order_by("-held_on", "-pk")[:_SHOWN])
    return {"gatherings": found, "school": school} if found else None


def of_step(request: HttpRequest, row: Any) -> dict[str, Any] | None:
    """Gatherings of a step of a process, and for who calls them a way to call one."""
    rows = Gathering.objects.visible_to(request.user).standing().filter(run_step=row).select_related("kind")
    found = list(rows.order_by("-held_on", "-pk")[: _SHOWN * 2])
    may = row.run.school_id is None and may_call(request.user, row.run.district_id)
    return {"gatherings": found, "step": row, "may_call": may} if found or may else None


def fill() -> None:
    """Called once, in `apps.ready()`."""
    register("home.aside", Block("meetings.coming", 40, coming, "meetings/_home.html", READERS))
    register("school.main", Block("meetings.school", 48, of_school, "meetings/_school.html", READERS))
    register("run_step.main", Block("meetings.step", 20, of_step, "meetings/_step.html", READERS))
