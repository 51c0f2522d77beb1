"""Lists of circulars and of one circular's receipts."""

from typing import Any

from django.db.models import QuerySet

from core.filters import ChoiceFilter, TextFilter
from core.tables import HIDDEN, TITLE, Column, Table
from office.circulars.models import Circular
from office.circulars.queries import years_of
from schools.models import Cluster


def _containing(rows: Any, text: str) -> Any:
    return rows.containing(text)


class CircularTable(Table):
    """All of the office, for who writes them."""

    row_template = "office/circulars/_row.html"
    default_sort = "-sent"
    unit = "ฉบับ"
    empty = "ยังไม่มีหนังสือเวียน กด “ทำหนังสือเวียน” เพื่อเริ่ม"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("number", "เลขที่"),
        Column("sent", "ทำเมื่อ", sort="created_at"),
        Column("read", "รับทราบแล้ว", numeric=True),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นเรื่อง ข้อความ หรือเลขที่/ปี", fields=("title",), apply=_containing),
            ChoiceFilter("year", "ปีของเลขที่", lambda table: [(year, str(year)) for year in years_of(table.base)]),
            ChoiceFilter("state", "สถานะ", Circular.State.choices),
        ]


class MyCircularTable(Table):
    """Those sent to the reader; rows carry `waits`."""

    row_template = "office/circulars/_my_row.html"
    default_sort = "-sent"
    unit = "ฉบับ"
    empty = "ยังไม่มีหนังสือเวียนถึงท่าน"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("number", "เลขที่"),
        Column("sent", "ส่งเมื่อ", sort="sent_at"),
        Column("due", "ให้รับทราบภายใน", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นเรื่อง ข้อความ หรือเลขที่/ปี", fields=("title",), apply=_containing),
            ChoiceFilter("read", "การรับทราบ", (("no", "ยังไม่รับทราบ"), ("yes", "รับทราบแล้ว")), apply=_by_waiting),
        ]


def _by_waiting(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(waits=value == "no")


def _by_read(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(read_at__isnull=value == "no")


def _by_kind(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(school__isnull=value == "office")


class ReceiptTable(Table):
    """Everyone one circular went to; downwards by the day of reading, who has not read it stands first."""

    row_template = "office/circulars/_receipt_row.html"
    default_sort = "-read"
    unit = "ราย"
    empty = "ยังไม่ได้ส่ง"
    columns = (
        Column("name", "ผู้รับ", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("read", "รับทราบเมื่อ", sort="read_at"),
        Column("by", "โดย"),
        Column("reminded", "เตือนล่าสุด"),
    )

    def get_filters(self) -> list[Any]:
        district = self.options["district"]
        return [
            ChoiceFilter("read", "การรับทราบ", (("no", "ยังไม่รับทราบ"), ("yes", "รับทราบแล้ว")), apply=_by_read),
            ChoiceFilter("kind", "ผู้รับ", (("office", "คนในสำนักงาน"), ("school", "โรงเรียน")), apply=_by_kind),
            ChoiceFilter(
                "cluster", "กลุ่มโรงเรียน", lambda table: Cluster.objects.of_district(district).values_list("pk", "name"),
                path="school__cluster",
            ),
        ]  # fmt: skip
