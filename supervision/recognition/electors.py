"""The named groups that may vote, as data: a role, a team, the principals of a cluster, or of the whole office."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounts.roles import ROLES
from core.errors import DomainError
from schools.models import Appointment, Cluster, Person, Team
from schools.querysets import in_force

ROLE, TEAM, CLUSTER, ALL_PRINCIPALS = "role", "team", "cluster", "principals"
# Roles that come into question as one group; a school's own roles are reached by cluster or as a whole.
_GROUPS = (
    "supervisor", "committee_member", "subcommittee_member", "deputy_director", "office_director", "group_director",
)  # fmt: skip


def groups(district: Any, on: date) -> list[tuple[str, str]]:
    """(value, Thai) of the groups of an office, for a choice field."""
    made = [(ALL_PRINCIPALS, "ผู้บริหารสถานศึกษาทุกโรงเรียน")]
    made += [(f"{ROLE}:{code}", ROLES[code].thai) for code in _GROUPS]
    clusters = Cluster.objects.of_district(district).order_by("position", "name_sort", "pk").values_list("pk", "name")
    made += [(f"{CLUSTER}:{pk}", f"ผู้บริหารสถานศึกษา {name}") for pk, name in clusters]
    teams = Team.objects.of_district(district).filter(in_force(on)).order_by("name", "pk").values_list("pk", "name")
    return [*made, *((f"{TEAM}:{pk}", f"ทีม {name}") for pk, name in teams)]


def people_of(district: Any, chosen: Sequence[str], on: date) -> tuple[list[Person], str]:
    """Active people with an account of these groups, each once, and the groups' names. DomainError, field "groups",
    for a group the office does not have."""
    names = dict(groups(district, on))
    if not chosen or any(value not in names for value in chosen):
        raise DomainError("กรุณาเลือกกลุ่มผู้มีสิทธิออกเสียง", field="groups")
    keys: set[int] = set()
    for value in chosen:
        kind, _, key = value.partition(":")
        keys |= set(_keys(district, kind, key, on))
    rows = Person.objects.of_district(district).working().filter(pk__in=keys, user__is_active=True)
    return list(rows.select_related("user").order_by("name_sort", "pk")), " · ".join(names[value] for value in chosen)


def _keys(district: Any, kind: str, key: str, on: date) -> Any:
    if kind == TEAM:
        return Team.objects.get(pk=int(key)).members.values_list("person", flat=True)
    rows = Appointment.objects.in_force(on).filter(district=district)
    if kind == ROLE:
        return rows.filter(role=key).values_list("person", flat=True)
    rows = rows.filter(role="principal")
    return (rows.filter(school__cluster=int(key)) if kind == CLUSTER else rows).values_list("person", flat=True)
