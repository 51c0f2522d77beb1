"""Blocks of this app in pages of others: a school's last tests, and the schools in warning for who directs."""

from typing import Any

from django.http import HttpRequest

from core.slots import Block
from supervision.achievement.models import ExamResult
from supervision.achievement.permissions import may_read_office, may_read_school
from supervision.achievement.queries.figures import school_exams
from supervision.achievement.queries.warning import rule_of, warned_schools

_SHOWN = 5


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    if not may_read_school(request.user, school):
        return None
    found = school_exams(ExamResult.objects.visible_to(request.user), school)
    return {"exams": found} if found else None


def home_block(request: HttpRequest) -> dict[str, Any] | None:
    district = getattr(request, "district", None)
    if not district or not may_read_office(request.user, district):
        return None
    rows = warned_schools(district, rule_of(district))
    return {"warned": rows[:_SHOWN], "total": len(rows)} if rows else None


SCHOOL_MAIN = (Block("achievement.school", 46, school_block, "achievement/_school.html"),)
# Directors, and who keeps the figures of the office: those who see the ranking of schools.
HOME_ASIDE = (Block("achievement.home", 60, home_block, "achievement/_home.html", capabilities=("ranking.read",)),)
