"""The welfare fund: the clerk keeps it, who decides reads it, nobody else."""

from tests.access.cast import DESK_A, DIRECTORS_A
from tests.access.matrix import Build, Line

DECIDERS_A = DIRECTORS_A | frozenset({"deputy_director", "office_director"})
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})
READERS = DECIDERS_A | DESK_A


def of(name: str, **more: str) -> Build:
    return lambda cast: {"pk": cast.key(name), **more}


FUND, ENTRY = of("fund"), of("fund_entry")

LINES = [
    Line("welfare:funds", ok=READERS | DECIDERS_B),
    Line("welfare:fund-new", ok=DESK_A),
    Line("welfare:fund-new", ok=DESK_A, method="post", answers=(422,)),
    Line("welfare:fund", FUND, ok=READERS, hidden=DECIDERS_B),
    Line("welfare:entry", ENTRY, ok=READERS, hidden=DECIDERS_B),
    Line("welfare:record", of("fund", kind="income"), ok=DESK_A),
    Line("welfare:record", of("fund", kind="expense"), ok=DESK_A, method="post", answers=(422,)),
    Line("welfare:close", FUND, ok=DESK_A),
    Line("welfare:close", FUND, ok=DESK_A, method="post", answers=(422,)),
    Line("welfare:counter", ENTRY, ok=DESK_A),
    Line("welfare:counter", ENTRY, ok=DESK_A, method="post", answers=(422,)),
]
