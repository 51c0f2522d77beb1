"""Who keeps the library and in which states.

Whoever holds `register.write` adds documents and lists them. A document is changed by who added it, by the supervisor
named as its author and by the director of the group (who also holds `publish`); categories are the director's.
"""

from typing import Any

from core.states import StateTable
from schools.scope import holds, people_keys
from supervision.library.models import LibraryItem

S = LibraryItem.State
STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "list": S.LISTED, "remove": S.DRAFT},
        S.LISTED: {"edit": S.LISTED, "show": S.LISTED, "replace": S.REPLACED, "withdraw": S.WITHDRAWN},
        S.REPLACED: {"show": S.REPLACED},
        S.WITHDRAWN: {},
    },
    labels={
        "edit": "แก้ไข", "list": "ขึ้นทะเบียน", "remove": "ลบร่าง", "show": "เปลี่ยนการให้โรงเรียนอ่าน",
        "replace": "แทนด้วยฉบับใหม่", "withdraw": "เลิกใช้",
    },
)  # fmt: skip


def may_add(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "register.write", district=district)


def keeps_library(user: Any, district: Any) -> bool:
    return may_add(user, district) and holds(user, "publish", district=district)


def may_write(user: Any, item: LibraryItem) -> bool:
    if not may_add(user, item.district_id):
        return False
    return (
        keeps_library(user, item.district_id)
        or item.created_by_id == user.pk
        or (item.author_id is not None and item.author_id in people_keys(user))
    )


def reads_all(user: Any, district: Any) -> bool:
    """The office: also what is not shown to schools, was replaced or withdrawn."""
    return holds(user, "district.read", district=district) or holds(user, "desk.write", district=district)
