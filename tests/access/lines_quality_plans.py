"""Quality plans: the office reads, supervisors and the group director write, the chain decides; schools stay out."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, Cast
from tests.access.matrix import Build, Line

WRITERS_A = frozenset({"supervisor"}) | DIRECTORS_A
WRITERS_B = frozenset({"supervisor_b", "group_director_b"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})


def of(name: str, **more: Any) -> Build:
    return lambda cast: {"pk": cast.key(name), **more}


def indicator(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("quality_draft"), "part": "indicator", "row": cast.key("quality_indicator")}


DRAFT, SENT, APPROVED = of("quality_draft"), of("quality_sent"), of("quality_approved")
NEW = of("quality_draft", part="finding")

LINES = [
    Line("quality-plans:plans", ok=OFFICE_A | OFFICE_B),
    Line("quality-plans:plan-new", ok=WRITERS_A | WRITERS_B),
    Line("quality-plans:plan-new", ok=WRITERS_A | WRITERS_B, method="post", answers=(422,)),
    Line("quality-plans:plan", DRAFT, ok=OFFICE_A, hidden=OFFICE_B),
    Line("quality-plans:plan", SENT, ok=OFFICE_A, hidden=OFFICE_B, note="sent"),
    *(
        Line(f"quality-plans:{name}", kwargs, ok=WRITERS_A, hidden=WRITERS_B)
        for name, kwargs in (
            ("plan-front", DRAFT), ("plan-cancel", DRAFT), ("plan-pick", DRAFT), ("row-new", NEW), ("row", indicator),
        )
    ),
    *(
        Line(f"quality-plans:{name}", kwargs, ok=WRITERS_A, hidden=WRITERS_B, method="post", answers=(422,))
        for name, kwargs in (
            ("plan-front", DRAFT), ("plan-cancel", DRAFT), ("plan-submit", DRAFT), ("plan-pick", DRAFT),
            ("row-new", NEW), ("row", indicator), ("row-move", indicator), ("row-remove", indicator),
        )
    ),
    Line("quality-plans:plan-withdraw", SENT, ok=frozenset({"supervisor"}), hidden=WRITERS_B, method="post"),
    Line("quality-plans:plan-results", of("quality_approved", year=2569), ok=WRITERS_A, hidden=WRITERS_B),
    Line("quality-plans:plan-results", of("quality_approved", year=2569), ok=WRITERS_A, hidden=WRITERS_B,
         method="post", answers=(422,)),
    Line(
        "quality-plans:plan-decide", SENT, ok=DIRECTORS_A, hidden=DECIDERS_B, method="post",
        data=lambda cast: {
            "decision": "approved", "revision": "1", "hash": cast.rows["quality_sent"].rounds.get().content_hash,
        },
    ),
]  # fmt: skip
