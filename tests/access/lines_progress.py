"""Baselines, plans, fast reports, objectives and next year: the office reads all, a school its own."""

from typing import Any

from tests.access.cast import DIRECTORS_A, EVERYONE, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

FOLLOW_A = DIRECTORS_A | {"supervisor", "committee_secretary"}
FOLLOW_B = frozenset({"supervisor_b", "group_director_b"})
DIRECTOR_B = frozenset({"group_director_b"})
READERS = OFFICE_A | SCHOOL_A1
STRANGERS = OFFICE_B | SCHOOL_A2 | SCHOOL_B
WRITERS = SCHOOL_A1 | DIRECTORS_A
OTHER_WRITERS = SCHOOL_A2 | SCHOOL_B | DIRECTOR_B


def area(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("progress_part"), "area": cast.rows["progress_indicator"].area_id}


PROGRAMME, PART, SENT, REPORT = (
    of(name) for name in ("progress_programme", "progress_part", "progress_sent", "progress_report")
)
LINE = of("progress_part", line="progress_line")
INDICATOR = of("progress_part", indicator="progress_indicator")

LINES = [
    *(
        Line(f"progress:{name}", PROGRAMME, ok=OFFICE_A, hidden=OFFICE_B)
        for name in ("baselines", "plans", "reports", "objectives", "next-plan")
    ),
    Line("progress:accept-all", PROGRAMME, ok=FOLLOW_A, hidden=FOLLOW_B, method="post"),
    *(
        Line(f"progress:{name}", PROGRAMME, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post")
        for name in ("remind", "fill-targets", "remind-reports", "carry-over")
    ),
    Line("progress:open-next", PROGRAMME, ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("progress:open-next", PROGRAMME, ok=DIRECTORS_A, hidden=DIRECTOR_B, method="post", answers=(422,)),
    *(
        Line(f"progress:{name}", PART, ok=READERS, hidden=STRANGERS)
        for name in ("baseline", "plan", "school-reports", "school-objectives", "school-next")
    ),
    Line("progress:area", area, ok=READERS, hidden=STRANGERS),
    Line("progress:area", area, ok=WRITERS, hidden=STRANGERS, method="post"),
    Line("progress:indicator", INDICATOR, ok=READERS, hidden=STRANGERS),
    Line("progress:indicator", INDICATOR, ok=WRITERS, hidden=STRANGERS, method="post"),
    Line(
        "progress:submit", PART, ok=frozenset({"principal_a1"}), hidden=frozenset({"principal_a2", "principal_b1"}),
        method="post",
    ),
    Line("progress:accept", SENT, ok=FOLLOW_A, hidden=FOLLOW_B, method="post"),
    Line("progress:return", SENT, ok=FOLLOW_A, hidden=FOLLOW_B),
    Line("progress:return", SENT, ok=FOLLOW_A, hidden=FOLLOW_B, method="post", answers=(422,)),
    Line("progress:plan-new", PART, ok=WRITERS, hidden=OTHER_WRITERS),
    Line("progress:plan-new", PART, ok=WRITERS, hidden=OTHER_WRITERS, method="post", answers=(422,)),
    Line("progress:plan-edit", LINE, ok=WRITERS, hidden=OTHER_WRITERS),
    Line("progress:plan-edit", LINE, ok=WRITERS, hidden=OTHER_WRITERS, method="post", answers=(422,)),
    Line("progress:plan-remove", LINE, ok=WRITERS, hidden=OTHER_WRITERS),
    Line("progress:plan-remove", LINE, ok=WRITERS, hidden=OTHER_WRITERS, method="post"),
    Line("progress:plan-done", LINE, ok=WRITERS, hidden=OTHER_WRITERS),
    Line("progress:plan-done", LINE, ok=WRITERS, hidden=OTHER_WRITERS, method="post"),
    Line("progress:choose", ok=EVERYONE),
    Line("progress:report", PART, ok=SCHOOL_A1 | FOLLOW_A, hidden=EVERYONE - READERS),
    Line(
        "progress:report", PART, ok=SCHOOL_A1 | FOLLOW_A, hidden=EVERYONE - READERS, method="post", answers=(422,)
    ),
    Line("progress:report-page", REPORT, ok=READERS, hidden=EVERYONE - READERS),
    Line("progress:report-cancel", REPORT, ok=DIRECTORS_A | {"principal_a1"}, hidden=EVERYONE - READERS),
    Line(
        "progress:report-cancel", REPORT, ok=DIRECTORS_A | {"principal_a1"}, hidden=EVERYONE - READERS, method="post",
        answers=(422,),
    ),
]  # fmt: skip
