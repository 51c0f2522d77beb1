"""`instrument-results` สรุปผลตามเครื่องมือ: figures of every item, levels, clusters and schools, as paper and workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from instruments.queries import item_figures, level_counts
from instruments.scoring import band_of, decimal, sd_label, together
from reports import charts
from reports.base import Book, BuildContext, Sheet
from reports.forms import DigitsField
from reports.xlsx import Column
from supervision.field.documents.answers import Gathered, VisitAnswers, VisitAnswersForm, band_word


class ResultsForm(VisitAnswersForm):
    digits = DigitsField()


@dataclass(frozen=True)
class Group:
    """Sheets of one cluster or school: all their points over all possible points, and the band of that percentage."""

    name: str
    n: int
    people: int
    percent: Decimal | None
    word: str


class InstrumentResults(VisitAnswers):
    key = "instrument-results"
    title = "สรุปผลตามเครื่องมือนิเทศ"
    description = "จำนวน ค่าเฉลี่ย S.D. และระดับรายข้อ รายกลุ่มโรงเรียน และรายโรงเรียน ในภาคเรียนหรือปีงบประมาณ"
    formats = ("pdf", "xlsx")
    form_class = ResultsForm

    def pdf(self, context: BuildContext) -> Book:
        found = self.gather(context)
        levels = [(label, n) for label, _, n in level_counts(found.summed)]
        data = {
            "heading": self.title,
            "form": found.form,
            "lines": found.heading,
            "sd_label": sd_label(sample=found.sample),
            "items": [
                (figures, band_word(found.form, figures.percent))
                for figures in item_figures(found.form, found.summed.values("pk"), sample=found.sample)
            ],
            "levels": [(label, n, charts.percent(n, sum(count for _, count in levels))) for label, n in levels],
            "chart": charts.bars(levels, title="จำนวนแบบประเมินตามระดับ", unit="ฉบับ") if levels else None,
            "total": found.summed.count(),
            "clusters": groups(found, "school__cluster__name", empty="ไม่อยู่ในกลุ่ม"),
            "schools": groups(found, "school__name"),
            "signers": [{"said": "ผู้รายงาน"}],
        }
        block = context.block("documents/field/instrument_results.html", data, title=found.form.version.instrument.name)
        return Book(self.title, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = self.gather(context)
        sheets = super().xlsx(context)
        tables = (
            ("รายกลุ่มโรงเรียน", groups(found, "school__cluster__name", empty="ไม่อยู่ในกลุ่ม")),
            ("รายโรงเรียน", groups(found, "school__name")),
        )
        columns = (Column("ชื่อ", 40), Column("ฉบับ", 8, "number"), Column("ร้อยละ", 10, "score"), Column("ระดับ", 16))
        made = [
            Sheet(name, columns, [(row.name, row.n, row.percent, row.word) for row in rows], found.heading)
            for name, rows in tables
        ]
        return [*sheets[:2], *made, *sheets[2:]]


def groups(found: Gathered, path: str, *, empty: str = "") -> list[Group]:
    """By the name at `path`, in the order of names; one query. Of sheets of few named people the reader may not see one
    by one no group is told: `summed` leaves them out of the whole, here they could be told apart by their school."""
    rows: Sequence[dict[str, Any]] = list(
        _tellable(found)
        .filter(percent__isnull=False)
        .order_by()
        .values(path)
        .annotate(n=Count("pk"), people=Count("person", distinct=True), points=Sum("total"), top=Sum("highest"))
        .order_by(path)
    )
    made = []
    for row in rows:
        exact = together([(row["points"], row["top"])])
        word = ""
        if found.form.basis == "percent":
            band = band_of(exact, found.form.bands)
            word = band.label if band else ""
        made.append(Group(row[path] or empty, row["n"], row["people"], decimal(exact, 2), word))
    return made


def _tellable(found: Gathered) -> Any:
    """Sheets about no person, and those the reader may see."""
    return found.summed.filter(Q(person__isnull=True) | Q(pk__in=found.shown.order_by().values("pk")))
