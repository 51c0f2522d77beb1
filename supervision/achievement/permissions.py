"""Who keeps test results, the item bank and checks of assessment.

`register.write` is held by the group director and every supervisor. Results, exams and the rule of warning are kept by
the director and those appointed to the work group of assessment (group 2). A supervisor also checks the assessment of
schools they are responsible for, and keeps the sets of questions they put into the bank themselves.
"""

from typing import Any

from django.utils import timezone

from core.states import StateTable
from schools.models import District, School, WorkGroup
from schools.queries import person_of, supervises, work_groups_of
from schools.scope import holds, once, people_keys, reach
from supervision.achievement.models import AssessmentCheck, BankItem

ASSESSMENT = "group-2"
C, B = AssessmentCheck.State, BankItem.State
CHECK_STATES = StateTable(
    moves={
        C.DRAFT: {"write": C.DRAFT, "finish": C.DONE, "cancel": C.CANCELLED},
        C.DONE: {"reopen": C.DRAFT, "cancel": C.CANCELLED},
        C.CANCELLED: {},
    },
    labels={"write": "บันทึก", "finish": "ส่งผลการตรวจ", "reopen": "แก้ไขผล", "cancel": "ยกเลิก"},
)
BANK_STATES = StateTable(
    moves={B.IN_USE: {"edit": B.IN_USE, "use": B.IN_USE, "withdraw": B.WITHDRAWN}, B.WITHDRAWN: {"restore": B.IN_USE}},
    labels={"edit": "แก้ไข", "use": "บันทึกการใช้", "withdraw": "เลิกใช้", "restore": "นำกลับมาใช้"},
)


def keeps_for(user: Any, district: District, group: str) -> bool:
    """The director of the group, or somebody appointed to the work group of this reference key, in that office."""
    if not holds(user, "register.write", district=district):
        return False
    if holds(user, "instrument.write", district=district):
        return True
    day = timezone.localdate()
    found: bool = once(
        user, f"keeps:{group}", (district.pk, day),
        lambda: WorkGroup.objects.filter(
            pk__in=work_groups_of(user, district, day), reference_key=group
        ).exists(),
    )  # fmt: skip
    return found


def may_keep(user: Any, district: District) -> bool:
    """Exams, results, imports and the rule of early warning."""
    return keeps_for(user, district, ASSESSMENT)


def may_review(user: Any, school: School, group: str = ASSESSMENT) -> bool:
    """Who keeps the registers of that work group, and supervisors of schools they are responsible for."""
    if keeps_for(user, school.district, group):
        return True
    if not holds(user, "register.write", district=school.district_id):
        return False
    person = person_of(user, school.district)
    return person is not None and supervises(person, school, timezone.localdate())


def may_read_office(user: Any, district: District | int) -> bool:
    return holds(user, "district.read", district=district)


def may_read_school(user: Any, school: School) -> bool:
    return may_read_office(user, school.district_id) or holds(user, "school.read", school=school)


def may_write_check(user: Any, check: AssessmentCheck) -> bool:
    return check.reviewer_id in people_keys(user) and holds(user, "register.write", district=check.school.district_id)


def may_read_check(user: Any, check: AssessmentCheck) -> bool:
    """What a check says: its reviewer alone until it is done, as with reviews of curricula and media."""
    return check.state == C.DONE or check.reviewer_id in people_keys(user)


def may_cancel_check(user: Any, check: AssessmentCheck) -> bool:
    return may_write_check(user, check) or may_keep(user, check.school.district)


def may_add_item(user: Any, district: District) -> bool:
    return holds(user, "register.write", district=district)


def may_edit_item(user: Any, item: BankItem) -> bool:
    if may_keep(user, item.district):
        return True
    return item.owner_id in people_keys(user) and holds(user, "register.write", district=item.district_id)


def schools_of_user(user: Any, district: District) -> Any:
    """Schools of the office the person belongs to: a queryset."""
    return School.objects.filter(pk__in=reach(user, "school.read").schools, district=district)


def may_log_use(user: Any, item: BankItem) -> bool:
    """The office's supervisors for the office, people of a school for their school."""
    return BANK_STATES.allows(item.state, "use") and uses_bank(user, item)


def uses_bank(user: Any, item: BankItem) -> bool:
    """Whose it would be to say where it was used, whatever its state."""
    if holds(user, "register.write", district=item.district_id):
        return True
    return item.for_schools and schools_of_user(user, item.district).filter(
        pk__in=reach(user, "school.register.write").schools
    ).exists()  # fmt: skip
