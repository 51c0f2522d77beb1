"""Where runs stand, on pages of the app to the left (the landing page, a school's page), and the page of a step that
shows what is still to be followed up."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block, register
from processes.models import Action, Procedure, Run, RunStep
from processes.queries import late_of_schools, only_late, open_of_schools, with_progress
from processes.step_pages import register_step_page
from schools.queries import person_of, schools_of
from schools.scope import holds, reach

_SHOWN = 5


def own_steps(request: HttpRequest) -> dict[str, Any] | None:
    """home.main of a school: the step each of its runs is at, the longest late first."""
    schools = reach(request.user, "school.read").schools
    if not schools:
        return None
    today = timezone.localdate()
    rows = list(open_of_schools(request.user, schools, today)[:_SHOWN])
    return {"rows": rows, "today": today} if rows else None


def school_steps(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """school.main: the same of one school, as far as the reader may see it."""
    today = timezone.localdate()
    rows = list(open_of_schools(request.user, [school.pk], today)[:_SHOWN])
    return {"rows": rows, "today": today} if rows else None


def late_steps(request: HttpRequest) -> dict[str, Any] | None:
    """home.main of the office: late runs of the schools a supervisor looks after, of all for who opens runs."""
    user, district = request.user, getattr(request, "district", None) or None
    if district is None or not holds(user, "process.run", district=district):
        return None
    today = timezone.localdate()
    if holds(user, "process.write", district=district):
        late = only_late(with_progress(Run.objects.visible_to(user).of_district(district).standing(), today))
        late = late.order_by("late_since", "pk")
    else:
        person = person_of(user, district)
        if person is None:
            return None
        late = late_of_schools(user, schools_of(person, today).values("pk"), today)
    found = list(late[: _SHOWN + 1])
    return {"rows": found[:_SHOWN], "more": len(found) > _SHOWN, "today": today} if found else None


def follow_up(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """A step's page: unfinished actions of the run's school, or of the office for a run of its own."""
    actions = Action.objects.visible_to(request.user).unfinished().of_district(row.run.district)
    if row.run.school_id is not None:
        actions = actions.of_school(row.run.school)
    elif row.run.procedure.level != Procedure.Level.OFFICE:
        return None
    found = actions.select_related("owner", "school").order_by("due_on", "pk")
    return {"actions": list(found[:_SHOWN]), "count": found.count(), "today": timezone.localdate()}


def fill() -> None:
    """Called once, in `apps.ready()`."""
    register("home.main", Block("runs.own", 35, own_steps, "processes/_home_own.html", ("school.read",)))
    register("home.main", Block("runs.late", 45, late_steps, "processes/_home_late.html", ("process.run",)))
    readers = ("district.read", "school.read")
    register("school.main", Block("runs.school", 25, school_steps, "processes/_school_runs.html", readers))
    levels = (Procedure.Level.SCHOOL.value, Procedure.Level.OFFICE.value)
    register_step_page("actions", "เรื่องที่ต้องติดตาม", follow_up, "processes/_step_actions.html", levels=levels)
