"""The list of schools on the signing board."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, Column, Table
from supervision.agreements.queries.board import WORDS


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(agreement_state=value)


def _by_copy(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(has_copy=value == "yes")


_COPIES = (("yes", "แนบแล้ว"), ("no", "ยังไม่แนบ"))


class BoardTable(Table):
    row_template = "agreements/_board_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในการขับเคลื่อนนี้"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("number", "เลขที่", sort="agreement_number"),
        Column("cluster", "กลุ่มโรงเรียน", sort="school__cluster__name_sort"),
        Column("days", "ลงนาม"),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        clusters = [(str(key), name) for key, name, _ in self.options["clusters"] if key]
        return [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("state", "สถานะ", list(WORDS.items()), apply=_by_state),
            ChoiceFilter("cluster", "กลุ่มโรงเรียน", clusters, path="school__cluster", any_label="ทุกกลุ่มโรงเรียน"),
            ChoiceFilter("copy", "ฉบับลงนาม", _COPIES, any_label="แนบหรือยังไม่แนบ", apply=_by_copy),
        ]


class MarkingTable(BoardTable):
    """For who marks many: the last column has the boxes."""

    columns = (*BoardTable.columns, Column("pick", "บันทึกการลงนาม", bare=True))
