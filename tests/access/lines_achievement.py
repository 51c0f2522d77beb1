"""Test results, the item bank and checks: the office reads, the group director keeps, a school sees its own."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B
from tests.access.matrix import Line, of, reason

SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
READERS = OFFICE_A | OFFICE_B | SCHOOLS
KEEPERS_B = frozenset({"group_director_b"})
WRITERS_A = DIRECTORS_A | {"supervisor"}
WRITERS_B = frozenset({"group_director_b", "supervisor_b"})
HEAD = frozenset({"group_director"})


def kept(name: str, row: str, method: str = "get", **more: Any) -> Line:
    """What only who keeps the tests of A may do to a row that B never sees."""
    return Line(f"achievement:{name}", of(row), ok=DIRECTORS_A, hidden=WRITERS_B, method=method, **more)


LINES = [
    Line("achievement:index", ok=READERS),
    Line("achievement:paper", of("exam_paper"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("achievement:school", lambda cast: {"pk": cast.a1.pk}, ok=OFFICE_A | SCHOOL_A1,
         hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    Line("achievement:warnings", ok=OFFICE_A | OFFICE_B),
    Line("achievement:rule", ok=DIRECTORS_A | KEEPERS_B),
    Line("achievement:result-new", ok=DIRECTORS_A | KEEPERS_B),
    kept("result-edit", "exam_result"),
    kept("result-remove", "exam_result"),
    kept("result-remove", "exam_result", "post", data=reason),
    Line("achievement:exams", ok=OFFICE_A | OFFICE_B),
    Line("achievement:exam-new", ok=DIRECTORS_A | KEEPERS_B),
    kept("exam-edit", "exam"),
    kept("paper-new", "exam"),
    kept("paper-edit", "exam_paper"),
    Line("achievement:imports", ok=DIRECTORS_A | KEEPERS_B),
    Line("achievement:import-template", ok=DIRECTORS_A | KEEPERS_B),
    kept("import", "exam_import"),
    kept("import-confirm", "exam_import", "post"),
    kept("import-drop", "exam_import", "post"),
    Line("achievement:bank", ok=READERS),
    Line("achievement:item-new", ok=WRITERS_A | WRITERS_B),
    Line("achievement:item", of("bank_item"), ok=OFFICE_A | SCHOOL_A1 | SCHOOL_A2, hidden=OFFICE_B | SCHOOL_B),
    Line("achievement:item-edit", of("bank_item"), ok=WRITERS_A, hidden=WRITERS_B, note="the supervisor put it in"),
    Line("achievement:item-use", of("bank_item"), ok=WRITERS_A | SCHOOL_A1 | SCHOOL_A2, hidden=WRITERS_B | SCHOOL_B),
    Line("achievement:item-withdraw", of("bank_item"), ok=WRITERS_A, hidden=WRITERS_B),
    Line("achievement:item-restore", of("bank_item"), ok=WRITERS_A, hidden=WRITERS_B, method="post"),
    Line("achievement:checks", ok=READERS),
    Line("achievement:check-new", ok=WRITERS_A | WRITERS_B),
    Line("achievement:check", of("check"), ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    Line("achievement:check", of("check_draft"), ok=DIRECTORS_A, hidden=OFFICE_B | SCHOOLS, note="who may cancel it"),
    Line("achievement:check-record", of("check_draft"), ok=HEAD, hidden=WRITERS_B),
    Line("achievement:check-finish", of("check_draft"), ok=HEAD, hidden=WRITERS_B, method="post"),
    Line("achievement:check-reopen", of("check"), ok=HEAD, hidden=WRITERS_B, method="post"),
    kept("check-cancel", "check"),
]  # fmt: skip
