"""The register of curricula."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import HIDDEN, TITLE, WIDE, Column, Table
from schools.models import Cluster
from supervision.curricula.models import Curriculum, CurriculumKind


class CurriculumTable(Table):
    """options: user, district, office (whether clusters are filtered by)."""

    row_template = "curricula/_row.html"
    default_sort = "-updated"
    unit = "ฉบับ"
    empty = "ยังไม่มีหลักสูตรในทะเบียน"
    columns = (
        Column("title", "หลักสูตร", sort="title", phone=TITLE),
        Column("school", "โรงเรียน", sort="school__name_sort", phone=WIDE, bare=True),
        Column("kind", "ชนิด", sort="kind__position"),
        Column("year", "เริ่มใช้ปีการศึกษา", sort="year_from"),
        Column("updated", "ปรับปรุง", sort="updated_at", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        made: list[Any] = [
            TextFilter("q", "ค้นหาหลักสูตรหรือโรงเรียน", fields=("title", "school__name")),
            ChoiceFilter(
                "kind", "ชนิดหลักสูตร",
                lambda table: CurriculumKind.objects.visible_to(user).of_district(district).values_list("pk", "name"),
            ),
            ChoiceFilter("state", "สถานะ", Curriculum.State.choices),
        ]  # fmt: skip
        if self.options["office"]:
            made.append(
                ChoiceFilter(
                    "cluster", "กลุ่มโรงเรียน",
                    lambda table: Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name"),
                    path="school__cluster",
                )
            )  # fmt: skip
        return made
