"""`test-results` ผลการทดสอบ: the office in one exam and year with schools and warnings, or one school's last years."""

from decimal import Decimal
from typing import Any

from django import forms

from core.errors import DomainError
from reports.base import Book, BuildContext, Sheet
from reports.registry import register
from reports.xlsx import Column
from schools.models import School
from schools.printing import DistrictDocument, PrintedForm
from schools.scope import holds
from supervision.achievement.models import Exam, ExamResult
from supervision.achievement.queries import drawing
from supervision.achievement.queries.figures import (
    ExamYear,
    Grid,
    SchoolExam,
    exam_year,
    exams_with_results,
    grid_of,
    school_exams,
    years_with_results,
)
from supervision.achievement.queries.warning import WarnedSchool, rule_of, rule_words, warned_schools


class ResultsForm(PrintedForm):
    """`exam` is the first with results and `year` (พ.ศ.) the exam's last unless given; with a `school` its last three
    years of every exam are printed instead."""

    exam = forms.ModelChoiceField(Exam.objects.none(), label="การทดสอบ", required=False, empty_label=None)
    year = forms.TypedChoiceField(label="ปีการศึกษา", coerce=int, required=False, empty_value=None)
    school = forms.ModelChoiceField(
        School.objects.none(), label="เฉพาะโรงเรียน", required=False, empty_label="ทุกโรงเรียนของเขต"
    )
    field_order = ("exam", "year", "school", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        seen = self.reader.visible(ExamResult.objects).of_schools().order_by()
        exams = exams_with_results(self.district)
        fields["exam"].queryset = self.reader.visible(Exam.objects).filter(pk__in=[one.pk for one in exams])
        fields["exam"].initial = exams[0].pk if exams else None
        # Exams end in different years (Pre O-NET a year ahead of O-NET): none of them is offered for all.
        years = years_with_results(self.district)
        newest = "ปีล่าสุดของการทดสอบที่เลือก" if years else "ยังไม่มีผลการทดสอบ"
        fields["year"].choices = [("", newest), *((year, str(year)) for year in years)]
        fields["school"].queryset = self.reader.visible(School.objects).filter(
            district=self.district, pk__in=seen.values("school")
        )


class TestResults(DistrictDocument):
    key = "test-results"
    title = "รายงานผลการทดสอบ"
    description = "คะแนนเฉลี่ยรายวิชาของเขตและโรงเรียนเทียบระดับประเทศ แนวโน้ม และโรงเรียนที่ต้องเฝ้าระวัง"
    formats = ("pdf", "xlsx")
    form_class = ResultsForm
    school_capability = "report.school.run"

    def _school(self, context: BuildContext) -> School | None:
        """A reader of one school alone prints that school whatever was asked."""
        chosen: School | None = context.params["school"]
        district = self.district(context)
        user = context.reader.user
        if chosen is not None or user is None or holds(user, "district.read", district=district):
            return chosen
        own = context.visible(ExamResult.objects).of_schools().of_district(district).order_by()
        found: School | None = School.objects.filter(pk__in=own.values("school")).order_by("name_sort", "pk").first()
        if found is None:
            raise DomainError("ยังไม่มีผลการทดสอบของโรงเรียนท่าน")
        return found

    def _year(self, context: BuildContext) -> ExamYear:
        district = self.district(context)
        exam = context.params["exam"] or next(iter(exams_with_results(district)), None)
        if exam is None:
            raise DomainError("ยังไม่มีผลการทดสอบของเขตนี้", field="exam")
        exam.district = district
        years = years_with_results(district, exam=exam)
        year = context.params["year"] or (years[0] if years else 0)
        found = exam_year(exam, year)
        if not found.lines:
            told = ", ".join(str(one) for one in years)
            raise DomainError(f"{exam} ไม่มีผลของปีการศึกษา {year} (มีปี {told})", field="year")
        return found

    def _grid(self, context: BuildContext, found: ExamYear) -> Grid:
        rows = context.visible(ExamResult.objects).filter(academic_year=found.year)
        return grid_of(rows, [line.paper for line in found.lines])

    def _warned(self, context: BuildContext, found: ExamYear) -> list[WarnedSchool]:
        district = self.district(context)
        return warned_schools(district, rule_of(district), years={found.exam.pk: found.year})

    def pdf(self, context: BuildContext) -> Book:
        school, district = self._school(context), self.district(context)
        rule = rule_of(district)
        data: dict[str, Any] = {"heading": self.title, "district": district, "rule": rule_words(rule)}
        if school is not None:
            school.district = district
            exams = school_exams(context.visible(ExamResult.objects), school)
            warned = warned_schools(district, rule, schools=[school.pk])
            data |= {
                "school": school, "warned": warned[0] if warned else None,
                "exams": [(one, drawing.school_trend(one) if len(one.years) > 1 else None) for one in exams],
            }  # fmt: skip
            block = context.block("documents/achievement/school_results.html", data, pages=3)
        else:
            found = self._year(context)
            data |= {
                "found": found, "chart": drawing.against_national(found), "grid": self._grid(context, found),
                "trend": drawing.exam_trend(found) if len(found.trend) > 1 else None,
                "warned": self._warned(context, found), "signers": [{"said": "ผู้รายงาน"}],
            }  # fmt: skip
            block = context.block("documents/achievement/test_results.html", data, pages=8)
        return Book(self.title, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        school, district = self._school(context), self.district(context)
        if school is not None:
            school.district = district
            heading = (f"{self.title} {school.name}", district.name)
            return [_of_school(school_exams(context.visible(ExamResult.objects), school), heading)]
        found = self._year(context)
        heading = (f"{self.title} {found.exam.name}", f"ปีการศึกษา {found.year} {district.name}")
        grid = self._grid(context, found)
        return [_papers(found, heading), _schools(grid, heading), _long(grid, found, heading),
                _warnings(self._warned(context, found), heading)]  # fmt: skip


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _papers(found: ExamYear, heading: tuple[str, ...]) -> Sheet:
    columns = (
        Column("ชั้น", 8), Column("วิชา", 30), Column("โรงเรียน", 10, "number"), Column("เข้าสอบ", 10, "number"),
        Column("เขต", 10, "score"), Column("ประเทศ", 10, "score"), Column("ต่างจากประเทศ", 14, "score"),
        Column("ต่างจากปีก่อน", 14, "score"), Column("S.D. เขต", 10, "score"), Column("เก่ง", 8, "number"),
        Column("ปานกลาง", 10, "number"), Column("อ่อน", 8, "number"),
    )  # fmt: skip
    rows = [
        (
            line.paper.grade, line.paper.subject, line.now.schools, line.now.sat, _number(line.now.district),
            _number(line.now.national), _number(line.now.difference), _number(line.change), _number(line.now.sd),
            line.now.strong, line.now.middle, line.now.weak,
        )
        for line in found.lines
    ]  # fmt: skip
    return Sheet("ภาพรวมเขต", columns, rows, heading)


def _schools(grid: Grid, heading: tuple[str, ...]) -> Sheet:
    columns = [Column("ลำดับ", 8, "number"), Column("รหัสโรงเรียน", 14), Column("โรงเรียน", 36), Column("กลุ่ม", 26)]
    columns += [Column(f"{paper.grade} {paper.subject}", 14, "score") for paper in grid.papers]
    columns.append(Column("เฉลี่ยทุกวิชา", 14, "score"))
    rows = [
        (
            number, school.code10, school.name, str(school.cluster or ""),
            *(_number(cell.mean) if cell else None for cell in cells), _number(mean),
        )
        for number, (school, cells, mean) in enumerate(grid.rows, start=1)
    ]  # fmt: skip
    return Sheet("รายโรงเรียน", tuple(columns), rows, heading)


def _long(grid: Grid, found: ExamYear, heading: tuple[str, ...]) -> Sheet:
    """A line a school and paper, in the columns of the import."""
    columns = (
        Column("รหัสโรงเรียน", 14), Column("ชื่อโรงเรียน", 36), Column("การทดสอบ", 14), Column("ปีการศึกษา", 12, "number"),
        Column("ชั้น", 8), Column("วิชา", 26), Column("จำนวนผู้เข้าสอบ", 14, "number"), Column("คะแนนเฉลี่ย", 12, "score"),
        Column("S.D.", 10, "score"), Column("เก่ง", 8, "number"), Column("ปานกลาง", 10, "number"),
        Column("อ่อน", 8, "number"),
    )  # fmt: skip
    rows = [
        (
            school.code10, school.name, found.exam.short_name, found.year, paper.grade, paper.subject, cell.sat,
            _number(cell.mean), _number(cell.sd), cell.strong, cell.middle, cell.weak,
        )
        for school, cells, _ in grid.rows
        for paper, cell in zip(grid.papers, cells, strict=True)
        if cell is not None
    ]  # fmt: skip
    return Sheet("ผลละเอียด", columns, rows, heading)


def _warnings(warned: list[WarnedSchool], heading: tuple[str, ...]) -> Sheet:
    rows = [
        (one.school.name, str(row.paper), row.year, _number(row.mean), " · ".join(said.words for said in row.reasons))
        for one in warned
        for row in one.papers
    ]
    columns = (
        Column("โรงเรียน", 36), Column("วิชา", 30), Column("ปีการศึกษา", 12, "number"), Column("คะแนนเฉลี่ย", 12, "score"),
        Column("เหตุ", 80, "wrap"),
    )  # fmt: skip
    return Sheet("เฝ้าระวัง", columns, rows, heading)


def _of_school(exams: list[SchoolExam], heading: tuple[str, ...]) -> Sheet:
    rows = [
        (
            one.label, line.paper.subject, cell.year, cell.result.sat if cell.result else None,
            _number(cell.result.mean if cell.result else None), _number(cell.district), _number(cell.national),
            _number(cell.difference),
        )
        for one in exams
        for line in one.lines
        for cell in line.cells
    ]  # fmt: skip
    columns = (
        Column("การทดสอบ", 16), Column("วิชา", 30), Column("ปีการศึกษา", 12, "number"), Column("เข้าสอบ", 10, "number"),
        Column("โรงเรียน", 12, "score"), Column("เขต", 12, "score"), Column("ประเทศ", 12, "score"),
        Column("ต่าง", 12, "score"),
    )  # fmt: skip
    return Sheet("สามปีล่าสุด", columns, rows, heading)


register(TestResults())
