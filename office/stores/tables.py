"""Lists of the store."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, WIDE, Column, Table
from office.stores.models import Item, Procurement, Requisition
from office.stores.queries import containing, requisitions_containing

STANDINGS = (("low", "ใกล้หมดหรือหมด"), ("out", "หมด"), ("off", "เลิกใช้"))


def _standing(rows: Any, value: str) -> Any:
    if value == "off":
        return rows.filter(is_active=False)
    return rows.low() if value == "low" else rows.in_use().filter(on_hand=0)


class ItemTable(Table):
    row_template = "office/stores/_item_row.html"
    default_sort = "name"
    unit = "รายการ"
    empty = "ยังไม่มีวัสดุในบัญชี"
    columns = (
        Column("name", "รายการวัสดุ", sort="name_sort", phone=TITLE),
        Column("category", "ประเภท", sort="category"),
        Column("on_hand", "คงเหลือ", sort="on_hand", numeric=True),
        Column("unit", "หน่วยนับ"),
        Column("minimum", "ขั้นต่ำ", numeric=True),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาวัสดุหรือรหัส", fields=("name",), apply=containing),
        ChoiceFilter("category", "ประเภท", Item.Category.choices),
        ChoiceFilter("standing", "คงเหลือ", STANDINGS, any_label="ทุกรายการ", apply=_standing),
    )


def _years(table: Table) -> list[tuple[str, str]]:
    found = table.base.order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), f"ปีงบประมาณ {year}") for year in found]


def _paper_state(rows: Any, value: str) -> Any:
    return rows.to_issue() if value == "open" else rows.filter(state=value)


def _bought_state(rows: Any, value: str) -> Any:
    return rows.unfinished() if value == "open" else rows.filter(state=value)


class RequisitionTable(Table):
    row_template = "office/stores/_requisition_row.html"
    default_sort = "-asked"
    unit = "ใบ"
    empty = "ยังไม่มีใบเบิก"
    columns = (
        Column("purpose", "ใช้ทำอะไร", phone=TITLE),
        Column("number", "เลขที่"),
        Column("requester", "ผู้เบิก", phone=WIDE, bare=True),
        Column("asked", "ขอเมื่อ", sort="asked_at"),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาเรื่องหรือเลขที่/ปี", fields=("purpose",), apply=requisitions_containing),
        ChoiceFilter("state", "สถานะ", (*Requisition.State.choices, ("open", "รอจ่ายทั้งหมด")), apply=_paper_state),
        ChoiceFilter("year", "ปีงบประมาณ", _years),
    )


class ProcurementTable(Table):
    row_template = "office/stores/_procurement_row.html"
    default_sort = "-asked"
    unit = "เรื่อง"
    empty = "ยังไม่มีเรื่องจัดซื้อหรือจัดซ่อม"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("number", "เลขที่"),
        Column("kind", "ชนิด"),
        Column("requester", "ผู้แจ้ง", phone=WIDE, bare=True),
        Column("asked", "แจ้งเมื่อ", sort="asked_at"),
        Column("cost", "ค่าใช้จ่าย (บาท)", numeric=True),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาเรื่อง ร้านค้า หรือเลขครุภัณฑ์", fields=("title", "vendor", "asset_code")),
        ChoiceFilter("kind", "ชนิด", Procurement.Kind.choices),
        ChoiceFilter("state", "สถานะ", (*Procurement.State.choices, ("open", "ยังไม่ได้รับ")), apply=_bought_state),
        ChoiceFilter("year", "ปีงบประมาณ", _years),
    )
