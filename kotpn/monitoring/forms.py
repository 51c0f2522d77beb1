"""Forms of monitoring plans and results. They explain and narrow choices; services decide."""

from datetime import date
from typing import Any

from django import forms

from core.thai.dates import thai_date
from core.thai.years import fiscal_label, fiscal_months
from kotpn.committee.models import Committee
from kotpn.monitoring.models import AREAS, MonitoringPlan, PlanArea, PlanLine, ResultReport
from kotpn.monitoring.services import LineFields
from schools.models import School
from supervision.field.queries import Period, choices, read_period
from supervision.planning.queries import policies_of


def _text(label: str, *, rows: int = 3, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=20_000, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class BeginPlanForm(forms.Form):
    """A committee and a fiscal year."""

    committee = forms.ModelChoiceField(label="องค์คณะ", queryset=Committee.objects.none(), empty_label=None)
    fiscal_year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)

    def __init__(self, *args: Any, user: Any, district: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committee: Any = self.fields["committee"]
        committee.queryset = Committee.objects.visible_to(user).of_district(district).active()
        years: Any = self.fields["fiscal_year"]
        years.choices = [(one, fiscal_label(one)) for one in (year + 1, year, year - 1)]
        years.initial = year


class BeginReportForm(forms.Form):
    """A committee and a term or fiscal year."""

    committee = forms.ModelChoiceField(label="องค์คณะ", queryset=Committee.objects.none(), empty_label=None)
    period = forms.ChoiceField(label="ภาคเรียนหรือปีงบประมาณ")

    def __init__(self, *args: Any, user: Any, district: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = district
        committee: Any = self.fields["committee"]
        committee.queryset = Committee.objects.visible_to(user).of_district(district).active()
        period: Any = self.fields["period"]
        period.choices = choices(district, today)

    def clean_period(self) -> Period:
        found = read_period(self.district, self.cleaned_data["period"])
        if found is None:
            raise forms.ValidationError("ไม่รู้จักภาคเรียนหรือปีงบประมาณนี้")
        return found


class PlanTextsForm(forms.Form):
    """What stands before the areas."""

    title = forms.CharField(label="ชื่อแผน", max_length=300, error_messages={"required": "กรุณากรอกชื่อแผน"})
    rationale = _text("ความเป็นมา", rows=4, help_text="สรุปจากการทบทวนข้อมูลปีที่ผ่านมา")
    objectives = _text("วัตถุประสงค์", help_text="ข้อละบรรทัด")
    goals = _text("เป้าหมาย")

    def __init__(self, *args: Any, plan: MonitoringPlan, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(plan, name) for name in self.base_fields}, **kwargs)


class LineForm(forms.Form):
    """One matter to watch."""

    area = forms.ChoiceField(label="ด้าน", choices=PlanArea.choices)
    topic = forms.CharField(label="ประเด็นที่ติดตาม", max_length=400, error_messages={"required": "กรุณากรอกประเด็นที่ติดตาม"})
    indicator = forms.CharField(label="ตัวชี้วัด", max_length=400, required=False)
    target = forms.CharField(label="เป้าหมาย", max_length=200, required=False, help_text="เช่น ร้อยละ 100 ของโรงเรียน")
    method = _text("วิธีการและเครื่องมือ")
    month_from = forms.TypedChoiceField(label="เริ่มเดือน", required=False, coerce=date.fromisoformat, empty_value=None)
    month_to = forms.TypedChoiceField(label="ถึงเดือน", required=False, coerce=date.fromisoformat, empty_value=None)
    responsible = forms.CharField(label="ผู้รับผิดชอบ", max_length=250, required=False)
    policy: Any = forms.ModelChoiceField(label="นโยบาย/จุดเน้น", queryset=None, required=False, empty_label="ไม่ระบุ")

    def __init__(self, *args: Any, plan: MonitoringPlan, line: PlanLine | None = None, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        if line is not None:
            initial |= {name: getattr(line, name) for name in self.base_fields}
            for name in ("month_from", "month_to"):
                initial[name] = initial[name].isoformat() if initial[name] else ""
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("month_from", "month_to"):
            months: Any = self.fields[name]
            months.choices = [
                ("", "ไม่ระบุ"), *((day.isoformat(), thai_date(day, "month")) for day in fiscal_months(plan.fiscal_year)),
            ]  # fmt: skip
        chosen: Any = self.fields["policy"]
        chosen.queryset = policies_of(plan.committee.district, plan.fiscal_year)

    def fields_of(self) -> LineFields:
        return LineFields(**self.cleaned_data)


class ReportForm(forms.Form):
    """All texts of a report on one page: the whole, then area by area."""

    title = forms.CharField(label="ชื่อรายงาน", max_length=300, error_messages={"required": "กรุณากรอกชื่อรายงาน"})
    summary = _text("บทสรุป", rows=5)
    suggestions = _text("ข้อเสนอแนะในภาพรวม")

    def __init__(self, *args: Any, report: ResultReport, **kwargs: Any) -> None:
        initial = {name: getattr(report, name) for name in self.base_fields}
        rows = {row.area: row for row in report.areas.all()}
        more = {}
        for area in AREAS:
            for name, label in (("found", "ผลที่พบ"), ("problems", "ปัญหาอุปสรรค"), ("suggestions", "ข้อเสนอแนะ")):
                more[f"{area}-{name}"] = _text(label)
                initial[f"{area}-{name}"] = getattr(rows[area], name)
        super().__init__(*args, initial=initial, **kwargs)
        self.fields.update(more)

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.base_fields}

    def areas(self) -> dict[str, dict[str, str]]:
        return {
            area: {name: self.cleaned_data[f"{area}-{name}"] for name in ("found", "problems", "suggestions")}
            for area in AREAS
        }

    def by_area(self) -> list[tuple[str, str, list[Any]]]:
        """(code, label, its bound fields), for the page."""
        return [
            (area, label, [self[f"{area}-{name}"] for name in ("found", "problems", "suggestions")])
            for area, label in AREAS.items()
        ]


class PublishForm(forms.Form):
    """To which schools, and whether to everyone."""

    schools = forms.ModelMultipleChoiceField(
        label="เผยแพร่ถึงโรงเรียน", queryset=School.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="โรงเรียนเห็นรายงานและตัวเลขของตนเอง",
    )  # fmt: skip
    public = forms.BooleanField(
        label="เผยแพร่ต่อสาธารณะ", required=False, help_text="ทุกคนที่มีที่อยู่นี้เปิดอ่านได้ เฉพาะยอดรวม ไม่มีผลรายโรงเรียน"
    )

    def __init__(self, *args: Any, user: Any, report: ResultReport, today: Any, **kwargs: Any) -> None:
        held = list(report.schools.values_list("school", flat=True)) if report.published_at else None
        rows = School.objects.visible_to(user).of_district(report.committee.district).open_on(today)
        chosen = held if held is not None else list(rows.values_list("pk", flat=True))
        super().__init__(*args, initial={"schools": chosen, "public": report.is_public}, **kwargs)
        schools: Any = self.fields["schools"]
        schools.queryset = rows.order_by("name_sort")
