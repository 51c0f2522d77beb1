"""Forms of inclusive schools: counts by kind, help given, coordination."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.forms import RowForm
from schools.models import OutsideBody, School
from supervision.inclusion.models import Coordination, DisabilityKind, HelpLine, InclusionYear

_LONG = {"rows": 3}
_FIELDS = (
    ("pupils", "นักเรียน (คน)"), ("screened", "คัดกรองแล้ว (คน)"), ("certified", "มีเอกสารรับรองความพิการ (คน)"),
    ("ieps", "จัดทำ IEP แล้ว (คน)"),
)  # fmt: skip


class CountsForm(RowForm):
    """All kinds of the office with four numbers each; an empty one is zero."""

    class Meta:
        model = InclusionYear
        fields = ("trained", "aides", "note", "wanted")
        widgets = {"note": forms.Textarea(_LONG), "wanted": forms.Textarea(_LONG)}
        help_texts = {"note": "ไม่เขียนชื่อหรือข้อมูลที่บอกตัวนักเรียน"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year: InclusionYear = self.instance
        held = {row.kind_id: row for row in year.counts.all()}
        rows = DisabilityKind.objects.of_district(year.school.district_id).order_by("position", "pk")
        self.kinds = [row for row in rows if row.is_active or row.pk in held]
        for kind in self.kinds:
            for name, label in _FIELDS:
                value = getattr(held[kind.pk], name) if kind.pk in held else None
                self.fields[f"k{kind.pk}_{name}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=5000, initial=value,
                    widget=forms.NumberInput({"inputmode": "numeric"}),
                )  # fmt: skip

    @property
    def groups(self) -> Iterator[tuple[DisabilityKind, list[Any]]]:
        """Each kind with its four fields, as the page draws them."""
        for kind in self.kinds:
            yield kind, [self[f"k{kind.pk}_{name}"] for name, _ in _FIELDS]

    def standing(self, year: InclusionYear) -> dict[str, Any]:
        """What the row says in this form's fields; zero is empty where it was left empty."""
        found = {name: getattr(year, name) for name in self.Meta.fields}
        for row in year.counts.all():
            for name, _ in _FIELDS:
                typed = self.cleaned_data.get(f"k{row.kind_id}_{name}")
                found[f"k{row.kind_id}_{name}"] = getattr(row, name) or (0 if typed else typed)
        return found

    @property
    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        counts = {kind.pk: {name: data.get(f"k{kind.pk}_{name}") or 0 for name, _ in _FIELDS} for kind in self.kinds}
        return super().given | {"counts": counts}


class HelpForm(forms.Form):
    kind = forms.ChoiceField(label="ประเภท", choices=HelpLine.Kind.choices)
    text = forms.CharField(
        label="สิ่งที่ช่วยเหลือ", max_length=300, help_text="เช่น จัดครูพี่เลี้ยง จัดซื้อสื่ออักษรเบรลล์ ไม่เขียนชื่อนักเรียน",
        error_messages={"required": "กรุณาเขียนสิ่งที่ช่วยเหลือ"},
    )  # fmt: skip
    pupils = forms.IntegerField(label="นักเรียนที่ได้รับ (คน)", min_value=0, max_value=5000, initial=0)
    staff = forms.IntegerField(label="ผู้ช่วยเหลือ (คน)", min_value=0, max_value=5000, initial=0)


class CoordinationForm(forms.Form):
    done_on = ThaiDateField(label="วันที่ประสาน", error_messages={"required": "กรุณาระบุวันที่"})
    about = forms.CharField(
        label="เรื่อง", max_length=300, error_messages={"required": "กรุณาเขียนเรื่องที่ประสาน"}, help_text="ไม่เขียนชื่อนักเรียน"
    )
    body = forms.ModelChoiceField(
        label="หน่วยงาน", queryset=OutsideBody.objects.none(), required=False, empty_label="ไม่อยู่ในทะเบียน"
    )
    body_text = forms.CharField(label="หรือเขียนชื่อหน่วยงาน", max_length=200, required=False)
    school = forms.ModelChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), required=False, empty_label="ทั้งเขต"
    )
    result = forms.CharField(label="ผล", widget=forms.Textarea(_LONG), required=False, max_length=4000)
    next_on = ThaiDateField(label="ติดตามอีกครั้ง", required=False)

    def __init__(self, *args: Any, user: Any, district: Any, row: Coordination | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields} if row else {"done_on": timezone.localdate()}
        super().__init__(*args, **{**kwargs, "initial": initial})
        body: Any = self.fields["body"]
        body.queryset = OutsideBody.objects.visible_to(user).of_district(district).filter(is_active=True)
        school: Any = self.fields["school"]
        school.queryset = School.objects.visible_to(user).of_district(district).order_by("name_sort", "pk")


class OpenForm(forms.Form):
    school = forms.ModelChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), empty_label="เลือกโรงเรียน",
        error_messages={"required": "กรุณาเลือกโรงเรียน"},
    )  # fmt: skip
    academic_year = forms.IntegerField(
        label="ปีการศึกษา (พ.ศ.)", min_value=2540, max_value=2640, widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "กรุณาระบุปีการศึกษาเป็น พ.ศ. เช่น 2568"
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, schools: Any, year: int, **kwargs: Any) -> None:
        rows = list(schools.values_list("pk", flat=True)[:2])
        only = rows[0] if len(rows) == 1 else None
        super().__init__(*args, **{**kwargs, "initial": {"academic_year": year, "school": only}})
        school: Any = self.fields["school"]
        school.queryset = schools.order_by("name_sort", "pk")
