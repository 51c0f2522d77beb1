"""The standing cast and the rows that addresses need: two offices, seeded once for the whole package.

Office A ("a") has every role; its schools A1 and A2 a principal and a teacher each; office B is the neighbour. `two`
directs the group in A and supervises in B: it holds every capability of a director somewhere, and none of it in B.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import DISTRICT, ROLES
from schools.models import District, Person, School
from tests.factories import base


@dataclass
class Cast:
    """`users` by name; `rows` holds whatever addresses need, by name, added by each app's part below."""

    a: District
    b: District
    a1: School
    a2: School
    b1: School
    today: date
    users: dict[str, User] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    def person(self, name: str, of: District | None = None) -> Person:
        """The row under which an office (A unless told) knows a member of the cast."""
        return Person.objects.get(user=self.users[name], district=of or self.a)

    def key(self, name: str) -> Any:
        return self.rows[name].pk


ANONYMOUS = "anonymous"
OFFICE_A = frozenset(
    {"supervisor", "group_director", "deputy_director", "office_director", "committee_secretary", "two"}
)
"""Those who read the whole of office A."""
DIRECTORS_A = frozenset({"group_director", "two"})
ADMIN_A = frozenset({"admin"})
DESK_A = frozenset({"clerk"})
"""Reads what the desk needs: schools, people and lists of the office, none of its supervision."""
COMMITTEE_A = frozenset({"committee_member", "subcommittee_member"})
SCHOOL_A1 = frozenset({"principal_a1", "staff_a1"})
SCHOOL_A2 = frozenset({"principal_a2", "staff_a2"})
OFFICE_B = frozenset({"supervisor_b", "group_director_b", "office_director_b"})
ADMIN_B = frozenset({"admin_b"})
SCHOOL_B = frozenset({"principal_b1", "staff_b1"})
NOBODY = frozenset({"ended", "tomorrow", "unappointed", "inactive_person", "superuser"})
"""An account without any appointment in force: what everyone signed in may open, and nothing else."""
EVERYONE = OFFICE_A | ADMIN_A | DESK_A | COMMITTEE_A | SCHOOL_A1 | SCHOOL_A2 | OFFICE_B | ADMIN_B | SCHOOL_B | NOBODY


def build() -> Cast:
    """Both offices with their people, then the rows of each app. Called once, inside one transaction."""
    a, b = base.district(code="9901", name="สพป.ทดสอบ เขต 1"), base.district(code="9902", name="สพป.ทดสอบ เขต 2")
    cluster_a, cluster_b = base.cluster(a, name="กลุ่มโรงเรียนที่ 1"), base.cluster(b, name="กลุ่มโรงเรียนที่ 1")
    cast = Cast(
        a=a,
        b=b,
        a1=base.school(a, name="โรงเรียนบ้านหนึ่ง", cluster=cluster_a, amphoe=base.amphoe(a)),
        a2=base.school(a, name="โรงเรียนบ้านสอง", cluster=base.cluster(a, name="กลุ่มโรงเรียนที่ 2")),
        b1=base.school(b, name="โรงเรียนบ้านข้าง", cluster=cluster_b, amphoe=base.amphoe(b)),
        today=timezone.localdate(),
    )
    cast.rows |= {"cluster": cluster_a, "cluster_b": cluster_b}
    _appoint(cast)
    for path in sorted(Path(__file__).parent.glob("rows_*.py")):
        import_module(f"tests.access.{path.stem}").build(cast)
    return cast


def _appoint(cast: Cast) -> None:
    users, day = cast.users, timedelta(days=1)
    for code, role in ROLES.items():
        if role.level == DISTRICT:
            users[code] = base.user(code, cast.a, email=f"{code}@a.example.org")
    for school, name in ((cast.a1, "a1"), (cast.a2, "a2"), (cast.b1, "b1")):
        users[f"principal_{name}"] = base.user("principal", school, email=f"principal@{name}.example.org")
        users[f"staff_{name}"] = base.user("school_staff", school, email=f"staff@{name}.example.org")
    for code in ("supervisor", "group_director", "office_director", "admin"):
        users[f"{code}_b"] = base.user(code, cast.b, email=f"{code}@b.example.org")
    users["two"] = base.user("group_director", cast.a, email="two@example.org")
    users["two"] = base.user("supervisor", cast.b, of=users["two"])
    users["ended"] = base.user("group_director", cast.a, ends_on=cast.today - day)
    users["tomorrow"] = base.user("group_director", cast.a, starts_on=cast.today + day)
    users["unappointed"] = base.account()
    base.person_of(users["unappointed"], cast.a)
    users["inactive_person"] = base.user("group_director", cast.a)
    Person.objects.filter(user=users["inactive_person"]).update(is_active=False)
    users["superuser"] = base.account(is_superuser=True, is_staff=True)
