"""What a sheet still lacks before it is sent."""

from collections.abc import Sequence

from core.missing import Missing
from supervision.indicators.models import Indicator
from supervision.results.models import Score, Sheet
from supervision.results.queries.asked import asked


def missing_of_sheet(
    sheet: Sheet, *, indicators: Sequence[Indicator] | None = None, scores: Sequence[Score] | None = None
) -> list[Missing]:
    """Indicators without a value, and those set aside without a reason."""
    held = {row.indicator_id: row for row in (sheet.scores.all() if scores is None else scores)}
    found = []
    for row in asked(sheet, indicators):
        score = held.get(row.pk)
        if score is None or (score.value is None and not score.not_applicable):
            found.append(Missing(f"{row.code} ยังไม่ให้คะแนน", f"i{row.pk}"))
        elif score.not_applicable and not score.note.strip():
            found.append(Missing(f"{row.code} ยังไม่บอกเหตุที่ไม่เกี่ยวข้อง", f"i{row.pk}"))
    return found
