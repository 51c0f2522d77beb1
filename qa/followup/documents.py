"""`qa-follow-up` แบบ 7.1 and `qa-assessment` แบบ 7.2 of a school; `qa-report` แบบ 7.3 of a school or of the office."""

from typing import Any, ClassVar

from django import forms

from core.errors import DomainError
from core.thai.dates import thai_date
from instruments.answering import sheet_of
from instruments.queries import form_of
from qa.followup.models import FollowUp
from qa.followup.queries.results import Results, years_of
from reports import charts
from reports.base import Block, Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.rows import RowField, words_in
from schools.printing import DistrictDocument, DistrictForm

F = FollowUp.Form
_TOLD = ("school__cluster", "school__amphoe", "school__district", "assessor", "response__band")


def name_of(row: FollowUp) -> str:
    again = f" ครั้งที่ {row.round_no}" if row.round_no > 1 else ""
    return f"{row.school.name} ปีการศึกษา {row.academic_year}{again} · {thai_date(row.done_on, 'short')}"


def form_field(code: str, **options: Any) -> RowField:
    return RowField(
        label=f"แบบ {code} ของโรงเรียน", queryset=FollowUp.objects.none(), named=name_of,
        find=words_in("school__name"), page="follow-up",
        asks="ชื่อโรงเรียน", gone=f"ไม่พบแบบ {code} นี้ในเขตของท่าน", **options,
    )  # fmt: skip


def forms_of(form: DistrictForm, code: str) -> Any:
    """The forms of one kind the reader may print, the newest first."""
    rows = form.reader.visible(FollowUp.objects).of_district(form.district).filter(form=code).standing()
    return rows.select_related(*_TOLD)


class FollowUpForm(DistrictForm):
    """The latest form handed to a school unless told."""

    code: ClassVar[str] = F.SYSTEM
    followup = form_field(F.SYSTEM)
    digits = DigitsField()

    def rows(self) -> Any:
        return forms_of(self, self.code)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handed = self.rows().handed().order_by("-done_on", "-pk").values_list("pk", flat=True)
        field: Any = self.fields["followup"]
        field.queryset, field.initial = self.rows(), handed.first()


class AssessmentForm(FollowUpForm):
    code = F.ASSESSMENT
    followup = form_field(F.ASSESSMENT)


class _FollowUpDocument(DistrictDocument):
    formats = ("pdf",)
    school_capability = "report.school.run"

    def file_name(self, context: BuildContext) -> str:
        found = context.params["followup"]
        return f"{self.title} {found.school.name} {found.academic_year}"

    def pdf(self, context: BuildContext) -> Book:
        found = context.params["followup"]
        mark = "draft" if found.state == FollowUp.State.DRAFT else ""
        block = sheet_block(context, found, mark=mark)
        return Book(str(found), (block,), digits=self.digits(context))


def sheet_block(context: BuildContext, found: FollowUp, *, mark: str = "") -> Block:
    """One school's form with its answers, level and places to sign."""
    form = form_of(found.version_id)
    sheet = sheet_of(form, found.response) if found.response else None
    data = {
        "heading": form.version.instrument.name, "found": found, "sheet": sheet, "response": found.response,
        "signers": [
            {"said": "ลงชื่อ", "name": str(found.assessor), "post": found.assessor.position or "ผู้ประเมิน"},
            {"said": "ลงชื่อ", "name": "", "post": f"ผู้อำนวยการ{found.school.name}"},
        ],
    }  # fmt: skip
    return context.block("documents/qa/follow_up.html", data, title=str(found), mark=mark)


class QaFollowUp(_FollowUpDocument):
    key = "qa-follow-up"
    title = "แบบ 7.1 นิเทศติดตามระบบประกันคุณภาพภายใน"
    description = "แปดองค์ประกอบ ข้อตรวจ ระดับ และบันทึกของโรงเรียนหนึ่งแห่ง"
    form_class = FollowUpForm


class QaAssessment(_FollowUpDocument):
    key = "qa-assessment"
    title = "แบบ 7.2 ประเมินผลระบบประกันคุณภาพภายใน"
    description = "คะแนนแปดองค์ประกอบ ระดับรวม จุดเด่นและจุดที่ควรพัฒนาของโรงเรียนหนึ่งแห่ง"
    form_class = AssessmentForm


class ReportForm(DistrictForm):
    """A school's 7.3 by `followup`; without it the report of the whole office for `year`."""

    year = forms.ChoiceField(label="ปีการศึกษา", required=False)
    followup = form_field(F.REPORT, required=False, empty_label="ทั้งเขต")
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = years_of(self.district)
        field: Any = self.fields["year"]
        field.choices = [(str(year), str(year)) for year in years]
        field.initial = str(years[0]) if years else ""
        followup: Any = self.fields["followup"]
        followup.queryset = forms_of(self, F.REPORT)


class QaReport(DistrictDocument):
    key = "qa-report"
    title = "แบบ 7.3 รายงานผลการนิเทศติดตามระบบประกันคุณภาพภายใน"
    description = "รายงานทั้งเขตของปีการศึกษา หรือรายงานของโรงเรียนหนึ่งแห่งพร้อมผลแบบ 7.1 และ 7.2"
    form_class = ReportForm

    def file_name(self, context: BuildContext) -> str:
        found = context.params["followup"]
        return f"{self.title} {found.school.name if found else context.params['year']}".strip()

    def pdf(self, context: BuildContext) -> Book:
        found = context.params["followup"]
        blocks = self._of_school(context, found) if found else (self._of_office(context),)
        return Book(str(found) if found else self.title, blocks, digits=self.digits(context))

    def _of_school(self, context: BuildContext, found: FollowUp) -> tuple[Block, ...]:
        """The report, then the school's own 7.1 and 7.2 of that year as its annexes."""
        rows = context.visible(FollowUp.objects).handed()
        others = rows.filter(school=found.school, academic_year=found.academic_year, form__in=(F.SYSTEM, F.ASSESSMENT))
        others = others.select_related(*_TOLD)
        mark = "draft" if found.state == FollowUp.State.DRAFT else ""
        first = sheet_block(context, found, mark=mark)
        return (first, *(sheet_block(context, row) for row in others.order_by("form", "round_no")))

    def _of_office(self, context: BuildContext) -> Block:
        district = self.district(context)
        if not context.params["year"]:
            raise DomainError("ยังไม่มีแบบติดตามประกันคุณภาพที่ส่งให้โรงเรียน", field="year")
        year = int(context.params["year"])
        parts = []
        for code in (F.SYSTEM, F.ASSESSMENT, F.REPORT):
            found = Results(district, year=year, form=code, user=context.reader.user)
            if not found.has_results:
                continue
            levels = [(cell.label, cell.count) for cell in found.total.cells]
            scored = bool(found.scale) and code != F.REPORT
            chart = charts.bars(levels, title=f"ระดับรวม {found.form_label}", unit="โรงเรียน") if scored else None
            parts.append({"results": found, "scored": scored, "chart": chart})
        latest = max((row.done_on for part in parts for row in part["results"].forms.values()), default=None)
        data = {
            "heading": self.title, "subheading": f"{district.name} ปีการศึกษา {year}", "parts": parts,
            "as_of": thai_date(latest) if latest else "",
            "signers": [{"said": "ผู้รายงาน", "name": "", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตามและประเมินผลการจัดการศึกษา"}],
        }  # fmt: skip
        return context.block("documents/qa/follow_up_report.html", data, title=self.title)


for _document in (QaFollowUp(), QaAssessment(), QaReport()):
    register(_document)
