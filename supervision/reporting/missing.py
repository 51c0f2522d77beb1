"""What a report still lacks before it can be sent."""

from core.missing import Missing
from supervision.reporting.models import ReportPaper

F = ReportPaper.Form
NEEDED = {
    F.SHORT: ("summary", "objectives", "suggestions"),
    F.YEARLY: ("summary", "policy", "objectives", "use", "suggestions"),
    F.CHAPTERS: ("background", "objectives", "scope", "literature", "method", "summary", "discussion", "suggestions"),
}


def missing(paper: ReportPaper) -> list[Missing]:
    return [
        Missing(f"ยังไม่ได้เขียน{paper.labels[name]}", f"id_{name}")
        for name in NEEDED[F(paper.form)]
        if not paper.text(name).strip()
    ]
