"""`monitoring-plan` and `monitoring-report`: what is put to the committee and what is published of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.approvals.content import short_hash
from kotpn.monitoring.models import MonitoringPlan, ResultReport
from kotpn.monitoring.queries.plans import areas_of
from kotpn.monitoring.queries.results import shown
from reports import charts
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from schools.printing import DistrictDocument, DistrictForm


def _newest(form: Any, name: str, rows: Any) -> None:
    field: Any = form.fields[name]
    field.queryset = rows
    first = rows.first()
    field.initial = first.pk if first else None


class PlanForm(DistrictForm):
    """`plan`: the newest unless told."""

    plan = forms.ModelChoiceField(label="แผนการติดตาม", queryset=MonitoringPlan.objects.none())
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(MonitoringPlan.objects).of_district(self.district)
        _newest(self, "plan", rows.select_related("committee__district"))


class ReportForm(DistrictForm):
    """`report`: the newest unless told."""

    report = forms.ModelChoiceField(label="รายงานผลการติดตาม", queryset=ResultReport.objects.none())
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(ResultReport.objects).of_district(self.district)
        _newest(self, "report", rows.select_related("committee__district", "resolution__meeting__committee"))


class MonitoringPlanDocument(DistrictDocument):
    key = "monitoring-plan"
    title = "แผนการติดตาม ตรวจสอบ ประเมินผล และนิเทศ"
    description = "แผนของ ก.ต.ป.น. ปีงบประมาณหนึ่ง แยกตามงาน 4 ด้านและการนำนโยบายสู่การปฏิบัติ"
    formats = ("pdf",)
    form_class = PlanForm
    capability = "paper.read"

    def pdf(self, context: BuildContext) -> Book:
        plan = context.params["plan"]
        agreed = plan.considerations.filter(decision="agreed", revision=plan.revision).select_related(
            "resolution__meeting__committee"
        )
        said = agreed.first() if plan.state == MonitoringPlan.State.AGREED else None
        data = {
            "plan": plan, "district": self.district(context), "heading": plan.title, "said": said,
            "areas": areas_of(plan, today=timezone.localdate()),
        }  # fmt: skip
        mark = "" if said else "draft"
        foot = f"{plan.title} ฉบับที่ {plan.revision}"
        block = context.block(
            "documents/kotpn/monitoring_plan.html", data, title=plan.title, mark=mark, foot=foot, pages=4
        )
        return Book(plan.title, (block,), digits=self.digits(context))


class MonitoringReportDocument(DistrictDocument):
    key = "monitoring-report"
    title = "รายงานผลการติดตาม ตรวจสอบ ประเมินผล และนิเทศ"
    description = "ผลของภาคเรียนหรือปีงบประมาณ ภาพรวมและรายด้าน เสนอ ก.ต.ป.น. สำนักงานเขต โรงเรียน และหน่วยงานอื่น"
    formats = ("pdf",)
    form_class = ReportForm
    capability = "paper.read"

    def pdf(self, context: BuildContext) -> Book:
        report = context.params["report"]
        content = shown(report, today=timezone.localdate())
        data = {
            "report": report, "content": content, "district": self.district(context), "heading": content["title"],
            "as_of": date.fromisoformat(content["figures"]["as_of"]),
            "chart": charts.bars(
                [(row["label"], row["visits"]) for row in content["figures"]["areas"]],
                title="จำนวนครั้งที่นิเทศตามงาน 4 ด้าน (หนึ่งครั้งอาจครอบคลุมหลายด้าน)", unit="ครั้ง",
                whole=content["figures"]["visits"] + content["figures"]["distance"],
            ),
        }  # fmt: skip
        draft = report.state == ResultReport.State.DRAFT
        foot = content["title"] if draft else f"{content['title']} · รหัสตรวจสอบ {short_hash(report.content_hash)}"
        block = context.block(
            "documents/kotpn/monitoring_report.html", data, title=content["title"], mark="draft" if draft else "",
            foot=foot, pages=4,
        )  # fmt: skip
        return Book(content["title"], (block,), digits=self.digits(context))


register(MonitoringPlanDocument())
register(MonitoringReportDocument())
