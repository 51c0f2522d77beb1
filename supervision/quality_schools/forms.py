"""Forms of quality schools: they narrow choices to the office's rows and explain; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from schools.models import Person, School
from supervision.quality_schools.models import (
    FOCUS_TEXTS,
    PLAN_TEXTS,
    REPORT_TEXTS,
    Dispatch,
    FocusPoint,
    QualityPlan,
    QualityYear,
)

_LONG = {"rows": 4}


def _text(label: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea({"rows": rows}))


class OwnersForm(forms.Form):
    owners = forms.ModelMultipleChoiceField(
        label="ผู้รับผิดชอบ", queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["owners"]
        people.queryset = Person.objects.visible_to(user).of_district(district).staff()
        people.queryset = people.queryset.exclude(user=None).order_by("name_sort")


class FocusForm(forms.Form):
    name = forms.CharField(label="จุดเน้น", max_length=150)
    code = forms.CharField(
        label="รหัสตอนในแบบติดตาม",
        max_length=60,
        required=False,
        help_text="ผลของจุดเน้นนี้มาจากตอนที่มีรหัสนี้ ว่างไว้คือไม่มีผลเป็นตัวเลข",
    )
    is_active = forms.BooleanField(label="ใช้ในปีนี้", required=False, initial=True)

    def __init__(self, *args: Any, focus: FocusPoint | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(focus, name) for name in ("name", "code", "is_active")} if focus else None
        super().__init__(*args, initial=initial, **kwargs)


class SchoolForm(forms.Form):
    """The quality school of an amphoe, and its feeders among the office's other schools, the amphoe's first."""

    school = forms.ModelChoiceField(label="โรงเรียนคุณภาพ", queryset=School.objects.none(), empty_label="เลือกโรงเรียน")
    aim = _text("เป้าหมายของโรงเรียน", 3)
    feeders = forms.ModelMultipleChoiceField(
        label="โรงเรียนเครือข่าย", queryset=School.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, schools: Any, amphoe: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = schools.filter(amphoe=amphoe).order_by("name_sort")
        for name in ("school", "feeders"):
            field: Any = self.fields[name]
            field.queryset = inside


class PlanForm(forms.Form):
    """Texts of the plan, and three for each focus point: aim_<key>, doing_<key>, measure_<key>."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: QualityPlan, points: Any, **kwargs: Any) -> None:
        told = {row.focus_id: row for row in plan.focuses.all()}
        initial: dict[str, Any] = {"lock_version": plan.lock_version}
        super().__init__(*args, **kwargs)
        for name, label in PLAN_TEXTS.items():
            self.fields[name] = _text(label)
            initial[name] = getattr(plan, name)
        self.points = list(points)
        for point in self.points:
            for name, label in FOCUS_TEXTS.items():
                self.fields[f"{name}_{point.pk}"] = _text(f"{label} · {point.name}", 3)
                initial[f"{name}_{point.pk}"] = getattr(told.get(point.pk), name, "")
        self.initial = initial

    @property
    def sections(self) -> list[tuple[Any, list[Any]]]:
        """Each focus point with its three fields, for the page."""
        return [(point, [self[f"{name}_{point.pk}"] for name in FOCUS_TEXTS]) for point in self.points]

    @property
    def plan_fields(self) -> list[Any]:
        return [self[name] for name in PLAN_TEXTS]

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "lock_version": data["lock_version"], "texts": {name: data[name] for name in PLAN_TEXTS},
            "focus": {
                point.pk: {name: data[f"{name}_{point.pk}"] for name in FOCUS_TEXTS} for point in self.points
            },
        }  # fmt: skip


class DispatchForm(forms.Form):
    number = forms.CharField(label="เลขที่หนังสือ", max_length=60, help_text="เช่น ศธ 04000/123")
    sent_on = ThaiDateField(label="ส่งวันที่")


class ReplyForm(forms.Form):
    decision = forms.ChoiceField(label="ผลการพิจารณา", choices=Dispatch.Reply.choices, widget=forms.RadioSelect)
    number = forms.CharField(label="เลขที่หนังสือตอบ", max_length=60)
    replied_on = ThaiDateField(label="ลงวันที่")
    remarks = _text("ข้อสังเกตหรือสิ่งที่ให้ปรับแก้", 3)


class ReportForm(forms.Form):
    def __init__(self, *args: Any, year: QualityYear, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(year, name) for name in REPORT_TEXTS}, **kwargs)
        for name, label in REPORT_TEXTS.items():
            self.fields[name] = _text(label, 6)
