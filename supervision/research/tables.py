"""The register of studies as a list."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import HIDDEN, TITLE, WIDE, Column, Table
from schools.models import Project, SubjectGroup, WorkGroup
from supervision.research.models import Study
from supervision.research.queries import years_of


class StudyTable(Table):
    """options: user, district, office (the whole register, not only what is published)."""

    row_template = "research/_row.html"
    default_sort = "-year"
    unit = "เรื่อง"
    empty = "ยังไม่มีงานวิจัยในทะเบียน"
    columns = (
        Column("title", "เรื่อง", sort="title", phone=TITLE),
        Column("people", "ผู้วิจัย", phone=WIDE, bare=True),
        Column("kind", "ประเภท", sort="kind", phone=HIDDEN),
        Column("group", "กลุ่มงาน", phone=WIDE, bare=True),
        Column("year", "ปีงบประมาณ", sort="year_from"),
        Column("stage", "ขั้น", bare=True),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        shared = [
            TextFilter("q", "ค้นหาเรื่อง ผู้วิจัย หรือผล", fields=("title", "others", "summary", "question")),
            ChoiceFilter("kind", "ประเภท", Study.Kind.choices),
            ChoiceFilter(
                "year", "ปีงบประมาณ", lambda table: [(str(one), str(one)) for one in years_of(table.base)],
                apply=lambda rows, value: rows.for_fiscal_year(int(value)),
            ),
            ChoiceFilter(
                "subject", "กลุ่มสาระ", path="subject_group",
                choices=lambda table: list(
                    SubjectGroup.objects.visible_to(user).of_district(district).values_list("pk", "name")
                ),
            ),
        ]  # fmt: skip
        if not self.options["office"]:
            return shared
        return [
            *shared,
            ChoiceFilter("stage", "ขั้น", Study.Stage.choices),
            ChoiceFilter(
                "group", "กลุ่มงาน", path="work_group",
                choices=lambda table: list(
                    WorkGroup.objects.visible_to(user).of_district(district).values_list("pk", "name")
                ),
            ),
            ChoiceFilter(
                "project", "โครงการ", path="project",
                choices=lambda table: list(
                    Project.objects.visible_to(user).of_district(district).values_list("pk", "name")
                ),
            ),
        ]  # fmt: skip
