"""`project-report` รายงานโครงการ: what a project of a year was to do, cost, did and reached."""

from typing import Any

from django import forms

from core.errors import DomainError
from reports.base import Book, BuildContext, Reader
from reports.registry import register
from schools.models import District
from schools.printing import DistrictDocument, PrintedForm
from supervision.projects.models import ProjectYear
from supervision.projects.permissions import may_read_office
from supervision.projects.queries import page_of


def readable(reader: Reader, district: District) -> Any:
    """What the office sees; of schools only reports that were opened to them, whatever project they take part in."""
    rows = reader.visible(ProjectYear.objects).filter(district=district).standing()
    if reader.user is None or may_read_office(reader.user, district):
        return rows
    return rows.filter(ProjectYear.open_to_schools())


class ProjectReportForm(PrintedForm):
    project = forms.ModelChoiceField(
        label="โครงการของปี", queryset=ProjectYear.objects.none(), required=False, empty_label="เลือกโครงการ"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = readable(self.reader, self.district)
        chosen: Any = self.fields["project"]
        chosen.queryset = rows.select_related("project").order_by("-fiscal_year", "project__number")
        chosen.initial = chosen.queryset.values_list("pk", flat=True).first()


class ProjectReport(DistrictDocument):
    key = "project-report"
    title = "รายงานโครงการ"
    description = "แผน ตัวชี้วัด งบประมาณรายไตรมาส กิจกรรม โรงเรียน การนิเทศ และผลของโครงการหนึ่งในปีงบประมาณ"
    formats = ("pdf",)
    form_class = ProjectReportForm
    school_capability = "report.school.run"

    def pdf(self, context: BuildContext) -> Book:
        district, asked = self.district(context), context.params.get("project")
        rows = readable(context.reader, district).select_related("district", "project", "work_group", "subject_group")
        row = rows.filter(pk=asked.pk if asked else None).first()
        if row is None:
            raise DomainError("กรุณาเลือกโครงการของปี", field="project")
        page = page_of(row, None)
        block = context.block(
            "documents/projects/report.html",
            {
                "row": row, "page": page, "district": district, "heading": "รายงานผลการดำเนินงานโครงการ",
                "signers": [
                    {"said": "ผู้รายงาน", "name": str(page.owners[0].person) if page.owners else ""},
                    {"said": "ผู้รับรองรายงาน", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"},
                ],
            },
            title=str(row), key=f"project-{row.pk}", mark="" if row.state == ProjectYear.State.DONE else "draft",
        )  # fmt: skip
        return Book(f"{self.title} {row}", [block], digits=self.digits(context))


register(ProjectReport())
