"""Who registers letters, gives opinions on them, hands them out and acts on those handed to them."""

from typing import Any

from accounts.roles import ROLES, roles_with
from core.states import StateTable
from office.letters.models import Letter
from schools.scope import holds, holds_any, people_keys

S = Letter.State
STATES = StateTable(
    moves={
        S.REGISTERED: {
            "edit": S.REGISTERED, "propose": S.PROPOSED, "opine": S.DECIDED, "route": S.ROUTED, "close": S.DONE,
            "cancel": S.CANCELLED, "file": S.REGISTERED, "answer": S.REGISTERED,
        },
        S.PROPOSED: {
            "edit": S.PROPOSED, "opine": S.DECIDED, "route": S.ROUTED, "cancel": S.CANCELLED, "file": S.PROPOSED,
            "answer": S.PROPOSED,
        },
        S.DECIDED: {
            "edit": S.DECIDED, "propose": S.PROPOSED, "opine": S.DECIDED, "route": S.ROUTED, "close": S.DONE,
            "cancel": S.CANCELLED, "file": S.DECIDED, "answer": S.DECIDED,
        },
        S.ROUTED: {
            "edit": S.ROUTED, "route": S.ROUTED, "take_back": S.ROUTED, "acknowledge": S.ROUTED, "finish": S.ROUTED,
            "close": S.DONE, "cancel": S.CANCELLED, "file": S.ROUTED, "answer": S.ROUTED,
        },
        S.DONE: {"route": S.ROUTED, "file": S.DONE, "answer": S.DONE},
        S.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไข", "propose": "เสนอ", "opine": "ให้ความเห็น", "route": "มอบผู้ปฏิบัติ", "take_back": "ถอนการมอบ",
        "acknowledge": "รับทราบ", "finish": "แจ้งผล", "close": "ปิดเรื่อง", "cancel": "ยกเลิก", "file": "แนบไฟล์",
        "answer": "ลงทะเบียนหนังสือตอบ",
    },
)  # fmt: skip
DESK, DECIDE, OWN = "desk.write", "desk.decide", "desk.own"
READERS = (DESK, DECIDE, OWN)
# A letter that goes out waits for nobody: it is registered, changed and cancelled.
_OF_OUT = frozenset({"edit", "cancel", "file"})
_BY_HEADS = frozenset({"opine"})
_BY_BOTH = frozenset({"route", "take_back", "close"})
# Whom a letter may be put before, lowest first.
POSTS = tuple(sorted(roles_with(DECIDE), key=lambda code: ROLES[code].rank))


def may_register(user: Any, district: Any) -> bool:
    return district is not None and holds(user, DESK, district=district)


def may_read_all(user: Any, district: Any) -> bool:
    """The whole register, secret letters too: the desk and those who decide."""
    return district is not None and holds_any(user, (DESK, DECIDE), district=district)


def is_named(user: Any, letter: Letter) -> bool:
    """Whether the letter was handed to this person; reads `routes` as the page fetched them."""
    keys = people_keys(user)
    return any(route.person_id in keys for route in letter.routes.all())


def may(user: Any, letter: Letter, act: str) -> bool:
    """Whatever its state. Registering acts: the desk. Opinions: who decides. Handing out, taking back and closing:
    both; what has no opinion yet is handed out by who decides alone. Acknowledging and finishing: whom it was
    handed to."""
    if not letter.is_in and act not in _OF_OUT:
        return False
    if act in ("acknowledge", "finish"):
        return is_named(user, letter)
    decides = holds(user, DECIDE, district=letter.district_id)
    if act in _BY_HEADS or (act == "route" and _unread_by_heads(letter)):
        return decides
    return holds(user, DESK, district=letter.district_id) or (decides and act in _BY_BOTH)


def _unread_by_heads(letter: Letter) -> bool:
    """No head saw it yet: not even where the desk closed it by itself."""
    if letter.state != S.DONE:
        return letter.state in (S.REGISTERED, S.PROPOSED)
    return not letter.routes.all() and not letter.opinions.exists()


def can_act(user: Any, letter: Letter, act: str) -> bool:
    """Whether its state and this person allow the act."""
    return STATES.allows(letter.state, act) and may(user, letter, act)
