"""Who may do what with a call and with a school's SAR, and in which state."""

from datetime import date
from typing import Any

from django.utils import timezone

from core.states import StateTable
from qa.sar.models import Sar, SarCall
from schools.queries import person_of, supervises
from schools.scope import holds, once, reach

C, R = SarCall.State, Sar.State
CALL_STATES = StateTable(
    moves={
        C.DRAFT: {"open": C.OPEN, "delete": C.DRAFT},
        C.OPEN: {"extend": C.OPEN, "close": C.CLOSED, "cancel": C.CANCELLED},
        C.CLOSED: {"extend": C.OPEN, "cancel": C.CANCELLED},
        C.CANCELLED: {},
    },
    labels={"open": "เปิดรับ", "extend": "เลื่อนกำหนดส่ง", "close": "ปิดรับ", "cancel": "ยกเลิก", "delete": "ลบร่าง"},
)
SAR_STATES = StateTable(
    moves={
        R.WAITING: {"fill": R.FILLING, "hand": R.PRINCIPAL, "submit": R.SUBMITTED},
        R.FILLING: {"fill": R.FILLING, "hand": R.PRINCIPAL, "submit": R.SUBMITTED},
        R.PRINCIPAL: {"fill": R.FILLING, "hand": R.PRINCIPAL, "submit": R.SUBMITTED},
        R.RETURNED: {"fill": R.RETURNED, "hand": R.RETURNED, "submit": R.SUBMITTED},
        R.SUBMITTED: {"accept": R.ACCEPTED, "return": R.RETURNED},
        R.ACCEPTED: {},
    },
    labels={
        "fill": "แก้ไข SAR", "hand": "ส่งให้ ผอ.โรงเรียน", "submit": "ส่ง SAR", "accept": "รับ SAR", "return": "ตีกลับ SAR",
    },
)  # fmt: skip


def may_call(user: Any, district: Any) -> bool:
    """The group director of the office."""
    return holds(user, "sar.call", district=district)


def may_read_office(user: Any, district: Any) -> bool:
    return holds(user, "district.read", district=district)


def may_write(user: Any, sar: Sar) -> bool:
    """The principal and the teachers of the school; nobody of the office, whatever they hold there."""
    return _of_school(user, "sar.write", sar)


def may_submit(user: Any, sar: Sar) -> bool:
    return _of_school(user, "sar.submit", sar)


def can_write(user: Any, sar: Sar, today: date) -> bool:
    return may_write(user, sar) and sar.is_editable and sar.accepts(today)


def can_submit(user: Any, sar: Sar, today: date) -> bool:
    return may_submit(user, sar) and sar.is_editable and sar.accepts(today)


def may_review(user: Any, sar: Sar) -> bool:
    """The supervisor the school is assigned to now, and the group director; nobody what they sent themselves."""
    district = sar.call.district
    if not holds(user, "sar.review", district=district) or sar.submitted_by_id == user.pk:
        return False
    return may_call(user, district) or is_assigned(user, sar.school)


def can_review(user: Any, sar: Sar) -> bool:
    return may_review(user, sar) and sar.state == R.SUBMITTED and sar.call.state != C.CANCELLED


def is_assigned(user: Any, school: Any) -> bool:
    """Whether the school is among those the person supervises today; asked once a request."""
    person = person_of(user, school.district)
    if person is None:
        return False
    today = timezone.localdate()
    return bool(once(user, "sar.assigned", (school.pk, today), lambda: supervises(person, school, today)))


def may_read_content(user: Any, sar: Sar) -> bool:
    """The school always; the office what was sent, never a draft."""
    if holds(user, "school.read", school=sar.school):
        return True
    return sar.revision > 0 and may_read_office(user, sar.call.district)


def may_see_live(user: Any, sar: Sar) -> bool:
    """Whether what stands in the tables is for this person: the school's own people, and the office while it has it."""
    return holds(user, "school.read", school=sar.school) or (
        sar.is_with_office and may_read_office(user, sar.call.district)
    )


def _of_school(user: Any, capability: str, sar: Sar) -> bool:
    return sar.school_id in reach(user, capability).schools
