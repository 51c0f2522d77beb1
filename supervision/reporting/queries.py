"""Read-only assembly for the pages of reports."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision.field.models import Visit
from supervision.reporting.content import period_of
from supervision.reporting.models import ReportPaper, ReportPaperRound

SOURCES_SHOWN = 60


@dataclass(frozen=True)
class Source:
    """What one visit said: material for the texts of the report."""

    visit: Visit
    strengths: str
    to_improve: str


def sources_of(paper: ReportPaper, user: Any) -> list[Source]:
    """Strengths and what to improve of the period's visits, newest first."""
    visits = period_of(paper).visits(Visit.objects.visible_to(user).filter(district=paper.district_id).made())
    if paper.cluster_id:
        visits = visits.filter(school__cluster=paper.cluster_id)
    rows = visits.exclude(strengths="", to_improve="").select_related("school").order_by("-visited_on", "-pk")
    return [Source(visit, visit.strengths, visit.to_improve) for visit in rows[:SOURCES_SHOWN]]


def last_round(paper: ReportPaper) -> ReportPaperRound | None:
    return paper.rounds.select_related("submitted_by").prefetch_related("decisions").order_by("-submitted_at").first()


def approved_round(paper: ReportPaper) -> ReportPaperRound | None:
    """The round that was approved last: what a change after approval is compared with."""
    return paper.rounds.filter(state=ReportPaperRound.State.APPROVED).order_by("-submitted_at").first()


def approved_between(district: Any, since: date, until: date) -> list[ReportPaper]:
    """Reports approved in those days, both included, the latest first."""
    rows = ReportPaper.objects.filter(
        district=district, state=ReportPaper.State.APPROVED, approved_at__date__range=(since, until)
    )
    return list(rows.select_related("cluster").order_by("-approved_at"))
