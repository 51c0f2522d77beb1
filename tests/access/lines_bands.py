"""Band sets of instruments: the office reads them, the group director and the people of a work group write them."""

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line


def held(cast: Cast) -> dict[str, object]:
    return {"pk": cast.key("bands")}


LISTS = OFFICE_A | OFFICE_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
DIRECTOR_B = frozenset({"group_director_b"})
LINES = [
    Line("instruments:compare", ok=LISTS),
    Line("instruments:bands", ok=OFFICE_A | OFFICE_B),
    Line("instruments:band-new", ok=DIRECTORS_A | DIRECTOR_B),
    Line("instruments:band-new", ok=DIRECTORS_A | DIRECTOR_B, method="post", answers=(422,)),
    Line("instruments:band-edit", held, ok=DIRECTORS_A, hidden=OFFICE_B),
    Line("instruments:band-edit", held, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,)),
    Line("instruments:band-copy", held, ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
    Line("instruments:band-switch", held, ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
]
