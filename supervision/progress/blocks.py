"""What this app shows on pages of others: overdue reports on the landing page, the report's button on the school's
programme, silence and calls for help on the office's."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.slots import Block
from schools.scope import holds, reach
from supervision.improvement.models import Participation, Programme
from supervision.progress import permissions
from supervision.progress.queries.reports import choices_of, last_report, own_choices, wanting_help
from supervision.progress.queries.silence import silent_parts

_SHOWN = 5


def own_late(request: HttpRequest) -> dict[str, Any] | None:
    """For the people of a school: reports that are due, and what waits on the device."""
    if not reach(request.user, "school.improvement.write").schools:
        return None
    rows = own_choices(request.user, today=timezone.localdate())
    return {"rows": [row for row in rows if row.is_late][:_SHOWN]} if rows else None


def office_help(request: HttpRequest) -> dict[str, Any] | None:
    """For those who follow schools: who asks for help in their latest report."""
    district = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "improvement.follow", district=district):
        return None
    found = wanting_help(district)
    return {"reports": found[:_SHOWN], "count": len(found)} if found else None


def of_programme(request: HttpRequest, programme: Programme) -> dict[str, Any] | None:
    """On the office's page of a programme: how many are silent, how many ask for help."""
    if not programme.is_open or not permissions.reads_office(request.user, programme):
        return None
    silent = silent_parts(programme, today=timezone.localdate())
    helps = wanting_help(programme.district, programme=programme)
    return {"silent": len(silent), "help": len(helps)} if silent or helps else None


def of_participation(request: HttpRequest, participation: Participation) -> dict[str, Any] | None:
    """On the school's page of a programme: the report's button and when the last one was."""
    if not permissions.can_report(request.user, participation):
        return None
    return {"last": last_report(participation)}


def of_team(request: HttpRequest, programme: Programme, schools: Any) -> dict[str, Any] | None:
    """On a team member's page: the schools to report on."""
    found = choices_of(request.user, today=timezone.localdate())
    rows = [row for row in found if row.part.programme_id == programme.pk]
    return {"rows": rows} if rows else None


HOME_MAIN = (
    Block("progress.late", 13, own_late, "progress/_home_late.html", ("school.improvement.write",)),
    Block("progress.help", 41, office_help, "progress/_home_help.html", ("improvement.follow",)),
)
PROGRAMME = Block("progress.programme", 20, of_programme, "progress/_programme.html", ("district.read",))
PARTICIPATION = Block("progress.report", 10, of_participation, "progress/_participation.html")
TEAM = Block("progress.team", 10, of_team, "progress/_team.html")
