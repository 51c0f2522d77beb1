"""Lists of errands and articles."""

from typing import Any

from django.utils import timezone

from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.tables import TITLE, Column, Table
from office.errands.models import Article, Errand

_STATES = (
    ("standing", "ยังไม่เสร็จ"), ("late", "เลยกำหนด"), ("answered", "ตอบแล้ว รอรับ"), ("done", "เสร็จ"),
    ("cancelled", "ยกเลิก"),
)  # fmt: skip


def _by_state(rows: Any, value: str) -> Any:
    if value == "standing":
        return rows.standing()
    return rows.late(timezone.localdate()) if value == "late" else rows.filter(state=value)


class ErrandTable(Table):
    row_template = "office/errands/_row.html"
    default_sort = "-asked"
    unit = "เรื่อง"
    empty = "ยังไม่มีงานประสานหรืองานมอบหมาย"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("kind", "ประเภท"),
        Column("other", "กลุ่มหรือผู้มอบหมาย"),
        Column("person", "ผู้รับผิดชอบ", sort="person__name_sort"),
        Column("asked", "วันที่", sort="asked_on"),
        Column("due", "กำหนด", sort="due_on"),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาเรื่อง", fields=("title", "unit_text")),
        ChoiceFilter("kind", "ประเภท", Errand.Kind.choices),
        ChoiceFilter("state", "สถานะ", _STATES, apply=_by_state),
        DateFilter("due", "กำหนด", path="due_on"),
    )


class ArticleTable(Table):
    row_template = "office/errands/_article_row.html"
    default_sort = "-saved"
    unit = "เรื่อง"
    empty = "ยังไม่มีบทความ"
    columns = (
        Column("title", "ชื่อบทความ", phone=TITLE),
        Column("author", "ผู้เขียน", sort="author__name_sort"),
        Column("published", "เผยแพร่", sort="published_on"),
        Column("saved", "บันทึกเมื่อ", sort="updated_at"),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาชื่อหรือสาระสำคัญ", fields=("title", "summary")),
        ChoiceFilter("state", "สถานะ", Article.State.choices),
    )
