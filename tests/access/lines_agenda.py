"""Meetings of committees before they sit: the secretariat prepares, the office reads, members what they were sent."""

from typing import Any

from tests.access.cast import COMMITTEE_A, DESK_A, DIRECTORS_A, EVERYONE, OFFICE_A, OFFICE_B, Cast
from tests.access.matrix import Build, Line, of

KEEPERS_A = DIRECTORS_A | {"committee_secretary"}
KEEPERS_B = frozenset({"group_director_b"})
MEMBER = frozenset({"committee_member"})
ELSEWHERE = frozenset({"principal_a1"})
"""Is named on an order (rows_office), so reads papers somewhere."""
OTHERS = OFFICE_B | DESK_A | ELSEWHERE | (COMMITTEE_A - MEMBER)
"""Those who read papers somewhere, and none of this meeting."""


MEETING, ITEM, SECTION, PAPER = of("agenda_meeting"), of("agenda_item"), of("agenda_section"), of("agenda_paper")
INVITATION, TEMPLATE, COMMENT = of("agenda_invitation"), of("agenda_template"), of("agenda_comment")


def document(cast: Cast) -> dict[str, Any]:
    return {**ITEM(cast), "key": "school-list"}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": cast.rows["agenda_token"]}


def kept(name: str, kwargs: Build, **more: Any) -> Line:
    return Line(f"committee-meetings:{name}", kwargs, ok=KEEPERS_A, hidden=KEEPERS_B, **more)


def both(name: str, kwargs: Build) -> list[Line]:
    return [kept(name, kwargs), kept(name, kwargs, method="post", answers=(422,))]


def called(name: str) -> list[Line]:
    return [
        Line(f"committee-meetings:{name}", ok=KEEPERS_A | KEEPERS_B),
        Line(f"committee-meetings:{name}", ok=KEEPERS_A | KEEPERS_B, method="post", answers=(422,)),
    ]


def read(name: str, kwargs: Build, **more: Any) -> Line:
    return Line(f"committee-meetings:{name}", kwargs, ok=OFFICE_A | MEMBER, hidden=OTHERS, **more)


LINES = [
    Line("committee-meetings:meetings", ok=OFFICE_A | OFFICE_B | DESK_A | COMMITTEE_A | ELSEWHERE),
    *called("new"),
    *called("new-series"),
    read("meeting", MEETING),
    read("read", MEETING),
    read("files", MEETING),
    read("comment", ITEM, method="post", answers=(422,)),
    Line(
        "committee-meetings:comment-drop", COMMENT, ok=MEMBER, hidden=OTHERS, method="post",
        note="of the member: nobody else's to take back",
    ),
    Line(
        "committee-meetings:own-reply", MEETING, ok=MEMBER, hidden=OFFICE_A | OTHERS, method="post",
        data=lambda cast: {"answer": "coming"},
    ),
    *both("change", MEETING),
    *both("cancel", MEETING),
    kept("draft", MEETING),
    kept("draft", MEETING, method="post"),
    *both("invitations", MEETING),
    kept("guest", MEETING, method="post", answers=(422,)),
    kept("section-new", MEETING, method="post", answers=(422,)),
    *both("section", SECTION),
    kept("section-move", SECTION, method="post"),
    kept("section-remove", SECTION, method="post"),
    *both("item-new", SECTION),
    *both("item", ITEM),
    kept("item-move", ITEM, method="post"),
    kept("item-drop", ITEM, method="post"),
    kept("paper-upload", ITEM, method="post", answers=(422,)),
    kept("paper-records", ITEM),
    kept("paper-records", ITEM, method="post"),
    kept("paper-documents", ITEM),
    *both("paper-document", document),
    *both("paper", PAPER),
    kept("paper-move", PAPER, method="post"),
    kept("paper-drop", PAPER, method="post"),
    kept("again", INVITATION, method="post"),
    kept("withdraw", INVITATION, method="post"),
    *both("answer", INVITATION),
    Line("committee-meetings:templates", ok=KEEPERS_A | KEEPERS_B),
    *called("template-new"),
    *both("template", TEMPLATE),
    Line("committee-meetings:reply", token, ok=EVERYONE, open_to_all=True),
    Line(
        "committee-meetings:reply", token, ok=EVERYONE, open_to_all=True, method="post",
        data=lambda cast: {"answer": "coming"},
    ),
]  # fmt: skip
