"""Who may do what with a round, a school's row in it, and a school's own supervision."""

from datetime import date
from typing import Any

from core.states import StateTable
from instruments.models import Response
from instruments.permissions import may_begin, may_write
from schools.scope import holds, people_keys, reach
from supervision.rounds.models import CollectionRound, InternalSummary, InternalVisit, RoundSchool
from supervision.rounds.querysets import HANDED

R, E = CollectionRound.State, RoundSchool.State
ROUND_STATES = StateTable(
    moves={
        R.DRAFT: {"open": R.OPEN, "cancel": R.CANCELLED},
        R.OPEN: {"extend": R.OPEN, "close": R.CLOSED, "cancel": R.CANCELLED},
        R.CLOSED: {"extend": R.OPEN, "cancel": R.CANCELLED},
        R.CANCELLED: {},
    },
    labels={"open": "เปิดรอบ", "extend": "ขยายกำหนดส่ง", "close": "ปิดรอบ", "cancel": "ยกเลิกรอบ"},
)
ENTRY_STATES = StateTable(
    moves={
        E.WAITING: {"fill": E.FILLING, "hand": E.PRINCIPAL, "submit": E.SUBMITTED, "excuse": E.EXCUSED},
        E.FILLING: {"fill": E.FILLING, "hand": E.PRINCIPAL, "submit": E.SUBMITTED, "excuse": E.EXCUSED},
        E.PRINCIPAL: {"fill": E.FILLING, "hand": E.PRINCIPAL, "submit": E.SUBMITTED, "excuse": E.EXCUSED},
        E.RETURNED: {"fill": E.RETURNED, "hand": E.RETURNED, "submit": E.SUBMITTED, "excuse": E.EXCUSED},
        E.SUBMITTED: {"accept": E.ACCEPTED, "return": E.RETURNED},
        E.ACCEPTED: {"return": E.RETURNED},
        E.EXCUSED: {"unexcuse": E.WAITING},
    },
    labels={
        "fill": "กรอกแบบ", "hand": "ส่งให้ ผอ.โรงเรียน", "submit": "ส่งแบบ", "accept": "รับแบบ", "return": "ตีกลับ",
        "excuse": "ยกเว้น", "unexcuse": "เลิกยกเว้น",
    },
)  # fmt: skip
V = InternalVisit.State
INTERNAL_STATES = StateTable(
    moves={
        V.PLANNED: {"write": V.DRAFT, "move": V.PLANNED, "cancel": V.CANCELLED},
        V.DRAFT: {"write": V.DRAFT, "record": V.RECORDED, "cancel": V.CANCELLED},
        V.RECORDED: {"acknowledge": V.ACKNOWLEDGED, "reopen": V.DRAFT, "cancel": V.CANCELLED},
        V.ACKNOWLEDGED: {},
        V.CANCELLED: {},
    },
    labels={
        "write": "บันทึกผล", "move": "เปลี่ยนนัด", "record": "ส่งให้ครูรับทราบ", "acknowledge": "รับทราบ",
        "reopen": "แก้ไขบันทึก", "cancel": "ยกเลิก",
    },
)  # fmt: skip


def can_begin_rounds(user: Any, district: Any) -> bool:
    """The group director, or whoever is appointed to a work group of the office."""
    return district is not None and may_begin(user, district)


def may_run(user: Any, round_: CollectionRound) -> bool:
    """The group director and the people of the work group the instrument belongs to."""
    return may_write(user, round_.version.instrument)


def may_read_office(user: Any, district: Any) -> bool:
    return holds(user, "district.read", district=district)


def may_fill(user: Any, entry: RoundSchool) -> bool:
    return holds(user, "round.fill", school=entry.school)


def may_submit(user: Any, entry: RoundSchool) -> bool:
    return holds(user, "round.submit", school=entry.school)


def may_fill_about(user: Any, entry: RoundSchool, person: int | None) -> bool:
    """A sheet about a person: the principal, and that person; colleagues do not score each other (product §4)."""
    return may_fill(user, entry) and (person is None or may_submit(user, entry) or person in people_keys(user))


def can_fill(user: Any, entry: RoundSchool, today: date) -> bool:
    return may_fill(user, entry) and entry.is_editable and entry.round.accepts(today)


def can_fill_sheet(user: Any, entry: RoundSchool, response: Response, today: date) -> bool:
    return may_fill_about(user, entry, response.person_id) and entry.is_editable and entry.round.accepts(today)


def can_submit(user: Any, entry: RoundSchool, today: date) -> bool:
    return may_submit(user, entry) and entry.is_editable and entry.round.accepts(today)


def can_decide(user: Any, entry: RoundSchool) -> bool:
    """Nobody decides on what they sent themselves."""
    return may_run(user, entry.round) and entry.submitted_by_id != user.pk


def manages(user: Any, school: Any) -> bool:
    """The principal of the school."""
    return holds(user, "internal.manage", school=school)


def belongs_to(user: Any, person: Any, school: int) -> bool:
    """Whether `person` is the user, of that school, and the user holds a post there now."""
    return (
        person.school_id == school and person.pk in people_keys(user) and school in reach(user, "school.read").schools
    )


def may_observe(user: Any, visit: InternalVisit) -> bool:
    """Whoever observes, while they belong to the school."""
    return belongs_to(user, visit.observer, visit.school_id)


def may_acknowledge(user: Any, visit: InternalVisit) -> bool:
    return belongs_to(user, visit.teacher, visit.school_id)


def may_write_record(user: Any, visit: InternalVisit) -> bool:
    """The observer, and the principal for a colleague without an account; never who it is about, principal or not."""
    if visit.teacher_id in people_keys(user):
        return False
    return may_observe(user, visit) or manages(user, visit.school)


def may_read_record(user: Any, visit: InternalVisit) -> bool:
    """Who writes it always, the teacher once it was recorded for them."""
    return may_write_record(user, visit) or (visit.state in HANDED and may_acknowledge(user, visit))


def school_with(user: Any, capability: str) -> frozenset[int]:
    return reach(user, capability).schools


def can_write_summary(user: Any, summary: InternalSummary) -> bool:
    return manages(user, summary.school)
