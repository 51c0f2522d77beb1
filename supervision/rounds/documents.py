"""`instrument-results` สรุปผลตามเครื่องมือ: every item, levels, clusters and schools, of visits or of a round."""

from typing import Any

from django import forms

from core.thai.dates import thai_date
from instruments.queries import level_counts
from instruments.results import choice_lines, groups, item_lines
from instruments.scoring import sd_label
from reports import charts
from reports.base import Book, BuildContext, Sheet
from reports.forms import DigitsField
from reports.registry import register
from reports.xlsx import Column
from supervision.field.documents.answers import Gathered, Source, VisitAnswers, VisitAnswersForm
from supervision.rounds.models import CollectionRound
from supervision.rounds.queries.results import sheets_of_round


class ResultsForm(VisitAnswersForm):
    """With `round` the instrument is the round's and the period says nothing; cluster and school narrow it as ever."""

    round = forms.ModelChoiceField(
        label="รอบเก็บข้อมูล", queryset=CollectionRound.objects.none(), required=False,
        empty_label="ไม่ใช่รอบ เป็นผลจากการนิเทศ",
        help_text="เลือกรอบแล้ว เครื่องมือและช่วงเวลาเป็นของรอบนั้น",
    )  # fmt: skip
    digits = DigitsField()
    field_order = ("round", *VisitAnswersForm.field_order)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["round"]
        field.queryset = (
            self.reader.visible(CollectionRound.objects)
            .filter(district=self.district)
            .with_results()
            .select_related("version__instrument", "version__band_set")
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("round"):
            data["instrument"] = data["round"].version
        return data


class InstrumentResults(VisitAnswers):
    key = "instrument-results"
    title = "สรุปผลตามเครื่องมือนิเทศ"
    description = "จำนวน ค่าเฉลี่ย S.D. และระดับรายข้อ รายกลุ่มโรงเรียน และรายโรงเรียน จากการนิเทศหรือจากรอบเก็บข้อมูล"
    formats = ("pdf", "xlsx")
    form_class = ResultsForm

    def source(self, context: BuildContext) -> Source:
        chosen = context.params.get("round")
        if chosen is None:
            return super().source(context)
        sheets = sheets_of_round(chosen)
        words = [str(chosen), f"กำหนดส่ง {thai_date(chosen.due_on, 'short')}"]
        for name, path in (("cluster", "school__cluster"), ("school", "school")):
            if context.params.get(name):
                sheets = sheets.filter(**{path: context.params[name]})
                words.append(str(context.params[name]))
        return Source(sheets, " · ".join(words), "round_sheet__entry__submitted_at", "วันที่ส่ง")

    def pdf(self, context: BuildContext) -> Book:
        found = self.gather(context)
        heap = found.heap
        levels = [(label, n) for label, _, n in level_counts(heap.summed)]
        data = {
            "heading": self.title,
            "form": heap.form,
            "lines": found.heading,
            "sd_label": sd_label(sample=heap.sample),
            "items": item_lines(heap),
            "choices": choice_lines(heap),
            "levels": [(label, n, charts.percent(n, sum(count for _, count in levels))) for label, n in levels],
            "chart": charts.bars(levels, title="จำนวนแบบประเมินตามระดับ", unit="ฉบับ") if levels else None,
            "total": heap.summed.count(),
            "clusters": groups(heap, "school__cluster", empty="ไม่อยู่ในกลุ่ม"),
            "schools": groups(heap, "school"),
            "signers": [{"said": "ผู้รายงาน"}],
        }
        block = context.block("documents/rounds/instrument_results.html", data, title=heap.form.version.instrument.name)
        return Book(self.title, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = self.gather(context)
        sheets = super().xlsx(context)
        tables = (
            ("รายกลุ่มโรงเรียน", groups(found.heap, "school__cluster", empty="ไม่อยู่ในกลุ่ม")),
            ("รายโรงเรียน", groups(found.heap, "school")),
        )
        columns = (Column("ชื่อ", 40), Column("ฉบับ", 8, "number"), Column("ร้อยละ", 10, "score"), Column("ระดับ", 16))
        made = [
            Sheet(name, columns, [(row.name, row.n, row.percent, row.word) for row in rows], found.heading)
            for name, rows in tables
        ]
        return [*sheets[:2], *_choices_sheet(found), *made, *sheets[2:]]


def _choices_sheet(found: Gathered) -> list[Sheet]:
    """Items without a score, one line for each answer; none where the form has no such item."""
    rows: list[tuple[Any, ...]] = []
    for line in choice_lines(found.heap):
        told = list(line.counts)
        if not told:
            told = [("ต่ำสุด", line.lowest), ("สูงสุด", line.highest), ("รวม", line.total)]  # type: ignore[list-item]  # figures may be missing
        for word, figure in told:
            share = charts.percent(figure, line.n) if line.counts else ""
            rows.append((line.number, line.section, line.item.text, line.n, word, figure, share))
    columns = (
        Column("ข้อ", 6, "number"), Column("ตอน/ด้าน", 26), Column("รายการ", 60), Column("n", 8, "number"),
        Column("คำตอบ", 24), Column("จำนวน", 10, "number"), Column("ร้อยละ", 10),
    )  # fmt: skip
    return [Sheet("ข้อที่ไม่มีคะแนน", columns, rows, found.heading)] if rows else []


register(InstrumentResults())
