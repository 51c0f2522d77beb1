"""Pictures of published results: the office reads every school, a school its own profile."""

from tests.access.cast import OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B
from tests.access.matrix import Line

LINES = [
    *(
        Line(f"quality-results:{name}", lambda cast: {"pk": cast.key("judged")}, ok=OFFICE_A, hidden=OFFICE_B)
        for name in ("heat", "trend")
    ),
    Line("quality-results:profile", lambda cast: {"pk": cast.key("judged_a1")}, ok=OFFICE_A | SCHOOL_A1,
         hidden=OFFICE_B | SCHOOL_A2 | SCHOOL_B),
    Line("quality-results:colours", ok=OFFICE_A | OFFICE_B),
    Line("quality-results:colour-why", lambda cast: {"pk": cast.a1.pk}, ok=OFFICE_A, hidden=OFFICE_B,
         query=lambda cast: {"result": "pupils-per-teacher:all", "year": "2567"}),
]  # fmt: skip
