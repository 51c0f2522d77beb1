"""Lists of calls, of a call's schools, and of a school's own SARs."""

from typing import Any

from django.utils import timezone

from core.filters import ChoiceFilter, TextFilter
from core.tables import ACT, TITLE, Column, Table
from qa.sar.models import Sar, SarCall
from schools.models import Cluster


class CallTable(Table):
    row_template = "qa/sar/_call_row.html"
    default_sort = "-year"
    unit = "ปี"
    empty = "ยังไม่เคยเรียก SAR ในระบบ"
    columns = (
        Column("title", "ประกาศ", phone=TITLE),
        Column("year", "ปีการศึกษา", sort="academic_year"),
        Column("due", "กำหนดส่ง", sort="due_on"),
        Column("confirmed", "รับทราบ", numeric=True),
        Column("answered", "ส่งแล้ว", numeric=True),
        Column("accepted", "รับแล้ว", numeric=True),
        Column("state", "สถานะ"),
    )
    filters = (ChoiceFilter("state", "สถานะ", SarCall.State.choices),)


STATES = [
    ("overdue", "เลยกำหนด"),
    ("missing", "ยังไม่ส่ง"),
    ("unconfirmed", "ยังไม่รับทราบ"),
    *Sar.State.choices,
    ("late", "ส่งช้า"),
]


class SarTable(Table):
    """The schools of a call, late ones first."""

    row_template = "qa/sar/_sar_row.html"
    default_sort = "state"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในประกาศนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("state", "สถานะ", sort="urgency"),
        Column("confirmed", "รับทราบ", sort="confirmed_at"),
        Column("submitted", "ส่งเมื่อ", sort="submitted_at"),
        Column("reminded", "เตือนล่าสุด"),
        Column("act", "", phone=ACT),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        today = timezone.localdate()
        return [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("state", "สถานะ", STATES, apply=lambda rows, value: rows.in_state(value, today)),
            ChoiceFilter(
                "cluster", "กลุ่มโรงเรียน",
                lambda table: list(Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name")),
                path="school__cluster",
            ),
            ChoiceFilter("mine", "ผู้ตรวจ", [("yes", "โรงเรียนที่ข้าพเจ้ารับผิดชอบ")], apply=self._mine),
        ]  # fmt: skip

    def _mine(self, rows: Any, value: str) -> Any:
        return rows.filter(school__in=self.options["mine"])


class OwnTable(Table):
    """A school's own SARs."""

    row_template = "qa/sar/_own_row.html"
    default_sort = "-year"
    unit = "ฉบับ"
    empty = "สำนักงานเขตยังไม่ได้เรียก SAR ในระบบ"
    columns = (
        Column("title", "SAR", phone=TITLE),
        Column("school", "โรงเรียน"),
        Column("year", "ปีการศึกษา", sort="call__academic_year"),
        Column("due", "กำหนดส่ง"),
        Column("state", "สถานะ"),
        Column("submitted", "ส่งเมื่อ", sort="submitted_at"),
    )
