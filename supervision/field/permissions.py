"""Who may do what with a visit: capability at its place, the people named on it, and its state."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.roles import DISTRICT, ROLES, roles_with
from core.states import StateTable
from schools.models import Appointment
from schools.scope import holds, people_keys, reach
from supervision.field.models import Visit, VisitMember

S = Visit.State
STATES = StateTable(
    moves={
        S.DRAFT: {"submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.RETURNED: {"submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.SUBMITTED: {
            "acknowledge": S.ACKNOWLEDGED,
            "return": S.RETURNED,
            "correct": S.RETURNED,
            "close_unseen": S.CLOSED_UNSEEN,
            "cancel": S.CANCELLED,
        },
        S.ACKNOWLEDGED: {"close": S.CLOSED, "return": S.RETURNED, "amend": S.RETURNED, "cancel": S.CANCELLED},
        S.CLOSED: {"amend": S.RETURNED, "cancel": S.CANCELLED},
        S.CLOSED_UNSEEN: {"amend": S.RETURNED, "cancel": S.CANCELLED},
        S.CANCELLED: {},
    },
    labels={
        "submit": "ส่งบันทึก",
        "acknowledge": "รับทราบ",
        "return": "ตีกลับ",
        "close": "ปิดเรื่อง",
        "close_unseen": "ปิดเรื่องโดยไม่ได้รับทราบ",
        "correct": "แก้ไขบันทึกที่ส่งแล้ว",
        "amend": "แก้ไขบันทึกที่รับทราบหรือปิดแล้ว",
        "cancel": "ยกเลิกบันทึก",
    },
)


def is_author(user: Any, visit: Visit) -> bool:
    """Who led it or began it: nobody approves their own work."""
    return visit.created_by_id == user.pk or visit.lead_id in people_keys(user)


def is_named(user: Any, visit: Visit) -> bool:
    """The lead, or a member of the team."""
    keys = people_keys(user)
    if not keys:
        return False
    return visit.lead_id in keys or VisitMember.objects.filter(visit=visit, person__in=keys).exists()


def can_begin(user: Any, district: Any) -> bool:
    return holds(user, "visit.write", district=district)


def may_write(user: Any, visit: Visit) -> bool:
    """Whatever the state: whoever is named on it, whatever their role."""
    return is_named(user, visit)


def can_write(user: Any, visit: Visit) -> bool:
    return visit.is_editable and may_write(user, visit)


def can_submit(user: Any, visit: Visit) -> bool:
    return STATES.allows(visit.state, "submit") and may_write(user, visit)


def may_acknowledge(user: Any, visit: Visit) -> bool:
    """The principal of the school, unless they wrote it themselves."""
    return visit.school_id in reach(user, "visit.acknowledge").schools and not is_author(user, visit)


def can_acknowledge(user: Any, visit: Visit) -> bool:
    return STATES.allows(visit.state, "acknowledge") and may_acknowledge(user, visit)


def closing_people(district_id: int) -> frozenset[int]:
    """Keys of the people of the office whose post closes visits today; one query."""
    posts = [code for code in roles_with("visit.close") if ROLES[code].level == DISTRICT]
    rows = Appointment.objects.in_force(timezone.localdate()).filter(
        district=district_id, role__in=posts, person__is_active=True, person__user__is_active=True
    )
    return frozenset(rows.values_list("person_id", flat=True))


def may_decide(user: Any, visit: Visit, *, closing: frozenset[int] | None = None) -> bool:
    """The group director, unless they took part; for a visit a group director took part in, whoever stands above.

    `closing` are the `closing_people` of the office, from whoever asks about many visits.
    """
    if is_author(user, visit):
        return False
    if holds(user, "visit.close", district=visit.district_id):
        return not _took_part(visit, people_keys(user))
    if not holds(user, "plan.decide", district=visit.district_id):
        return False
    return _took_part(visit, closing_people(visit.district_id) if closing is None else closing)


def _took_part(visit: Visit, people: frozenset[int]) -> bool:
    return visit.lead_id in people or any(row.person_id in people for row in visit.members.all())


def unseen_from(visit: Visit) -> date | None:
    """The first day on which it may be closed without the school's word; None before it was sent."""
    if visit.submitted_at is None:
        return None
    return timezone.localdate(visit.submitted_at) + timedelta(days=visit.district.settings.acknowledge_days)


def can_close(user: Any, visit: Visit, today: date) -> bool:
    if not may_decide(user, visit):
        return False
    if visit.state == S.ACKNOWLEDGED:
        return True
    first = unseen_from(visit)
    return visit.state == S.SUBMITTED and first is not None and today >= first


def can_return(user: Any, visit: Visit) -> bool:
    return STATES.allows(visit.state, "return") and may_decide(user, visit)


def can_correct(user: Any, visit: Visit) -> bool:
    """Until the school has acknowledged it, its team may set a sent visit right without giving a reason."""
    return STATES.allows(visit.state, "correct") and may_write(user, visit)


def can_amend(user: Any, visit: Visit) -> bool:
    return STATES.allows(visit.state, "amend") and may_write(user, visit)


def may_cancel(user: Any, visit: Visit) -> bool:
    """Before closing also its author; a closed one only who closes."""
    if holds(user, "visit.close", district=visit.district_id):
        return True
    return not visit.is_closed and is_author(user, visit)


def can_cancel(user: Any, visit: Visit) -> bool:
    return STATES.allows(visit.state, "cancel") and may_cancel(user, visit)
