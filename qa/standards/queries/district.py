"""Questions about the office's own standards: its settings, who of the schools is told, the paper as it is printed."""

from datetime import date
from typing import Any

from accounts.models import User
from qa.standards.models import QualitySettings
from schools.models import Appointment, School


def settings_of(district: Any) -> QualitySettings:
    """The office's settings; the defaults where it has none yet (not saved)."""
    return QualitySettings.objects.filter(district=district).first() or QualitySettings(district=district)


def people_of_schools(district: Any, level: str, on: date) -> list[User]:
    """Accounts to be told at the open schools that teach the level: the principal, or the teachers appointed there
    where there is none. One query."""
    schools = School.objects.of_district(district).open_on(on).teaching(level)
    rows = (
        Appointment.objects.in_force(on)
        .filter(
            school__in=schools.values("pk"), role__in=("principal", "school_staff"), person__is_active=True,
            person__user__is_active=True,
        )
        .select_related("person__user")
        .order_by("pk")
    )  # fmt: skip
    held: dict[int, dict[str, list[User]]] = {}
    for row in rows:
        if row.school_id is not None and row.person.user is not None:
            held.setdefault(row.school_id, {}).setdefault(row.role, []).append(row.person.user)
    return [user for roles in held.values() for user in roles.get("principal") or roles["school_staff"]]
