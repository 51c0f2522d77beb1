"""SARs: the office reads, the group director calls, a school writes its own, the assigned supervisor reviews.

`sar` of school A1 is being written, `sar_sent` waits for review. A1 is assigned to `supervisor`."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Build, Line, of

SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
OTHER_SCHOOLS = SCHOOL_A2 | SCHOOL_B
DIRECTOR_B = frozenset({"group_director_b"})
REVIEWERS_B = frozenset({"group_director_b", "supervisor_b"})
REVIEWERS = DIRECTORS_A | {"supervisor"}


def row(sar: str, item: str) -> Build:
    return lambda cast: {"pk": cast.key(sar), "row": cast.key(item)}


def level(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("sar_judged"), "part": cast.key("sar_judged_part")}


def revision(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("sar_sent"), "number": 1}


CALL, DRAFT, SAR, SENT = (of(name) for name in ("sar_call", "sar_draft", "sar", "sar_sent"))
ROOT, ITEM, REVIEWED = row("sar", "sar_root"), row("sar", "sar_item"), row("sar_sent", "sar_sent_item")

LINES = [
    Line("sar:index", ok=OFFICE_A | OFFICE_B | SCHOOLS),
    Line("sar:new-call", ok=DIRECTORS_A | DIRECTOR_B),
    Line("sar:new-call", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("sar:call", CALL, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("sar:call", DRAFT, ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS, note="draft"),
    Line("sar:edit-call", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("sar:edit-call", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    Line("sar:open-call", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    Line("sar:delete-call", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    *(
        Line(f"sar:{name}", CALL, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post")
        for name in ("close-call", "remind-call")
    ),
    *(
        line
        for name in ("extend-call", "cancel-call")
        for line in (
            Line(f"sar:{name}", CALL, ok=DIRECTORS_A, hidden=DIRECTOR_B),
            Line(f"sar:{name}", CALL, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
        )
    ),
    Line("sar:sar", SAR, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("sar:confirm", SAR, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("sar:basic", SAR, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS),
    Line("sar:basic", SAR, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("sar:standard", ROOT, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS),
    Line("sar:standard", ROOT, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("sar:item", ITEM, ok=SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, note="draft"),
    Line("sar:item", REVIEWED, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, note="sent"),
    Line("sar:item", ITEM, ok=SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, method="post"),
    Line("sar:level", level, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS),
    Line("sar:level", level, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("sar:summary", SAR, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS),
    Line("sar:summary", SAR, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("sar:hand", SAR, ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("sar:submit", SAR, ok=frozenset({"principal_a1"}), hidden=frozenset({"principal_a2", "principal_b1"}),
         method="post"),
    Line("sar:extend", SAR, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("sar:extend", SAR, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    Line("sar:working", SAR, ok=SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, note="draft"),
    Line("sar:working", SENT, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, note="sent"),
    Line("sar:standing", SAR, ok=SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, note="draft"),
    Line("sar:standing", SENT, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS, note="sent"),
    Line("sar:revision", revision, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("sar:changes", SENT, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("sar:review", SENT, ok=REVIEWERS, hidden=REVIEWERS_B),
    Line("sar:comment", REVIEWED, ok=REVIEWERS, hidden=REVIEWERS_B, method="post"),
    Line("sar:return", SENT, ok=REVIEWERS, hidden=REVIEWERS_B),
    Line("sar:return", SENT, ok=REVIEWERS, hidden=REVIEWERS_B, method="post", answers=(422,)),
    Line("sar:accept", SENT, ok=REVIEWERS, hidden=REVIEWERS_B, method="post"),
]  # fmt: skip
