"""Lists of a programme: its schools, their mentoring, the cooperation log."""

from typing import Any

from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.tables import ACT, TITLE, WIDE, Column, Table
from schools.models import Cluster, School
from supervision.improvement.models import Cooperation
from supervision.improvement.queries import meetings, mentoring

IN_OR_OUT = [("in", "อยู่ในการขับเคลื่อน"), ("out", "ไม่อยู่"), ("rule", "เข้าหรือออกกลางปี"), ("hand", "กำหนดเอง")]


def _of_school(table: Any, prefix: str = "school__") -> list[Any]:
    """Search by name, and the cluster."""
    user, district = table.request.user, table.options["programme"].district
    clusters = Cluster.objects.visible_to(user).of_district(district)
    return [
        TextFilter("q", "ค้นหาโรงเรียน", fields=(f"{prefix}name",)),
        ChoiceFilter(
            "cluster", "กลุ่มโรงเรียน", lambda _: list(clusters.values_list("pk", "name")), path=f"{prefix}cluster"
        ),
    ]


class SchoolsTable(Table):
    row_template = "improvement/_school_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในการขับเคลื่อนนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("standing", "สถานะ"),
        Column("reason", "เหตุผล", phone=WIDE, bare=True),
        Column("act", "", phone=ACT),
    )

    def get_filters(self) -> list[Any]:
        return [
            *_of_school(self),
            ChoiceFilter("in", "สถานะ", IN_OR_OUT, apply=lambda rows, word: rows.in_standing(word)),
            ChoiceFilter("kind", "ประเภท", School.Kind.choices, path="school__kind"),
        ]


class AttendanceTable(Table):
    row_template = "improvement/_attendance_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในการขับเคลื่อนนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("came", "การประชุม"),
    )

    def get_filters(self) -> list[Any]:
        rules = {meetings.CAME: {"came": True}, meetings.INVITED: {"came": False, "invited": True},
                 meetings.NOT: {"came": False, "invited": False}}  # fmt: skip
        return [
            *_of_school(self),
            ChoiceFilter(
                "came", "การประชุม", list(meetings.WORDS.items()), apply=lambda rows, word: rows.filter(**rules[word])
            ),
        ]


class MentoringTable(Table):
    row_template = "improvement/_mentoring_row.html"
    default_sort = "visits"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในการขับเคลื่อนนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("state", "สถานะ"),
        Column("visits", "ครั้ง", sort="n_visits", numeric=True),
        Column("last", "ล่าสุด", sort="last_visit"),
        Column("planned", "นัดต่อไป"),
        Column("reflected", "โรงเรียนสะท้อนคิด", numeric=True),
        Column("act", "", phone=ACT),
    )

    def get_filters(self) -> list[Any]:
        programme = self.options["programme"]
        return [
            *_of_school(self),
            ChoiceFilter(
                "state", "สถานะ", list(mentoring.STATES.items()),
                apply=lambda rows, state: mentoring.in_state(rows, state, programme),
            ),
        ]  # fmt: skip


class CooperationTable(Table):
    row_template = "improvement/_cooperation_row.html"
    default_sort = "-day"
    unit = "กิจกรรม"
    empty = "ยังไม่มีบันทึกความร่วมมือ"
    columns = (
        Column("activity", "กิจกรรม", phone=TITLE),
        Column("day", "วันที่", sort="held_on"),
        Column("partner", "ผู้ร่วมมือ"),
        Column("school", "ของ", sort="school__name_sort"),
        Column("reached", "ผู้ได้รับประโยชน์", sort="reached", numeric=True),
    )

    def get_filters(self) -> list[Any]:
        found = [
            TextFilter("q", "ค้นหากิจกรรมหรือผู้ร่วมมือ", fields=("activity", "partner", "body__name")),
            ChoiceFilter("side", "ผู้ร่วมมือ", Cooperation.Side.choices),
            DateFilter("held", "วันที่", path="held_on"),
        ]
        if self.options.get("office"):
            found.insert(1, _of_school(self)[1])
        return found
