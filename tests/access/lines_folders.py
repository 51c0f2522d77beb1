"""The desk's day and the folders presented for signature."""

from tests.access.cast import DESK_A, DIRECTORS_A
from tests.access.matrix import Line

DECIDERS_A = DIRECTORS_A | frozenset({"deputy_director", "office_director"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})

LINES = [
    Line("folders:desk", ok=DECIDERS_A | DESK_A | DECIDERS_B),
]
