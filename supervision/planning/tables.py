"""Lists of plans, planned visits and policies: columns, filters and sorting in the address."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import PAIR, TITLE, WIDE, Column, Table
from core.thai.years import fiscal_label
from supervision.planning.models import Plan, PolicyItem

STATES = [*Plan.State.choices, ("changed", "แก้ไขหลังอนุมัติ")]


def _years(table: Table) -> list[tuple[str, str]]:
    return [(str(year), fiscal_label(year)) for year in table.options["years"]]


def _by_state(rows: Any, value: str) -> Any:
    return rows.changed_after_approval() if value == "changed" else rows.filter(state=value)


class PlanTable(Table):
    row_template = "planning/_plan_row.html"
    unit = "แผน"
    empty = "ยังไม่มีแผนนิเทศ"
    empty_filtered = "ไม่มีแผนตามตัวกรองนี้"
    default_sort = "-year"
    columns = (
        Column("title", "แผน", sort="title", phone=TITLE),
        Column("owner", "ผู้จัดทำ", sort="owner__name_sort", phone=WIDE, bare=True),
        Column("year", "ปีงบประมาณ", sort="fiscal_year", phone=PAIR),
        Column("visits", "แผนนิเทศ (ครั้ง)", numeric=True, phone=PAIR),
        Column("done", "นิเทศแล้ว", numeric=True, phone=PAIR),
        Column("state", "สถานะ", sort="state", phone=PAIR, bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาแผนหรือผู้จัดทำ", fields=("title", "owner__first_name", "owner__last_name")),
        ChoiceFilter("year", "ปีงบประมาณ", _years, path="fiscal_year"),
        ChoiceFilter("kind", "ชนิด", Plan.Kind.choices),
        ChoiceFilter("state", "สถานะ", STATES, apply=_by_state),
    )


class PolicyTable(Table):
    row_template = "planning/_policy_row.html"
    unit = "ข้อ"
    empty = "ยังไม่มีนโยบาย กลยุทธ์ หรือจุดเน้น"
    default_sort = "-year"
    columns = (
        Column("text", "ข้อความ", phone=TITLE),
        Column("kind", "ชนิด", sort="kind", phone=PAIR, bare=True),
        Column("year", "ปีงบประมาณ", sort="fiscal_year", phone=PAIR),
        Column("active", "ใช้งาน", phone=PAIR),
    )
    filters = (
        ChoiceFilter("year", "ปีงบประมาณ", _years, path="fiscal_year"),
        ChoiceFilter("kind", "ชนิด", PolicyItem.Kind.choices),
    )


class VisitTable(Table):
    row_template = "planning/_visit_row.html"
    unit = "ครั้ง"
    empty = "ยังไม่มีแผนนิเทศในช่วงนี้"
    default_sort = "day"
    columns = (
        Column("day", "วันที่", sort="sort_day", phone=PAIR, bare=True),
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("topic", "เรื่อง", sort="activity__topic", phone=WIDE, bare=True),
        Column("who", "ผู้นิเทศ", sort="activity__plan__owner__name_sort", phone=WIDE, bare=True),
        Column("state", "สถานะ", phone=PAIR, bare=True),
    )
