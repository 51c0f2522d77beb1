"""The clerk keeps the fund; those who decide read it. Payments name people, so nobody else does."""

from typing import Any

from schools.scope import holds, holds_any

READERS = ("desk.write", "desk.decide")


def may_keep(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "desk.write", district=district)


def may_read(user: Any, district: Any) -> bool:
    return district is not None and holds_any(user, READERS, district=district)
