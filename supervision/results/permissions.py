"""Who runs an evaluation, who judges whom, and who may read what came of it before it is published."""

from datetime import date
from typing import Any

from core.states import StateTable
from schools.scope import holds, holds_any, people_keys
from supervision.improvement.models import Participation
from supervision.results.models import Assessor, Edition, Evaluation, Sheet
from supervision.results.querysets import BEFORE

S, E = Sheet.State, Edition.State
SHEET_STATES = StateTable(
    moves={S.DRAFT: {"edit": S.DRAFT, "submit": S.SUBMITTED}, S.SUBMITTED: {"reopen": S.DRAFT}},
    labels={"edit": "แก้ไขคะแนน", "submit": "ส่งผลการประเมิน", "reopen": "เปิดให้แก้ไข"},
)
EDITION_STATES = StateTable(
    moves={
        E.DRAFT: {"compute": E.DRAFT, "publish": E.PUBLISHED},
        E.PUBLISHED: {"supersede": E.SUPERSEDED},
        E.SUPERSEDED: {},
    },
    labels={"compute": "คำนวณ", "publish": "เผยแพร่", "supersede": "แก้ไข"},
)


def may_run(user: Any, district: Any) -> bool:
    """Open, set, name assessors, moderate, work out."""
    return holds(user, "improvement.write", district=district)


def can_run(user: Any, evaluation: Evaluation) -> bool:
    return may_run(user, evaluation.programme.district_id) and evaluation.programme.state != "cancelled"


def may_publish(user: Any, evaluation: Evaluation) -> bool:
    """The group director publishes (issue: private until the group director publishes)."""
    return can_run(user, evaluation) and holds(user, "publish", district=evaluation.programme.district_id)


def reads_before(user: Any, district: Any) -> bool:
    """Scores, spread and ranks before they are published."""
    return holds_any(user, BEFORE, district=district)


def can_read_edition(user: Any, edition: Edition) -> bool:
    """The whole of an edition: its list and every school in it."""
    district = edition.evaluation.programme.district_id
    if reads_before(user, district):
        return True
    return edition.state != E.DRAFT and holds(user, "district.read", district=district)


def judged_by(user: Any, evaluation: Evaluation) -> list[Assessor]:
    """The duties this person holds in an evaluation; one query."""
    return list(evaluation.assessors.serving().filter(person__in=people_keys(user)).select_related("person"))


def covers(duty: Assessor, participation: Participation) -> bool:
    """A duty over all schools, over the school's cluster, or over the school; never over the school one works at."""
    school = participation.school
    if duty.person.school_id == school.pk:
        return False
    if duty.school_id is not None:
        return bool(duty.school_id == school.pk)
    return duty.cluster_id is None or duty.cluster_id == school.cluster_id


def is_open(evaluation: Evaluation, today: date) -> bool:
    return evaluation.programme.is_open and evaluation.opens_on <= today <= evaluation.closes_on


def may_write_own(user: Any, participation: Participation) -> bool:
    return holds(user, "school.improvement.write", school=participation.school)


def may_submit_own(user: Any, participation: Participation) -> bool:
    return holds(user, "school.improvement.submit", school=participation.school)


def may_write_sheet(user: Any, sheet: Sheet) -> bool:
    """The assessor it names, or the school itself, whatever its state."""
    if sheet.person_id is None:
        return may_write_own(user, sheet.participation)
    return sheet.person_id in people_keys(user)


def takes(sheet: Sheet, today: date) -> bool:
    """It is a draft, and the evaluation is open."""
    return sheet.state == S.DRAFT and is_open(sheet.evaluation, today) and sheet.participation.is_in


def can_write_sheet(user: Any, sheet: Sheet, today: date) -> bool:
    return takes(sheet, today) and may_write_sheet(user, sheet)


def can_submit_sheet(user: Any, sheet: Sheet, today: date) -> bool:
    if not can_write_sheet(user, sheet, today):
        return False
    return sheet.person_id is not None or may_submit_own(user, sheet.participation)


def can_reopen(user: Any, sheet: Sheet) -> bool:
    return can_run(user, sheet.evaluation) and SHEET_STATES.allows(sheet.state, "reopen")
