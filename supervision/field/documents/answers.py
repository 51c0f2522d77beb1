"""`visit-answers` ผลตามเครื่องมือนิเทศ: figures of every item, the sheets behind them, and how they were worked out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.utils import timezone

from core.errors import DomainError
from instruments.models import InstrumentVersion, Response
from instruments.permissions import readable
from instruments.queries import Form, counted_answers, form_of, item_figures, level_counts
from instruments.scoring import sd_label
from reports.base import BuildContext, Sheet
from reports.charts import percent
from reports.xlsx import Column
from schools.printing import DistrictDocument
from supervision.field.documents.forms import FEWEST_PEOPLE, ScopedPeriodForm, scope_words, visits_of
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
        self.fields["instrument"].queryset = versions.select_related("instrument")  # type: ignore[attr-defined]
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

    def gather(self, context: BuildContext) -> "Gathered":
        """The sheets of the chosen instrument and scope, and which of them this reader may see or count."""
        district, params = self.district(context), context.params
        form = form_of(params["instrument"].pk)
        sheets = sheets_of(visits_of(context.reader, district, params)).filter(version=form.version)
        if not sheets.exists():
            raise DomainError("ยังไม่มีแบบที่ตอบแล้วของเครื่องมือนี้ในช่วงที่เลือก")
        shown = sheets if context.reader.user is None else sheets.filter(readable(context.reader.user))
        summed, told = _summable(sheets, shown)
        heading = (f"{form.version}", district.name, scope_words(params), told)
        return Gathered(form, summed, shown, heading, district.settings.sample_sd)

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = self.gather(context)
        return [
            _items_sheet(found.form, found.summed, found.heading, sample=found.sample),
            _levels_sheet(found.summed, found.heading),
            _answers_sheet(found.form, found.shown, found.heading),
            _working_sheet(found.form, found.heading, sample=found.sample),
        ]


@dataclass(frozen=True)
class Gathered:
    """What the figures are made of: `summed` are counted, `shown` may be seen one by one; `heading` says which."""

    form: Form
    summed: QuerySet[Response]
    shown: QuerySet[Response]
    heading: tuple[str, ...]
    sample: bool


def _summable(sheets: QuerySet[Response], shown: QuerySet[Response]) -> tuple[QuerySet[Response], str]:
    """The sheets the figures are made of, and a sentence that says which: sheets of a few named people the reader may
    not see are left out of the figures too."""
    hidden = sheets.exclude(pk__in=shown.order_by().values("pk"))
    people = hidden.order_by().values("person").distinct().count()
    if people == 0:
        return sheets, f"คำนวณจากทุกฉบับ {sheets.count()} ฉบับ"
    if people < FEWEST_PEOPLE:
        return shown, f"คำนวณจาก {shown.count()} ฉบับที่ท่านมีสิทธิ์เห็น (ไม่รวมผลรายบุคคลของผู้อื่น)"
    return sheets, f"คำนวณจากทุกฉบับ {sheets.count()} ฉบับ แสดงรายฉบับเฉพาะที่ท่านมีสิทธิ์เห็น"


def _items_sheet(form: Form, sheets: Any, heading: tuple[str, ...], *, sample: bool) -> Sheet:
    columns = (
        Column("ข้อ", 6, "number"),
        Column("ตอน/ด้าน", 26),
        Column("รายการ", 60),
        Column("n", 8, "number"),
        Column("ค่าเฉลี่ย", 12, "score"),
        Column(sd_label(sample=sample), 24, "score"),
        Column("คะแนนเต็ม", 11, "number"),
        Column("ร้อยละ", 10, "score"),
        Column("ระดับ", 16),
    )
    titles = {item.pk: section.title for section, items in form.sections for item in items}
    rows = []
    for number, found in enumerate(item_figures(form, sheets.values("pk"), sample=sample), start=1):
        rows.append(
            (
                number, titles[found.item.pk], found.item.text, found.n, found.mean, found.sd, found.highest,
                found.percent, band_word(form, found.percent),
            )
        )  # fmt: skip
    return Sheet("สรุปรายข้อ", columns, rows, heading)


def band_word(form: Form, value: float | None) -> str:
    """The word for an item's percentage; only bands over percentages can be read for a single item."""
    if value is None or form.basis != "percent":
        return ""
    exact = Decimal(repr(value))
    reached = [band for band in form.bands if band.lower <= exact]
    return max(reached, key=lambda band: band.lower).label if reached else ""


def _levels_sheet(sheets: Any, heading: tuple[str, ...]) -> Sheet:
    counts = level_counts(sheets)
    scored = sum(n for _, _, n in counts)
    rows: list[tuple[Any, ...]] = [(label, n, percent(n, scored)) for label, _, n in counts]
    rows.append(("รวมที่มีระดับ", scored, ""))
    rows.append(("ยังไม่มีคะแนน", sheets.filter(band__isnull=True).count(), ""))
    return Sheet("จำนวนตามระดับ", (Column("ระดับ", 20), Column("ฉบับ", 10, "number"), Column("ร้อยละ", 10)), rows, heading)


def _answers_sheet(form: Form, shown: Any, heading: tuple[str, ...]) -> Sheet:
    columns = (
        Column("วันที่นิเทศ", 14, "date"),
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
    return Sheet("รายฉบับ", columns, _answer_rows(form, shown), heading)


def _answer_rows(form: Form, shown: Any) -> Iterator[tuple[Any, ...]]:
    """In steps of 500 sheets, so that memory does not grow with them."""
    keys = list(
        shown.order_by("visit_sheet__visit__visited_on", "visit_sheet__visit__pk", "pk").values_list("pk", flat=True)
    )
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        numbers = {
            (response, item): number
            for response, given in counted_answers(form, part)
            for item, number in given.items()
        }
        rows = {
            row.pk: row
            for row in Response.objects.filter(pk__in=part).select_related(
                "visit_sheet__visit", "school__cluster", "person", "band"
            )
        }
        for key in part:
            row = rows[key]
            yield (
                row.visit_sheet.visit.visited_on,
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


def _working_sheet(form: Form, heading: tuple[str, ...], *, sample: bool) -> Sheet:
    """วิธีคิด: the rule, so that anyone can work the figures out again."""
    uppers = [f"ต่ำกว่า {band.lower.normalize():f}" for band in form.bands[1:]] + ["ขึ้นไป"]
    rows: list[tuple[str, str]] = [
        ("คะแนนของฉบับ", "ผลรวมของ (คะแนนข้อ × น้ำหนัก) ข้อที่ไม่ได้สังเกตไม่นำมาคิดทั้งเศษและส่วน"),
        ("ร้อยละ", "คะแนนรวม × 100 ÷ คะแนนเต็มของข้อที่ให้คะแนน"),
        ("ค่าเฉลี่ยรายข้อ", "ผลรวมคะแนนของข้อ ÷ จำนวนฉบับที่ให้คะแนนข้อนั้น (n)"),
        ("ส่วนเบี่ยงเบน", sd_label(sample=sample)),
        ("การปัดเศษ", "เทียบระดับจากค่าที่ยังไม่ปัดเศษ แล้วจึงแสดงทศนิยม 2 ตำแหน่ง"),
    ]
    for band, upper in zip(form.bands, uppers, strict=True):
        rows.append((f"ระดับ {band.label}", f"ตั้งแต่ {band.lower.normalize():f} {upper}"))
    return Sheet("วิธีคิด", (Column("เรื่อง", 24), Column("คำอธิบาย", 80, "wrap")), rows, heading)
