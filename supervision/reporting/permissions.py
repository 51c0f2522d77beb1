"""Who may do what with a report: capability in its district, and its state."""

from typing import Any

from core.approvals import kind as approval_kind
from core.approvals import may_decide, open_round_of
from schools.scope import holds
from supervision.reporting.models import ReportPaper
from supervision.reporting.states import REPORT_STATES


def can_write_reports(user: Any, district: Any) -> bool:
    return holds(user, "report.write", district=district.pk)


def can_edit(user: Any, paper: ReportPaper) -> bool:
    return REPORT_STATES.allows(paper.state, "edit") and holds(user, "report.write", district=paper.district_id)


def can_submit(user: Any, paper: ReportPaper) -> bool:
    return REPORT_STATES.allows(paper.state, "submit") and holds(user, "report.write", district=paper.district_id)


def can_withdraw(user: Any, paper: ReportPaper) -> bool:
    return paper.state == ReportPaper.State.SUBMITTED and paper.author_id == user.pk and can_write_here(user, paper)


def can_write_here(user: Any, paper: ReportPaper) -> bool:
    return holds(user, "report.write", district=paper.district_id)


def can_cancel(user: Any, paper: ReportPaper) -> bool:
    return REPORT_STATES.allows(paper.state, "cancel") and can_write_here(user, paper)


def can_decide(user: Any, paper: ReportPaper) -> bool:
    """It is this person's turn on the open round."""
    if paper.state != ReportPaper.State.SUBMITTED or not holds(user, "plan.decide", district=paper.district_id):
        return False
    kind = approval_kind("period_report")
    opened = open_round_of(kind, paper)
    return opened is not None and may_decide(kind, opened, user)
