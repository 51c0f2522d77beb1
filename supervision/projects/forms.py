"""Forms of projects and selection rounds: they narrow choices to the person's rows and explain; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from core.forms import RowForm
from core.thai.years import fiscal_range
from meetings.models import Gathering
from schools.models import Person, Project, School, SubjectGroup, WorkGroup
from supervision.projects.models import (
    BudgetLine,
    Criterion,
    ProgressNote,
    ProjectActivity,
    ProjectIndicator,
    ProjectOwner,
    ProjectYear,
    SelectionRound,
    Spending,
)
from supervision.projects.models.year import REPORT_TEXTS

_LONG = {"rows": 5}


class OpenForm(forms.Form):
    project = forms.ModelChoiceField(label="โครงการ", queryset=Project.objects.none(), empty_label="เลือกโครงการ")
    year = forms.IntegerField(label="ปีงบประมาณ (พ.ศ.)", min_value=2500, max_value=2700)

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["project"]
        chosen.queryset = projects


class PlanForm(RowForm):
    starts_on = ThaiDateField(label="เริ่มดำเนินงาน")
    ends_on = ThaiDateField(label="สิ้นสุดการดำเนินงาน")

    class Meta:
        model = ProjectYear
        fields = ("rationale", "objectives", "starts_on", "ends_on", "work_group", "subject_group")
        widgets = {"rationale": forms.Textarea(_LONG), "objectives": forms.Textarea(_LONG)}
        help_texts = {"objectives": "ข้อละบรรทัด"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists: dict[str, Any] = {"work_group": WorkGroup.objects, "subject_group": SubjectGroup.objects}
        for name, rows in lists.items():
            field: Any = self.fields[name]
            field.queryset = rows.visible_to(user).of_district(self.instance.district)
            field.empty_label = "ไม่ระบุ"


class ReportForm(forms.Form):
    result = forms.CharField(label="ผลการดำเนินงาน", required=False, max_length=20_000, widget=forms.Textarea(_LONG))
    problems = forms.CharField(label="ปัญหาและอุปสรรค", required=False, max_length=20_000, widget=forms.Textarea(_LONG))
    suggestions = forms.CharField(label="ข้อเสนอแนะ", required=False, max_length=20_000, widget=forms.Textarea(_LONG))

    def __init__(self, *args: Any, project: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(project, name) for name in REPORT_TEXTS}, **kwargs)


class _Part(RowForm):
    """A row of a project; `user` and `project` narrow what can be chosen."""

    def __init__(self, *args: Any, user: Any, project: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        for name in ("person", "owner"):
            if name in self.fields:
                field: Any = self.fields[name]
                field.queryset = _people(user, project)
                field.empty_label = "เลือกบุคลากร" if name == "person" else "ไม่ระบุ"


def _people(user: Any, project: ProjectYear) -> Any:
    """People of the office itself: those of schools are not asked to keep the office's project."""
    return Person.objects.visible_to(user).of_district(project.district).staff().order_by("name_sort")


class OwnerForm(_Part):
    class Meta:
        model = ProjectOwner
        fields = ("person",)


class IndicatorForm(_Part):
    class Meta:
        model = ProjectIndicator
        fields = ("name", "unit", "target", "result", "note")


class BudgetForm(_Part):
    class Meta:
        model = BudgetLine
        fields = ("quarter", "source", "amount")


class ActivityForm(_Part):
    starts_on = ThaiDateField(label="เริ่ม")
    ends_on = ThaiDateField(label="สิ้นสุด")

    class Meta:
        model = ProjectActivity
        fields = ("title", "starts_on", "ends_on", "owner", "gathering", "state", "outcome", "reason")
        widgets = {"outcome": forms.Textarea({"rows": 3}), "reason": forms.Textarea({"rows": 2})}
        help_texts = {"gathering": "นัดในหน้าการประชุมและผูกกับโครงการนี้ก่อน จึงจะเลือกได้"}

    def __init__(self, *args: Any, user: Any, project: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, user=user, project=project, **kwargs)
        field: Any = self.fields["gathering"]
        rows = (
            Gathering.objects.visible_to(user).standing().filter(district=project.district, project=project.project_id)
        )
        field.queryset = rows.filter(held_on__range=fiscal_range(project.fiscal_year))
        field.empty_label = "ไม่ผูก"


class NoteForm(_Part):
    noted_on = ThaiDateField(label="วันที่")

    class Meta:
        model = ProgressNote
        fields = ("noted_on", "percent", "text")
        widgets = {"text": forms.Textarea({"rows": 4})}


class SpendingForm(_Part):
    spent_on = ThaiDateField(label="วันที่จ่าย")

    class Meta:
        model = Spending
        fields = ("spent_on", "title", "amount", "document", "over_reason")
        widgets = {"over_reason": forms.Textarea({"rows": 2})}
        help_texts = {"over_reason": "เขียนเฉพาะเมื่อจ่ายเกินงบประมาณที่เหลือ"}


PART_FORMS: dict[str, type[_Part]] = {
    "owner": OwnerForm,
    "indicator": IndicatorForm,
    "budget": BudgetForm,
    "activity": ActivityForm,
    "note": NoteForm,
}


class SchoolForm(forms.Form):
    """One school of the office, by what `schools` gives."""

    school = forms.ModelChoiceField(label="โรงเรียน", queryset=School.objects.none(), empty_label="เลือกโรงเรียน")

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["school"]
        chosen.queryset = schools


class ApplyForm(SchoolForm):
    text = forms.CharField(
        label="ความพร้อมและผลงาน", max_length=10_000, widget=forms.Textarea(_LONG),
        help_text="เขียนตามเกณฑ์ทีละข้อ แนบไฟล์ได้หลังส่ง",
    )  # fmt: skip


class RoundForm(RowForm):
    closes_on = ThaiDateField(label="รับสมัครถึงวันที่", required=False)

    class Meta:
        model = SelectionRound
        fields = ("title", "about", "closes_on", "seats", "pass_mark")
        widgets = {"about": forms.Textarea(_LONG)}


class CriterionForm(RowForm):
    class Meta:
        model = Criterion
        fields = ("text", "weight", "highest", "at_least")


class ScoreForm(forms.Form):
    """A field a criterion, c<key>."""

    def __init__(self, *args: Any, criteria: Any, points: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in criteria:
            least = f" ต้องได้อย่างน้อย {row.at_least.normalize():f}" if row.at_least is not None else ""
            self.fields[f"c{row.pk}"] = forms.DecimalField(
                label=row.text, required=False, min_value=0, max_value=row.highest, max_digits=6, decimal_places=2,
                initial=points.get(row.pk),
                help_text=f"เต็ม {row.highest.normalize():f} น้ำหนัก {row.weight.normalize():f}{least}",
            )  # fmt: skip

    @property
    def points(self) -> dict[int, Any]:
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}
