"""Questions about the office's own standards: its settings, who of the schools is told, the paper as it is printed."""

from datetime import date
from typing import Any

from accounts.models import User
from qa.standards.models import QualitySettings
from schools.models import School
from schools.queries import people_of_schools


def settings_of(district: Any) -> QualitySettings:
    """The office's settings; the defaults where it has none yet (not saved)."""
    return QualitySettings.objects.filter(district=district).first() or QualitySettings(district=district)


def people_told(district: Any, level: str, on: date) -> list[User]:
    """Accounts to be told at the open schools that teach the level: the principal, or the teachers appointed there
    where there is none. One query."""
    schools = School.objects.of_district(district).open_on(on).teaching(level)
    held = people_of_schools(schools.order_by().values("pk"), on)
    return [user for people in held.values() for user in people]
