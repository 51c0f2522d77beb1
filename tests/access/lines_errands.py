"""Requests of other groups, assigned tasks, articles and the items of the monthly meeting."""

from tests.access.cast import DESK_A, DIRECTORS_A, OFFICE_A, OFFICE_B
from tests.access.matrix import Build, Line, of

DECIDERS_A = DIRECTORS_A | frozenset({"deputy_director", "office_director"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})
NAMED = frozenset({"supervisor"})
"""Answers for the errands, and wrote the articles and the item."""
DESK = DECIDERS_A | DESK_A
OF_A = OFFICE_A | DESK_A
OTHERS = OFFICE_A - DECIDERS_A - NAMED
EVERYBODY = OF_A | OFFICE_B


def _both(name: str, given: Build, ok: frozenset[str], hidden: frozenset[str]) -> list[Line]:
    return [
        Line(f"errands:{name}", given, ok=ok, hidden=hidden),
        Line(f"errands:{name}", given, ok=ok, hidden=hidden, method="post", answers=(422,)),
    ]


def _kind(word: str) -> Build:
    return lambda cast: {"kind": word}


ERRAND, ANSWERED = of("errand"), of("errand_answered")
ARTICLE, SUBMITTED, PUBLISHED = of("article"), of("article_submitted"), of("article_published")
CALL, ITEM = of("item_call"), of("item_call", item="meeting_item")
HIDDEN = OTHERS | OFFICE_B

LINES = [
    Line("errands:errands", ok=EVERYBODY),
    *_both("new", _kind("from"), EVERYBODY, frozenset()),
    Line("errands:new", _kind("assigned"), ok=DECIDERS_A | DECIDERS_B, note="assigned"),
    Line("errands:errand", ERRAND, ok=DESK | NAMED, hidden=HIDDEN),
    *_both("edit", ERRAND, DECIDERS_A, HIDDEN),
    *_both("answer", ERRAND, NAMED | DESK_A, HIDDEN),
    Line("errands:accept", ANSWERED, ok=DECIDERS_A, hidden=HIDDEN, method="post"),
    *_both("return", ANSWERED, DECIDERS_A, HIDDEN),
    *_both("cancel", ERRAND, DECIDERS_A, HIDDEN),
    Line("errands:articles", ok=EVERYBODY),
    *_both("article-new", lambda cast: {}, EVERYBODY, frozenset()),
    Line("errands:article", ARTICLE, ok=DESK | NAMED, hidden=HIDDEN),
    Line("errands:article", PUBLISHED, ok=OF_A, hidden=OFFICE_B, note="published"),
    *_both("article-edit", ARTICLE, DESK | NAMED, HIDDEN),
    Line("errands:article-submit", ARTICLE, ok=DESK | NAMED, hidden=HIDDEN, method="post"),
    *_both("article-publish", SUBMITTED, DESK, DECIDERS_B),
    *_both("article-return", SUBMITTED, DESK, DECIDERS_B),
    *_both("article-withdraw", PUBLISHED, DESK | NAMED, OFFICE_B),
    Line("errands:calls", ok=EVERYBODY),
    *_both("call-new", lambda cast: {}, DESK | DECIDERS_B, frozenset()),
    Line("errands:call", CALL, ok=OF_A, hidden=OFFICE_B),
    *_both("item-new", CALL, OF_A, OFFICE_B),
    *_both("item", ITEM, DESK | NAMED, OFFICE_B),
    Line("errands:item-remove", ITEM, ok=DESK | NAMED, hidden=OFFICE_B, method="post"),
    Line("errands:item-move", ITEM, ok=DESK, hidden=DECIDERS_B, method="post", data=lambda cast: {"to": "up"}),
    *_both("take", CALL, DESK, DECIDERS_B),
]
