"""Lists: training logs."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter, YearFilter
from core.tables import TITLE, WIDE, Column, Table
from schools.models import Person
from supervision.groups.models import Training


class TrainingTable(Table):
    """options: user, district, whole (the office's people, not one's own only), years."""

    row_template = "groups/_training_row.html"
    default_sort = "-day"
    unit = "รายการ"
    empty = "ยังไม่มีบันทึกการพัฒนาตนเอง"

    columns = (
        Column("title", "เรื่อง", sort="title", phone=TITLE),
        Column("person", "ผู้บันทึก", sort="person__name_sort", phone=WIDE, bare=True),
        Column("kind", "ประเภท"),
        Column("day", "วันที่", sort="starts_on"),
        Column("hours", "ชั่วโมง", sort="hours", numeric=True),
    )

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        found: list[Any] = [
            TextFilter("q", "ค้นหาเรื่องหรือหน่วยงาน", fields=("title", "organiser")),
            ChoiceFilter("kind", "ประเภท", Training.Kind.choices),
            YearFilter("year", years=self.options["years"], path="starts_on"),
        ]
        if self.options["whole"]:
            people = Person.objects.visible_to(user).of_district(district).of_office().filter(trainings__isnull=False)
            people = people.distinct().order_by("name_sort")
            found.append(ChoiceFilter("person", "ผู้บันทึก", lambda table: [(row.pk, row.full_name) for row in people]))
        return found
