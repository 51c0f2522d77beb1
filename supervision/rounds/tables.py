"""Lists of rounds, of a round's schools, and of schools with their own supervision."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import ACT, TITLE, WIDE, Column, Table
from schools.models import Cluster
from supervision.rounds.models import CollectionRound, InternalVisit, RoundSchool


class RoundTable(Table):
    row_template = "rounds/_round_row.html"
    default_sort = "-due"
    unit = "รอบ"
    empty = "ยังไม่มีรอบเก็บข้อมูล"
    columns = (
        Column("title", "รอบ", phone=TITLE),
        Column("instrument", "เครื่องมือ", phone=WIDE, bare=True),
        Column("due", "กำหนดส่ง", sort="due_on"),
        Column("answered", "ได้คำตอบแล้ว", numeric=True),
        Column("missing", "ยังไม่ได้", numeric=True),
        Column("state", "สถานะ"),
    )
    filters = (
        TextFilter("q", "ค้นหารอบ", fields=("title", "label")),
        ChoiceFilter("state", "สถานะ", CollectionRound.State.choices),
    )


STATES = [
    ("missing", "ยังไม่ได้คำตอบ"),
    ("answered", "ได้คำตอบแล้ว"),
    *RoundSchool.State.choices,
    ("late", "ส่งช้า"),
]


class RoundSchoolTable(Table):
    row_template = "rounds/_school_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในรอบนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("state", "สถานะ"),
        Column("submitted", "ส่งเมื่อ", sort="submitted_at"),
        Column("reminded", "เตือนล่าสุด"),
        Column("act", "", phone=ACT),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        return [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("state", "สถานะ", STATES, apply=lambda rows, value: rows.in_state(value)),
            ChoiceFilter(
                "cluster", "กลุ่มโรงเรียน",
                lambda table: list(Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name")),
                path="school__cluster",
            ),
        ]  # fmt: skip


class EntryTable(Table):
    """A school's own rows."""

    row_template = "rounds/_entry_row.html"
    default_sort = "-due"
    unit = "รอบ"
    empty = "ยังไม่มีแบบจากสำนักงานเขต"
    columns = (
        Column("title", "รอบ", phone=TITLE),
        Column("school", "โรงเรียน"),
        Column("due", "กำหนดส่ง", sort="round__due_on"),
        Column("state", "สถานะ"),
        Column("submitted", "ส่งเมื่อ", sort="submitted_at"),
    )
    filters = (ChoiceFilter("state", "สถานะ", STATES, apply=lambda rows, value: rows.in_state(value)),)


class InternalTable(Table):
    """A school's own observations."""

    row_template = "rounds/_internal_row.html"
    default_sort = "-day"
    unit = "ครั้ง"
    empty = "ยังไม่มีแผนนิเทศภายในภาคเรียนนี้"
    columns = (
        Column("teacher", "ครู", phone=TITLE),
        Column("day", "วันที่", sort="planned_on"),
        Column("lesson", "รายวิชา"),
        Column("observer", "ผู้นิเทศ"),
        Column("state", "สถานะ"),
    )
    filters = (
        TextFilter("q", "ค้นหาครู", fields=("teacher__first_name", "teacher__last_name")),
        ChoiceFilter("state", "สถานะ", InternalVisit.State.choices),
    )


def _planning(rows: Any, value: str) -> Any:
    return rows.filter(n_planned__gt=0) if value == "yes" else rows.filter(n_planned=0)


def _summary(rows: Any, value: str) -> Any:
    return rows.filter(summary_sent=value == "sent")


class InternalSchoolTable(Table):
    """The office's list: a school, its counts, its summary; never a name of the school's people."""

    row_template = "rounds/_internal_school_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ไม่มีโรงเรียน"
    columns = (
        Column("school", "โรงเรียน", sort="name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("planned", "วางแผน", numeric=True),
        Column("done", "นิเทศแล้ว", numeric=True),
        Column("seen", "ครูรับทราบ", numeric=True),
        Column("teachers", "ครูได้รับการนิเทศ (คน)", numeric=True),
        Column("summary", "สรุปภาคเรียน"),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        return [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("name",)),
            ChoiceFilter(
                "planning", "แผน", [("yes", "มีแผนแล้ว"), ("no", "ยังไม่มีแผน")], apply=_planning,
                any_label="มีหรือยังไม่มีแผน",
            ),
            ChoiceFilter(
                "summary", "สรุป", [("sent", "ส่งสรุปแล้ว"), ("missing", "ยังไม่ส่งสรุป")], apply=_summary,
                any_label="ส่งหรือยังไม่ส่งสรุป",
            ),
            ChoiceFilter(
                "cluster", "กลุ่มโรงเรียน",
                lambda table: list(Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name")),
            ),
        ]  # fmt: skip
