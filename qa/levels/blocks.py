"""The block of this app on a school's page: its levels over the years."""

from typing import Any

from django.http import HttpRequest

from core.slots import Block
from qa.levels.models import SchoolLevel
from qa.levels.permissions import may_read_school
from qa.levels.queries.beside import years_of_school

_SHOWN = 6


def school_block(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    if not may_read_school(request.user, school):
        return None
    years = years_of_school(request.user, school, most=_SHOWN)
    return {"years": years, "sources": SchoolLevel.Source.choices} if years else None


SCHOOL_MAIN = (Block("levels.school", 45, school_block, "qa/levels/_school.html"),)
