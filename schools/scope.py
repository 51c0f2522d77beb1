"""On which rows a capability holds: read from the appointments in force, once per request and user object.

What a role may do is `accounts.roles`; in which state a row allows an act is each app's `permissions.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.roles import DISTRICT, ROLES, roles_with

Holding = tuple[str, int, int | None]  # role, district, school or None
SchoolRule = Callable[[frozenset[int]], Q]
NamedRule = Callable[[frozenset[int]], Q]  # of the keys of people


@dataclass(frozen=True)
class Reach:
    """Primary keys of the districts held as a whole and of the schools held singly."""

    districts: frozenset[int]
    schools: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.districts or self.schools)


NOWHERE = Reach(frozenset(), frozenset())


def _usable(user: Any) -> bool:
    return user is not None and user.is_authenticated and user.is_active


def once(user: Any, name: str, key: Any, read: Callable[[], Any]) -> Any:
    """What `read` gives, asked once for each user object, which lives as long as a request or a job: nothing is kept
    between requests."""
    cache = getattr(user, "_scope", None)
    if cache is None:
        cache = user._scope = {}
    if (name, key) not in cache:
        cache[name, key] = read()
    return cache[name, key]


def forget(user: Any) -> None:
    """Drop what was read for this user object: after an act that changed its appointments in the same request."""
    user._scope = {}


def holdings(user: Any, on: date | None = None) -> tuple[Holding, ...]:
    """Every appointment in force on that day of an account and person still active; one query per object and day."""
    from schools.models import Appointment  # noqa: PLC0415 (models import the querysets that import scope)

    if not _usable(user):
        return ()
    day = on or timezone.localdate()
    return once(
        user,
        "holdings",
        day,
        lambda: tuple(
            Appointment.objects.in_force(day)
            .filter(person__user_id=user.pk, person__is_active=True)
            .order_by("pk")
            .values_list("role", "district_id", "school_id")
        ),
    )


def reach(user: Any, capability: str, on: date | None = None) -> Reach:
    """Where `user` holds `capability` on that day (today in Bangkok unless told).

    A role of the office counts only where it is held for the office, one of a school only where it is held at a school.
    """
    codes = roles_with(capability)
    held = [row for row in holdings(user, on) if row[0] in codes]
    if not held:
        return NOWHERE
    return Reach(
        frozenset(district for role, district, _ in held if ROLES[role].level == DISTRICT),
        frozenset(school for role, _, school in held if school is not None and ROLES[role].level != DISTRICT),
    )


def holds(user: Any, capability: str, *, district: Any = None, school: Any = None, on: date | None = None) -> bool:
    """Whether `user` holds `capability` over this district (or its key) or this School; over nothing is False."""
    where = reach(user, capability, on)
    if school is not None:
        return school.district_id in where.districts or school.pk in where.schools
    return district is not None and getattr(district, "pk", district) in where.districts


def holds_any(
    user: Any, capabilities: Iterable[str], *, district: Any = None, school: Any = None, on: date | None = None
) -> bool:
    return any(holds(user, code, district=district, school=school, on=on) for code in capabilities)


def roles_of(user: Any, district: Any, on: date | None = None) -> frozenset[str]:
    """Codes of the roles `user` holds in `district` or at its schools on that day."""
    return frozenset(role for role, where, _ in holdings(user, on) if where == district.pk)


def people_keys(user: Any, *, outside: frozenset[int] = frozenset()) -> frozenset[int]:
    """Keys of the active Person rows of the account, one per office that knows it but those `outside`."""
    return frozenset(row.pk for row in people_rows(user) if row.district_id not in outside)


def office_keys(user: Any) -> frozenset[int]:
    """Those of them that belong to an office itself, to no school: a teacher is asked nothing for what only people of
    the office are named on."""
    return frozenset(row.pk for row in people_rows(user) if row.school_id is None)


def people_rows(user: Any) -> tuple[Any, ...]:
    """The active Person rows of the account, one per office that knows it; one query per user object."""
    from schools.models import Person  # noqa: PLC0415 (models import the querysets that import scope)

    if not _usable(user):
        return ()
    found: tuple[Any, ...] = once(
        user, "people", None, lambda: tuple(Person.objects.working().filter(user_id=user.pk).order_by())
    )
    return found


def named_on(model: type[models.Model], user: Any, *paths: str | NamedRule, outside: frozenset[int] = frozenset()) -> Q:
    """Rows of `model` that name the person through one of `paths`, such as a visit's team: each leads to a Person, or
    is a function of the person's keys where not every row that names them counts.

    As a condition on the primary key, so a path over many rows neither doubles results nor needs `distinct()`. Offices
    `outside` are those the person reads as a whole: a row names people of its own office only, so being named adds
    nothing there, and the condition would keep the database from its index.
    """
    keys = people_keys(user, outside=outside)
    if not keys:
        return Q(pk__in=())
    rule = Q()
    for path in paths:
        named = path(keys) if callable(path) else Q(**{f"{path}__in": keys})
        rule |= Q(pk__in=model._base_manager.filter(named).values("pk"))
    return rule


@dataclass(frozen=True)
class Path:
    """How the rows of a model lead to an office and a school, and which capabilities read them from there.

    `school` is a lookup to the school's key, or a function of the own schools' keys; `named` are lookups to a Person
    (or functions, see `named_on`): whoever is named reads the row whatever their role (product §1).
    """

    district: str = "district"
    school: str | SchoolRule | None = None
    read: tuple[str, ...] = ("district.read",)
    school_read: tuple[str, ...] = ("school.read",)
    named: tuple[str | NamedRule, ...] = ()


def _schools(keys: frozenset[int], column: str) -> models.QuerySet[Any, Any]:
    from schools.models import School  # noqa: PLC0415 (models import the querysets that import scope)

    return School.objects.filter(pk__in=keys).values(column)


def _of_own_district(lookup: str) -> SchoolRule:
    """Lists of the office that a school reads too: terms, subject groups, size bands."""
    return lambda keys: Q(**{f"{lookup}__in": _schools(keys, "district")})


def _of_own_cluster(*, school: str | None, cluster: str) -> SchoolRule:
    def rule(keys: frozenset[int]) -> Q:
        found = Q(**{f"{cluster}__in": _schools(keys, "cluster")})
        return found | Q(**{f"{school}__in": keys}) if school else found

    return rule


_REFERENCE = ("reference.read",)

PATHS: dict[str, Path] = {
    "schools.District": Path("pk", _of_own_district("pk"), read=("reference.read", "paper.read")),
    "schools.Amphoe": Path(school=lambda keys: Q(pk__in=_schools(keys, "amphoe")), read=_REFERENCE),
    "schools.Cluster": Path(school=lambda keys: Q(pk__in=_schools(keys, "cluster")), read=_REFERENCE),
    "schools.School": Path(school="pk", read=_REFERENCE),
    "schools.SchoolYearCount": Path("school__district", "school", read=_REFERENCE),
    "schools.SchoolChange": Path("school__district", "school", read=_REFERENCE),
    "schools.SizeScheme": Path(school=_of_own_district("district"), read=_REFERENCE),
    "schools.AcademicTerm": Path(school=_of_own_district("district"), read=_REFERENCE),
    "schools.SubjectGroup": Path(school=_of_own_district("district"), read=_REFERENCE),
    "schools.WorkGroup": Path(read=_REFERENCE),
    "schools.WorkTask": Path("work_group__district", read=_REFERENCE),
    "schools.Project": Path(read=_REFERENCE),
    "schools.Person": Path(school="school", read=_REFERENCE),
    "schools.Appointment": Path(school="school", read=_REFERENCE),
    "schools.Assignment": Path(school=_of_own_cluster(school="school", cluster="cluster"), named=("person",)),
    "schools.Team": Path(school=_of_own_cluster(school=None, cluster="cluster"), named=("members__person",)),
    "schools.TeamMember": Path("team__district", _of_own_cluster(school=None, cluster="team__cluster")),
    "schools.OutsideBody": Path(read=_REFERENCE),
    "schools.OutsidePerson": Path(read=_REFERENCE, named=("person",)),
    "schools.ImportRun": Path(read=("import.run",)),
}


def register_path(
    model: type[models.Model],
    *,
    district: str,
    school: str | SchoolRule | None = None,
    read: tuple[str, ...] = ("district.read",),
    school_read: tuple[str, ...] = ("school.read",),
    named: tuple[str | NamedRule, ...] = (),
) -> None:
    """An app to the right says how its rows lead to a district, a school and the people named on them."""
    PATHS[model._meta.label] = Path(district, school, read, school_read, named)


def narrow(queryset: Any, user: Any) -> Any:
    """What `visible_to` means for the rows of this app and those right of it that register a path."""
    if not _usable(user):
        return queryset.none()
    model = queryset.model
    path = PATHS.get(model._meta.label, Path())
    districts = frozenset[int]().union(*(reach(user, code).districts for code in path.read))
    own = frozenset[int]().union(*(reach(user, code).schools for code in path.school_read))
    rule = Q(**{f"{path.district}__in": districts})
    if own and path.school:
        rule |= Q(**{f"{path.school}__in": own}) if isinstance(path.school, str) else path.school(own)
    if path.named:
        rule |= named_on(model, user, *path.named, outside=districts)
    return queryset.filter(rule)


Naming = Callable[[Any], bool]
_namings: dict[str, list[Naming]] = {}


def register_naming(capability: str, exists: Naming) -> None:
    """Let people named on a thing past `@requires(capability)` though no role of theirs carries it.

    `exists(user)` says whether they are named on anything now; which thing is still `visible_to` and `can_x`.
    """
    _namings.setdefault(capability, []).append(exists)


def named_somewhere(user: Any, capability: str) -> bool:
    if not _usable(user):
        return False
    # Every item of the navigation asks.
    asked = _namings.get(capability, ())
    return bool(once(user, "named_somewhere", capability, lambda: any(exists(user) for exists in asked)))
