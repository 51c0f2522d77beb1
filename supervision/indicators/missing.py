"""What an edition of indicators still lacks before it can be put in use; weights are shown as they add up."""

from decimal import Decimal

from core.missing import Missing
from supervision.indicators.models import Area, Indicator, IndicatorSet
from supervision.indicators.queries.weights import WHOLE, area_sum, indicator_sum


def missing(row: IndicatorSet) -> list[Missing]:
    """Two queries."""
    areas = list(row.areas.prefetch_related("indicators"))
    found: list[Missing] = []
    if not [area for area in areas if not area.is_extra]:
        found.append(Missing("ยังไม่มีด้านที่ใช้ทุกปี", "areas"))
    elif (total := area_sum(areas)) != WHOLE:
        found.append(Missing(f"น้ำหนักของด้านรวมกันได้ {_plain(total)} ต้องเป็น 100", "areas"))
    for area in areas:
        found += _of_area(area)
    return found


def _of_area(area: Area) -> list[Missing]:
    anchor = f"area-{area.pk}"
    rows = list(area.indicators.all())
    found: list[Missing] = []
    if area.weight <= 0:
        found.append(Missing(f"ด้าน {area.code} ยังไม่มีน้ำหนัก", anchor))
    if not rows:
        return [*found, Missing(f"ด้าน {area.code} ยังไม่มีตัวชี้วัด", anchor)]
    if (total := indicator_sum(rows)) != WHOLE:
        found.append(Missing(f"น้ำหนักตัวชี้วัดในด้าน {area.code} รวมกันได้ {_plain(total)} ต้องเป็น 100", anchor))
    found += [
        Missing(f"ตัวชี้วัด {row.code} ยังไม่ได้เลือกว่าคำนวณจากข้อมูลใด", f"indicator-{row.pk}")
        for row in rows
        if row.source == Indicator.Source.COMPUTED and not row.computed.get("result")
    ]
    return found


def _plain(value: Decimal) -> str:
    """Without the zeros after the last figure: 97.5, 100."""
    return f"{value.normalize():f}"
