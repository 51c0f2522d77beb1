"""Instruments: the office reads them, the group director and the people of the owning work group write them."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, Cast
from tests.access.matrix import Line, of

DIRECTOR_B = frozenset({"group_director_b"})
BOTH = DIRECTORS_A | DIRECTOR_B


def section(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("instrument_draft"), "part": cast.key("instrument_section")}


def item(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.key("instrument_draft"), "part": cast.key("instrument_item")}


DRAFT, WHOLE, OUT = of("instrument_draft"), of("instrument"), of("instrument_out")

LINES = [
    Line("instruments:list", ok=OFFICE_A | OFFICE_B),
    Line("instruments:new", ok=BOTH),
    Line("instruments:new", ok=BOTH, method="post", answers=(422,)),
    Line("instruments:instrument", WHOLE, ok=OFFICE_A, hidden=OFFICE_B),
    Line("instruments:edit", WHOLE, ok=DIRECTORS_A, hidden=OFFICE_B),
    Line("instruments:edit", WHOLE, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,)),
    Line("instruments:draft", WHOLE, ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
    *(Line(f"instruments:{name}", DRAFT, ok=OFFICE_A, hidden=OFFICE_B) for name in ("build", "preview")),
    Line("instruments:preview", DRAFT, ok=OFFICE_A, hidden=OFFICE_B, method="post"),
    *(
        Line(f"instruments:{name}", DRAFT, ok=DIRECTORS_A, hidden=OFFICE_B)
        for name in ("front", "publish", "delete", "new-section")
    ),
    *(
        Line(f"instruments:{name}", DRAFT, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,))
        for name in ("front", "publish", "new-section", "delete")
    ),
    Line("instruments:retire", OUT, ok=DIRECTORS_A, hidden=OFFICE_B, method="post"),
    *(Line(f"instruments:{name}", section, ok=DIRECTORS_A, hidden=OFFICE_B) for name in ("section", "new-item")),
    *(
        Line(f"instruments:{name}", section, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,))
        for name in ("section", "new-item", "section-act")
    ),
    Line("instruments:item", item, ok=DIRECTORS_A, hidden=OFFICE_B),
    *(
        Line(f"instruments:{name}", item, ok=DIRECTORS_A, hidden=OFFICE_B, method="post", answers=(422,))
        for name in ("item", "item-act")
    ),
]  # fmt: skip
