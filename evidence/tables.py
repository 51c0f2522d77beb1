"""Lists of evidence."""

from functools import cached_property
from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, Column, Table
from evidence.models import EvidenceItem
from evidence.queries import use_counts
from evidence.queries.panels import files_of
from schools.models import School

STATES = (("offered", "ใช้ได้"), ("withdrawn", "ถอนแล้ว"))


def _in_state(rows: Any, value: str) -> Any:
    return rows.withdrawn() if value == "withdrawn" else rows.offered()


class ItemTable(Table):
    """A store, or what schools have shown; `of_schools` adds the school."""

    row_template = "evidence/_item_row.html"
    default_sort = "-added"
    unit = "รายการ"
    empty = "ยังไม่มีหลักฐาน"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        title = Column("title", "หลักฐาน", sort="title", phone=TITLE)
        school = (Column("school", "โรงเรียน", sort="school__name_sort"),) if self.options.get("of_schools") else ()
        self.columns = (  # type: ignore[misc]  # one table of each kind, its columns by who looks
            title, *school, Column("kind", "ชนิด"), Column("size", "ขนาด", sort="size", numeric=True),
            Column("used", "ใช้เป็นหลักฐาน"), Column("added", "เพิ่มเมื่อ", sort="added_at"),
        )  # fmt: skip

    def get_filters(self) -> list[Any]:
        found: list[Any] = [
            TextFilter("q", "ค้นหาหลักฐาน", fields=("title", "note", "url", "record_label")),
            ChoiceFilter("kind", "ชนิด", EvidenceItem.Kind.choices),
            ChoiceFilter("state", "สถานะ", STATES, apply=_in_state),
        ]
        if self.options.get("of_schools"):
            user, district = self.options["user"], self.options["district"]
            rows = School.objects.visible_to(user).of_district(district)
            found.append(ChoiceFilter("school", "โรงเรียน", lambda table: list(rows.values_list("pk", "name"))))
        return found

    @cached_property
    def rows(self) -> list[EvidenceItem]:
        """The page's items with their file and how often they are used: two queries more."""
        found: list[Any] = self._page[0]
        counts, hanging = use_counts(found), files_of(found)
        for item in found:
            item.counts, item.file = counts[item.pk], hanging.get(str(item.pk))
        return found
