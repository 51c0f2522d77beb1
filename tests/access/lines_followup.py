"""Forms 7.1–7.3: the office reads, their assessor writes, the school reads and acknowledges what it was handed."""

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B
from tests.access.matrix import Line, of

SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
OTHER_SCHOOLS = SCHOOL_A2 | SCHOOL_B
DIRECTOR_B = frozenset({"group_director_b"})
ASSESSORS_A = DIRECTORS_A | {"supervisor"}
ASSESSORS_B = DIRECTOR_B | {"supervisor_b"}
PRINCIPALS = frozenset({"principal_a1", "principal_a2", "principal_b1"})


DRAFT, HANDED = of("followup_draft"), of("followup_handed")

LINES = [
    Line("followup:list", ok=OFFICE_A | OFFICE_B | SCHOOLS),
    Line("followup:new", ok=ASSESSORS_A | ASSESSORS_B),
    Line("followup:new", ok=ASSESSORS_A | ASSESSORS_B, method="post", answers=(422,)),
    Line("followup:results", ok=OFFICE_A | OFFICE_B),
    Line("followup:page", HANDED, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("followup:page", DRAFT, ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS, note="draft"),
    Line("followup:working", HANDED, ok=OFFICE_A | SCHOOL_A1, hidden=OFFICE_B | OTHER_SCHOOLS),
    Line("followup:record", DRAFT, ok=frozenset({"supervisor"}), hidden=ASSESSORS_B),
    Line("followup:record", DRAFT, ok=frozenset({"supervisor"}), hidden=ASSESSORS_B, method="post"),
    Line("followup:submit", DRAFT, ok=frozenset({"supervisor"}), hidden=ASSESSORS_B, method="post"),
    Line("followup:reopen", HANDED, ok=frozenset({"supervisor"}), hidden=ASSESSORS_B, method="post"),
    Line("followup:acknowledge", HANDED, ok=frozenset({"principal_a1"}), hidden=PRINCIPALS - {"principal_a1"},
         method="post"),
    Line("followup:cancel", DRAFT, ok=ASSESSORS_A, hidden=ASSESSORS_B),
    Line("followup:cancel", DRAFT, ok=ASSESSORS_A, hidden=ASSESSORS_B, method="post", answers=(422,)),
]  # fmt: skip
