"""The list of projects of a year."""

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, Column, Table
from supervision.projects.models import ProjectYear


class ProjectTable(Table):
    """Rows with budget, spent, places and percent."""

    row_template = "projects/_project_row.html"
    default_sort = "number"
    unit = "โครงการ"
    empty = "ยังไม่ได้เริ่มโครงการของปีนี้ เลือกโครงการจากรายการด้านล่าง"
    columns = (
        Column("number", "ที่", sort="project__number"),
        Column("name", "โครงการ", sort="project__name", phone=TITLE),
        Column("owners", "ผู้รับผิดชอบ"),
        Column("schools", "โรงเรียน", numeric=True),
        Column("budget", "งบประมาณ (บาท)", numeric=True),
        Column("spent", "จ่ายแล้ว (บาท)", numeric=True),
        Column("percent", "ความก้าวหน้า", numeric=True),
        Column("state", "สถานะ"),
    )
    filters = (
        TextFilter("q", "ค้นหาโครงการ", fields=("project__name",)),
        ChoiceFilter("state", "สถานะ", ProjectYear.State.choices),
    )
