"""Lists of trips."""

from typing import Any

from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.tables import TITLE, WIDE, Column, Table
from core.thai.years import fiscal_label, fiscal_range
from office.travel.models import Trip
from office.travel.queries import containing
from office.travel.queries.making import may_travel


def _of_year(rows: Any, value: str) -> Any:
    return rows.between(*fiscal_range(int(value)))


class TripTable(Table):
    """options: years (พ.ศ.), today, days (until a report is late), user, district."""

    row_template = "office/travel/_row.html"
    default_sort = "-starts"
    unit = "ครั้ง"
    empty = "ยังไม่มีการไปราชการ"
    columns = (
        Column("purpose", "ไปราชการเพื่อ", phone=TITLE),
        Column("starts", "วันที่", sort="starts_on"),
        Column("days", "วัน", numeric=True),
        Column("people", "ผู้เดินทาง", phone=WIDE, bare=True),
        Column("place", "สถานที่", phone=WIDE, bare=True),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        years = [(str(year), fiscal_label(year)) for year in self.options["years"]]
        return [
            TextFilter("q", "ค้นหาเรื่อง ผู้เดินทาง โรงเรียน หรือเลขที่/ปี", fields=("purpose",), apply=containing),
            ChoiceFilter("state", "สถานะ", (*Trip.State.choices, ("late", "เลยกำหนดรายงาน")), apply=self._in_state),
            ChoiceFilter("year", "ปีงบประมาณ", years, any_label="ทุกปีงบประมาณ", apply=_of_year),
            ChoiceFilter(
                "person", "ผู้เดินทาง", self._people, any_label="ทุกคน", apply=lambda rows, key: rows.of_people([int(key)])
            ),
            DateFilter("on", "ช่วงวันที่", path="starts_on"),
        ]

    def _in_state(self, rows: Any, value: str) -> Any:
        if value == "late":
            return rows.report_late(self.options["today"], self.options["days"])
        return rows.filter(state=value)

    def _people(self, table: Table) -> list[tuple[str, str]]:
        rows = may_travel(self.options["user"], self.options["district"], self.options["today"])
        return [(str(row.pk), str(row)) for row in rows]
