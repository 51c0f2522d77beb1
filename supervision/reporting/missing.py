"""What a report still lacks before it can be sent."""

from core.missing import Missing
from supervision.reporting.models import TEXTS, ReportPaper

NEEDED = ("summary", "objectives", "suggestions")


def missing(paper: ReportPaper) -> list[Missing]:
    return [Missing(f"ยังไม่ได้เขียน{TEXTS[name]}", f"id_{name}") for name in NEEDED if not getattr(paper, name).strip()]
