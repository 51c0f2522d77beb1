"""Blocks of rounds and internal supervision on the landing page and the school page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from core.thai.years import academic_label, academic_term
from schools.scope import holds, people_keys, reach
from supervision.field.years import terms_of
from supervision.rounds.models import CollectionRound, InternalSummary, InternalVisit
from supervision.rounds.queries.internal import counts_of
from supervision.rounds.queries.lists import entries_of_school, open_to_apply, with_counts

_SHOWN = 5


def school_home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the school: forms that wait, the nearest due date first, and the person's own internal supervision."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or not reach(user, "school.read").schools:
        return None
    today = timezone.localdate()
    waiting = (
        entries_of_school(user)
        .filter(round__district=district, round__state=CollectionRound.State.OPEN)
        .exclude(round__closes_on_due=True, round__due_on__lt=today)
        .unanswered()
        .order_by("round__due_on", "pk")
    )
    keys = people_keys(user)
    visits = InternalVisit.objects.visible_to(user).filter(school__district=district).select_related("teacher", "observer")
    states = InternalVisit.State
    rows = list(waiting[:_SHOWN])
    to_read = list(visits.filter(teacher__in=keys, state=states.RECORDED)[:_SHOWN])
    to_record = list(
        visits.filter(observer__in=keys, state__in=(states.PLANNED, states.DRAFT)).order_by("planned_on")[:_SHOWN]
    )
    apply = open_to_apply(user, district, today)
    if not (rows or to_read or to_record or apply):
        return None
    return {"today": today, "entries": rows, "to_read": to_read, "to_record": to_record, "to_apply": apply}


def office_home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the group director: rounds that are open, and how many schools have not answered."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or not holds(user, "instrument.write", district=district):
        return None
    rounds = with_counts(
        CollectionRound.objects.visible_to(user).of_district(district).filter(state=CollectionRound.State.OPEN)
    )
    rows = list(rounds.order_by("due_on", "pk")[:_SHOWN])
    return {"rounds": rows, "today": timezone.localdate()} if rows else None


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The school page: its answers to rounds, and its own supervision in numbers only."""
    user = request.user
    own = school.pk in reach(user, "school.read").schools
    office = holds(user, "district.read", district=school.district_id)
    if not (own or office):
        return None
    today = timezone.localdate()
    entries = (
        school.round_entries.visible_to(user)
        .exclude(round__state=CollectionRound.State.CANCELLED)
        .select_related("round")
        .order_by("-round__due_on", "-pk")[:_SHOWN]
    )
    year, term = academic_term(today, terms_of(school.district))
    sent = InternalSummary.objects.visible_to(user).filter(school=school, revision__gt=0).order_by(
        "-academic_year", "-term"
    )
    return {
        "entries": list(entries), "today": today, "counts": counts_of(school, year, term),
        "label": academic_label(year, term), "summaries": list(sent[:2]) if office else [], "own": own,
    }  # fmt: skip


HOME_MAIN = (
    Block("rounds.school", 12, school_home_block, "rounds/_home_school.html", ("school.read",)),
    Block("rounds.office", 35, office_home_block, "rounds/_home_office.html", ("instrument.write",)),
)
SCHOOL_MAIN = (Block("rounds.school", 40, school_block, "rounds/_school.html"),)
