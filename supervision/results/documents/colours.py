"""`colour-groups` กลุ่มสีคุณภาพ of any result there is for each school: counts, shares, names, years beside each other."""

from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from reports.base import Book, BuildContext, Reader, Sheet
from reports.charts import WIDTH
from reports.forms import DigitsField
from reports.xlsx import Column
from schools.printing import DistrictDocument, PrintedForm
from supervision.results.queries.colours import (
    Choice,
    Colours,
    choices_for,
    colours,
    criteria_of,
    limit_words,
    readable_years,
)


def _with_years(reader: Reader, district: Any) -> list[Choice]:
    return [one for one in choices_for(district) if readable_years(reader.user, district, one)]


class ColourForm(PrintedForm):
    """`result` names a result and its option (key:option), the first that has a year; `year` its latest unless told."""

    result = forms.ChoiceField(label="ผลที่ใช้จัดกลุ่ม")
    year = forms.IntegerField(label="ปี พ.ศ. (เว้นว่างคือปีล่าสุด)", required=False, min_value=2400, max_value=2700)
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.key, one.label) for one in _with_years(self.reader, self.district)]
        field: Any = self.fields["result"]
        field.choices = offered or [("", "ยังไม่มีผลรายโรงเรียน")]
        field.initial = offered[0][0] if offered else ""


class ColourGroups(DistrictDocument):
    key = "colour-groups"
    title = "กลุ่มสีคุณภาพสถานศึกษา"
    description = "จำนวน ร้อยละ และรายชื่อโรงเรียนแต่ละกลุ่มสี คะแนนขีดจำกัดล่าง เทียบปีต่อปี จากผลใดก็ได้ที่มีรายโรงเรียน"
    formats = ("pdf", "xlsx")
    form_class = ColourForm
    capability = "report.run"

    def found(self, context: BuildContext) -> Colours:
        district = self.district(context)
        choice = next(one for one in choices_for(district) if one.key == context.params["result"])
        wanted = context.params["year"]
        found = colours(context.reader.user, district, choice, year=wanted, today=timezone.localdate())
        if found is None or (wanted is not None and found.year != wanted):
            raise DomainError("ไม่มีผลของปีนี้ หรือยังไม่เผยแพร่", field="year")
        return found

    def file_name(self, context: BuildContext) -> str:
        return self.title

    def pdf(self, context: BuildContext) -> Book:
        found = self.found(context)
        data = {
            "heading": self.title, "subheading": f"{found.choice.label} {found.year_label}",
            "district": self.district(context), "found": found, "chart": found.chart(width=WIDTH),
            "criteria": criteria_of(found.scheme), "beyond": limit_words(found.scheme),
            "signers": [{"said": "ผู้รายงาน"}],
        }  # fmt: skip
        block = context.block("documents/results/colours.html", data, pages=2 + found.line.judged // 60)
        return Book(self.title, [block], digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = self.found(context)
        heading = (f"{self.title} {found.choice.label} {found.year_label}", criteria_of(found.scheme))
        beyond = limit_words(found.scheme)
        words = {group.band.colour: group.band.word for group in found.groups}
        rows = [
            (row.school.code10, row.school.name, row.value, words[group.band.colour], beyond if row.below else "")
            for group in found.groups
            for row in group.schools
        ]
        rows += [(school.code10, school.name, None, "ไม่มีผล", "") for school in found.without]
        schools = (
            Column("รหัส", 13), Column("โรงเรียน", 36), Column("ผล", 10, "score"), Column("กลุ่มสี", 12),
            Column("หมายเหตุ", 26),
        )  # fmt: skip
        years = (
            Column("ปี", 22), *(Column(word, 11, "number") for word in words.values()), Column("มีผล", 10, "number"),
            Column("ไม่มีผล", 10, "number"), Column(beyond, 20, "number"),
        )  # fmt: skip
        lines = [
            (line.label, *(line.counts.get(code, 0) for code in words), line.judged, line.without, line.below)
            for line in found.years
        ]
        return [Sheet("โรงเรียน", schools, rows, heading), Sheet("รายปี", years, lines, heading)]
