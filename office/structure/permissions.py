"""Who keeps the structure of the office."""

from typing import Any

from schools.scope import holds


def may_write(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "structure.write", district=district)
