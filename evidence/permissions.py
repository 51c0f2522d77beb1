"""Who may add to which store, and take out of it."""

from typing import Any

from evidence.models import EvidenceItem, EvidenceUse
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


def is_of_store(user: Any, item: EvidenceItem) -> bool:
    """Whether the person fills the store it lies in."""
    if item.school_id is not None:
        return item.school_id in reach(user, CAPABILITY).schools
    return holds(user, CAPABILITY, district=item.district_id)


def may_take_off(user: Any, use: EvidenceUse) -> bool:
    """Who hung it there, and the people of its store: a reviewer returns, and takes nothing of a school's off."""
    return use.added_by_id == user.pk or is_of_store(user, use.item)


def can_change_item(user: Any, item: EvidenceItem) -> bool:
    """Rename, describe, withdraw."""
    return item.withdrawn_at is None and may_fill(user, item.district, item.school)
