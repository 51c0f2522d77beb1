"""Who may add to which store, and take out of it."""

from typing import Any

from evidence.models import EvidenceItem
from schools.models import District, School
from schools.scope import holds, reach

CAPABILITY = "evidence.write"


def may_fill(user: Any, district: District, school: School | None) -> bool:
    """A school's store is filled by its own people, the office's by those of the office."""
    if school is not None:
        return school.district_id == district.pk and school.pk in reach(user, CAPABILITY).schools
    return holds(user, CAPABILITY, district=district)


def store_for(user: Any, district: District, school: School | None) -> tuple[District, School | None] | None:
    """Where evidence this person adds for something of `school` (or of the office) goes: the school's store for its
    own people, else the office's; None when they may fill neither."""
    if school is not None and may_fill(user, district, school):
        return district, school
    return (district, None) if may_fill(user, district, None) else None


def can_change_item(user: Any, item: EvidenceItem) -> bool:
    """Rename, describe, withdraw."""
    return item.withdrawn_at is None and may_fill(user, item.district, item.school)
