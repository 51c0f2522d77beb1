"""Which offices a person works in, who holds a post there, and how a post is printed."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import ROLES, roles_with
from schools.models import Appointment, Assignment, District, Person, School
from schools.querysets import in_force
from schools.scope import holdings, once, people_keys, people_rows

# Papers go ศน. → ผอ.กลุ่มนิเทศฯ → รอง ผอ.สพท. → ผอ.สพท. (facts §0): the posts that decide, lowest first.
LINE_OF_COMMAND: tuple[str, ...] = tuple(sorted(roles_with("plan.decide"), key=lambda code: ROLES[code].rank))


@dataclass(frozen=True)
class Post:
    """A post of the line of command and the accounts that hold it on a day, acting holders included."""

    role: str
    label: str
    holders: tuple[User, ...]


def districts_of(user: Any, on: date | None = None) -> list[District]:
    """Offices the person holds anything in, by code."""
    keys = {district for _, district, _ in holdings(user, on)}
    if not keys:
        return []
    return list(
        once(
            user, "districts", frozenset(keys),
            lambda: tuple(District.objects.filter(pk__in=keys).select_related("settings").order_by("code")),
        )
    )  # fmt: skip


def current_district(user: Any, chosen: int | None) -> District | None:
    """The office chosen in the session if the person still holds something there, else their first one."""
    found = districts_of(user)
    return next((district for district in found if district.pk == chosen), found[0] if found else None)


def person_of(user: Any, district: District) -> Person | None:
    """The active row under which this office knows the account."""
    return next((row for row in people_rows(user) if row.district_id == district.pk), None)


_kept: ContextVar[dict[int, list[Appointment]] | None] = ContextVar("appointments kept", default=None)


@contextmanager
def holders_kept() -> Iterator[None]:
    """Inside, `holders` reads the appointments of an office once and answers from them: for thousands of acts in a row
    while nobody is appointed or released."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def _with_accounts(district: District) -> list[Appointment]:
    rows = Appointment.objects.filter(district=district, person__is_active=True, person__user__is_active=True)
    return list(rows.select_related("person__user").order_by("pk"))


def _in_post(role: str, district: District, on: date, school: School | None) -> dict[int, User]:
    held = in_force(on, prefix="people__appointments__")
    at = {"people__appointments__school": school} if school is not None else {}
    rows = User.objects.filter(
        held, people__appointments__role=role, people__appointments__district=district, people__is_active=True,
        is_active=True, **at,
    )  # fmt: skip
    return {user.pk: user for user in rows.order_by("people__appointments__pk")}


def holders(role: str, district: District, on: date, *, school: School | None = None) -> list[User]:
    """Accounts that hold `role` in the district (or at the school) on that day; acting holders included."""
    kept = _kept.get()
    if kept is None:
        return list(_in_post(role, district, on, school).values())
    if district.pk not in kept:
        kept[district.pk] = _with_accounts(district)
    rows = [
        row
        for row in kept[district.pk]
        if row.role == role
        and row.starts_on <= on
        and (row.ends_on is None or row.ends_on >= on)
        and (school is None or row.school_id == school.pk)
    ]
    return list({row.person.user.pk: row.person.user for row in rows if row.person.user}.values())


def people_of_schools(schools: Collection[int] | QuerySet[Any, Any], on: date) -> dict[int, list[User]]:
    """Accounts to be told, by key of the school: the principal, or the teachers appointed there where there is none.
    One query, also for schools that come as a queryset of their keys."""
    rows = (
        Appointment.objects.in_force(on)
        .filter(
            school__in=schools, role__in=("principal", "school_staff"), person__is_active=True,
            person__user__isnull=False, person__user__is_active=True,
        )
        .select_related("person__user")
        .order_by("pk")
    )  # fmt: skip
    held: dict[int, dict[str, list[User]]] = {}
    for row in rows:
        if row.school_id is not None and row.person.user is not None:
            held.setdefault(row.school_id, {}).setdefault(row.role, []).append(row.person.user)
    return {school: roles.get("principal") or roles["school_staff"] for school, roles in held.items()}


def next_above(role: str, district: District, on: date) -> Post | None:
    """The nearest higher post of the line of command that somebody holds; None above the highest one held."""
    rank = ROLES[role].rank
    above = [code for code in LINE_OF_COMMAND if ROLES[code].rank > rank]
    held: dict[str, dict[int, User]] = {}
    rows = (
        Appointment.objects.in_force(on)
        .filter(role__in=above, district=district, person__is_active=True, person__user__is_active=True)
        .select_related("person__user")
        .order_by("pk")
    )
    for row in rows:
        if row.person.user:
            held.setdefault(row.role, {})[row.person.user.pk] = row.person.user
    return next((Post(code, ROLES[code].thai, tuple(held[code].values())) for code in above if code in held), None)


def highest_post(user: Any, district: District, on: date, *, role: str | None = None) -> Appointment | None:
    """The highest role the account's person holds in the office, or the one named. Held in their own right comes before
    an acting holding of the same rank."""
    rows = (
        Appointment.objects.in_force(on)
        .filter(person__user=user, person__is_active=True, district=district, **({"role": role} if role else {}))
        .select_related("person", "school")
        .order_by("pk")
    )
    return max(rows, key=lambda row: (ROLES[row.role].rank, not row.acting), default=None)


def post_label(user: Any, district: District, on: date | None = None, *, role: str | None = None) -> str:
    """How the person is printed: Thai role, with รักษาการ or ปฏิบัติหน้าที่แทน, as `highest_post` finds it; "" when
    nothing is held."""
    best = highest_post(user, district, on or timezone.localdate(), role=role)
    if best is None:
        return ""
    label = f"{ROLES[best.role].thai} {best.school.name}" if best.school else ROLES[best.role].thai
    return f"{label} ({best.get_acting_display()})" if best.acting else label


def work_groups_of(user: Any, district: District, on: date) -> frozenset[int]:
    """Keys of the work groups the account's person is appointed to in this office."""
    keys = people_keys(user)
    if not keys:
        return frozenset()
    rows = Assignment.objects.in_force(on).filter(person__in=keys, district=district, kind=Assignment.Kind.WORK_GROUP)
    return frozenset(rows.values_list("work_group_id", flat=True))
