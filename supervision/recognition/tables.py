"""Lists of awards, certificates and best practices."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import HIDDEN, TITLE, WIDE, Column, Table
from schools.models import Cluster
from supervision.recognition.models import Award, BestPractice, Certificate


class AwardTable(Table):
    """options: may_see (names before the announcement), today."""

    row_template = "recognition/_award_row.html"
    default_sort = "-year"
    unit = "รางวัล"
    empty = "ยังไม่มีรางวัล"
    columns = (
        Column("name", "รางวัล", sort="name", phone=TITLE),
        Column("programme", "การขับเคลื่อน", phone=WIDE, bare=True),
        Column("kind", "ประเภท"),
        Column("year", "ปีงบประมาณ", sort="fiscal_year"),
        Column("count", "ผู้ได้รับ", numeric=True),
        Column("state", "สถานะ"),
    )
    filters = (
        TextFilter("q", "ค้นหารางวัล", fields=("name",)),
        ChoiceFilter("state", "สถานะ", Award.State.choices),
        ChoiceFilter("kind", "ประเภท", Award.Kind.choices),
        ChoiceFilter(
            "year", "ปีงบประมาณ",
            lambda table: [
                (str(year), str(year))
                for year in table.base.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
            ],
            path="fiscal_year",
        ),
    )  # fmt: skip


class CertificateTable(Table):
    row_template = "recognition/_certificate_row.html"
    default_sort = "-number"
    unit = "ฉบับ"
    empty = "ยังไม่มีเกียรติบัตร"
    columns = (
        Column("number", "เลขที่", sort="pk"),
        Column("name", "ผู้ได้รับ", phone=TITLE),
        Column("award", "รางวัล", phone=WIDE, bare=True),
        Column("dated", "ให้ไว้", sort="dated_on"),
        Column("state", "สถานะ"),
    )
    filters = (
        TextFilter("q", "ค้นหาผู้ได้รับหรือรางวัล", fields=("recipient__name", "recipient__award__name")),
        ChoiceFilter("state", "สถานะ", Certificate.State.choices),
    )


class PracticeTable(Table):
    """options: user, district."""

    row_template = "recognition/_practice_row.html"
    default_sort = "-updated"
    unit = "เรื่อง"
    empty = "ยังไม่มีแนวปฏิบัติที่ดี"
    columns = (
        Column("title", "เรื่อง", sort="title", phone=TITLE),
        Column("school", "โรงเรียน", sort="school__name_sort", phone=WIDE, bare=True),
        Column("area", "ด้าน"),
        Column("updated", "แก้ไขล่าสุด", sort="updated_at", phone=HIDDEN),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        return [
            TextFilter("q", "ค้นหาเรื่องหรือโรงเรียน", fields=("title", "school__name")),
            ChoiceFilter("state", "สถานะ", BestPractice.State.choices),
            ChoiceFilter(
                "cluster", "กลุ่มโรงเรียน",
                lambda table: list(Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name")),
                path="school__cluster",
            ),
        ]  # fmt: skip
