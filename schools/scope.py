"""On which rows a capability holds: read from the appointments in force, once per request and user object."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.roles import DISTRICT, ROLES, roles_with


@dataclass(frozen=True)
class Reach:
    """Primary keys of the districts held as a whole and of the schools held singly."""

    districts: frozenset[int]
    schools: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.districts or self.schools)


def _holdings(user: Any, on: date) -> list[tuple[str, int, int | None]]:
    """(role, district, school or None) of every appointment in force; one query per user object and day."""
    from schools.models import Appointment  # noqa: PLC0415 (models import the querysets that import scope)

    cache: dict[date, list[tuple[str, int, int | None]]] = user.__dict__.setdefault("_holdings", {})
    if on not in cache:
        cache[on] = list(
            Appointment.objects.in_force(on)
            .filter(person__user_id=user.pk, person__is_active=True)
            .values_list("role", "district_id", "school_id")
        )
    return cache[on]


def reach(user: Any, capability: str, on: date | None = None) -> Reach:
    """Where `user` holds `capability` on that day (today in Bangkok unless told)."""
    if not user.is_authenticated or not user.is_active:
        return Reach(frozenset(), frozenset())
    codes = roles_with(capability)
    held = [row for row in _holdings(user, on or timezone.localdate()) if row[0] in codes]
    return Reach(
        frozenset(district for role, district, _ in held if ROLES[role].level == DISTRICT),
        frozenset(school for _, _, school in held if school is not None),
    )


def holds(
    user: Any, capability: str, *, district: int | None = None, school: Any = None, on: date | None = None
) -> bool:
    """Whether `user` holds `capability` over this district (its key) or this School."""
    where = reach(user, capability, on)
    if school is not None:
        return school.district_id in where.districts or school.pk in where.schools
    return district in where.districts


def roles_of(user: Any, district: Any, on: date | None = None) -> frozenset[str]:
    """Codes of the roles `user` holds in `district` or at its schools on that day."""
    return frozenset(row[0] for row in _holdings(user, on or timezone.localdate()) if row[1] == district.pk)


# How a row leads to its district and, where a school may read it, to its school.
PATHS: dict[str, tuple[str, str | None]] = {
    "schools.WorkTask": ("work_group__district", None),
    "schools.District": ("pk", "schools__in"),
    "schools.School": ("district", "pk"),
    "schools.SchoolYearCount": ("school__district", "school"),
    "schools.Person": ("district", "school"),
    "schools.Appointment": ("district", "school"),
    "schools.Cluster": ("district", "schools__in"),
    "schools.Amphoe": ("district", "schools__in"),
}


def narrow(queryset: Any, user: Any) -> Any:
    """What `visible_to` means for the rows of this app and those right of it that register a path."""
    label = queryset.model._meta.label
    district_path, school_path = PATHS.get(label, ("district", None))
    whole = reach(user, "district.read")
    rule = Q(**{f"{district_path}__in": whole.districts})
    own = reach(user, "school.read").schools
    if own and school_path:
        if school_path.endswith("__in"):
            from schools.models import School  # noqa: PLC0415

            key = "pk" if label == "schools.District" else f"{school_path.split('__')[0]}"
            if label == "schools.District":
                rule |= Q(pk__in=School.objects.filter(pk__in=own).values("district"))
            else:
                rule |= Q(pk__in=queryset.model.objects.filter(**{f"{key}__in": own}).values("pk"))
        else:
            rule |= Q(**{f"{school_path}__in": own})
    return queryset.filter(rule)


def register_path(model: type[models.Model], *, district: str, school: str | None = None) -> None:
    """An app to the right says how its rows lead to a district and a school."""
    PATHS[model._meta.label] = (district, school)
