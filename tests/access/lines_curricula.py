"""Curricula: the office reads, a school writes its own, the director and the school's supervisor
review and decide."""

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B
from tests.access.lines_achievement import KEEPERS_B, READERS, SCHOOLS, WRITERS_A, WRITERS_B
from tests.access.matrix import Line, of, reason

OUTSIDE = OFFICE_B | SCHOOL_A2 | SCHOOL_B
WRITERS_OUTSIDE = WRITERS_B | SCHOOL_A2 | SCHOOL_B
HEAD = frozenset({"group_director"})

LINES = [
    Line("curricula:index", ok=READERS),
    Line("curricula:none", ok=OFFICE_A | OFFICE_B),
    Line("curricula:kinds", ok=OFFICE_A | OFFICE_B),
    Line("curricula:kind-new", ok=DIRECTORS_A | KEEPERS_B),
    Line("curricula:kind-edit", of("curriculum_kind"), ok=DIRECTORS_A, hidden=WRITERS_B),
    Line("curricula:new", ok=WRITERS_A | KEEPERS_B | SCHOOLS, note="B's supervisor has no schools"),
    Line("curricula:curriculum", of("curriculum"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE),
    Line("curricula:curriculum", of("curriculum_draft"), ok=WRITERS_A | SCHOOL_A1,
         hidden=OUTSIDE | (OFFICE_A - WRITERS_A), note="a draft is for those who write it"),
    Line("curricula:edit", of("curriculum_draft"), ok=WRITERS_A | SCHOOL_A1, hidden=WRITERS_OUTSIDE),
    Line("curricula:submit", of("curriculum_draft"), ok=WRITERS_A | SCHOOL_A1, hidden=WRITERS_OUTSIDE, method="post"),
    Line("curricula:withdraw", of("curriculum_sent"), ok=SCHOOL_A1, hidden=WRITERS_OUTSIDE, method="post"),
    Line("curricula:review-begin", of("curriculum_sent"), ok=WRITERS_A, hidden=WRITERS_B),
    Line("curricula:accept", of("curriculum_sent"), ok=WRITERS_A, hidden=WRITERS_B),
    Line("curricula:return", of("curriculum_sent"), ok=WRITERS_A, hidden=WRITERS_B, method="post", data=reason),
    Line("curricula:cancel", of("curriculum_draft"), ok=WRITERS_A | SCHOOL_A1, hidden=WRITERS_OUTSIDE),
    Line("curricula:cancel", of("curriculum"), ok=WRITERS_A, hidden=WRITERS_OUTSIDE, note="in force: the office"),
    Line("curricula:review", of("review"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE),
    Line("curricula:review", of("review_draft"), ok=HEAD, hidden=OFFICE_B | SCHOOLS, note="the reviewer's alone"),
    Line("curricula:review-record", of("review_draft"), ok=HEAD, hidden=WRITERS_B),
    Line("curricula:review-finish", of("review_draft"), ok=HEAD, hidden=WRITERS_B, method="post"),
    Line("curricula:review-reopen", of("review_draft"), ok=HEAD, hidden=WRITERS_B, method="post"),
    Line("curricula:review-cancel", of("review_draft"), ok=HEAD, hidden=WRITERS_B),
]  # fmt: skip
