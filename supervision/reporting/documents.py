"""`supervision-report` รายงานผลการนิเทศ: of a term or fiscal year, of the office or one cluster; short, yearly or in
five chapters."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.approvals.content import content_hash, short_hash
from core.thai.dates import thai_date
from reports import charts
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from schools.models import Cluster
from schools.printing import DistrictDocument
from supervision.field.documents.forms import PeriodForm
from supervision.reporting.content import content_of
from supervision.reporting.models import ReportPaper

LEGEND: dict[charts.SquareState, str] = {
    "done": "เยี่ยมแล้ว",
    "plan": "มีแผนแล้ว",
    "late": "เลยกำหนด",
    "none": "ยังไม่มีแผน",
}

TEMPLATES = {
    "short": "documents/reporting/report.html",
    "yearly": "documents/reporting/yearly.html",
    "chapters": "documents/reporting/chapters.html",
}


class SupervisionReportForm(PeriodForm):
    """The paper written for the period and cluster is printed; where none was begun, the figures alone as a draft."""

    cluster = forms.ModelChoiceField(
        label="กลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False, empty_label="ทั้งเขต"
    )
    form = forms.ChoiceField(label="รูปแบบ", choices=ReportPaper.Form.choices, initial=ReportPaper.Form.SHORT)
    digits = DigitsField()
    field_order = ("period", "cluster", "form", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = self.reader.visible(Cluster.objects).filter(district=self.district)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        period = values.get("period")
        if values.get("form") == ReportPaper.Form.YEARLY and period is not None and period.fiscal_year is None:
            self.add_error("period", "รายงานประจำปีเป็นของปีงบประมาณ กรุณาเลือกปีงบประมาณ")
        return values


class SupervisionReport(DistrictDocument):
    key = "supervision-report"
    title = "รายงานผลการนิเทศ"
    description = "ของภาคเรียนหรือปีงบประมาณ ทั้งเขตหรือรายกลุ่ม ฉบับสั้น ประจำปี หรือ 5 บท พร้อมแผนภูมิ ตัวเลขตรงกับหน้าความครอบคลุม"
    formats = ("pdf",)
    form_class = SupervisionReportForm

    def pdf(self, context: BuildContext) -> Book:
        district = self.district(context)
        period, cluster, form = context.params["period"], context.params.get("cluster"), context.params["form"]
        paper = (
            context.visible(ReportPaper.objects)
            .filter(district=district, period_code=period.code, cluster=cluster, form=form)
            .exclude(state=ReportPaper.State.CANCELLED)
            .select_related("district__settings", "cluster", "author")
            .first()
        )
        live = paper is None or paper.state in (ReportPaper.State.DRAFT, ReportPaper.State.RETURNED)
        if live:
            written = paper or ReportPaper(
                district=district, cluster=cluster, form=form, period_label=period.label,
                title=f"รายงานผลการนิเทศ {period.label}",
            )  # fmt: skip
            content = content_of(written, period, today=timezone.localdate())
        else:
            content = paper.frozen
        block = context.block(
            TEMPLATES[form],
            {
                "content": content,
                "district": district,
                "heading": content["title"],
                "as_of": date.fromisoformat(content["figures"]["as_of"]),
                "findings": [
                    {**row, "due_on": date.fromisoformat(row["due_on"]) if row["due_on"] else None}
                    for row in content["figures"]["findings"]["list"]
                ],
                "charts": _charts(content["figures"]),
                **_months(content["figures"]["months"]),
                "signers": _signers(paper),
            },
            title=content["title"],
            foot=_foot(paper, content),
            mark=_mark(paper),
            pages=5 if form == ReportPaper.Form.SHORT else 9,
        )
        return Book(content["title"], (block,), digits=self.digits(context))


def _foot(paper: ReportPaper | None, content: dict[str, Any]) -> str:
    revision = paper.revision if paper else 1
    return f"{content['title']} ฉบับที่ {revision} · รหัสตรวจสอบ {short_hash(content_hash(content))}"


def _mark(paper: ReportPaper | None) -> str:
    """ร่าง until every lane has approved; แก้ไขหลังอนุมัติ for a later revision."""
    if paper is None:
        return "draft"
    if paper.changed_after_approval:
        return "changed"
    return "" if paper.state == ReportPaper.State.APPROVED else "draft"


def _signers(paper: ReportPaper | None) -> list[dict[str, Any]]:
    """Who reports, and the lanes of the last round: their names and days once they have decided."""
    signers: list[dict[str, Any]] = [{"said": "ผู้รายงาน", "name": paper.author.get_full_name() if paper else ""}]
    round_ = paper.rounds.order_by("-submitted_at").first() if paper else None
    if round_ is None:
        return [*signers, {"said": "ผู้รับรองรายงาน", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"}]
    made = {row.lane: row for row in round_.decisions.select_related("actor") if row.decision == "approved"}
    for number, lane in enumerate(round_.lanes):
        row = made.get(number)
        signers.append(
            {
                "said": "ความเห็นชอบ" if row else "",
                "name": row.actor.get_full_name() if row and row.actor else "",
                "post": row.actor_label if row else lane["label"],
                "date": timezone.localdate(row.at) if row else None,
            }
        )
    return signers


def _months(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "months": [{**row, "label": thai_date(date.fromisoformat(row["month"]), "month")} for row in rows],
        "month_total": {name: sum(row[name] for row in rows) for name in ("visits", "planned")},
    }


def _charts(figures: dict[str, Any]) -> dict[str, Any]:
    """Server-drawn; each with its numbers as a table in the document."""
    made: dict[str, Any] = {
        "squares": charts.squares(
            [(school["name"], school["status"]) for school in figures["schools"]],
            LEGEND,
            title="ความครอบคลุมของโรงเรียน หนึ่งช่องคือหนึ่งโรงเรียน",
            unit="โรงเรียน",
            across=24,
        ),
        "areas": charts.bars(
            [(row["name"], row["visits"]) for row in figures["areas"]],
            title="จำนวนครั้งที่นิเทศตามงาน 4 ด้าน (หนึ่งครั้งอาจครอบคลุมหลายด้าน)",
            unit="ครั้ง",
            whole=figures["coverage"]["visits"] + figures["coverage"]["distance"],
        ),
    }
    scored = [row for row in figures["instruments"] if row["levels"]]
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in scored:
        groups.setdefault(tuple(level["label"] for level in reversed(row["levels"])), []).append(row)
    made["levels"] = [
        charts.levels(
            [(row["name"], [level["n"] for level in reversed(row["levels"])]) for row in rows],
            list(names),
            title="ระดับผลการประเมินตามเครื่องมือ",
            unit="ฉบับ",
        )
        for names, rows in groups.items()
    ]
    return made


register(SupervisionReport())
