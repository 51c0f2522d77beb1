"""The list of meetings."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter, YearFilter
from core.tables import HIDDEN, TITLE, WIDE, Column, Table
from kotpn.meetings.models import Meeting


class MeetingTable(Table):
    row_template = "kotpn/meetings/_row.html"
    default_sort = "-day"
    unit = "ครั้ง"
    empty = "ยังไม่มีการประชุม"
    columns = (
        Column("title", "การประชุม", phone=TITLE),
        Column("day", "วันประชุม", sort="held_on"),
        Column("place", "สถานที่", phone=WIDE, bare=True),
        Column("items", "เรื่อง", numeric=True, phone=HIDDEN),
        Column("replies", "ตอบเข้าประชุม", numeric=True),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        """`committees` and `years`: what this person may see."""
        return [
            TextFilter("q", "ค้นหาชื่อหรือสถานที่", fields=("title", "place")),
            ChoiceFilter("committee", "องค์คณะ", self.options["committees"]),
            YearFilter("fy", path="held_on", years=self.options["years"]),
            ChoiceFilter("state", "สถานะ", Meeting.State.choices),
        ]
