"""The step of a procedure that is about the office's quality plan: the plans of the run's year, one tap away."""

from typing import Any

from django.http import HttpRequest

from processes.models import Procedure, RunStep
from processes.step_pages import register_step_page
from qa.plans.models import QualityPlan


def plans(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """Plans whose years hold the run's; a run of the other kind of year finds them by the number alone."""
    rows = QualityPlan.objects.visible_to(request.user).of_district(row.run.district)
    rows = rows.filter(year_from__lte=row.run.year, year_to__gte=row.run.year)
    return {"plans": list(rows.exclude(state=QualityPlan.State.CANCELLED).order_by("-year_from"))}


def register() -> None:
    register_step_page(
        "quality-plan", "แผนพัฒนาคุณภาพการศึกษาของเขต", plans, "qa/plans/_step.html", levels=(Procedure.Level.OFFICE,)
    )
