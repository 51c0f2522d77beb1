"""Who reads and writes quality levels and results of external assessment."""

from typing import Any

from schools.models import District, School
from schools.scope import holds


def may_read_office(user: Any, district: District | int) -> bool:
    return holds(user, "district.read", district=district)


def may_read_school(user: Any, school: School) -> bool:
    return holds(user, "district.read", school=school) or holds(user, "school.read", school=school)


def may_write(user: Any, district: District | int) -> bool:
    """Rounds of external assessment and their results."""
    return holds(user, "quality.write", district=district)
