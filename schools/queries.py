"""Read-only questions about people and places for pages, documents and the apps to the right."""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import ROLES
from schools.models import Appointment, District, School
from schools.scope import _holdings


def districts_of(user: Any, on: date | None = None) -> list[District]:
    """Offices the person holds anything in, by code."""
    keys = {row[1] for row in _holdings(user, on or timezone.localdate())}
    return list(District.objects.filter(pk__in=keys).select_related("settings").order_by("code"))


def current_district(user: Any, chosen: int | None) -> District | None:
    """The office chosen in the session if the person still holds something there, else their first one."""
    if not user.is_authenticated:
        return None
    found = districts_of(user)
    return next((district for district in found if district.pk == chosen), found[0] if found else None)


def holders(role: str, district: District, on: date, *, school: School | None = None) -> list[User]:
    """Accounts that hold `role` in the district (or at the school) on that day; acting holders included."""
    rows = Appointment.objects.in_force(on).filter(
        role=role, district=district, person__user__isnull=False, person__user__is_active=True, person__is_active=True
    )
    if school is not None:
        rows = rows.filter(school=school)
    return [row.person.user for row in rows.select_related("person__user").order_by("pk") if row.person.user]


def post_label(user: Any, district: District, on: date | None = None, *, role: str | None = None) -> str:
    """How the person is printed: Thai role, with รักษาการ or ปฏิบัติหน้าที่แทน; the highest role unless one is named."""
    rows = list(
        Appointment.objects.in_force(on or timezone.localdate())
        .filter(person__user=user, district=district, **({"role": role} if role else {}))
        .select_related("school")
    )
    if not rows:
        return ""
    best = max(rows, key=lambda row: ROLES[row.role].rank)
    label = ROLES[best.role].thai
    if best.school:
        label = f"{label} {best.school.name}"
    return f"{label} ({best.get_acting_display()})" if best.acting else label
