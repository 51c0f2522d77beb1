"""`visit-answers` ผลตามเครื่องมือนิเทศ: figures of every item, the sheets behind them, and how they were worked out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count, F, QuerySet
from django.utils import timezone

from core.errors import DomainError
from instruments.models import InstrumentVersion, Response
from instruments.queries import Form, counted_answers, form_of, level_counts
from instruments.results import Heap, heap_of, item_lines
from instruments.scoring import sd_label
from reports.base import BuildContext, Sheet
from reports.charts import percent
from reports.xlsx import Column
from schools.printing import DistrictDocument
from supervision.field.documents.forms import ScopedPeriodForm, scope_words, visits_of
from supervision.field.models import VisitResponse
from supervision.field.queries.periods import latest_period


class VisitAnswersForm(ScopedPeriodForm):
    """`instrument` is a version; the one with most sheets in the latest period unless told."""

    instrument = forms.ModelChoiceField(
        label="เครื่องมือนิเทศ", queryset=InstrumentVersion.objects.none(), empty_label=None
    )
    field_order = ("instrument", "period", "cluster", "school", "supervisor")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = InstrumentVersion.objects.filter(instrument__district=self.district).exclude(
            state=InstrumentVersion.State.DRAFT
        )
        self.fields["instrument"].queryset = versions.select_related("instrument")
        period = latest_period(self.district, timezone.localdate())
        most = (
            sheets_of(visits_of(self.reader, self.district, {"period": period}))
            .order_by()
            .values("version")
            .annotate(n=Count("pk"))
            .order_by("-n", "version")
            .first()
        )
        first = versions.order_by("pk").values_list("pk", flat=True).first()
        self.fields["instrument"].initial = most["version"] if most else first


def sheets_of(visits: Any) -> QuerySet[Response]:
    """Answer sheets of visits that were sent."""
    links = VisitResponse.objects.filter(visit__in=visits.made().order_by().values("pk"))
    return Response.objects.filter(pk__in=links.values("response"))


class VisitAnswers(DistrictDocument):
    key = "visit-answers"
    title = "ผลตามเครื่องมือนิเทศ"
    description = "จำนวน ค่าเฉลี่ย S.D. และระดับของทุกข้อ พร้อมคำตอบรายฉบับเท่าที่ท่านมีสิทธิ์เห็น เป็นไฟล์ Excel"
    formats = ("xlsx",)
    form_class = VisitAnswersForm
    school_capability = "report.school.run"

    def source(self, context: BuildContext) -> "Source":
        """The sheets the parameters name, whatever this reader may see of them."""
        sheets = sheets_of(visits_of(context.reader, self.district(context), context.params))
        return Source(sheets, scope_words(context.params), "visit_sheet__visit__visited_on", "วันที่นิเทศ")

    def gather(self, context: BuildContext) -> "Gathered":
        """The sheets of the chosen instrument and scope, and which of them this reader may see or count."""
        district, source = self.district(context), self.source(context)
        form = form_of(context.params["instrument"].pk)
        if not source.sheets.filter(version=form.version).exists():
            raise DomainError("ยังไม่มีแบบที่ตอบแล้วของเครื่องมือนี้ในช่วงที่เลือก")
        heap = heap_of(form, source.sheets, context.reader.user, sample=district.settings.sample_sd)
        return Gathered(heap, source, (f"{form.version}", district.name, source.words, heap.told))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = self.gather(context)
        return [_items_sheet(found), _levels_sheet(found), _answers_sheet(found), _working_sheet(found)]


@dataclass(frozen=True)
class Source:
    """Where sheets come from: `words` for the heading, `day` the path to the day (or moment) each is of."""

    sheets: QuerySet[Response]
    words: str
    day: str
    day_label: str


@dataclass(frozen=True)
class Gathered:
    heap: Heap
    source: Source
    heading: tuple[str, ...]


def _items_sheet(found: Gathered) -> Sheet:
    columns = (
        Column("ข้อ", 6, "number"),
        Column("ตอน/ด้าน", 26),
        Column("รายการ", 60),
        Column("n", 8, "number"),
        Column("ค่าเฉลี่ย", 12, "score"),
        Column(sd_label(sample=found.heap.sample), 24, "score"),
        Column("คะแนนเต็ม", 11, "number"),
        Column("ร้อยละ", 10, "score"),
        Column("ระดับ", 16),
    )
    rows = [
        (
            line.number, line.section, line.figures.item.text, line.figures.n, line.figures.mean, line.figures.sd,
            line.figures.highest, line.figures.percent, line.word,
        )
        for line in item_lines(found.heap)
    ]  # fmt: skip
    return Sheet("สรุปรายข้อ", columns, rows, found.heading)


def _levels_sheet(found: Gathered) -> Sheet:
    sheets = found.heap.summed
    counts = level_counts(sheets)
    scored = sum(n for _, _, n in counts)
    rows: list[tuple[Any, ...]] = [(label, n, percent(n, scored)) for label, _, n in counts]
    rows.append(("รวมที่มีระดับ", scored, ""))
    rows.append(("ยังไม่มีคะแนน", sheets.filter(band__isnull=True).count(), ""))
    columns = (Column("ระดับ", 20), Column("ฉบับ", 10, "number"), Column("ร้อยละ", 10))
    return Sheet("จำนวนตามระดับ", columns, rows, found.heading)


def _answers_sheet(found: Gathered) -> Sheet:
    form = found.heap.form
    columns = (
        Column(found.source.day_label, 14, "date"),
        Column("โรงเรียน", 34),
        Column("กลุ่มโรงเรียน", 20),
        Column("ห้องเรียน", 10),
        Column("ผู้รับการประเมิน", 28),
        *(Column(f"ข้อ {number}", 8, "number") for number in range(1, len(form.rated) + 1)),
        Column("คะแนนรวม", 11, "number"),
        Column("คะแนนเต็ม", 11, "number"),
        Column("ร้อยละ", 10, "score"),
        Column("ระดับ", 16),
    )
    return Sheet("รายฉบับ", columns, _answer_rows(form, found.heap.shown, found.source.day), found.heading)


def _answer_rows(form: Form, shown: Any, day: str) -> Iterator[tuple[Any, ...]]:
    """In steps of 500 sheets, so that memory does not grow with them."""
    keys = list(shown.order_by(day, "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        numbers = {
            (response, item): number
            for response, given in counted_answers(form, part)
            for item, number in given.items()
        }
        rows = {
            row.pk: row
            for row in Response.objects.filter(pk__in=part)
            .annotate(day=F(day))
            .select_related("school__cluster", "person", "band")
        }
        for key in part:
            row = rows[key]
            yield (
                _date(row.day),
                row.school.name,
                str(row.school.cluster or ""),
                row.classroom,
                str(row.person or ""),
                *(numbers.get((key, item)) for item in form.rated),
                row.total,
                row.highest,
                row.percent,
                str(row.band or ""),
            )


def _date(when: Any) -> Any:
    return timezone.localdate(when) if isinstance(when, datetime) else when


def _working_sheet(found: Gathered) -> Sheet:
    """วิธีคิด: the rule, so that anyone can work the figures out again."""
    form = found.heap.form
    uppers = [f"ต่ำกว่า {band.lower.normalize():f}" for band in form.bands[1:]] + ["ขึ้นไป"]
    rows: list[tuple[str, str]] = [
        ("คะแนนของฉบับ", "ผลรวมของ (คะแนนข้อ × น้ำหนัก) ข้อที่ไม่ได้สังเกตไม่นำมาคิดทั้งเศษและส่วน"),
        ("ร้อยละ", "คะแนนรวม × 100 ÷ คะแนนเต็มของข้อที่ให้คะแนน"),
        ("ค่าเฉลี่ยรายข้อ", "ผลรวมคะแนนของข้อ ÷ จำนวนฉบับที่ให้คะแนนข้อนั้น (n)"),
        ("ส่วนเบี่ยงเบน", sd_label(sample=found.heap.sample)),
        ("การปัดเศษ", "เทียบระดับจากค่าที่ยังไม่ปัดเศษ แล้วจึงแสดงทศนิยม 2 ตำแหน่ง"),
    ]
    for band, upper in zip(form.bands, uppers, strict=True):
        rows.append((f"ระดับ {band.label}", f"ตั้งแต่ {band.lower.normalize():f} {upper}"))
    return Sheet("วิธีคิด", (Column("เรื่อง", 24), Column("คำอธิบาย", 80, "wrap")), rows, found.heading)
