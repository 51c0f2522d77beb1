"""Who may do what with sets of standards: capability in their office, and the state of the set."""

from typing import Any

from core import audit
from qa.standards.models import StandardSet
from qa.standards.states import SET_STATES
from schools.scope import holds


def may_write_sets(user: Any, district: Any) -> bool:
    """The group director (and the machine, which fills the demo)."""
    return user is audit.SYSTEM or holds(user, "standard.write", district=district)


def can_edit_set(user: Any, row: StandardSet) -> bool:
    return SET_STATES.allows(row.state, "edit") and may_write_sets(user, row.district_id)


def can_tie(user: Any, row: StandardSet) -> bool:
    """Ties are no part of what was published: other sets come later."""
    return row.state != StandardSet.State.RETIRED and may_write_sets(user, row.district_id)


def can_publish_set(user: Any, row: StandardSet) -> bool:
    """A set of the office's own standards goes to its approving body first and is announced by the office director."""
    return (
        row.family != StandardSet.Family.DISTRICT
        and SET_STATES.allows(row.state, "publish")
        and may_write_sets(user, row.district_id)
    )


def can_end_set(user: Any, row: StandardSet) -> bool:
    return SET_STATES.allows(row.state, "end") and may_write_sets(user, row.district_id)
