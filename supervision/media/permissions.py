"""Who writes, reviews, lists and uses media, and in which states.

A school's medium is written and sent by its people (`school.register.write`), one of the office by who holds
`register.write`: their own, all of them the director of the group (who also holds `publish`). Reviewers are named by
the director; a level is given by `register.write` on what one neither owns nor sent. The director lists and returns.
Use is noted by whoever may read a listed medium and holds one of the two capabilities.
"""

from typing import Any

from core.states import StateTable
from schools.models import School
from schools.scope import holds, people_keys, reach
from supervision.media.models import Medium, Review

S = Medium.State
STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "submit": S.SUBMITTED, "remove": S.DRAFT},
        S.RETURNED: {"edit": S.RETURNED, "submit": S.SUBMITTED},
        S.SUBMITTED: {"ask": S.SUBMITTED, "review": S.SUBMITTED, "list": S.LISTED, "return": S.RETURNED},
        S.LISTED: {"share": S.LISTED, "use": S.LISTED, "withdraw": S.WITHDRAWN},
        S.WITHDRAWN: {},
    },
    labels={
        "edit": "แก้ไข", "submit": "ส่ง", "remove": "ลบร่าง", "ask": "เลือกผู้ประเมิน", "review": "ประเมิน", "list": "ขึ้นทะเบียน",
        "return": "ตีกลับ", "share": "เปลี่ยนการใช้ร่วมกัน", "use": "บันทึกการใช้", "withdraw": "เลิกใช้",
    },
)  # fmt: skip


def own_schools(user: Any, district: Any) -> Any:
    """Schools of the office the person writes for: a queryset."""
    keys = reach(user, "school.register.write").schools
    return School.objects.of_district(district).filter(pk__in=keys).order_by("name_sort", "pk")


def may_add(user: Any, district: Any, school: School | None) -> bool:
    if school is not None:
        # A supervisor may enter one for a school that has no connection.
        return holds(user, "school.register.write", school=school) or holds(user, "register.write", school=school)
    return district is not None and holds(user, "register.write", district=district)


def may_decide(user: Any, district: Any) -> bool:
    """Names reviewers, lists, returns, shares and withdraws."""
    return holds(user, "register.write", district=district) and holds(user, "publish", district=district)


def may_write(user: Any, medium: Medium) -> bool:
    if medium.school is not None and holds(user, "school.register.write", school=medium.school):
        return True
    if not holds(user, "register.write", district=medium.district_id):
        return False
    return (
        may_decide(user, medium.district_id)
        or medium.created_by_id == user.pk
        or (medium.owner_id is not None and medium.owner_id in people_keys(user))
    )


def may_read(user: Any, medium: Medium) -> bool:
    """Of a row in sight: a school's draft is for those who write it, its files too."""
    return medium.state != S.DRAFT or medium.school is None or may_write(user, medium)


def can_edit(user: Any, medium: Medium) -> bool:
    return medium.is_editable and may_write(user, medium)


def is_own(user: Any, medium: Medium) -> bool:
    """Whoever made, owns or sent it, or writes for its school, does not judge it."""
    if user.pk in (medium.created_by_id, medium.submitted_by_id):
        return True
    if medium.owner_id is not None and medium.owner_id in people_keys(user):
        return True
    return medium.school is not None and medium.school_id in reach(user, "school.register.write").schools


def can_decide(user: Any, medium: Medium) -> bool:
    return may_decide(user, medium.district_id) and not is_own(user, medium)


def may_review(user: Any, review: Review) -> bool:
    """The one who was asked."""
    asked = review.reviewer_id in people_keys(user)
    return asked and holds(user, "register.write", district=review.medium.district_id)


def is_awaited(review: Review) -> bool:
    """It waits, and what was sent is the same."""
    medium = review.medium
    return review.done_at is None and STATES.allows(medium.state, "review") and review.round == medium.round


def can_review(user: Any, review: Review) -> bool:
    return is_awaited(review) and may_review(user, review)


def schools_to_note_for(user: Any, district: Any) -> Any:
    """Where one may say a medium was used: all schools for the office, their own for schools. A queryset."""
    if holds(user, "register.write", district=district):
        return School.objects.of_district(district).order_by("name_sort", "pk")
    return own_schools(user, district)


def may_note_use(user: Any, medium: Medium) -> bool:
    if holds(user, "register.write", district=medium.district_id):
        return True
    return bool(own_schools(user, medium.district_id).exists())


def can_note_use(user: Any, medium: Medium) -> bool:
    return STATES.allows(medium.state, "use") and may_note_use(user, medium)
