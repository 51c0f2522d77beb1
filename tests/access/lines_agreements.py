"""Agreements: the office reads all, a school its own; who runs the programme issues; a school signs for itself."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line, of, reason

_B = frozenset({"group_director_b"})
_READERS = OFFICE_A | OFFICE_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
_PRINCIPALS = frozenset({"principal_a1", "principal_a2", "principal_b1"})


def _keys(cast: Cast) -> dict[str, Any]:
    return {"picked": [cast.key("mou")], "act": "school_sign", "on": "15 พ.ย. 2567"}


_ISSUE = {"dated": "15 พ.ย. 2567"}

LINES = [
    Line("agreements:board", of("mou_year"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("agreements:mark", of("mou_year"), ok=DIRECTORS_A, hidden=_B, method="post", data=_keys),
    Line("agreements:text", of("mou_year"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:issue-all", of("mou_year"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:issue-all", of("mou_b_year"), ok=_B, hidden=DIRECTORS_A - {"two"}, method="post",
         data=lambda cast: _ISSUE, note="of the office where two only supervises"),
    Line("agreements:school", of("mou_part"), ok=OFFICE_A | SCHOOL_A1, hidden=_READERS - OFFICE_A - SCHOOL_A1),
    Line("agreements:school", of("mou_part_a2"), ok=OFFICE_A | SCHOOL_A2,
         hidden=_READERS - OFFICE_A - SCHOOL_A2, note="not issued yet"),
    Line("agreements:issue", of("mou_part_a2"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:agreement", of("mou"), ok=OFFICE_A | SCHOOL_A1, hidden=_READERS - OFFICE_A - SCHOOL_A1),
    Line("agreements:signers", of("mou"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:sign", of("mou"), ok=DIRECTORS_A | {"principal_a1"},
         hidden=_B | _PRINCIPALS - {"principal_a1"}),
    Line("agreements:take-back", of("mou"), ok=DIRECTORS_A, hidden=_B, note="nobody has signed yet, which is told"),
    Line("agreements:edition", of("mou"), ok=DIRECTORS_A, hidden=_B, method="post",
         data=lambda cast: {**_ISSUE, **reason(cast)}),
    Line("agreements:cancel", of("mou"), ok=DIRECTORS_A, hidden=_B, method="post", data=reason),
]  # fmt: skip
