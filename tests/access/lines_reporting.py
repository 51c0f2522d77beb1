"""Reports of a period: the office reads, supervisors, group director and secretary write, the chain decides."""

from tests.access.cast import DIRECTORS_A, OFFICE_A, OFFICE_B
from tests.access.matrix import Line, of

WRITERS_A = frozenset({"supervisor", "committee_secretary"}) | DIRECTORS_A
WRITERS_B = frozenset({"supervisor_b", "group_director_b"})
DECIDERS_A = frozenset({"deputy_director", "office_director"}) | DIRECTORS_A
DECIDERS_B = frozenset({"group_director_b", "office_director_b"})


LINES = [
    Line("reporting:reports", ok=OFFICE_A | OFFICE_B),
    Line("reporting:report-create", ok=WRITERS_A | WRITERS_B),
    Line("reporting:report", of("report_draft"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("reporting:report", of("report_sent"), ok=OFFICE_A, hidden=OFFICE_B, note="sent"),
    Line("reporting:report-edit", of("report_draft"), ok=WRITERS_A, hidden=WRITERS_B),
    Line("reporting:report-submit", of("report_draft"), ok=WRITERS_A, hidden=WRITERS_B, method="post"),
    Line(
        "reporting:report-withdraw",
        of("report_sent"),
        ok=frozenset({"supervisor"}),
        hidden=WRITERS_B,
        method="post",
    ),
    Line("reporting:report-cancel", of("report_draft"), ok=WRITERS_A, hidden=WRITERS_B, method="post"),
    Line(
        "reporting:report-decide",
        of("report_sent"),
        ok=DIRECTORS_A,
        hidden=DECIDERS_B,
        method="post",
        data=lambda cast: {
            "decision": "approved",
            "revision": "1",
            "hash": cast.rows["report_sent"].rounds.get().content_hash,
        },
    ),
]
