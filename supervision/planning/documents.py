"""Printed documents of planning: the plan with its calendar, the month's ปฏิทินนิเทศ, the memo that asks for approval."""

from datetime import date
from typing import Any

from django import forms

from core.errors import DomainError
from core.thai.dates import thai_date
from core.thai.years import fiscal_label
from reports.base import Block, Book, BuildContext
from reports.pdf.book import Mark
from reports.registry import register
from schools.models import Cluster, Person
from schools.printing import DistrictDocument, PrintedForm, memo_head
from supervision.planning.models import Plan, PlannedVisit, PlanRound
from supervision.planning.queries import printed

# ระเบียบ ศธ. ที่ให้ ก.ต.ป.น. พิจารณาและติดตามแผน (Loei 3); being revised since 2568, so whoever prints may correct it.
LAW = "ระเบียบกระทรวงศึกษาธิการว่าด้วยการตรวจราชการ การติดตาม ตรวจสอบ และประเมินผลการจัดการศึกษา พ.ศ. 2560 ข้อ 25 และข้อ 26"
ROWS_A_BLOCK = 500
ROWS_A_PAGE = 24


def mark_of(plan: Plan) -> Mark:
    """ร่าง until approved, แก้ไขหลังอนุมัติ after a change of what was approved."""
    if plan.state == Plan.State.CANCELLED or not plan.approved_revision:
        return "draft"
    return "changed" if plan.changed_after_approval else ""


def foot_of(plan: Plan) -> str:
    """Revision and hash of what is printed, and what of it was approved when."""
    words = plan.state_label
    if plan.approved_at:
        words += f" · อนุมัติฉบับที่ {plan.approved_revision} เมื่อ {thai_date(plan.approved_at, 'short')}"
    return printed.foot(plan.revision, plan.content_hash, words)


class PlanForm(PrintedForm):
    """Which plan; the reader's own comes first, then the newest approved plan of the group, then the newest of all."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label="แผน")
    field_order = ("plan", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Plan.objects).filter(district=self.district).select_related("owner")
        self.fields["plan"].queryset = rows
        self.fields["plan"].label_from_instance = printed.plan_label
        self.fields["plan"].initial = printed.default_plan(rows, self.reader.user)


class _PlanDocument(DistrictDocument):
    form_class = PlanForm

    def file_name(self, context: BuildContext) -> str:
        plan = context.params["plan"]
        return f"{self.title} {plan.owner} {plan.fiscal_year}" if plan.kind == "personal" else f"{self.title} {plan}"

    def plan(self, context: BuildContext) -> Plan:
        """The plan read again with what is printed of it."""
        found: Plan = (
            context.visible(Plan.objects)
            .select_related("district__settings", "owner__user")
            .get(pk=context.params["plan"].pk)
        )
        return found


class SupervisionPlan(_PlanDocument):
    key = "supervision-plan"
    title = "แผนนิเทศ"
    description = "สาระของแผน ตารางกิจกรรม ปฏิทินนิเทศรายเดือน และลายมือชื่อตามลำดับการพิจารณา"

    def pdf(self, context: BuildContext) -> Book:
        plan = self.plan(context)
        paper = printed.plan_paper(plan)
        data = {"paper": paper, "plan": plan, "heading": plan.title, "subheading": self._sub(plan)}
        mark, foot = mark_of(plan), foot_of(plan)
        blocks = [
            context.block("documents/planning/plan.html", data, title="สาระของแผน", foot=foot, mark=mark),
            context.block(
                "documents/planning/activities.html",
                {**data, "heading": "กิจกรรมตามแผน", "subheading": plan.title},
                title="กิจกรรม",
                foot=foot,
                mark=mark,
                wide=True,
            ),
            *self._calendar(context, plan, paper.months, mark, foot),
            context.block(
                "documents/planning/signatures.html", {**data, "heading": ""}, title="ลงนาม", foot=foot, mark=mark
            ),
        ]
        return Book(plan.title, blocks, digits=self.digits(context))

    def _sub(self, plan: Plan) -> str:
        who = str(plan.owner) if plan.kind == Plan.Kind.PERSONAL else ""
        return " · ".join(part for part in (who, plan.district.name) if part)

    def _calendar(
        self, context: BuildContext, plan: Plan, months: list[printed.Month], mark: Mark, foot: str
    ) -> list[Block]:
        """Months in order, cut into blocks of about five hundred lines so that no section grows long."""
        blocks: list[Block] = []
        held: list[printed.Month] = []
        for month in [*months, None]:
            lines = sum(len(one.lines) for one in held)
            if held and (month is None or lines + len(month.lines) > ROWS_A_BLOCK):
                data = {
                    "months": held,
                    "heading": "ปฏิทินนิเทศ" if not blocks else "",
                    "subheading": fiscal_label(plan.fiscal_year) if not blocks else "",
                }
                blocks.append(
                    context.block(
                        "documents/planning/calendar.html",
                        data,
                        title="" if blocks else "ปฏิทินนิเทศ",
                        foot=foot,
                        mark=mark,
                        pages=1 + lines // ROWS_A_PAGE,
                    )
                )
                held = []
            if month is not None:
                held.append(month)
        return blocks


class MonthForm(PrintedForm):
    """Which month of whose visits; by default the running month, or the nearest one that has any."""

    month = forms.ChoiceField(label="เดือน")
    supervisor = forms.ModelChoiceField(Person.objects.none(), label="ผู้นิเทศ", required=False, empty_label="ทุกคน")
    cluster = forms.ModelChoiceField(Cluster.objects.none(), label="กลุ่มโรงเรียน", required=False, empty_label="ทุกกลุ่ม")
    field_order = ("month", "supervisor", "cluster", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(PlannedVisit.objects).of_district(self.district).in_force().agreed()
        months = printed.months_with_visits(rows)
        choices = [(f"{month:%Y-%m}", thai_date(month, "month")) for month in months]
        self.fields["month"].choices = choices or [("", "ยังไม่มีแผนที่อนุมัติแล้ว")]
        self.fields["month"].required = bool(choices)
        self.fields["month"].initial = printed.default_month(months)
        people = self.reader.visible(Person.objects).filter(district=self.district, plans__isnull=False)
        self.fields["supervisor"].queryset = people.distinct()
        clusters = self.reader.visible(Cluster.objects).filter(district=self.district)
        self.fields["cluster"].queryset = clusters


class SupervisionCalendar(DistrictDocument):
    key = "supervision-calendar"
    title = "ปฏิทินนิเทศ"
    description = "ปฏิทินหนึ่งเดือนของครั้งที่วางแผนไว้ในแผนที่อนุมัติแล้ว เลือกผู้นิเทศหรือกลุ่มได้"
    form_class = MonthForm

    def pdf(self, context: BuildContext) -> Book:
        chosen = context.params
        if not chosen["month"]:
            raise DomainError("ยังไม่มีแผนนิเทศที่อนุมัติแล้ว จึงยังไม่มีปฏิทินให้พิมพ์")
        month = date.fromisoformat(f"{chosen['month']}-01")
        rows = context.visible(PlannedVisit.objects).of_district(self.district(context)).in_force().agreed()
        if chosen["supervisor"]:
            rows = rows.of_supervisor(chosen["supervisor"])
        if chosen["cluster"]:
            rows = rows.of_cluster(chosen["cluster"])
        whose = [str(chosen[name]) for name in ("supervisor", "cluster") if chosen[name]]
        weeks, undated = printed.month_grid(rows, month, told=not chosen["supervisor"])
        data = {
            "weeks": weeks,
            "undated": undated,
            "heading": f"ปฏิทินนิเทศ เดือน{thai_date(month, 'month')}",
            "subheading": " · ".join([*whose, self.district(context).name]),
        }
        block = context.block("documents/planning/month.html", data, wide=True)
        return Book(data["heading"], [block], digits=self.digits(context))


class MemoForm(PlanForm):
    """The memo of a plan: its number and the law it rests on may be corrected before printing."""

    number = forms.CharField(label="เลขที่หนังสือ", required=False, max_length=60, help_text="เว้นว่างไว้เขียนเองได้")
    law = forms.CharField(label="ข้อกฎหมาย ระเบียบ", required=False, initial=LAW, widget=forms.Textarea, max_length=1000)
    field_order = ("plan", "number", "law", "digits")


class ApprovalMemo(_PlanDocument):
    key = "approval-memo"
    title = "บันทึกข้อความขออนุมัติแผนนิเทศ"
    description = "บันทึกข้อความเสนอแผนตามลำดับการพิจารณา พร้อมความเห็นและลายมือชื่อของแต่ละลำดับ"
    form_class = MemoForm

    def pdf(self, context: BuildContext) -> Book:
        plan = self.plan(context)
        paper = printed.memo_paper(plan)
        memo = memo_head(
            plan.district,
            subject=f"ขออนุมัติ{plan.title}" + (" (ฉบับแก้ไข)" if paper.again else ""),
            to=paper.to,
            number=context.params["number"],
            day=paper.day,
        )
        data = {
            "memo": memo,
            "plan": plan,
            "paper": paper,
            "law": context.params["law"],
            "signers": paper.signers,
        }
        block = context.block(
            "documents/planning/memo.html", data, foot=paper.foot or foot_of(plan), mark=self._mark(plan, paper)
        )
        return Book(memo["subject"], [block], digits=self.digits(context))

    def _mark(self, plan: Plan, paper: printed.MemoPaper) -> Mark:
        """A memo is of the revision sent: ร่าง until that one is approved."""
        if paper.state != PlanRound.State.APPROVED or plan.state == Plan.State.CANCELLED:
            return "changed" if plan.approved_revision and plan.state != Plan.State.CANCELLED else "draft"
        return mark_of(plan)


register(SupervisionPlan())
register(SupervisionCalendar())
register(ApprovalMemo())
