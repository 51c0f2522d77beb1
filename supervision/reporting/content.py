"""What a report says: its texts and the figures, as one value with one hash."""

from datetime import date
from typing import Any

from core.approvals.content import plain
from core.errors import DomainError
from supervision.field.queries import Period
from supervision.field.queries.periods import read_period
from supervision.reporting.figures import by_term, figures
from supervision.reporting.models import ReportPaper


def content_of(paper: ReportPaper, period: Period, *, today: date) -> dict[str, Any]:
    """Texts and live figures of a paper, JSON-ready."""
    content: dict[str, Any] = {
        "title": paper.title,
        "period": paper.period_label,
        "cluster": paper.cluster.name if paper.cluster else "",
        "texts": {name: paper.text(name) for name in paper.labels},
        "figures": figures(paper.district, period, today=today, cluster=paper.cluster),
    }
    # The short form stays what it was, so that the hash of a paper sent before there were others still agrees.
    if paper.form != ReportPaper.Form.SHORT:
        content |= {"form": paper.form, "terms": by_term(paper.district, period, cluster=paper.cluster)}
    return dict(plain(content))


def period_of(paper: ReportPaper) -> Period:
    found = read_period(paper.district, paper.period_code)
    if found is None:
        raise DomainError("ไม่รู้จักภาคเรียนหรือปีงบประมาณของรายงานนี้")
    return found
