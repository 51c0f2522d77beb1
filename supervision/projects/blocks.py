"""On the page of a school: the projects it takes part in."""

from typing import Any

from django.http import HttpRequest

from core.slots import Block
from supervision.projects.models import ProjectSchool, ProjectYear

_FEW = 12


def school_projects(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """Of this and the last years, newest first; None where there is none the reader may see."""
    places = ProjectSchool.objects.filter(
        school=school, left_on=None, project_year__in=ProjectYear.objects.visible_to(request.user).standing()
    )
    rows = list(
        places.select_related("project_year__project").order_by(
            "-project_year__fiscal_year", "project_year__project__number"
        )[:_FEW]
    )
    return {"places": rows} if rows else None


SCHOOL = Block("projects.school", 48, school_projects, "projects/_school.html")
