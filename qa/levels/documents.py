"""`qa-district-summary` สรุปผลการประเมินคุณภาพ of one academic year, level and source: the figures of the page."""

from collections.abc import Iterator
from typing import Any

from django import forms

from core.errors import DomainError
from core.thai.years import academic_label
from qa.levels.models import SchoolLevel
from qa.levels.queries.behind import behind
from qa.levels.queries.beside import beside
from qa.levels.queries.pictures import overall_chart, standards_chart, trend_chart
from qa.levels.queries.scope import told
from qa.levels.queries.summary import Summary, summary
from qa.levels.queries.synthesis import Topic, synthesise
from qa.levels.queries.tables import LevelTable
from qa.levels.texts import texts_of
from qa.standards.models import EducationLevel, StandardSet
from reports.base import Book, BuildContext, Sheet
from reports.registry import register
from reports.xlsx import Column
from schools.printing import DistrictDocument, PrintedForm

# A school in a name list takes about a third of a line; a long list belongs to the workbook.
MOST_POINTS = 10


class SummaryForm(PrintedForm):
    """`year` (พ.ศ.) is the latest with levels unless given, `source` the school's own assessment, `set` the one most
    schools told their level in."""

    year = forms.TypedChoiceField(label="ปีการศึกษา", coerce=int)
    level = forms.ChoiceField(label="ระดับการศึกษา", choices=EducationLevel.choices, initial=EducationLevel.BASIC)
    source = forms.ChoiceField(label="ที่มาของระดับ", choices=SchoolLevel.Source.choices, initial=SchoolLevel.Source.SELF)
    set = forms.ModelChoiceField(
        StandardSet.objects.none(), label="ชุดมาตรฐาน", required=False, empty_label="ชุดที่โรงเรียนใช้มากที่สุด"
    )
    field_order = ("year", "level", "source", "set", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        held = self.reader.visible(SchoolLevel.objects).filter(school__district=self.district).order_by()
        years = sorted(set(held.values_list("academic_year", flat=True).distinct()), reverse=True)
        fields["year"].choices = [(year, str(year)) for year in years] or [("", "ยังไม่มีระดับคุณภาพ")]
        fields["year"].initial = years[0] if years else ""
        fields["set"].queryset = self.reader.visible(StandardSet.objects).filter(district=self.district)


class DistrictSummary(DistrictDocument):
    key = "qa-district-summary"
    title = "สรุปผลการประเมินคุณภาพการศึกษาของสถานศึกษา"
    description = "จำนวนและร้อยละของโรงเรียนตามระดับคุณภาพ รายมาตรฐาน ขนาด ประเภท กลุ่ม อำเภอ แนวโน้ม และรายชื่อ"
    formats = ("pdf", "xlsx")
    form_class = SummaryForm

    def found(self, context: BuildContext) -> Summary:
        chosen = context.params["set"]
        found = summary(
            self.district(context), level=context.params["level"], source=context.params["source"],
            year=context.params["year"], chosen=chosen.pk if chosen else None,
        )  # fmt: skip
        if not found.has_levels:
            raise DomainError(
                f"ยังไม่มีระดับคุณภาพ ระดับ{found.level_label} ปีการศึกษา {found.year} จาก{found.source_label}", field="year"
            )
        return found

    def file_name(self, context: BuildContext) -> str:
        level = EducationLevel(context.params["level"]).label
        return f"{self.title} {level} {context.params['year']}"

    def topics(self, found: Summary) -> list[Topic]:
        texts = texts_of(found.district, found.year, found.level, found.source)
        return synthesise(texts, [(one.pk, str(one)) for one in found.standards]) if texts else []

    def lines(self, found: Summary) -> tuple[str, ...]:
        """What the tables are of, above each."""
        return (
            f"ระดับ{found.level_label} {academic_label(found.year)}".replace("\u00a0", " "),
            f"ที่มา: {found.source_label} · ชุดมาตรฐาน: {found.set}",
            f"มีผล {found.total.assessed} จาก {found.total.total} โรงเรียนในขอบเขต",
        )

    def pdf(self, context: BuildContext) -> Book:
        found = self.found(context)
        checks = found.checks
        data = {
            "heading": self.title,
            "district": found.district,
            "lines": self.lines(found),
            "found": found,
            "total": found.total,
            "chart": overall_chart(found),
            "items_chart": standards_chart(found),
            "tables": [table for table in (found.standard_table, *found.group_tables) if table.lines],
            "trend": [(block, trend_chart(block)) for block in found.trend],
            "missing": [told(school) for school in checks.missing],
            "checks": checks,
            "topics": [
                (topic, [(heading, points[:MOST_POINTS]) for heading, points in topic.parts])
                for topic in self.topics(found)
            ],
            "signers": [{"said": "ผู้รายงาน"}],
        }
        block = context.block("documents/qa/district_summary.html", data, pages=6)
        return Book(self.title, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = self.found(context)
        heading = (f"{self.title} {found.district.name}", *self.lines(found))
        sheets = [_overall(found, heading)]
        sheets += [_sheet(table, heading) for table in (found.standard_table, *found.group_tables) if table.lines]
        for number, block in enumerate(found.trend, start=1):
            name = f"แนวโน้ม {number}" if len(found.trend) > 1 else "แนวโน้ม"
            sheets.append(_sheet(block.table, (*heading, f"สเกล: {block.sets}"), name=name))
        topics = self.topics(found)
        if topics:
            sheets.append(_words(topics, heading))
        return [*sheets, _schools(found, heading), *_checks(found, heading)]


def _overall(found: Summary, heading: tuple[str, ...]) -> Sheet:
    total = found.total
    rows = [(cell.label, cell.count, cell.share, cell.of_assessed) for cell in total.cells]
    rows.append(("รวม", total.total, total.summed, total.summed_of_assessed))
    columns = (
        Column("ระดับคุณภาพ", 24), Column("โรงเรียน", 12, "number"),
        Column(f"ร้อยละของ {total.total} แห่งในขอบเขต", 22, "score"),
        Column(f"ร้อยละของ {total.assessed} แห่งที่มีระดับ", 22, "score"),
    )  # fmt: skip
    return Sheet("ภาพรวม", columns, rows, heading)


def _sheet(table: LevelTable, heading: tuple[str, ...], *, name: str = "") -> Sheet:
    columns = [Column(table.first, 44)]
    for word in table.head:
        columns += [Column(word, 12, "number"), Column(f"{word} ร้อยละ", 12, "score")]
    columns += [Column("รวม", 10, "number"), Column("รวมร้อยละ", 12, "score")]
    rows = []
    for line, cells in table.rows:
        figures = [figure for cell in cells for figure in (cell.count, cell.share)]
        rows.append((f"{'  ' * line.depth}{line.label}", *figures, line.total, line.summed))
    return Sheet(name or table.title, tuple(columns), rows, heading)


def _words(topics: list[Topic], heading: tuple[str, ...]) -> Sheet:
    rows = [
        (topic.label, kind, point.text, point.count, ", ".join(source.name for source in point.sources))
        for topic in topics
        for kind, points in topic.parts
        for point in points
    ]
    columns = (
        Column("มาตรฐานและประเด็น", 36), Column("ชนิด", 16), Column("ข้อความ", 60, "wrap"),
        Column("โรงเรียน", 10, "number"), Column("จากโรงเรียน", 60, "wrap"),
    )  # fmt: skip
    return Sheet("จุดเด่นและจุดที่ควรพัฒนา", columns, rows, heading)


def _schools(found: Summary, heading: tuple[str, ...]) -> Sheet:
    """Every school in scope with its level, internal beside external."""
    levels, _ = behind(found, {})

    def rows() -> Iterator[tuple[Any, ...]]:
        told_of = beside(found.district, found.scope.schools, level=found.level, year=found.year)
        for number, one in enumerate(told_of, start=1):
            school = one.school
            others = [f"{told.word} ({told.year})" if told else None for _, told in one.cells]
            yield (
                number, school.code10, school.name, str(school.cluster or ""), str(school.amphoe or ""),
                school.get_kind_display(), found.scope.pupils.get(school.pk), levels[school.pk], *others,
            )  # fmt: skip

    columns = (
        Column("ลำดับ", 8, "number"), Column("รหัสโรงเรียน", 14), Column("โรงเรียน", 36), Column("กลุ่ม", 26),
        Column("อำเภอ", 16), Column("ประเภท", 14), Column("นักเรียน", 10, "number"), Column("ระดับคุณภาพ", 18),
        *(Column(label, 22) for label in SchoolLevel.Source.labels),
    )  # fmt: skip
    return Sheet("รายโรงเรียน", columns, rows(), heading)


def _checks(found: Summary, heading: tuple[str, ...]) -> list[Sheet]:
    """What the totals leave out; no sheet when nothing is."""
    checks = found.checks
    rows: list[tuple[str, str]] = [("ยังไม่มีผล", told(school)) for school in checks.missing]
    rows += [("ไม่ประเมิน", told(school)) for school in checks.not_assessed]
    rows += [("รายงานด้วยชุดอื่น", f"{told(school)}: {name}") for school, name in checks.other]
    rows += [("อาจนับซ้ำ", said) for said in checks.double]
    rows += [("อยู่นอกขอบเขต", said) for said in checks.outside]
    rows += [("ไม่มีนักเรียนระดับนี้", told(school)) for school in checks.apart]
    return [Sheet("ตรวจสอบยอด", (Column("เรื่อง", 24), Column("โรงเรียน", 80)), rows, heading)] if rows else []


register(DistrictSummary())
