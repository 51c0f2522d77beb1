"""Agreements: the office reads all, a school its own; who runs the programme issues; a school signs for itself."""

from typing import Any

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B, SCHOOL_A1, SCHOOL_A2, SCHOOL_B, Cast
from tests.access.matrix import Line

_B = frozenset({"group_director_b"})
_READERS = OFFICE_A | OFFICE_B | SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
_PRINCIPALS = frozenset({"principal_a1", "principal_a2", "principal_b1"})


def _of(name: str) -> Any:
    return lambda cast: {"pk": cast.key(name)}


def _keys(cast: Cast) -> dict[str, Any]:
    return {"picked": [cast.key("mou")], "act": "school_sign", "on": "15 พ.ย. 2567"}


_ISSUE = {"dated": "15 พ.ย. 2567"}
_REASON = {"reason": "ทดสอบ"}

LINES = [
    Line("agreements:board", _of("mou_year"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("agreements:mark", _of("mou_year"), ok=DIRECTORS_A, hidden=_B, method="post", data=_keys),
    Line("agreements:text", _of("mou_year"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:issue-all", _of("mou_year"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:issue-all", _of("mou_b_year"), ok=_B, hidden=DIRECTORS_A - {"two"}, method="post",
         data=lambda cast: _ISSUE, note="of the office where two only supervises"),
    Line("agreements:school", _of("mou_part"), ok=OFFICE_A | SCHOOL_A1, hidden=_READERS - OFFICE_A - SCHOOL_A1),
    Line("agreements:school", _of("mou_part_a2"), ok=OFFICE_A | SCHOOL_A2,
         hidden=_READERS - OFFICE_A - SCHOOL_A2, note="not issued yet"),
    Line("agreements:issue", _of("mou_part_a2"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:agreement", _of("mou"), ok=OFFICE_A | SCHOOL_A1, hidden=_READERS - OFFICE_A - SCHOOL_A1),
    Line("agreements:signers", _of("mou"), ok=DIRECTORS_A, hidden=_B),
    Line("agreements:sign", _of("mou"), ok=DIRECTORS_A | {"principal_a1"},
         hidden=_B | _PRINCIPALS - {"principal_a1"}),
    Line("agreements:take-back", _of("mou"), ok=frozenset(), hidden=_B, note="nobody has signed yet"),
    Line("agreements:edition", _of("mou"), ok=DIRECTORS_A, hidden=_B, method="post",
         data=lambda cast: _ISSUE | _REASON),
    Line("agreements:cancel", _of("mou"), ok=DIRECTORS_A, hidden=_B, method="post", data=lambda cast: _REASON),
]  # fmt: skip
