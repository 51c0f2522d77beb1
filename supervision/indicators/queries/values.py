"""What computed indicators are worth: read from the results other desks keep, never typed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from schools.results import Because, result_kind
from supervision.indicators.models import Indicator


def computed_values(
    indicators: Iterable[Indicator], district: Any, *, academic_year: int, fiscal_year: int
) -> dict[int, Mapping[int, Decimal]]:
    """Indicator key → school key → unrounded value on the indicator's own scale, for the computed ones.

    A result is read once though several indicators ask for it, in the year of its own kind (both พ.ศ.). An indicator
    whose source nobody offers any more has no values. A value outside the indicator's scale stands at its end.
    """
    read: dict[tuple[str, str], Mapping[int, Decimal]] = {}
    found: dict[int, Mapping[int, Decimal]] = {}
    for row in indicators:
        if row.source != Indicator.Source.COMPUTED:
            continue
        key, option = row.computed.get("result", ""), row.computed.get("option", "")
        kind = result_kind(key)
        if kind is None:
            found[row.pk] = {}
            continue
        if (key, option) not in read:
            year = academic_year if kind.year_kind == "academic" else fiscal_year
            read[key, option] = kind.values(district, year, option)
        low, high = row.lowest, row.highest
        found[row.pk] = {school: min(max(value, low), high) for school, value in read[key, option].items()}
    return found


def explain_computed(indicator: Indicator, school: Any, *, academic_year: int, fiscal_year: int) -> list[Because]:
    """What the school's value of a computed indicator was made of, with the pages that show it."""
    kind = result_kind(indicator.computed.get("result", ""))
    if kind is None:
        return []
    year = academic_year if kind.year_kind == "academic" else fiscal_year
    return list(kind.explain(school, year, indicator.computed.get("option", "")))


def source_words(indicator: Indicator, district: Any) -> str:
    """In Thai, where the score comes from: "คำนวณจาก ระดับคุณภาพจาก SAR · ขั้นพื้นฐาน"."""
    if indicator.source != Indicator.Source.COMPUTED:
        return str(indicator.get_source_display())
    kind = result_kind(indicator.computed.get("result", ""))
    if kind is None:
        return "คำนวณจากข้อมูลที่ระบบนี้ไม่มีแล้ว"
    option = dict(kind.options(district)).get(indicator.computed.get("option", ""), "")
    return f"คำนวณจาก{kind.thai}" + (f" · {option}" if option else "")
