"""Result tables of the office: whoever reads the whole district; counts and names of schools, nobody's own score."""

from tests.access.cast import OFFICE_A, OFFICE_B
from tests.access.matrix import Line

LINES = [
    Line("assessment:tables", ok=OFFICE_A | OFFICE_B),
    # School A1's level of 2566 stands in the fiscal year after it; the other office has no such table.
    Line("assessment:table-schools", lambda cast: {"key": "quality-basic-self"}, ok=OFFICE_A, hidden=OFFICE_B,
         query=lambda cast: {"year": "2567"}),
]  # fmt: skip
