"""`quality-school-plan` แผนขับเคลื่อนโรงเรียนคุณภาพ and `quality-school-report` รายงานผล of a fiscal year."""

from typing import Any

from django import forms

from core.approvals import lane_signers, short_hash
from core.errors import DomainError
from reports.base import Book, BuildContext, Reader
from reports.registry import register
from schools.models import District
from schools.printing import DistrictDocument, PrintedForm
from supervision.quality_schools.content import content_of
from supervision.quality_schools.models import PLAN_TEXTS, QualityPlan, QualityYear
from supervision.quality_schools.permissions import may_read_office
from supervision.quality_schools.queries import follow_up, schools_of


def readable(reader: Reader, district: District) -> Any:
    """Years the office sees; of schools only those whose report was opened to them."""
    return reader.visible(QualityYear.objects).filter(district=district).order_by("-fiscal_year")


class YearForm(PrintedForm):
    year = forms.ModelChoiceField(
        label="ปีงบประมาณ", queryset=QualityYear.objects.none(), required=False, empty_label="เลือกปี"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["year"]
        chosen.queryset = readable(self.reader, self.district)
        chosen.initial = chosen.queryset.values_list("pk", flat=True).first()


class _OfYear(DistrictDocument):
    """A document of the year that was asked for."""

    formats = ("pdf",)
    form_class = YearForm

    def year(self, context: BuildContext) -> QualityYear:
        asked = context.params.get("year")
        rows = readable(context.reader, self.district(context)).select_related("district", "plan__author")
        row: QualityYear | None = rows.filter(pk=asked.pk if asked else None).first()
        if row is None:
            raise DomainError("กรุณาเลือกปีงบประมาณที่เริ่มงานโรงเรียนคุณภาพแล้ว", field="year")
        return row


class QualitySchoolPlan(_OfYear):
    key = "quality-school-plan"
    title = "แผนปฏิบัติการขับเคลื่อนโรงเรียนคุณภาพ"
    description = "แผนของปีงบประมาณตามจุดเน้น โรงเรียนคุณภาพรายอำเภอและโรงเรียนเครือข่าย ผลการพิจารณาและการส่งเลขาธิการ กพฐ."

    def pdf(self, context: BuildContext) -> Book:
        district, year = self.district(context), self.year(context)
        if context.reader.user is not None and not may_read_office(context.reader.user, district):
            raise DomainError("แผนนี้พิมพ์ได้เฉพาะบุคลากรของสำนักงานเขต")
        plan = year.plan
        live = plan.frozen is None or plan.state in (QualityPlan.State.DRAFT, QualityPlan.State.RETURNED)
        content = content_of(plan) if live else plan.frozen
        block = context.block(
            "documents/quality_schools/plan.html",
            {
                "content": content, "district": district, "year": year, "heading": self.title,
                "texts": [(PLAN_TEXTS[name], content["texts"][name]) for name in PLAN_TEXTS],
                "dispatches": [] if live else list(plan.dispatches.all()), "signers": _signers(plan),
            },
            title=content["title"], key="plan", mark=_mark(plan),
            foot="" if live else f"{plan} ฉบับที่ {plan.revision} · รหัสตรวจสอบ {short_hash(plan.content_hash)}",
        )  # fmt: skip
        return Book(content["title"], [block], digits=self.digits(context))


def _mark(plan: QualityPlan) -> Any:
    """ร่าง until every lane has approved; แก้ไขหลังอนุมัติ for a later revision."""
    if plan.changed_after_approval:
        return "changed"
    return "" if plan.state == QualityPlan.State.APPROVED else "draft"


def _signers(plan: QualityPlan) -> list[dict[str, Any]]:
    """Who wrote it, and the lanes of the last round: their names and days once they have decided."""
    signers: list[dict[str, Any]] = [{"said": "ผู้จัดทำแผน", "name": plan.author.get_full_name()}]
    round_ = plan.rounds.order_by("-submitted_at").first()
    if round_ is None:
        return [*signers, {"said": "ผู้อนุมัติแผน", "post": "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา"}]
    return [*signers, *lane_signers(round_)]


class QualitySchoolReport(_OfYear):
    key = "quality-school-report"
    title = "รายงานผลการดำเนินงานโรงเรียนคุณภาพ"
    description = "ผลรายโรงเรียนและรายจุดเน้นจากแบบติดตาม เทียบแผนของปีงบประมาณ พร้อมปัญหาและข้อเสนอแนะ"
    school_capability = "report.school.run"

    def pdf(self, context: BuildContext) -> Book:
        district, year = self.district(context), self.year(context)
        points = list(year.focus_points.filter(is_active=True))
        schools = schools_of(year)
        lines, means = follow_up(year, schools, points)
        block = context.block(
            "documents/quality_schools/report.html",
            {
                "year": year, "district": district, "heading": self.title, "points": points, "lines": lines,
                "schools": schools, "means": list(zip(points, means, strict=True)), "plan": year.plan,
                "dispatches": list(year.plan.dispatches.all()), "followed": sum(bool(one.sheets) for one in lines),
                "feeders": sum(len(one.feeders.all()) for one in schools),
                "signers": [
                    {"said": "ผู้รายงาน"},
                    {"said": "ผู้รับรองรายงาน", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"},
                ],
            },
            title=str(year), key="report", mark="" if year.result else "draft",
        )  # fmt: skip
        return Book(f"{self.title} ปีงบประมาณ {year.fiscal_year}", [block], digits=self.digits(context))


register(QualitySchoolPlan())
register(QualitySchoolReport())
