"""Reports of a period, reached through services."""

from datetime import date
from typing import Any

from supervision.field.queries import term_period
from supervision.reporting import services
from supervision.reporting.models import ReportPaper
from tests.factories.field import at

DAY = date(2024, 9, 20)
TEXTS = {
    "summary": "นิเทศครบทุกกลุ่ม น้ำใจของครูเป็นจุดแข็ง",
    "objectives": "เพื่อส่งเสริมห้องเรียนคุณภาพ",
    "strengths": "",
    "to_improve": "",
    "suggestions": "ควรจัดหาหนังสือเพิ่ม",
}


def draft(by: Any, district: Any, *, texts: dict[str, str] | None = None, cluster: Any = None) -> ReportPaper:
    """A report of term 1/2567 with nothing missing, unless other texts are given."""
    paper = services.create_report(
        district, actor=by, period=term_period(district, 2567, 1), cluster=cluster, now=at(DAY)
    )
    return services.save_texts(
        paper, actor=by, texts=TEXTS if texts is None else texts, lock_version=paper.lock_version, now=at(DAY)
    )


def submitted(by: Any, district: Any) -> ReportPaper:
    paper = draft(by, district)
    services.submit_report(paper, actor=by, now=at(DAY), today=DAY)
    paper.refresh_from_db()
    return paper


def decide(paper: ReportPaper, by: Any, *, decision: str = "approved", comment: str = "") -> ReportPaper:
    paper.refresh_from_db()
    services.decide_report(
        paper,
        actor=by,
        revision=paper.revision,
        decision=decision,
        comment=comment,
        content_hash=paper.content_hash,
        now=at(DAY, 16),
    )
    paper.refresh_from_db()
    return paper


def approved(by: Any, district: Any, *deciders: Any) -> ReportPaper:
    """Sent and approved by every lane in turn."""
    paper = submitted(by, district)
    for user in deciders:
        paper = decide(paper, user)
    return paper
