"""`quality-plan` แผนพัฒนาคุณภาพการศึกษา, whole or the yearly แผนปฏิบัติการ, as PDF and XLSX."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.approvals import lane_signers, short_hash
from qa.plans.models import QualityPlan
from qa.plans.queries import PlanTree, tree_of
from reports.base import Book, BuildContext, Sheet
from reports.forms import DigitsField
from reports.registry import register
from reports.xlsx import Column
from schools.printing import DistrictDocument, DistrictForm


class QualityPlanForm(DistrictForm):
    """`plan`: the newest approved unless told; `year` empty is the whole plan."""

    plan = forms.ModelChoiceField(label="แผน", queryset=QualityPlan.objects.none())
    year = forms.IntegerField(
        label="เฉพาะปี (พ.ศ.)", required=False, min_value=2400, max_value=2700, help_text="เว้นว่างไว้คือทั้งแผน"
    )
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(QualityPlan.objects).filter(district=self.district)
        field: Any = self.fields["plan"]
        field.queryset = rows
        standing = rows.exclude(state=QualityPlan.State.CANCELLED)
        newest = standing.exclude(approved_revision=None).first() or standing.first()
        field.initial = newest.pk if newest else None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        plan, year = values.get("plan"), values.get("year")
        if plan is not None and year is not None and year not in plan.years:
            self.add_error("year", f"แผนนี้ใช้ {plan.years_label}")
        return values


class QualityPlanDocument(DistrictDocument):
    key = "quality-plan"
    title = "แผนพัฒนาคุณภาพการศึกษา"
    description = "แผน 3–5 ปี หรือแผนปฏิบัติการของปีเดียว สิ่งที่พบ กลยุทธ์ ตัวชี้วัด เป้าหมายกับผล โครงการ และงบประมาณ"
    formats = ("pdf", "xlsx")
    form_class = QualityPlanForm

    def pdf(self, context: BuildContext) -> Book:
        plan, year = context.params["plan"], context.params.get("year")
        tree = tree_of(plan, year)
        heading = _heading(plan, year)
        block = context.block(
            "documents/qa/plans/plan.html",
            {
                "heading": heading, "plan": plan, "tree": tree, "year": year, "district": self.district(context),
                "signers": _signers(plan), "cancelled": plan.state == QualityPlan.State.CANCELLED,
            },
            title=heading,
            foot=f"{plan.title} ฉบับที่ {plan.revision} · รหัสตรวจสอบ {short_hash(plan.content_hash)}",
            mark=_mark(plan),
            wide=True,
            pages=6,
        )  # fmt: skip
        return Book(heading, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        plan, year = context.params["plan"], context.params.get("year")
        tree = tree_of(plan, year)
        head = (_heading(plan, year), str(self.district(context).name), f"สถานะ {_state(plan)}")
        yield Sheet("ตัวชี้วัด", _indicator_columns(tree), _indicator_rows(tree), head)
        yield Sheet("โครงการ", _project_columns(tree), _project_rows(tree), head)
        yield Sheet(
            "สิ่งที่พบ", (Column("สิ่งที่พบ", 70, "wrap"), Column("มาจาก", 28), Column("ปีการศึกษา", 12), Column("แหล่งข้อมูล", 40)),
            ([row.text, row.get_origin_display(), row.academic_year, row.source] for row in tree.findings), head,
        )  # fmt: skip


def _heading(plan: QualityPlan, year: int | None) -> str:
    return plan.title if year is None else f"แผนปฏิบัติการ {plan.get_year_kind_display()} {year} ตาม{plan.title}"


def _mark(plan: QualityPlan) -> str:
    """ร่าง until every lane has approved; แก้ไขหลังอนุมัติ where what is printed is not what was approved."""
    if plan.approved_revision is None or plan.state == QualityPlan.State.CANCELLED:
        return "draft"
    return "changed" if plan.changed_after_approval else ""


def _state(plan: QualityPlan) -> str:
    return {"draft": "ร่าง", "changed": "แก้ไขหลังอนุมัติ", "": "อนุมัติแล้ว"}[_mark(plan)]


def _signers(plan: QualityPlan) -> list[dict[str, Any]]:
    """Who sent it, and the lanes of the round that approved it, or of the last one sent."""
    signers: list[dict[str, Any]] = [{"said": "ผู้เสนอแผน", "name": plan.author.get_full_name()}]
    rounds = plan.rounds.order_by("-submitted_at")
    round_ = rounds.filter(revision=plan.approved_revision).first() if _mark(plan) == "" else rounds.first()
    if round_ is None:
        return [*signers, {"said": "ผู้อนุมัติแผน", "post": f"ผู้อำนวยการ{plan.district.name}"}]
    return [*signers, *lane_signers(round_)]


def _indicator_columns(tree: PlanTree) -> tuple[Column, ...]:
    years = [
        Column(f"{word} {year}", 13, "score") for year in tree.years for word in ("เป้าหมาย", "ผล")
    ]  # fmt: skip
    return (
        Column("กลยุทธ์", 36, "wrap"), Column("ตัวชี้วัด", 46, "wrap"), Column("หน่วย", 12),
        Column("ค่าฐาน", 10, "score"), *years,
        Column("บรรลุ (ปีที่มีผล)", 16),
    )  # fmt: skip


def _indicator_rows(tree: PlanTree) -> Iterable[list[Any]]:
    for part in tree.strategies:
        for line in part.indicators:
            told = [cell for cell in line.cells if cell.met is not None]
            figures = [value for cell in line.cells for value in (cell.target, cell.result)]
            yield [
                part.row.title, line.row.title, line.row.unit, line.row.baseline, *figures,
                f"{sum(bool(cell.met) for cell in told)} จาก {len(told)}" if told else "",
            ]  # fmt: skip


def _project_columns(tree: PlanTree) -> tuple[Column, ...]:
    years = [Column(f"งบประมาณ {year} (บาท)", 18, "money") for year in tree.years]
    return (
        Column("กลยุทธ์", 36, "wrap"), Column("โครงการ", 46, "wrap"), Column("โครงการในทะเบียน", 36),
        Column("ผู้รับผิดชอบ", 26),
        *years, Column("รวม (บาท)", 18, "money"),
    )  # fmt: skip


def _project_rows(tree: PlanTree) -> Iterable[list[Any]]:
    for part in tree.strategies:
        for line in part.projects:
            row = line.row
            tied = row.project.name if row.project else ""
            yield [part.row.title, row.name, tied, row.responsible, *line.budgets, line.total]
    yield ["รวม", "", "", "", *tree.budgets, tree.budget]


register(QualityPlanDocument())
