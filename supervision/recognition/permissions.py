"""Who honours, who nominates, who votes, who submits and picks best practices; and in which states."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from core.states import StateTable
from schools.models import Person, School
from schools.scope import holds, people_keys, reach
from supervision.recognition.models import Award, BestPractice, Nomination, Poll

A, N, B = Award.State, Nomination.State, BestPractice.State
AWARD_STATES = StateTable(
    moves={
        A.DRAFT: {"edit": A.DRAFT, "nominate": A.NOMINATING, "announce": A.ANNOUNCED, "cancel": A.CANCELLED},
        A.NOMINATING: {"edit": A.NOMINATING, "announce": A.ANNOUNCED, "cancel": A.CANCELLED},
        A.ANNOUNCED: {"cancel": A.CANCELLED},
        A.CANCELLED: {},
    },
    labels={"edit": "แก้ไข", "nominate": "เปิดรับการเสนอชื่อ", "announce": "ประกาศ", "cancel": "ยกเลิก"},
)
NOMINATION_STATES = StateTable(
    moves={
        N.SUBMITTED: {"accept": N.ACCEPTED, "decline": N.DECLINED, "withdraw": N.WITHDRAWN},
        N.ACCEPTED: {"decline": N.DECLINED, "withdraw": N.WITHDRAWN},
        N.DECLINED: {"accept": N.ACCEPTED},
        N.WITHDRAWN: {},
    },
    labels={"accept": "รับ", "decline": "ไม่รับ", "withdraw": "ถอน"},
)
PRACTICE_STATES = StateTable(
    moves={
        B.DRAFT: {"edit": B.DRAFT, "submit": B.SUBMITTED},
        B.RETURNED: {"edit": B.RETURNED, "submit": B.SUBMITTED},
        B.SUBMITTED: {"return": B.RETURNED, "show": B.SHOWN},
        B.SHOWN: {"withdraw": B.WITHDRAWN},
        B.WITHDRAWN: {"show": B.SHOWN},
    },
    labels={"edit": "แก้ไข", "submit": "ส่ง", "return": "ตีกลับ", "show": "เผยแพร่", "withdraw": "เลิกเผยแพร่"},
)


def may_honour(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "honour.write", district=district)


def may_see_choosing(user: Any, district: Any) -> bool:
    """Names that are not announced: who honours, and who may see the ranking before it is published."""
    return may_honour(user, district) or (district is not None and holds(user, "ranking.read", district=district))


def may_read_office(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "district.read", district=district)


def schools_to_nominate(user: Any, district: Any) -> Any:
    """All schools of the office for its people, their own for principals: a queryset."""
    rows = School.objects.of_district(district)
    if may_honour(user, district) or holds(user, "improvement.follow", district=district):
        return rows
    return rows.filter(pk__in=reach(user, "school.improvement.submit").schools)


def people_to_nominate(user: Any, district: Any) -> Any:
    """People of those schools, and for the office its own people too; nobody nominates themselves."""
    schools = schools_to_nominate(user, district)
    rule = Q(school__in=schools.values("pk"))
    if may_honour(user, district) or holds(user, "improvement.follow", district=district):
        rule |= Q(school=None)
    return Person.objects.of_district(district).working().filter(rule).exclude(pk__in=people_keys(user))


def may_nominate(user: Any, award: Award) -> bool:
    """Somewhere in the office of the award: whom, says `schools_to_nominate`."""
    district = award.district_id
    if may_honour(user, district) or holds(user, "improvement.follow", district=district):
        return True
    own = reach(user, "school.improvement.submit").schools
    return bool(own) and School.objects.filter(pk__in=own, district=district).exists()


def can_nominate(user: Any, award: Award, today: date) -> bool:
    open_ = award.state == A.NOMINATING and (award.nominations_until is None or today <= award.nominations_until)
    return open_ and may_nominate(user, award)


def can_decide(user: Any, nomination: Nomination) -> bool:
    """Nobody decides on what they put forward themselves."""
    return may_honour(user, nomination.award.district_id) and nomination.nominated_by_id != user.pk


def can_see_result(user: Any, poll: Poll, now: datetime) -> bool:
    """Not before it is over, for anybody; then whoever reads the office, and who might vote."""
    if not poll.is_over(now):
        return False
    return (
        may_read_office(user, poll.award.district_id)
        or poll.electors.filter(person__in=people_keys(user)).exists()
    )  # fmt: skip


def may_write_practice(user: Any, practice: BestPractice) -> bool:
    return holds(user, "school.improvement.write", school=practice.school)


def can_edit_practice(user: Any, practice: BestPractice) -> bool:
    return practice.is_editable and may_write_practice(user, practice)


def may_submit_practice(user: Any, practice: BestPractice) -> bool:
    return holds(user, "school.improvement.submit", school=practice.school)


def can_submit_practice(user: Any, practice: BestPractice) -> bool:
    return practice.is_editable and may_submit_practice(user, practice)
