"""The list of gatherings."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, WIDE, Column, Table
from meetings.models import Gathering


class GatheringTable(Table):
    row_template = "meetings/_row.html"
    default_sort = "-day"
    unit = "ครั้ง"
    empty = "ยังไม่มีการประชุม"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("day", "วันที่", sort="held_on"),
        Column("place", "สถานที่", phone=WIDE, bare=True),
        Column("schools", "โรงเรียน", numeric=True),
        Column("came", "ผู้มาประชุม", numeric=True),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นหาเรื่อง", fields=("title", "place")),
            ChoiceFilter("kind", "ประเภท", Gathering.Kind.choices),
            ChoiceFilter("state", "สถานะ", Gathering.State.choices),
        ]
