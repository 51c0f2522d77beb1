"""What the pages of figures share: the choices of their address, and tables drawn with the lists behind them."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from core.keys import number_of
from qa.levels.models import SchoolLevel
from qa.levels.permissions import may_read_office
from qa.levels.queries.drawing import Drawn, draw
from qa.levels.queries.summary import Summary, summary
from qa.levels.queries.tables import LevelTable
from qa.standards.models import EducationLevel
from schools.models import District
from schools.views.common import require


def summary_asked(request: HttpRequest) -> Summary:
    """The figures the address asks for; what it says wrongly falls back to the default. 403 for who reads no office."""
    district: District | None = request.district
    if district is None:
        raise Http404
    require(may_read_office(request.user, district))
    level = request.GET.get("level", "")
    source = request.GET.get("source", "")
    year = number_of(request.GET.get("year"))
    return summary(
        district,
        level=level if level in EducationLevel.values else EducationLevel.BASIC,
        source=source if source in SchoolLevel.Source.values else SchoolLevel.Source.SELF,
        year=year if year and 2400 <= year <= 2700 else None,
        chosen=number_of(request.GET.get("set")),
    )


def address(found: Summary, **more: Any) -> dict[str, str]:
    """The parameters every page of these figures takes."""
    made = {"year": str(found.year), "level": found.level, "source": found.source}
    if found.set:
        made["set"] = str(found.set.pk)
    return {**made, **{key: str(value) for key, value in more.items()}}


def drawn(table: LevelTable, found: Summary) -> Drawn:
    base, behind = address(found), reverse("levels:schools")
    return draw(table, lambda where: f"{behind}?{urlencode({**base, **where})}")
