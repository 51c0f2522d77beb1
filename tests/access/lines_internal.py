"""Internal supervision: the school's own; the office has counts and the summaries it was sent."""

from typing import Any

from core.thai.years import academic_term
from tests.access.cast import OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of

PRINCIPAL = frozenset({"principal_a1"})
OTHER_PRINCIPALS = frozenset({"principal_a2", "principal_b1"})
TEACHER = frozenset({"staff_a1"})
OTHER_SCHOOLS = SCHOOL_A2 | SCHOOL_B


def school(cast: Cast) -> dict[str, Any]:
    return {"school": cast.a1.pk}


def term(cast: Cast) -> dict[str, Any]:
    year, number = academic_term(cast.today)
    return {"school": cast.a1.pk, "year": year, "term": number}


LINES = [
    Line("rounds:internal", ok=OFFICE_A | OFFICE_B | SCHOOL_A1 | OTHER_SCHOOLS),
    *(
        Line("rounds:internal-plan", school, ok=PRINCIPAL, hidden=OTHER_PRINCIPALS, method=method)
        for method in ("get", "post")
    ),
    *(
        Line("rounds:internal-summary", term, ok=PRINCIPAL, hidden=OTHER_PRINCIPALS, method=method)
        for method in ("get", "post")
    ),
    Line("rounds:internal-submit", term, ok=PRINCIPAL, hidden=OTHER_PRINCIPALS, method="post"),
    Line("rounds:internal-visit", of("internal_planned"), ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, note="planned"),
    Line("rounds:internal-visit", of("internal_recorded"), ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, note="recorded"),
    *(
        Line("rounds:internal-record", of("internal_draft"), ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method=method)
        for method in ("get", "post")
    ),
    Line("rounds:internal-record", of("internal_recorded"), ok=PRINCIPAL, hidden=OTHER_SCHOOLS, note="of the teacher"),
    Line("rounds:internal-done", of("internal_draft"), ok=SCHOOL_A1, hidden=OTHER_SCHOOLS, method="post"),
    Line("rounds:internal-reopen", of("internal_recorded"), ok=PRINCIPAL, hidden=OTHER_SCHOOLS, method="post"),
    Line("rounds:internal-acknowledge", of("internal_recorded"), ok=TEACHER, hidden=OTHER_SCHOOLS, method="post"),
    *(
        Line(f"rounds:internal-{name}", of("internal_planned"), ok=PRINCIPAL, hidden=OTHER_PRINCIPALS, method=method)
        for name in ("move", "cancel")
        for method in ("get", "post")
    ),
    Line("rounds:internal-working", of("internal_recorded"), ok=SCHOOL_A1, hidden=OTHER_SCHOOLS),
    Line("rounds:internal-office", ok=OFFICE_A | OFFICE_B),
    Line("rounds:internal-office-summary", of("internal_summary"), ok=OFFICE_A, hidden=OFFICE_B),
]
