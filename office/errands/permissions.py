"""Who asks, assigns, answers and accepts; who writes and publishes articles; who calls for and sends meeting items."""

from typing import Any

from core.states import StateTable
from office.errands.models import Article, Errand, ItemCall, MeetingItem
from schools.scope import holds, holds_any, people_keys

E, A = Errand.State, Article.State
_WAITING = {"edit": E.OPEN, "answer": E.ANSWERED, "cancel": E.CANCELLED}
ERRAND_STATES = StateTable(
    moves={
        E.OPEN: _WAITING,
        E.RETURNED: {**_WAITING, "edit": E.RETURNED},
        E.ANSWERED: {"answer": E.ANSWERED, "accept": E.DONE, "return": E.RETURNED, "cancel": E.CANCELLED},
        E.DONE: {},
        E.CANCELLED: {},
    },
    labels={
        "edit": "แก้ไข", "answer": "บันทึกคำตอบ", "accept": "รับผลงาน", "return": "ส่งกลับ", "cancel": "ยกเลิก",
    },
)  # fmt: skip
ARTICLE_STATES = StateTable(
    moves={
        A.DRAFT: {"edit": A.DRAFT, "submit": A.SUBMITTED},
        A.RETURNED: {"edit": A.RETURNED, "submit": A.SUBMITTED},
        A.SUBMITTED: {"publish": A.PUBLISHED, "return": A.RETURNED},
        A.PUBLISHED: {"withdraw": A.WITHDRAWN},
        A.WITHDRAWN: {"publish": A.PUBLISHED},
    },
    labels={"edit": "แก้ไข", "submit": "ส่ง", "publish": "เผยแพร่", "return": "ส่งกลับ", "withdraw": "ถอนการเผยแพร่"},
)
ASKERS = ("desk.write", "desk.decide", "desk.own")
_DESK = ("desk.write", "desk.decide")


def may_ask(user: Any, district: Any, kind: str) -> bool:
    """Whoever decides assigns; anybody of the office asks other groups and writes down what they ask."""
    needed = ("desk.decide",) if kind == Errand.Kind.ASSIGNED else ASKERS
    return district is not None and holds_any(user, needed, district=district)


def may_act(user: Any, errand: Errand, act: str) -> bool:
    """Whatever its state. Nobody accepts or returns what they answer for themselves, where it was assigned to them."""
    district = errand.district_id
    made = errand.created_by_id == user.pk and holds_any(user, ASKERS, district=district)
    named = errand.person_id in people_keys(user)
    if errand.kind == Errand.Kind.ASSIGNED:
        if act == "answer":
            return named or holds(user, "desk.write", district=district)
        return holds(user, "desk.decide", district=district) and (made or not named)
    return made or holds_any(user, _DESK, district=district) or (act == "answer" and named)


def can_act(user: Any, errand: Errand, act: str) -> bool:
    return ERRAND_STATES.allows(errand.state, act) and may_act(user, errand, act)


def may_write_articles(user: Any, district: Any) -> bool:
    return district is not None and holds_any(user, ASKERS, district=district)


def may_act_on_article(user: Any, article: Article, act: str) -> bool:
    """Its author edits, submits and withdraws it; the desk writes for others, and publishes and returns."""
    desk = holds_any(user, _DESK, district=article.district_id)
    own = article.author_id in people_keys(user)
    return desk or (own and act in ("edit", "submit", "withdraw"))


def can_act_on_article(user: Any, article: Article, act: str) -> bool:
    return ARTICLE_STATES.allows(article.state, act) and may_act_on_article(user, article, act)


def may_call(user: Any, district: Any) -> bool:
    return district is not None and holds_any(user, _DESK, district=district)


def may_send_items(user: Any, district: Any) -> bool:
    return district is not None and holds_any(user, ASKERS, district=district)


def can_send(user: Any, call: ItemCall) -> bool:
    return call.state == ItemCall.State.OPEN and may_send_items(user, call.district_id)


def may_change_item(user: Any, item: MeetingItem) -> bool:
    """Who wrote it, and the desk, whatever the state."""
    mine = item.created_by_id == user.pk or may_call(user, item.call.district_id)
    return mine and may_send_items(user, item.call.district_id)


def can_change_item(user: Any, item: MeetingItem) -> bool:
    """Until the items are taken into a meeting."""
    return item.call.state == ItemCall.State.OPEN and may_change_item(user, item)
