"""Lists of follow-ups."""

from typing import Any

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, Column, Table
from qa.followup.models import FollowUp
from schools.models import Cluster


class FollowUpTable(Table):
    row_template = "qa/followup/_row.html"
    default_sort = "-day"
    unit = "ฉบับ"
    empty = "ยังไม่มีแบบติดตามประกันคุณภาพ"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("form", "แบบ", sort="form"),
        Column("day", "วันที่", sort="done_on"),
        Column("assessor", "ผู้ประเมิน"),
        Column("level", "ระดับรวม"),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        user, district, years = self.options["user"], self.options["district"], self.options["years"]
        found: list[Any] = [
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("form", "แบบ", FollowUp.Form.choices),
            ChoiceFilter("year", "ปีการศึกษา", [(str(year), str(year)) for year in years], path="academic_year"),
            ChoiceFilter("state", "สถานะ", FollowUp.State.choices),
        ]
        if self.options["office"]:
            rows = Cluster.objects.visible_to(user).of_district(district)
            found.append(
                ChoiceFilter(
                    "cluster", "กลุ่มโรงเรียน", lambda table: list(rows.values_list("pk", "name")), path="school__cluster"
                )
            )
        return found
