"""Lists of orders."""

from typing import Any

from django.db.models import QuerySet

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, Column, Table
from office.orders.models import Order
from office.orders.queries import containing

STATES = (
    ("draft", "ร่าง"), ("in_force", "มีผลอยู่"), ("superseded", "ถูกฉบับใหม่แทน"), ("cancelled", "ยกเลิก"),
)  # fmt: skip


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    found: Any = rows
    if value == "in_force":
        return found.in_force()
    if value == "superseded":
        return found.issued().filter(superseded_by__state=Order.State.ISSUED)
    return found.filter(state=value)


class OrderTable(Table):
    row_template = "office/orders/_row.html"
    default_sort = "-created"
    unit = "ฉบับ"
    empty = "ยังไม่มีคำสั่งหรือประกาศ"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("number", "เลขที่", sort="number"),
        Column("dated", "ลงวันที่", sort="dated"),
        Column("created", "บันทึกเมื่อ", sort="created_at"),
        Column("about", "ว่าด้วย", sort="about"),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        years = self.options["years"]
        return [
            TextFilter("q", "ค้นหาเรื่อง ชื่อ หรือเลขที่/ปี", fields=("title",), apply=containing),
            ChoiceFilter("kind", "ชนิด", Order.Kind.choices),
            ChoiceFilter("year", "ปีของเลขที่", [(str(year), str(year)) for year in years]),
            ChoiceFilter("about", "ว่าด้วย", Order.About.choices, any_label="ทุกเรื่อง"),
            ChoiceFilter("state", "สถานะ", STATES, apply=_by_state),
        ]
