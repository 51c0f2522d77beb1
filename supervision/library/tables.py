"""The library as a list."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import HIDDEN, TITLE, WIDE, Column, Table
from schools.models import SubjectGroup
from supervision.library.models import Category, LibraryItem


class ItemTable(Table):
    """options: user, district, office (reads more than what schools do)."""

    row_template = "library/_row.html"
    default_sort = "-listed"
    unit = "รายการ"
    empty = "ยังไม่มีเอกสารในคลัง"
    columns = (
        Column("title", "เอกสาร", sort="title", phone=TITLE),
        Column("number", "เลขที่", sort="number", bare=True),
        Column("category", "หมวด", sort="category__position", phone=WIDE, bare=True),
        Column("issuer", "ผู้ออกหรือผู้จัดทำ", phone=HIDDEN),
        Column("dated", "ลงวันที่", sort="dated"),
        Column("listed", "เข้าคลัง", sort="listed_at", phone=HIDDEN),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        found: list[Any] = [
            TextFilter(
                "q", "ค้นหาเอกสาร หรือเลขที่/ปี", fields=("title",),
                apply=lambda rows, text: rows.containing(text),  # type: ignore[attr-defined]  # the register's own queryset
            ),
            ChoiceFilter(
                "category", "หมวด",
                lambda table: list(
                    Category.objects.visible_to(user).of_district(district).values_list("pk", "name")
                ),
            ),
            ChoiceFilter(
                "subject", "กลุ่มสาระ", path="subject_group",
                choices=lambda table: list(
                    SubjectGroup.objects.visible_to(user).of_district(district).values_list("pk", "name")
                ),
            ),
            ChoiceFilter(
                "year", "ปีของเลขที่",
                lambda table: [
                    (str(year), str(year))
                    for year in table.base.filter(year__isnull=False).order_by("-year")
                    .values_list("year", flat=True).distinct()
                ],
            ),
        ]  # fmt: skip
        if self.options["office"]:
            found += [
                ChoiceFilter("state", "สถานะ", LibraryItem.State.choices),
                ChoiceFilter(
                    "schools", "การอ่านของโรงเรียน", [("yes", "โรงเรียนอ่านได้"), ("no", "เฉพาะสำนักงาน")],
                    apply=lambda rows, value: rows.filter(for_schools=value == "yes"),
                ),
            ]  # fmt: skip
        return found
