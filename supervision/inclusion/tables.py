"""Lists of schools' reports and of coordination."""

from functools import cached_property
from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, WIDE, Column, Table
from schools.models import Cluster
from supervision.inclusion.models import InclusionYear


class YearTable(Table):
    """options: user, district, shown (pupils as the reader may see them, by key of the row)."""

    row_template = "inclusion/_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนบันทึกของปีนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่มโรงเรียน"),
        Column("pupils", "นักเรียนเรียนรวม (คน)", numeric=True),
        Column("updated", "แก้ไขล่าสุด", sort="updated_at"),
        Column("state", "สถานะ"),
    )

    @cached_property
    def rows(self) -> list[Any]:
        """Each with `told`: its pupils as the reader may see them, a dash before it is sent."""
        found = super().rows
        for row in found:
            row.told = self.options["shown"].get(row.pk, "–")
        return found

    def get_filters(self) -> list[Any]:
        clusters = Cluster.objects.visible_to(self.options["user"]).of_district(self.options["district"])
        return [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("state", "สถานะ", InclusionYear.State.choices),
            ChoiceFilter(
                "cluster", "กลุ่มโรงเรียน",
                lambda table: [(str(k), name) for k, name in clusters.values_list("pk", "name")],
                path="school__cluster",
            ),
        ]  # fmt: skip


class CoordinationTable(Table):
    row_template = "inclusion/_coordination_row.html"
    default_sort = "-date"
    unit = "รายการ"
    empty = "ยังไม่มีการประสานงาน"
    columns = (
        Column("date", "วันที่", sort="done_on"),
        Column("about", "เรื่อง", phone=TITLE),
        Column("body", "หน่วยงาน", phone=WIDE, bare=True),
        Column("school", "โรงเรียน"),
        Column("result", "ผล", phone=WIDE),
        Column("next", "ติดตามอีกครั้ง", sort="next_on"),
        Column("act", ""),
    )
    filters = (TextFilter("q", "ค้นหาเรื่องหรือหน่วยงาน", fields=("about", "body__name", "body_text")),)
