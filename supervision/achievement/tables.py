"""Lists of results, imports, the item bank and checks."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import HIDDEN, TITLE, WIDE, Column, Table
from schools.models import LEVELS, Cluster, SubjectGroup
from supervision.achievement.models import AssessmentCheck, BankItem


def _clusters(table: Table) -> Any:
    user, district = table.options["user"], table.options["district"]
    return Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name")


class PaperTable(Table):
    """Schools in one paper and year. options: user, district, national (mean or None), may_keep."""

    row_template = "achievement/_result_row.html"
    default_sort = "-mean"
    unit = "โรงเรียน"
    empty = "ยังไม่มีผลรายโรงเรียนของวิชาและปีนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("sat", "เข้าสอบ", sort="sat", numeric=True),
        Column("mean", "เฉลี่ย", sort="mean", numeric=True),
        Column("difference", "ต่างจากประเทศ", numeric=True),
        Column("sd", "S.D.", sort="sd", numeric=True),
        Column("counts", "เก่ง / กลาง / อ่อน", numeric=True),
    )

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("cluster", "กลุ่มโรงเรียน", _clusters, path="school__cluster"),
        ]


class ImportTable(Table):
    row_template = "achievement/_import_row.html"
    default_sort = "-when"
    unit = "ครั้ง"
    empty = "ยังไม่เคยนำเข้าผลการทดสอบ"
    columns = (
        Column("file", "ไฟล์", phone=TITLE),
        Column("when", "เมื่อ", sort="uploaded_at", bare=True),
        Column("who", "โดย", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )


class BankTable(Table):
    """options: user, district."""

    row_template = "achievement/_item_row.html"
    default_sort = "-updated"
    unit = "ชุด"
    empty = "ยังไม่มีข้อสอบในคลัง"
    columns = (
        Column("title", "ชุดข้อสอบ", sort="title", phone=TITLE),
        Column("subject", "กลุ่มสาระ", phone=WIDE, bare=True),
        Column("grade", "ชั้น", sort="grade"),
        Column("indicator", "ตัวชี้วัด", phone=WIDE),
        Column("uses", "ใช้แล้ว (ครั้ง)", sort="n_uses", numeric=True),
        Column("updated", "ปรับปรุง", sort="updated_at", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        return [
            TextFilter("q", "ค้นหาชื่อหรือตัวชี้วัด", fields=("title", "indicator")),
            ChoiceFilter(
                "subject", "กลุ่มสาระ",
                lambda table: SubjectGroup.objects.visible_to(user).of_district(district).values_list("pk", "name"),
                path="subject_group",
            ),
            ChoiceFilter("grade", "ชั้น", [(grade, grade) for grade in LEVELS]),
            ChoiceFilter("state", "สถานะ", BankItem.State.choices),
        ]  # fmt: skip


class CheckTable(Table):
    """options: user, district."""

    row_template = "achievement/_check_row.html"
    default_sort = "-day"
    unit = "ครั้ง"
    empty = "ยังไม่มีการตรวจการวัดและประเมินผลของสถานศึกษา"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("day", "วันที่ตรวจ", sort="checked_on"),
        Column("year", "ปีการศึกษา", sort="academic_year"),
        Column("result", "ผล"),
        Column("who", "ผู้ตรวจ", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("state", "สถานะ", AssessmentCheck.State.choices),
            ChoiceFilter("cluster", "กลุ่มโรงเรียน", _clusters, path="school__cluster"),
        ]
