"""Honours, polls, certificates, best practices and sharing: the office reads, who honours writes, principals nominate,
electors vote whatever their role; the page behind a certificate's QR code is everyone's."""

from typing import Any

from tests.access.cast import (
    COMMITTEE_A,
    DESK_A,
    DIRECTORS_A,
    EVERYONE,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
)
from tests.access.matrix import Line, of, reason

KEEPERS_A = DIRECTORS_A | {"committee_secretary"}
KEEPERS_B = frozenset({"group_director_b"})
SCHOOLS = SCHOOL_A1 | SCHOOL_A2 | SCHOOL_B
READERS = OFFICE_A | OFFICE_B | SCHOOLS
OUTSIDE = OFFICE_B | SCHOOL_B
NOMINATORS_A = KEEPERS_A | {"supervisor", "principal_a1", "principal_a2"}
NOMINATORS_B = frozenset({"supervisor_b", "group_director_b", "principal_b1"})
CHOOSERS_A = KEEPERS_A | {"deputy_director", "office_director"}
ELECTORS = frozenset({"principal_a1", "principal_a2", "supervisor"})
WRITERS = SCHOOLS


def kept(name: str, row: str, method: str = "post", **more: Any) -> Line:
    """What only those who honour in A may do."""
    return Line(f"recognition:{name}", of(row), ok=KEEPERS_A, hidden=KEEPERS_B, method=method, **more)


LINES = [
    Line("recognition:verify", lambda cast: {"token": cast.rows["certificate"].token}, ok=EVERYONE, open_to_all=True),
    Line("recognition:index", ok=READERS),
    Line("recognition:new", ok=KEEPERS_A | KEEPERS_B),
    Line("recognition:award", of("award"), ok=OFFICE_A | SCHOOL_A1 | SCHOOL_A2, hidden=OUTSIDE | COMMITTEE_A | DESK_A,
         note="announced: every school of the office"),
    Line("recognition:award", of("award_draft"), ok=OFFICE_A, hidden=OFFICE_B | SCHOOLS | COMMITTEE_A | DESK_A,
         note="a draft"),
    kept("edit", "award_draft", "get"),
    kept("add", "award_draft", "get"),
    kept("open", "award_draft"),
    kept("by-rule", "award_draft"),
    kept("announce", "award_draft"),
    kept("cancel", "award_draft", "get"),
    kept("cancel", "award_draft", data=reason),
    kept("issue", "award"),
    kept("remove", "recipient_draft"),
    kept("revoke", "recipient", "get"),
    kept("poll-new", "award_open", "get"),
    Line("recognition:nominate", of("award_open"), ok=NOMINATORS_A, hidden=NOMINATORS_B),
    Line("recognition:nomination", of("nomination"), ok=CHOOSERS_A | {"principal_a1"},
         hidden=NOMINATORS_B | {"supervisor", "principal_a2", "office_director_b"}),
    kept("decide", "nomination", data=lambda cast: {"act": "accept"}),
    Line("recognition:withdraw", of("nomination"), ok=frozenset({"principal_a1"}),
         hidden=NOMINATORS_B | {"supervisor", "principal_a2"}, method="post", note="only who put it forward"),
    Line("recognition:poll", of("poll"), ok=OFFICE_A | ELECTORS, hidden=EVERYONE - OFFICE_A - ELECTORS),
    Line("recognition:vote", of("poll"), ok=ELECTORS, hidden=EVERYONE - OFFICE_A - ELECTORS, method="post",
         data=lambda cast: {"option": cast.key("poll_option")}, note="the office sees it and does not vote"),
    kept("poll-close", "poll"),
    kept("poll-cancel", "poll", "get"),
    kept("poll-take", "poll", data=lambda cast: {"option": cast.key("poll_option")}),
    Line("recognition:certificates", ok=READERS),
    Line("recognition:certificate", of("certificate"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2),
    Line("recognition:certificate-cancel", of("certificate"), ok=KEEPERS_A, hidden=KEEPERS_B),
    Line("recognition:practices", ok=READERS),
    Line("recognition:practice-new", ok=WRITERS),
    Line("recognition:practice", of("practice"), ok=OFFICE_A | SCHOOL_A1 | SCHOOL_A2, hidden=OUTSIDE,
         note="shown to every school"),
    Line("recognition:practice", of("practice_draft"), ok=SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2 | OFFICE_A,
         note="a draft is its school's own"),
    Line("recognition:practice-edit", of("practice_draft"), ok=SCHOOL_A1, hidden=SCHOOL_A2 | SCHOOL_B),
    Line("recognition:practice-submit", of("practice_draft"), ok=frozenset({"principal_a1"}),
         hidden=frozenset({"principal_a2", "principal_b1"}), method="post"),
    kept("practice-show", "practice_sent"),
    kept("practice-return", "practice_sent", "get"),
    kept("practice-withdraw", "practice", "get"),
    Line("recognition:honours", of("honour_programme"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("recognition:sharing", of("honour_programme"), ok=OFFICE_A, hidden=OFFICE_B),
    kept("sharing-call", "honour_programme", "get"),
    kept("present", "sharing"),
    Line("recognition:school-honours", of("honour_school"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2),
    Line("recognition:school-sharing", of("honour_school"), ok=OFFICE_A | SCHOOL_A1, hidden=OUTSIDE | SCHOOL_A2),
]  # fmt: skip
