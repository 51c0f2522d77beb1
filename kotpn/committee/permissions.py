"""Who keeps committees and their meetings."""

from typing import Any

from kotpn.committee.models import Committee
from schools.scope import holds


def may_keep(user: Any, district: Any) -> bool:
    """The secretariat's work in an office: committees, meetings, minutes, resolutions."""
    return district is not None and holds(user, "committee.write", district=district)


def can_keep(user: Any, committee: Committee) -> bool:
    return may_keep(user, committee.district_id)
