"""Evaluations and results: before they are published only the group director, deputy and office director read them;
afterwards the office all and a school its own. A committee member who is named judges, whatever their role."""

from typing import Any

from tests.access.cast import DIRECTORS_A, EVERYONE, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Build, Line

EARLY_A = DIRECTORS_A | {"deputy_director", "office_director"}
EARLY_B = frozenset({"group_director_b", "office_director_b"})
RUN_B = frozenset({"group_director_b"})
JUDGE = frozenset({"committee_member"})
SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
READERS = OFFICE_A | OFFICE_B | SCHOOLS
# They see that the evaluation is on; nobody named them.
AROUND = OFFICE_A | SCHOOL_A1 | SCHOOL_A2


def at(year: str, name: str, key: str = "pk", **more: str) -> Build:
    """Keys of a year's rows by the names the address has for them."""

    def keys(cast: Cast) -> dict[str, Any]:
        rows = cast.rows[f"quality_{year}"]
        found = {key: rows[name].public_id if key == "key" else rows[name].pk}
        return found | {place: rows[row].pk for place, row in more.items()}

    return keys


def run(name: str, rows: Build, *, answers: tuple[int, ...] = ()) -> list[Line]:
    """A page with its act, both the group director's."""
    return [
        Line(f"quality-results:{name}", rows, ok=DIRECTORS_A, hidden=RUN_B),
        Line(f"quality-results:{name}", rows, ok=DIRECTORS_A, hidden=RUN_B, method="post", answers=answers),
    ]


PROGRAMME, EVALUATION = at("private", "programme"), at("private", "evaluation")
SHEET, OWN, SENT = (at("private", row, "key") for row in ("sheet", "own", "sent"))
WHERE = {"participation": "part"}

LINES = [
    Line("quality-results:mine", ok=EVERYONE),
    Line("quality-results:evaluation", PROGRAMME, ok=OFFICE_A, hidden=OFFICE_B),
    *run("settings", PROGRAMME, answers=(422,)),
    Line("quality-results:ranking", PROGRAMME, ok=OFFICE_A, hidden=OFFICE_B),
    Line("quality-results:own", at("private", "part"), ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    Line("quality-results:sheets", at("private", "part"), ok=EARLY_A, hidden=EARLY_B),
    Line("quality-results:begin-own", at("private", "part"), ok=SCHOOL_A1, hidden=SCHOOL_A2 | SCHOOL_B, method="post"),
    Line("quality-results:begin", at("private", "evaluation", participation="part"), ok=JUDGE,
         hidden=EVERYONE - AROUND - JUDGE, method="post"),
    Line("quality-results:assessors", EVALUATION, ok=DIRECTORS_A, hidden=RUN_B),
    *run("assessors-new", EVALUATION, answers=(422,)),
    *run("assessor-end", at("private", "evaluation", duty="duty"), answers=(422,)),
    Line("quality-results:moderation", EVALUATION, ok=EARLY_A, hidden=EARLY_B),
    *run("moderate", at("private", "evaluation", participation="part", indicator="indicator"), answers=(422,)),
    Line("quality-results:compute", EVALUATION, ok=DIRECTORS_A, hidden=RUN_B, method="post"),
    Line("quality-results:sheet", SHEET, ok=EARLY_A | JUDGE, hidden=EVERYONE - EARLY_A - JUDGE, note="an assessor's"),
    Line("quality-results:sheet", SHEET, ok=JUDGE, hidden=EVERYONE - EARLY_A - JUDGE, method="post"),
    Line("quality-results:sheet", OWN, ok=EARLY_A | SCHOOL_A1, hidden=EVERYONE - EARLY_A - SCHOOL_A1,
         note="the school's own"),
    Line("quality-results:sheet", SENT, ok=EARLY_A, hidden=EVERYONE - EARLY_A, note="sent, of a school by another"),
    Line("quality-results:sheet-check", SHEET, ok=EARLY_A | JUDGE, hidden=EVERYONE - EARLY_A - JUDGE),
    Line("quality-results:sheet-submit", SHEET, ok=JUDGE, hidden=EVERYONE - EARLY_A - JUDGE, method="post"),
    Line("quality-results:sheet-submit", OWN, ok=frozenset({"principal_a1"}), hidden=EVERYONE - EARLY_A - SCHOOL_A1,
         method="post", note="the principal sends"),
    *run("sheet-reopen", SENT, answers=(422,)),
    Line("quality-results:edition", at("private", "edition"), ok=EARLY_A, hidden=READERS - EARLY_A, note="private"),
    Line("quality-results:edition", at("told", "edition"), ok=OFFICE_A | SCHOOL_A1 | SCHOOL_A2,
         hidden=OFFICE_B | SCHOOL_B, note="published"),
    *run("publish", at("private", "edition"), answers=(422,)),
    Line("quality-results:school", at("private", "edition", **WHERE), ok=EARLY_A, hidden=READERS - EARLY_A,
         note="private"),
    Line("quality-results:school", at("told", "edition", **WHERE), ok=OFFICE_A | SCHOOL_A1,
         hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B, note="published"),
    Line("quality-results:explain", at("private", "edition", **WHERE, indicator="indicator"), ok=EARLY_A,
         hidden=READERS - EARLY_A, note="private"),
    Line("quality-results:explain", at("told", "edition", **WHERE, indicator="indicator"), ok=OFFICE_A | SCHOOL_A1,
         hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B, note="published"),
]  # fmt: skip
