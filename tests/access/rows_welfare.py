"""A fund of office A, opened two months ago, with one entry."""

from datetime import timedelta
from decimal import Decimal

from office.welfare import services
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    clerk = cast.users["clerk"]
    fund = services.open_fund(
        cast.a, actor=clerk, name="สวัสดิการทดสอบ", opened_on=cast.today - timedelta(days=62), opening=Decimal(100)
    )
    entry = services.record_entry(fund, actor=clerk, kind="income", day=cast.today, what="เงินบำรุง", amount=Decimal(50))
    cast.rows |= {"fund": fund, "fund_entry": entry}
