"""Read-only questions about people and places for pages, documents and the apps to the right."""

from schools.queries.offices import (
    LINE_OF_COMMAND,
    Post,
    current_district,
    districts_of,
    holders,
    holders_kept,
    next_above,
    people_of_schools,
    person_of,
    post_label,
    work_groups_of,
)
from schools.queries.responsibility import (
    Responsible,
    Workload,
    mean_schools,
    responsible_for,
    schools_of,
    schools_without_supervisor,
    supervises,
    supervisors_of,
    workload,
    workloads,
)
from schools.queries.schools import search

__all__ = [
    "LINE_OF_COMMAND",
    "Post",
    "Responsible",
    "Workload",
    "current_district",
    "districts_of",
    "holders",
    "holders_kept",
    "mean_schools",
    "next_above",
    "people_of_schools",
    "person_of",
    "post_label",
    "responsible_for",
    "schools_of",
    "schools_without_supervisor",
    "search",
    "supervises",
    "supervisors_of",
    "work_groups_of",
    "workload",
    "workloads",
]
