"""The catalogue of media as a list."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import HIDDEN, TITLE, WIDE, Column, Table
from schools.models import Cluster, SubjectGroup
from supervision.media.models import Medium


def _containing(rows: Any, text: str) -> Any:
    return rows.containing(text)


class MediumTable(Table):
    """options: user, district, office."""

    row_template = "media/_row.html"
    default_sort = "-updated"
    unit = "ชิ้น"
    empty = "ยังไม่มีสื่อและนวัตกรรม"
    columns = (
        Column("title", "ผลงาน", sort="title", phone=TITLE),
        Column("place", "เจ้าของ", phone=WIDE, bare=True),
        Column("grades", "ใช้กับ"),
        Column("level", "ระดับ"),
        Column("used", "ใช้แล้ว (ครั้ง)", sort="used", numeric=True),
        Column("updated", "แก้ไขล่าสุด", sort="updated_at", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        found: list[Any] = [
            TextFilter(
                "q", "ค้นหาผลงาน ผู้จัดทำ หรือโรงเรียน", fields=("title",),
                apply=_containing,
            ),
            ChoiceFilter("kind", "ชนิด", Medium.Kind.choices),
            ChoiceFilter(
                "grade", "ระดับชั้น", Medium.Grade.choices,
                apply=lambda rows, value: rows.filter(grades__contains=[value]),
            ),
            ChoiceFilter(
                "subject", "กลุ่มสาระ", path="subject_group",
                choices=lambda table: list(
                    SubjectGroup.objects.visible_to(user).of_district(district).values_list("pk", "name")
                ),
            ),
            ChoiceFilter("state", "สถานะ", Medium.State.choices),
        ]  # fmt: skip
        if self.options["office"]:
            found.append(
                ChoiceFilter(
                    "cluster", "กลุ่มโรงเรียน", path="school__cluster",
                    choices=lambda table: list(
                        Cluster.objects.visible_to(user).of_district(district).values_list("pk", "name")
                    ),
                )
            )  # fmt: skip
        return found
