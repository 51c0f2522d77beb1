"""Standards: the office reads all of its sets, schools those in force; the group director writes them."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

SCHOOLS_A = SCHOOL_A1 | SCHOOL_A2
ALL = OFFICE_A | OFFICE_B | SCHOOLS_A | SCHOOL_B
DIRECTOR_B = frozenset({"group_director_b"})


def own_item(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("school_paper"), "item": cast.key("school_item")}


def item(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("set_draft"), "item": cast.key("set_item")}


HEAD_A, HEAD_B = frozenset({"office_director"}), frozenset({"office_director_b"})
OWN = of("set_own")
PAPER, DECLARED = of("school_paper"), of("school_declared")
PRINCIPAL, PRINCIPALS = frozenset({"principal_a1"}), frozenset({"principal_a1", "principal_a2", "principal_b1"})
SET, DRAFT = of("set_published"), of("set_draft")

LINES = [
    Line("standards:sets", ok=ALL),
    Line("standards:set-new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("standards:set-new", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("standards:set", SET, ok=OFFICE_A | SCHOOLS_A, hidden=OFFICE_B | SCHOOL_B),
    Line("standards:set", DRAFT, ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS_A | SCHOOL_B, note="a draft"),
    Line("standards:beside", SET, ok=OFFICE_A | SCHOOLS_A, hidden=OFFICE_B | SCHOOL_B),
    *(
        Line(f"standards:set-{name}", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B)
        for name in ("copy", "publish", "front", "scale")
    ),
    *(
        Line(f"standards:set-{name}", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))
        for name in ("copy", "publish", "front", "scale", "delete")
    ),
    Line("standards:set-end", SET, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("standards:set-end", SET, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    Line("standards:set-retire", SET, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post"),
    Line("standards:item-new", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("standards:item-new", DRAFT, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    *(Line(f"standards:{name}", item, ok=DIRECTORS_A, hidden=DIRECTOR_B) for name in ("item", "item-ties")),
    *(
        Line(f"standards:{name}", item, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))
        for name in ("item", "item-ties", "item-move", "item-remove")
    ),
    Line("standards:settings", ok=DIRECTORS_A | DIRECTOR_B),
    Line("standards:settings", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("standards:paper", OWN, ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS_A | SCHOOL_B, note="not announced"),
    Line("standards:paper-endorse", OWN, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    *(
        Line(f"standards:paper-{name}", OWN, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,))
        for name in ("send", "withdraw", "endorse")
    ),
    Line("standards:paper-tie", OWN, ok=DIRECTORS_A | HEAD_A, hidden=DIRECTOR_B | HEAD_B),
    Line(
        "standards:paper-tie", OWN, ok=DIRECTORS_A | HEAD_A, hidden=DIRECTOR_B | HEAD_B, method="post", answers=(422,)
    ),
    Line("standards:paper-return", OWN, ok=DIRECTORS_A | HEAD_A, hidden=DIRECTOR_B | HEAD_B),
    Line(
        "standards:paper-return",
        OWN,
        ok=DIRECTORS_A | HEAD_A,
        hidden=DIRECTOR_B | HEAD_B,
        method="post",
        answers=(422,),
    ),
    Line("standards:paper-announce", OWN, ok=HEAD_A, hidden=HEAD_B),
    Line("standards:paper-announce", OWN, ok=HEAD_A, hidden=HEAD_B, method="post", answers=(422,)),
    Line("standards:board", ok=OFFICE_A | OFFICE_B),
    Line("standards:school-papers", ok=SCHOOLS_A | SCHOOL_B),
    Line("standards:school-new", ok=SCHOOLS_A | SCHOOL_B),
    Line("standards:school-new", ok=SCHOOLS_A | SCHOOL_B, method="post", answers=(422,)),
    Line("standards:school-paper", PAPER, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    *(
        Line(f"standards:school-{name}", PAPER, ok=SCHOOL_A1, hidden=SCHOOL_A2 | SCHOOL_B)
        for name in ("targets", "item-new")
    ),
    *(
        Line(
            f"standards:school-{name}", PAPER, ok=SCHOOL_A1, hidden=SCHOOL_A2 | SCHOOL_B, method="post", answers=(422,)
        )
        for name in ("targets", "item-new", "delete")
    ),
    Line("standards:school-item", own_item, ok=SCHOOL_A1, hidden=SCHOOL_A2 | SCHOOL_B),
    *(
        Line(
            f"standards:school-{name}",
            own_item,
            ok=SCHOOL_A1,
            hidden=SCHOOL_A2 | SCHOOL_B,
            method="post",
            answers=(422,),
        )
        for name in ("item", "item-remove")
    ),
    *(
        Line(f"standards:school-{name}", paper, ok=PRINCIPAL, hidden=PRINCIPALS - PRINCIPAL)
        for name, paper in (("declare", PAPER), ("revise", DECLARED))
    ),
    *(
        Line(
            f"standards:school-{name}",
            paper,
            ok=PRINCIPAL,
            hidden=PRINCIPALS - PRINCIPAL,
            method="post",
            answers=(422,),
        )
        for name, paper in (("declare", PAPER), ("revise", DECLARED))
    ),
]
