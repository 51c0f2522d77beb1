"""`model-report` รายงานผลการขับเคลื่อนของปี: by the steps of the model, or in five chapters."""

from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from reports.base import Book, BuildContext
from schools.models import Appointment
from schools.printing import DistrictDocument, PrintedForm
from supervision.improvement.models import Programme
from supervision.progress.forecast import RULE
from supervision.recognition.queries.year import Year, year_of
from supervision.results.models import Edition

STEPS, CHAPTERS = "steps", "chapters"
CHAPTER_NAMES = {
    1: "บทนำ", 2: "เอกสารที่เกี่ยวข้อง", 3: "วิธีดำเนินการ", 4: "ผลการดำเนินงาน", 5: "สรุป อภิปรายผล และข้อเสนอแนะ",
}  # fmt: skip


class ModelReportForm(PrintedForm):
    programme = forms.ModelChoiceField(label="การขับเคลื่อนของปี", queryset=Programme.objects.none())
    shape = forms.ChoiceField(
        label="รูปแบบรายงาน", choices=[(STEPS, "ตามขั้นของรูปแบบ"), (CHAPTERS, "ห้าบท")], initial=STEPS
    )
    named = forms.ChoiceField(
        label="ชื่อโรงเรียนในผลการจัดลำดับ",
        choices=[("", "ไม่พิมพ์ แสดงเฉพาะการกระจาย (เผยแพร่ได้)"), ("1", "พิมพ์ลำดับที่ 1 ถึง 3 และโรงเรียนที่ต้องช่วยเหลือ")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Programme.objects).standing().filter(district=self.district)
        field: Any = self.fields["programme"]
        field.queryset = rows.order_by("-year", "name")
        field.label_from_instance = lambda row: f"{row.name} ({row.get_year_kind_display()} {row.year})"
        # A year that is over has the most to tell; the running one where there is none.
        latest = rows.filter(state=Programme.State.CLOSED).order_by("-year", "pk").first() or field.queryset.first()
        if latest is not None:
            field.initial = latest.pk


class ModelReport(DistrictDocument):
    key = "model-report"
    title = "รายงานผลการขับเคลื่อนรูปแบบ"
    description = "รายงานประจำปีของรูปแบบการขับเคลื่อน ทุกขั้นพร้อมตัวเลขและแผนภูมิ ผู้ที่การขับเคลื่อนไปถึง เลือกแบบห้าบทได้"
    form_class = ModelReportForm

    def file_name(self, context: BuildContext) -> str:
        programme = context.params["programme"]
        return f"รายงาน {programme.name} {programme.year}"

    def pdf(self, context: BuildContext) -> Book:
        programme = (
            context.visible(Programme.objects)
            .select_related("district__settings", "model", "set", "instrument", "run__version", "run__procedure")
            .filter(pk=context.params["programme"].pk, district__code=context.district_code)
            .first()
        )
        if programme is None:
            raise DomainError("ไม่พบการขับเคลื่อนของปีที่เลือก", field="programme")
        year = year_of(
            programme, editions=context.visible(Edition.objects), today=timezone.localdate(),
            named=bool(context.params.get("named")),
        )  # fmt: skip
        heading = f"รายงานผลการดำเนินงาน {programme.name}"
        data = {
            "year": year,
            "version": programme.run.version if programme.run else None,
            "r": year.reached,
            "f": year.figures,
            "district": programme.district,
            "heading": heading,
            "report": heading,
            "forecast": RULE,
            "signers": _signers(programme, year),
        }
        options: dict[str, Any] = {"mark": "draft" if year.is_private else "", "foot": _foot(year)}
        if context.params["shape"] == STEPS:
            blocks = [
                context.block("documents/recognition/model_report.html", data, title=heading, pages=15, **options)
            ]
        else:
            blocks = [
                context.block(
                    "documents/recognition/model_chapter.html",
                    {**data, "chapter": number, "heading": f"บทที่ {number} {name}"},
                    title=f"บทที่ {number} {name}", pages=15 if number == 4 else 3, **options,
                )
                for number, name in CHAPTER_NAMES.items()
            ]  # fmt: skip
        return Book(heading, blocks, digits=self.digits(context))


def _foot(year: Year) -> str:
    """Which result the figures are of."""
    if year.edition is None:
        return "ไม่มีผลการประเมินที่เผยแพร่"
    return f"{year.edition}" + (" (ยังไม่เผยแพร่ ใช้ภายใน)" if year.is_private else "")


def _signers(programme: Programme, year: Year) -> list[dict[str, Any]]:
    """Who reports and who takes the report: who holds the posts on its day, with the line empty where nobody does."""
    held = Appointment.objects.in_force(year.day).filter(
        district=programme.district_id, role__in=("group_director", "office_director"), school=None
    )
    people = {row.role: row for row in held.select_related("person").order_by("starts_on", "pk")}
    posts = (
        ("group_director", "ผู้รายงาน", "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"),
        ("office_director", "ผู้รับรองรายงาน", f"ผู้อำนวยการ{programme.district.name}"),
    )
    return [
        {
            "said": said,
            "name": str(people[role].person) if role in people else "",
            "post": f"{people[role].get_acting_display()}{post}" if role in people and people[role].acting else post,
        }
        for role, said, post in posts
    ]
