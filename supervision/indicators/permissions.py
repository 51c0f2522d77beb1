"""Who may do what with models, indicator sets and colour schemes: capability in their office, and the set's state."""

from typing import Any

from core import audit
from schools.scope import holds
from supervision.indicators.models import IndicatorSet
from supervision.indicators.states import SET_STATES


def may_write(user: Any, district: Any) -> bool:
    """The group director (and the machine, which loads the shipped model and fills the demo)."""
    return user is audit.SYSTEM or holds(user, "indicator.write", district=district)


def can_edit_set(user: Any, row: IndicatorSet) -> bool:
    return SET_STATES.allows(row.state, "edit") and may_write(user, row.model.district_id) and not is_used(row)


def can_move_set(user: Any, row: IndicatorSet, act: str) -> bool:
    """`act` of SET_STATES: publish, retire, use."""
    return SET_STATES.allows(row.state, act) and may_write(user, row.model.district_id)


def is_used(row: IndicatorSet) -> bool:
    """Whether anything to the right stands on this edition."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in IndicatorSet._meta.related_objects
        if relation.related_model._meta.app_label != IndicatorSet._meta.app_label
    )
