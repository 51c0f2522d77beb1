"""Who writes, sends, reviews and decides on curricula.

People of a school (`school.register.write`) write and send their own. In the office, `register.write`: the group
director and those appointed to the curriculum work group (group 1) for every school, a supervisor for the schools they
are responsible for. Nobody reviews or decides on what they sent themselves.
"""

from typing import Any

from core.states import StateTable
from schools.models import District, School
from schools.scope import holds, people_keys, reach
from supervision.achievement.permissions import keeps_for, may_review
from supervision.curricula.models import Curriculum, CurriculumReview

CURRICULUM = "group-1"
S, R = Curriculum.State, CurriculumReview.State
STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.RETURNED: {"edit": S.RETURNED, "submit": S.SUBMITTED, "cancel": S.CANCELLED},
        S.SUBMITTED: {"review": S.SUBMITTED, "accept": S.ACCEPTED, "return": S.RETURNED, "withdraw": S.DRAFT},
        S.ACCEPTED: {"supersede": S.SUPERSEDED, "cancel": S.CANCELLED},
        S.SUPERSEDED: {},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไข", "submit": "ส่ง", "review": "ตรวจ", "accept": "รับว่าใช้ได้", "return": "ส่งกลับ", "withdraw": "ดึงกลับ",
        "supersede": "แทนด้วยฉบับใหม่", "cancel": "ยกเลิก",
    },
)  # fmt: skip
REVIEW_STATES = StateTable(
    moves={
        R.DRAFT: {"write": R.DRAFT, "finish": R.DONE, "cancel": R.CANCELLED},
        R.DONE: {"reopen": R.DRAFT, "cancel": R.CANCELLED},
        R.CANCELLED: {},
    },
    labels={"write": "บันทึก", "finish": "สรุปผลการตรวจ", "reopen": "แก้ไขผล", "cancel": "ยกเลิก"},
)


def may_keep_kinds(user: Any, district: District) -> bool:
    return keeps_for(user, district, CURRICULUM)


def may_review_school(user: Any, school: School) -> bool:
    return may_review(user, school, CURRICULUM)


def is_of_school(user: Any, school: School) -> bool:
    return holds(user, "school.register.write", school=school)


def may_write(user: Any, school: School) -> bool:
    """The school's own people; the office for a school that handed in paper."""
    return is_of_school(user, school) or may_review_school(user, school)


def may_read(user: Any, row: Curriculum) -> bool:
    """Of a row in sight: a draft is for those who write it, its files too."""
    return row.state != S.DRAFT or may_write(user, row.school)


def can_edit(user: Any, row: Curriculum) -> bool:
    return row.is_editable and may_write(user, row.school)


def may_decide(user: Any, row: Curriculum) -> bool:
    """Whatever its state; nobody on what they sent themselves."""
    return row.submitted_by_id != user.pk and may_review_school(user, row.school)


def can_decide(user: Any, row: Curriculum) -> bool:
    return row.state == S.SUBMITTED and may_decide(user, row)


def may_cancel(user: Any, row: Curriculum) -> bool:
    """Whatever its state, but for one in force: that is the office's alone."""
    if may_review_school(user, row.school):
        return True
    return row.state != S.ACCEPTED and is_of_school(user, row.school)


def can_cancel(user: Any, row: Curriculum) -> bool:
    """A school its own draft; what was accepted only the office."""
    if not STATES.allows(row.state, "cancel"):
        return False
    return may_review_school(user, row.school) or (row.is_editable and is_of_school(user, row.school))


def may_read_review(user: Any, review: CurriculumReview) -> bool:
    """What is not concluded is its reviewer's alone, as a review of a medium is."""
    return review.state == R.DONE or review.reviewer_id in people_keys(user)


def may_write_review(user: Any, review: CurriculumReview) -> bool:
    return review.reviewer_id in people_keys(user) and holds(
        user, "register.write", district=review.curriculum.school.district_id
    )


def own_schools(user: Any, district: District) -> Any:
    """Schools whose curricula the person writes as one of its people: a queryset."""
    return School.objects.filter(pk__in=reach(user, "school.register.write").schools, district=district)
