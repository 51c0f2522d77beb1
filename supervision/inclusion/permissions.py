"""Who fills in counts, who accepts them, who reads small numbers."""

from typing import Any

from core.states import StateTable
from schools.models import School
from schools.scope import holds, reach
from supervision.inclusion.models import InclusionYear

S = InclusionYear.State
STATES = StateTable(
    moves={
        S.DRAFT: {"write": S.DRAFT, "submit": S.SUBMITTED},
        S.RETURNED: {"write": S.RETURNED, "submit": S.SUBMITTED},
        S.SUBMITTED: {"accept": S.ACCEPTED, "return": S.RETURNED},
        S.ACCEPTED: {"return": S.RETURNED},
    },
    labels={"write": "แก้ไข", "submit": "ส่ง", "accept": "รับ", "return": "ตีกลับ"},
)


def may_keep(user: Any, district: Any) -> bool:
    """Supervisors and the group director keep the register of the whole office."""
    return district is not None and holds(user, "register.write", district=district)


def may_fill(user: Any, school: School) -> bool:
    """A school its own; the office for a school that cannot."""
    return school.pk in reach(user, "school.register.write").schools or may_keep(user, school.district_id)


def can_fill(user: Any, year: InclusionYear) -> bool:
    return year.is_editable and may_fill(user, year.school)


def sees_small(user: Any, school: School) -> bool:
    """Counts under five are read by who works with them: the school's own people, who keeps the register."""
    return may_fill(user, school)


def may_read_office(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "district.read", district=district)
