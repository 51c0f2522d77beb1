"""Forms of plans: they narrow choices to the person's rows and explain; the services decide."""

from datetime import date
from typing import Any

from django import forms

from core.errors import DomainError
from core.fields import ThaiDateField
from core.thai.dates import parse_be_year, thai_date
from core.thai.years import fiscal_months
from instruments.models import Instrument
from schools.models import Cluster, Project, School, Team, WorkTask
from supervision.areas import Area
from supervision.planning.missing import REQUIRED_SECTIONS
from supervision.planning.models import Plan, PlanActivity, PlannedVisit, PolicyItem
from supervision.planning.sections import HELP
from supervision.planning.services import ActivityFields
from supervision.planning.terms import slices_of


class BuddhistYearField(forms.CharField):
    """A fiscal year typed in พ.ศ.; 2024 for 2567 is answered with the right year."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": "พ.ศ. เช่น 2567", "max_length": 20, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}

    def clean(self, value: Any) -> Any:
        """The year as a number; CharField's own checks of the text come first."""
        text = super().clean(value)
        if not text:
            return text
        try:
            return parse_be_year(text)
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class StartForm(forms.Form):
    """Which plan of which year, empty or begun from the one before."""

    kind = forms.ChoiceField(label="ชนิดแผน", choices=Plan.Kind.choices, widget=forms.RadioSelect)
    fiscal_year = BuddhistYearField(label="ปีงบประมาณ")
    copy = forms.BooleanField(
        label="เริ่มจากแผนปีงบประมาณก่อน",
        required=False,
        help_text="คัดลอกหัวข้อ กิจกรรม และโรงเรียน แล้วเลื่อนวันไปสัปดาห์เดียวกันของปีใหม่",
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in Plan.Kind.choices if choice[0] in kinds]


class SectionsForm(forms.Form):
    """Title and the text of every section; the version the person has read goes along."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="ชื่อแผน", max_length=300)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        self.sections = list(plan.sections.order_by("position"))
        initial = {"lock_version": plan.lock_version, "title": plan.title}
        initial |= {f"section-{row.code}": row.body for row in self.sections}
        super().__init__(*args, initial=initial, auto_id="%s", **kwargs)
        for row in self.sections:
            self.fields[f"section-{row.code}"] = forms.CharField(
                label=row.heading,
                required=False,
                help_text=HELP.get(row.code, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=20_000,
            )
            self.fields[f"section-{row.code}"].needed_to_send = row.code in REQUIRED_SECTIONS

    @property
    def bodies(self) -> dict[str, str]:
        return {row.code: self.cleaned_data[f"section-{row.code}"] for row in self.sections}

    def differing(self) -> list[tuple[str, str]]:
        """(heading, stored text) of each section that is typed differently here than it stands now."""
        typed = self.cleaned_data if self.is_bound else {}
        return [
            (row.heading, row.body) for row in self.sections if typed.get(f"section-{row.code}", row.body) != row.body
        ]


class ActivityForm(forms.Form):
    """One activity; its schools and days have a page of their own."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    topic = forms.CharField(label="เรื่องที่นิเทศ", max_length=300)
    areas = forms.MultipleChoiceField(
        label="งาน 4 ด้าน", choices=Area.choices, widget=forms.CheckboxSelectMultiple, help_text="เลือกอย่างน้อยหนึ่งด้าน"
    )
    objective = forms.CharField(label="วัตถุประสงค์", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    method = forms.CharField(
        label="วิธีการนิเทศ",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="เช่น เยี่ยมชั้นเรียน สังเกตการสอน ให้คำปรึกษา",
    )
    way = forms.ChoiceField(label="รูปแบบ", choices=PlanActivity._meta.get_field("way").choices)
    policy = forms.ModelChoiceField(
        label="นโยบาย กลยุทธ์ จุดเน้น", queryset=PolicyItem.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    task = forms.ModelChoiceField(
        label="งานตามภารกิจของกลุ่มงาน", queryset=WorkTask.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    project = forms.ModelChoiceField(
        label="โครงการ", queryset=Project.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    team = forms.ModelChoiceField(label="ทีมนิเทศ", queryset=Team.objects.none(), required=False, empty_label="ไม่ระบุ")
    instruments = forms.ModelMultipleChoiceField(
        label="เครื่องมือนิเทศ",
        queryset=Instrument.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="ขึ้นให้เลือกตอนบันทึกการนิเทศของกิจกรรมนี้",
    )
    indicator = forms.CharField(label="ตัวชี้วัด", max_length=300, required=False)
    result_basis = forms.ChoiceField(label="นับผลจาก", choices=PlanActivity._meta.get_field("result_basis").choices)
    target = forms.DecimalField(label="เป้าหมาย", max_digits=10, decimal_places=2, required=False)
    target_unit = forms.CharField(
        label="หน่วยของเป้าหมาย", max_length=40, required=False, help_text="เช่น ร้อยละของโรงเรียน หรือ ครั้ง"
    )

    def __init__(self, *args: Any, user: Any, plan: Plan, activity: PlanActivity | None = None, **kwargs: Any) -> None:
        initial = {"lock_version": plan.lock_version, "result_basis": "schools", "way": "field"}
        if activity is not None:
            names = [name for name in self.base_fields if name not in ("lock_version", "instruments")]
            initial |= {name: getattr(activity, name) for name in names}
            initial["instruments"] = list(activity.instruments.all())
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("indicator", "target"):
            self.fields[name].needed_to_send = True
        of_office = {
            "policy": PolicyItem.objects.visible_to(user).for_fiscal_year(plan.fiscal_year).in_use(),
            "project": Project.objects.visible_to(user).filter(is_active=True),
            "team": Team.objects.visible_to(user),
            "instruments": Instrument.objects.visible_to(user).filter(is_active=True),
        }
        for name, rows in of_office.items():
            self.fields[name].queryset = rows.filter(district=plan.district_id)
        tasks = WorkTask.objects.visible_to(user).filter(work_group__district=plan.district_id, is_active=True)
        self.fields["task"].queryset = tasks

    @property
    def given(self) -> ActivityFields:
        data = {name: value for name, value in self.cleaned_data.items() if name != "lock_version"}
        return ActivityFields(**{**data, "areas": tuple(data["areas"]), "instruments": list(data["instruments"])})


def month_choices(fiscal_year: int) -> list[tuple[str, str]]:
    """The twelve months of a fiscal year, October first, as (ISO first day, Thai name)."""
    return [(month.isoformat(), thai_date(month, "month")) for month in fiscal_months(fiscal_year)]


class _DayOrMonth(forms.Form):
    """A day, or only a month of the plan's fiscal year."""

    planned_on = ThaiDateField(label="วันที่นิเทศ", required=False)
    month = forms.ChoiceField(label="หรือเฉพาะเดือน", required=False, help_text="ใช้เมื่อยังไม่กำหนดวัน")

    def __init__(self, *args: Any, fiscal_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [("", "ไม่ระบุ"), *month_choices(fiscal_year)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("planned_on") and not data.get("month") and "planned_on" not in self.errors:
            self.add_error("planned_on", "กรุณาระบุวันที่ หรือเลือกเดือน")
        data["month"] = date.fromisoformat(data["month"]) if data.get("month") else None
        if data.get("planned_on"):
            data["month"] = None
        return data


class SchoolsForm(_DayOrMonth):
    """Some schools, or whole clusters, once more on a day or in a month."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    clusters = forms.ModelMultipleChoiceField(
        label="ทั้งกลุ่ม", queryset=Cluster.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    schools = forms.ModelMultipleChoiceField(
        label="โรงเรียน",
        queryset=School.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["lock_version", "clusters", "schools", "planned_on", "month"]

    def __init__(self, *args: Any, user: Any, plan: Plan, today: date, **kwargs: Any) -> None:
        initial = {"lock_version": plan.lock_version}
        super().__init__(*args, fiscal_year=plan.fiscal_year, initial=initial, prefix="schools", **kwargs)
        self.today = today
        self.open_schools = School.objects.visible_to(user).filter(district=plan.district_id).open_on(today)
        self.fields["schools"].queryset = self.open_schools.order_by("name_sort")
        self.fields["clusters"].queryset = _clusters(user, plan)

    def chosen(self) -> list[School]:
        """Schools named singly and those of whole clusters, each once."""
        singly = list(self.cleaned_data["schools"])
        of_clusters = list(self.open_schools.filter(cluster__in=self.cleaned_data["clusters"]))
        return list({school.pk: school for school in [*singly, *of_clusters]}.values())


class EverySchoolForm(forms.Form):
    """Every school of these clusters so many times a term, in one act."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    clusters = forms.ModelMultipleChoiceField(
        label="กลุ่มที่จะนิเทศ", queryset=Cluster.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    terms = forms.MultipleChoiceField(label="ภาคเรียน", widget=forms.CheckboxSelectMultiple)
    times = forms.IntegerField(label="ครั้งต่อภาคเรียน", min_value=1, max_value=20)
    start = ThaiDateField(label="ตั้งแต่วันที่", required=False)
    end = ThaiDateField(label="ถึงวันที่", required=False)

    def __init__(self, *args: Any, user: Any, plan: Plan, **kwargs: Any) -> None:
        self.slices = slices_of(plan.district, plan.fiscal_year)
        initial = {
            "lock_version": plan.lock_version,
            "times": plan.district.settings.visits_per_term,
            "terms": [part.code for part in self.slices if part.is_main],
        }
        super().__init__(*args, initial=initial, prefix="every", **kwargs)
        self.fields["clusters"].queryset = _clusters(user, plan)
        self.fields["terms"].choices = [(part.code, part.label) for part in self.slices]
        self.user, self.plan = user, plan

    def chosen_schools(self) -> list[School]:
        rows = School.objects.visible_to(self.user).filter(district=self.plan.district_id, status=School.Status.OPEN)
        return list(rows.filter(cluster__in=self.cleaned_data["clusters"]))

    def chosen_slices(self) -> list[Any]:
        return [part for part in self.slices if part.code in self.cleaned_data["terms"]]


def _clusters(user: Any, plan: Plan) -> Any:
    return Cluster.objects.visible_to(user).filter(district=plan.district_id, is_active=True)


class MoveForm(_DayOrMonth):
    """A new day or month for one planned visit, and why."""

    was = forms.DateField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label="เหตุผลที่เลื่อน", required=False, max_length=300)
    field_order = ["planned_on", "month", "reason", "was"]

    def __init__(self, *args: Any, planned: PlannedVisit, must_say_why: bool, **kwargs: Any) -> None:
        initial = {
            "planned_on": planned.planned_on,
            "month": "" if planned.planned_on else planned.month.isoformat(),
            "was": planned.planned_on or planned.month,
        }
        super().__init__(*args, fiscal_year=planned.activity.plan.fiscal_year, initial=initial, **kwargs)
        self.fields["reason"].required = must_say_why
        if must_say_why:
            self.fields["reason"].help_text = "แผนนี้ส่งให้พิจารณาแล้ว เมื่อเลื่อนจะแสดงเป็น แก้ไขหลังอนุมัติ"


class ResultForm(forms.Form):
    """The result of an activity that is counted by hand."""

    value = forms.DecimalField(label="ผลที่ได้", max_digits=10, decimal_places=2, required=False)


class PolicyForm(forms.Form):
    """One line of a year's นโยบาย กลยุทธ์ จุดเน้น."""

    fiscal_year = BuddhistYearField(label="ปีงบประมาณ")
    kind = forms.ChoiceField(label="ชนิด", choices=PolicyItem.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="ข้อความ", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    is_active = forms.BooleanField(label="ใช้งาน", required=False, initial=True, help_text="เอาออกเมื่อไม่ให้เลือกในแผนใหม่")
