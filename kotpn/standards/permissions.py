"""Who may do what with sets of office standards: capability in their office, and the state of the set."""

from typing import Any

from core import audit
from kotpn.standards.models import Indicator, OfficeStandardSet
from kotpn.standards.states import SET_STATES
from schools.scope import holds


def may_keep_sets(user: Any, district: Any) -> bool:
    """The group director (and the machine, which fills the demo)."""
    return user is audit.SYSTEM or holds(user, "standard.write", district=district)


def can_edit(user: Any, row: OfficeStandardSet) -> bool:
    return SET_STATES.allows(row.state, "edit") and may_keep_sets(user, row.district_id) and not is_used(row)


def can_end(user: Any, row: OfficeStandardSet) -> bool:
    return SET_STATES.allows(row.state, "end") and may_keep_sets(user, row.district_id)


def is_used(row: OfficeStandardSet) -> bool:
    """Whether anything to the right was judged by an indicator of this set."""
    return any(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__standard__set": row.pk}).exists()
        for relation in Indicator._meta.related_objects
        if relation.related_model._meta.app_label != Indicator._meta.app_label
    )
