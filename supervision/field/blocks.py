"""Blocks of visits on the landing page and the school page; each asks only for what its reader may see."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from instruments.models import Response
from instruments.permissions import readable
from processes.models import Action
from processes.queries import waiting_for_owner
from schools.queries import person_of
from schools.scope import holds, reach
from supervision.field.models import Finding, FindingCheck, Visit
from supervision.field.queries import coverage, latest_period
from supervision.field.queries.lists import for_rows
from supervision.planning.models import PlannedVisit

_SHOWN = 5


def _place(request: HttpRequest) -> tuple[Any, Any]:
    return request.user, getattr(request, "district", None) or None


def _coverage(request: HttpRequest, district: Any, day: Any, person: Any = None) -> Any:
    """Coverage of the latest term, worked out once for all blocks of a page."""
    held = request.__dict__.setdefault("_coverage", {})
    key = person.pk if person is not None else None
    if key not in held:
        held[key] = coverage(district, latest_period(district, day), today=day, supervisor=person)
    return held[key]


def today_block(request: HttpRequest) -> dict[str, Any] | None:
    """A supervisor's day comes first on their page."""
    user, district = _place(request)
    return None if district is None or _leads(user, district) else _own_day(user, district)


def leader_today_block(request: HttpRequest) -> dict[str, Any] | None:
    """Whoever decides for others has what waits for them first, and the visits of their own after it."""
    user, district = _place(request)
    return _own_day(user, district) if district is not None and _leads(user, district) else None


def _leads(user: Any, district: Any) -> bool:
    return holds(user, "visit.close", district=district) or holds(user, "plan.decide", district=district)


def _own_day(user: Any, district: Any) -> dict[str, Any] | None:
    """Planned visits of today and, when there are none, the next ones."""
    if not holds(user, "visit.write", district=district):
        return None
    person = person_of(user, district)
    if person is None:
        return None
    day = timezone.localdate()
    rows = (
        PlannedVisit.objects.of_district(district)
        .of_supervisor(person)
        .in_force()
        .agreed()
        .with_done()
        .filter(done=False)
        .select_related("school__amphoe", "activity")
    )
    now = list(rows.filter(planned_on=day).order_by("pk")[:10])
    coming = [] if now else list(rows.filter(planned_on__gt=day, planned_on__lte=day + timedelta(days=30)).by_day()[:3])
    shown = now or coming
    open_findings: dict[Any, int] = {}
    for school, _ in (
        Finding.objects.unfinished()
        .filter(visit__school__in=[row.school_id for row in shown])
        .values_list("visit__school", "pk")
    ):
        open_findings[school] = open_findings.get(school, 0) + 1
    return {
        "today": day,
        "planned_today": now,
        "planned_rows": [(row, open_findings.get(row.school_id, 0)) for row in shown],
        "drafts": list(
            for_rows(Visit.objects.of_district(district).worked_on_by(user).filter(state=Visit.State.DRAFT)).order_by(
                "-updated_at"
            )[:3]
        ),
    }


def coverage_block(request: HttpRequest) -> dict[str, Any] | None:
    """Coverage squares: of the supervisor's own schools, or of the whole office for whoever leads it."""
    user, district = _place(request)
    if district is None or not holds(user, "district.read", district=district):
        return None
    day = timezone.localdate()
    person = person_of(user, district) if holds(user, "visit.write", district=district) else None
    leads = _leads(user, district)
    found = _coverage(request, district, day, None if leads else person)
    if not found.total.schools:
        return None
    rows = found.clusters
    return {
        "coverage": found,
        "own": not leads and person is not None,
        "person": person,
        "squares": [state for row in rows for state in row.squares],
    }


def needs_help_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the group director and above: schools late, never visited or with overdue findings, the worst first."""
    user, district = _place(request)
    if district is None or not _leads(user, district):
        return None
    day = timezone.localdate()
    found = _coverage(request, district, day)
    overdue: dict[int, int] = {}
    for school in Action.objects.of_district(district).overdue(day).values_list("school", flat=True):
        if school:
            overdue[school] = overdue.get(school, 0) + 1
    rows = [
        (state, overdue.get(state.school.pk, 0))
        for state in found.states
        if state.status == "late" or (state.never and state.status == "none") or overdue.get(state.school.pk)
    ]
    rows.sort(key=lambda row: (-(row[0].status == "late") - bool(row[1]), -row[1], -row[0].late))
    return {"help_rows": rows[:8], "help_total": len(rows), "coverage": found}


def school_home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For a school: its last visits and what it has to do, those due first. What waits for the person's own word is
    told by the inbox above."""
    user, district = _place(request)
    schools = reach(user, "school.read").schools
    if district is None or not schools:
        return None
    day = timezone.localdate()
    visits = for_rows(Visit.objects.visible_to(user).of_district(district).filter(school__in=schools))
    told = waiting_for_owner(user, district).values("pk")
    return {
        "today": day,
        "latest": list(visits.made().order_by("-visited_on", "-pk")[:3]),
        "actions": list(
            Action.objects.visible_to(user).to_do().filter(school__in=schools).exclude(pk__in=told)
            .select_related("owner").order_by("due_on", "pk")[:_SHOWN]
        ),
    }  # fmt: skip


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """The school page: its last visits with their results, and findings nobody has closed; for who reads visits."""
    user = request.user
    reads = holds(user, "district.read", district=school.district_id)
    if not reads and school.pk not in reach(user, "school.read").schools:
        return None  # who may not read visits would be told there are none
    visits = Visit.objects.visible_to(user).filter(school=school).not_cancelled()
    latest = list(for_rows(visits).order_by("-visited_on", "-pk")[:4])
    sheets: dict[int, list[Response]] = {}
    for response in (
        Response.objects.filter(readable(user), visit_sheet__visit__in=[visit.pk for visit in latest])
        .filter(Q(person__isnull=True))
        .select_related("version__instrument", "band", "visit_sheet")
    ):
        sheets.setdefault(response.visit_sheet.visit_id, []).append(response)
    actions = Action.objects.visible_to(user).of_school(school)
    return {
        "school": school,
        "today": timezone.localdate(),
        "visit_rows": [(visit, sheets.get(visit.pk, [])) for visit in latest],
        "visit_count": visits.count(),
        "open_actions": list(actions.unfinished().select_related("owner").order_by("due_on", "pk")[:_SHOWN]),
        "open_count": actions.unfinished().count(),
        "closed_count": actions.filter(state=Action.State.CLOSED).count(),
        "may_log": holds(user, "visit.write", district=school.district_id),
    }


HOME_MAIN = (
    Block("visits.today", 10, today_block, "field/_home_today.html", ("visit.write",)),
    Block("visits.today.leader", 25, leader_today_block, "field/_home_today.html", ("visit.write",)),
    Block("visits.school", 30, school_home_block, "field/_home_school.html", ("school.read",)),
    Block("visits.help", 40, needs_help_block, "field/_home_help.html", ("visit.close", "plan.decide")),
)
HOME_ASIDE = (Block("visits.coverage", 10, coverage_block, "field/_home_coverage.html", ("district.read",)),)
SCHOOL_MAIN = (Block("visits.latest", 20, school_block, "field/_school_visits.html"),)


def _checks(request: HttpRequest, action: Action) -> dict[str, Any] | None:
    """Checks of visits this person may see; a draft's word stays with its team."""
    visible = Visit.objects.visible_to(request.user).made()
    rows = FindingCheck.objects.filter(action=action, visit__in=visible).select_related("visit", "checked_by")
    checks = list(rows.order_by("-checked_at")[:20])
    return {"checks": checks} if checks else None


ACTION_MAIN = (Block("checks", 20, _checks, "field/_action_checks.html"),)
