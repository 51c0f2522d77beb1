"""People, appointments, assignments, teams. Rows stand in office A, people's rows in school A1, unless told."""

from tests.access.cast import (
    ADMIN_A,
    ADMIN_B,
    DESK_A,
    DIRECTORS_A,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
    Cast,
)
from tests.access.matrix import Line, of

SCHOOLS_ELSEWHERE = SCHOOL_A2 | SCHOOL_B
STRANGERS = OFFICE_B | ADMIN_B
REFERENCE_A = OFFICE_A | ADMIN_A | DESK_A
LISTS = REFERENCE_A | STRANGERS | SCHOOL_A1 | SCHOOLS_ELSEWHERE
DIRECTOR_B = frozenset({"group_director_b"})
HEADS_ELSEWHERE = frozenset({"principal_a2", "principal_b1"})
PRINCIPAL_A1 = frozenset({"principal_a1"})


def team_member(cast: Cast) -> dict[str, int]:
    return {"pk": cast.key("team"), "member_pk": cast.key("team_member")}


LINES = [
    Line("schools:people", ok=LISTS),
    Line(
        "schools:people",
        query=lambda c: {"school": c.a1.pk},
        ok=REFERENCE_A | SCHOOL_A1,
        hidden=STRANGERS | SCHOOLS_ELSEWHERE,
        note="of school A1",
    ),
    Line("schools:person", of("teacher"), ok=REFERENCE_A | SCHOOL_A1, hidden=STRANGERS | SCHOOLS_ELSEWHERE),
    Line(
        "schools:person",
        of("officer"),
        ok=REFERENCE_A,
        hidden=STRANGERS | SCHOOL_A1 | SCHOOLS_ELSEWHERE,
        note="of the office",
    ),
    Line(
        "schools:person-add",
        ok=DIRECTORS_A | ADMIN_A | DIRECTOR_B | ADMIN_B | PRINCIPAL_A1 | HEADS_ELSEWHERE,
    ),
    Line(
        "schools:person-edit",
        of("teacher"),
        ok=DIRECTORS_A | ADMIN_A | PRINCIPAL_A1,
        hidden=DIRECTOR_B | ADMIN_B | HEADS_ELSEWHERE,
    ),
    Line(
        "schools:person-edit",
        of("officer_b"),
        ok=DIRECTOR_B | ADMIN_B,
        hidden=frozenset({"group_director"}) | ADMIN_A | PRINCIPAL_A1 | HEADS_ELSEWHERE,
        note="of office B, where two only supervises",
    ),
    Line("schools:person-account", of("teacher"), ok=ADMIN_A, hidden=ADMIN_B),
    Line("schools:account-close", of("supervisor"), ok=ADMIN_A, hidden=ADMIN_B),
    Line("schools:account-reopen", of("supervisor"), method="post", ok=ADMIN_A, hidden=ADMIN_B),
    Line("schools:person-transfer", of("teacher"), ok=ADMIN_A | DIRECTORS_A, hidden=ADMIN_B | DIRECTOR_B),
    Line(
        "schools:person-leave",
        of("teacher"),
        ok=DIRECTORS_A | ADMIN_A | PRINCIPAL_A1,
        hidden=DIRECTOR_B | ADMIN_B | HEADS_ELSEWHERE,
    ),
    Line(
        "schools:person-return",
        of("teacher"),
        method="post",
        ok=DIRECTORS_A | ADMIN_A | PRINCIPAL_A1,
        hidden=DIRECTOR_B | ADMIN_B | HEADS_ELSEWHERE,
    ),
    Line("schools:appointments", ok=LISTS),
    Line(
        "schools:appointment-add",
        lambda c: {"person_pk": c.key("officer")},
        ok=DIRECTORS_A | ADMIN_A,
        hidden=DIRECTOR_B | ADMIN_B,
    ),
    Line(
        "schools:appointment-add",
        lambda c: {"person_pk": c.person("group_director").pk},
        ok=ADMIN_A | frozenset({"two"}),
        hidden=DIRECTOR_B | ADMIN_B,
        note="nobody gives themselves a role",
    ),
    Line("schools:appointment-end", of("appointment"), ok=DIRECTORS_A | ADMIN_A, hidden=DIRECTOR_B | ADMIN_B),
    Line("schools:assignments", ok=OFFICE_A | OFFICE_B),
    Line("schools:assignments", query=lambda c: {"by": "cluster"}, ok=OFFICE_A | OFFICE_B, note="by cluster"),
    Line("schools:assignment-holes", ok=OFFICE_A | OFFICE_B),
    Line("schools:assignment-add", ok=DIRECTORS_A | DIRECTOR_B),
    Line("schools:supervisor", of("supervisor"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("schools:cluster-assignments", of("cluster"), ok=OFFICE_A, hidden=OFFICE_B),
    Line("schools:cluster-assignments", of("cluster_b"), ok=OFFICE_B | {"two"}, hidden=OFFICE_A - {"two"}, note="of B"),
    Line("schools:assignment-end", of("assignment"), ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line(
        "schools:assignment-end",
        of("assignment_b"),
        ok=DIRECTOR_B,
        hidden=frozenset({"group_director"}),
        note="of office B: two sees it and may not end it",
    ),
    Line("schools:hand-over", of("supervisor"), ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("schools:teams", ok=OFFICE_A | OFFICE_B),
    Line(
        "schools:team",
        of("team"),
        ok=OFFICE_A | SCHOOL_A1 | {"committee_member"},
        hidden=OFFICE_B | SCHOOLS_ELSEWHERE | DESK_A | {"subcommittee_member"},
        note="the committee member is named in it",
    ),
    Line("schools:team-add", ok=DIRECTORS_A | DIRECTOR_B),
    Line("schools:team-edit", of("team"), ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("schools:team-member-add", of("team"), method="post", ok=DIRECTORS_A, hidden=DIRECTOR_B),
    Line("schools:team-member-remove", team_member, method="post", ok=DIRECTORS_A, hidden=DIRECTOR_B),
]
