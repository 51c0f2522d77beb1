"""Who writes a project of the year, who selects schools, who applies; and in which states.

`project.write` alone lets nobody into every project: the director of the group (who holds `assignment.write`, the
handing out of responsibilities) keeps them all; a supervisor those they are named on as owner, and those of the
register they are assigned to. A school applies through `school.register.write`, for itself.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from core.states import StateTable
from schools.models import Assignment, Project, School
from schools.scope import holds, people_keys, reach
from supervision.projects.models import Application, ProjectYear, SelectionRound

Y, R = ProjectYear.State, SelectionRound.State
PROJECT_STATES = StateTable(
    moves={
        Y.PLANNED: {"edit": Y.PLANNED, "start": Y.RUNNING, "cancel": Y.CANCELLED},
        Y.RUNNING: {"edit": Y.RUNNING, "finish": Y.DONE, "cancel": Y.CANCELLED},
        Y.DONE: {"reopen": Y.RUNNING},
        Y.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขโครงการ", "start": "เริ่มดำเนินงาน", "finish": "สิ้นสุดโครงการ", "reopen": "เปิดโครงการอีกครั้ง",
        "cancel": "ยกเลิกโครงการ",
    },
)  # fmt: skip
ROUND_STATES = StateTable(
    moves={
        R.DRAFT: {"edit": R.DRAFT, "open": R.OPEN, "cancel": R.CANCELLED},
        R.OPEN: {"apply": R.OPEN, "withdraw": R.OPEN, "close": R.SCORING, "cancel": R.CANCELLED},
        R.SCORING: {
            "score": R.SCORING, "withdraw": R.SCORING, "announce": R.ANNOUNCED, "cancel": R.CANCELLED,
        },
        R.ANNOUNCED: {},
        R.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไขรอบคัดเลือก", "open": "เปิดรับสมัคร", "apply": "สมัคร",
        "withdraw": "ถอนการสมัคร", "close": "ปิดรับสมัคร", "score": "ให้คะแนน",
        "announce": "ประกาศผล", "cancel": "ยกเลิกรอบคัดเลือก",
    },
)  # fmt: skip


def may_read_office(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "district.read", district=district)


def keeps_all(user: Any, district: Any) -> bool:
    """The director of the group: every project of the office."""
    return holds(user, "project.write", district=district) and holds(user, "assignment.write", district=district)


def projects_to_open(user: Any, district: Any, today: date) -> Any:
    """Projects of the register whose year this person may begin: a queryset."""
    rows = Project.objects.of_district(district).filter(is_active=True)
    if keeps_all(user, district):
        return rows
    if not holds(user, "project.write", district=district):
        return rows.none()
    own = Assignment.objects.in_force(today).filter(person__in=people_keys(user), kind="project")
    return rows.filter(pk__in=own.values("project"))


def may_write(user: Any, row: ProjectYear, today: date | None = None) -> bool:
    """This project is the person's to keep, whatever its state."""
    if not holds(user, "project.write", district=row.district_id):
        return False
    if keeps_all(user, row.district_id):
        return True
    keys = people_keys(user)
    named = row.owners.filter(person__in=keys).exists()
    day = today or timezone.localdate()
    return named or Assignment.objects.in_force(day).filter(person__in=keys, project=row.project_id).exists()


def can_edit(user: Any, row: ProjectYear) -> bool:
    return row.is_open and may_write(user, row)


def can_write_report(user: Any, row: ProjectYear) -> bool:
    """Texts of the report: until it is published."""
    return row.state != Y.CANCELLED and row.published_at is None and may_write(user, row)


def may_publish(user: Any, row: ProjectYear) -> bool:
    return holds(user, "publish", district=row.district_id)


def schools_to_apply(user: Any, round_: SelectionRound) -> Any:
    """The person's own schools of the office that are not in the round yet: a queryset."""
    own = reach(user, "school.register.write").schools
    standing = Application.objects.standing().filter(round=round_)
    return School.objects.filter(pk__in=own, district=round_.project_year.district_id).exclude(
        pk__in=standing.values("school")
    )


def may_apply(user: Any, school: School) -> bool:
    return holds(user, "school.register.write", school=school)


def is_taking(round_: SelectionRound, today: date) -> bool:
    return round_.state == R.OPEN and (round_.closes_on is None or today <= round_.closes_on)


def speaks_for(user: Any, application: Application) -> bool:
    """Who may act for the school, or the office where it was put forward."""
    if application.by_office:
        return may_write(user, application.round.project_year)
    return may_apply(user, application.school)


def can_change_application(user: Any, application: Application) -> bool:
    """Its files: to the last day for all alike, whether or not the office has closed the round by then."""
    taking = is_taking(application.round, timezone.localdate())
    return taking and application.state == Application.State.SUBMITTED and speaks_for(user, application)


def can_withdraw(user: Any, application: Application) -> bool:
    """Until the result is announced: nobody is chosen against their will, and nobody else loses by it."""
    standing = application.state == Application.State.SUBMITTED
    return standing and ROUND_STATES.allows(application.round.state, "withdraw") and speaks_for(user, application)
