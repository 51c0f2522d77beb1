"""Desks of groups, tasks, responsibilities, training logs and published reports: the office reads, the head leads,
owners and those assigned write; the clerk comes to the lists and to what they own; schools read what is published."""

from typing import Any

from tests.access.cast import (
    DESK_A,
    DIRECTORS_A,
    EVERYONE,
    OFFICE_A,
    OFFICE_B,
    SCHOOL_A1,
    SCHOOL_A2,
    SCHOOL_B,
    Cast,
)
from tests.access.matrix import Line, of, reason

HEAD_B = frozenset({"group_director_b"})
# Who holds group.write somewhere in B, past the door, but not in A.
WRITERS_B = frozenset({"supervisor_b", "group_director_b"})
SCHOOLS_A = SCHOOL_A1 | SCHOOL_A2
OWN_A = OFFICE_A | DESK_A


def person(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.person("supervisor").pk}


def kept(name: str, row: str, method: str = "get", **more: Any) -> Line:
    """What only who publishes in A may do."""
    return Line(f"groups:{name}", of(row), ok=DIRECTORS_A, hidden=HEAD_B, method=method, **more)


LINES = [
    Line("groups:index", ok=OWN_A | OFFICE_B),
    Line("groups:open", ok=DIRECTORS_A | HEAD_B),
    Line("groups:desk", of("desk_group"), ok=OWN_A, hidden=OFFICE_B),
    Line("groups:subject", of("desk_subject"), ok=OWN_A, hidden=OFFICE_B),
    Line("groups:line-new", of("desk_subject"), ok=DIRECTORS_A, hidden=WRITERS_B),
    Line("groups:line-edit", of("subject_line"), ok=DIRECTORS_A, hidden=WRITERS_B | DESK_A),
    Line("groups:summary", of("group_year"), ok=DIRECTORS_A, hidden=WRITERS_B | DESK_A),
    Line("groups:group-owners", of("group_year"), ok=DIRECTORS_A, hidden=WRITERS_B | DESK_A),
    kept("group-publish", "group_year"),
    kept("group-take-back", "group_year", "post"),
    Line("groups:task", of("task_year"), ok=OFFICE_A, hidden=OFFICE_B | DESK_A),
    Line("groups:task", of("task_clerk"), ok=OWN_A, hidden=OFFICE_B, note="named on it"),
    Line("groups:task-edit", of("task_year"), ok=DIRECTORS_A | {"supervisor"}, hidden=WRITERS_B | DESK_A),
    Line("groups:task-edit", of("task_clerk"), ok=DIRECTORS_A | DESK_A, hidden=WRITERS_B, note="named on it"),
    Line("groups:task-owners", of("task_year"), ok=DIRECTORS_A, hidden=WRITERS_B | DESK_A),
    kept("task-publish", "task_year"),
    kept("task-take-back", "task_year", "post"),
    Line("groups:people", ok=OWN_A | OFFICE_B),
    Line("groups:person", person, ok=OWN_A, hidden=OFFICE_B),
    Line("groups:person-year", person, ok=DIRECTORS_A | {"supervisor", "deputy_director", "office_director"},
         hidden=OFFICE_B),
    Line("groups:trainings", ok=OWN_A | OFFICE_B),
    Line("groups:training", of("training"), ok=OFFICE_A, hidden=OFFICE_B | DESK_A),
    Line("groups:training-new", ok=OWN_A | OFFICE_B),
    Line("groups:training-edit", of("training"), ok=frozenset({"supervisor"}), hidden=OFFICE_B | DESK_A),
    Line("groups:training-cancel", of("training"), ok=frozenset({"supervisor"}), hidden=OFFICE_B | DESK_A),
    Line("groups:training-cancel", of("training"), ok=frozenset({"supervisor"}), hidden=OFFICE_B | DESK_A,
         method="post", data=reason),
    Line("groups:published", ok=OFFICE_A | OFFICE_B | SCHOOLS_A | SCHOOL_B),
    Line("groups:published-open", lambda cast: {"kind": "group", "pk": cast.key("group_year")}, ok=OFFICE_A | SCHOOLS_A,
         hidden=OFFICE_B | SCHOOL_B),
    Line("groups:published-key", lambda cast: {"key": cast.rows["group_year"].public_key}, ok=EVERYONE,
         open_to_all=True),
]  # fmt: skip
