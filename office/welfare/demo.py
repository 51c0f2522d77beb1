"""Demo data of this app: a fund of three months, one of them closed, with a counter-entry; safe to run twice."""

from datetime import timedelta
from decimal import Decimal

from core.bulk import many_acts
from office.welfare import services
from office.welfare.models import Fund
from office.welfare.queries import ledger_of, month_range
from schools.demo import DemoContext
from schools.queries import holders

_ENTRIES = (
    (0, 3, "income", "เงินบำรุงสมาชิก", "2400.00", "ร.1"),
    (0, 12, "expense", "เยี่ยมไข้บุคลากร", "1000.00", "บ.1"),
    (1, 3, "income", "เงินบำรุงสมาชิก", "2400.00", "ร.2"),
    (1, 15, "expense", "พวงหรีดงานฌาปนกิจ", "800.00", "บ.2"),
    (1, 20, "income", "ดอกเบี้ยเงินฝาก", "12.50", "ร.3"),
)


def seed(context: DemoContext) -> None:
    """An office with a fund is left as it is."""
    district, today = context.first, context.today
    if Fund.objects.of_district(district).exists():
        return
    clerk = holders("clerk", district, today)[0]
    last = today.replace(day=1) - timedelta(days=1)
    first = (last.replace(day=1) - timedelta(days=1)).replace(day=1)
    with many_acts():
        fund = services.open_fund(
            district, actor=clerk, name="เงินสวัสดิการกลุ่มนิเทศฯ", opened_on=first, opening=Decimal("5000.00")
        )
        for month, day, kind, what, amount, reference in _ENTRIES:
            on = (first if month == 0 else last).replace(day=day)
            entry = services.record_entry(
                fund, actor=clerk, kind=kind, day=on, what=what, amount=Decimal(amount), reference=reference
            )
        services.counter_entry(entry, actor=clerk, reason="ธนาคารแจ้งยอดดอกเบี้ยผิด", day=last)
        counted = ledger_of(fund, *month_range(first)).carried
        services.close_month(fund, actor=clerk, month=first, counted=counted)
    context.say(f"{district.code}: a welfare fund")
