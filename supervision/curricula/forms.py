"""Forms of curricula, their kinds, and what a review begins with."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from core.forms import RowForm, needed_to_send
from instruments.models import InstrumentVersion
from supervision.achievement.forms import YearField, school_forms
from supervision.curricula.models import Curriculum, CurriculumKind


class CurriculumForm(RowForm):
    class Meta:
        model = Curriculum
        fields = ("kind", "title", "version", "year_from", "grades", "approved_on", "changes")
        widgets = {"changes": forms.Textarea({"rows": 4})}

    field_order = ("school",)

    def __init__(self, *args: Any, user: Any, district: Any, schools: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].queryset = CurriculumKind.objects.visible_to(user).of_district(district).filter(is_active=True)
        fields["kind"].empty_label = "เลือกชนิดหลักสูตร"
        fields["title"].required = False
        fields["title"].help_text = "ว่างไว้ ระบบตั้งชื่อจากชนิดและโรงเรียน ฉบับใหม่ของหลักสูตรเดิมใช้ชื่อเดิม"
        fields["version"].error_messages["required"] = "กรุณาระบุฉบับ"
        fields["year_from"] = YearField(label="เริ่มใช้ปีการศึกษา (พ.ศ.)", initial=self.initial.get("year_from"))
        fields["approved_on"] = ThaiDateField(
            label="คณะกรรมการสถานศึกษาเห็นชอบเมื่อ", required=False, initial=self.initial.get("approved_on")
        )
        needed_to_send(self, "grades", "approved_on")
        if schools is not None:
            fields["school"] = forms.ModelChoiceField(schools, label="โรงเรียน", empty_label="เลือกโรงเรียน")
            self.order_fields(self.field_order)

    def clean_title(self) -> str:
        """The name of most curricula says only what is chosen already: the kind and the school."""
        title: str = self.cleaned_data["title"]
        kind = self.cleaned_data.get("kind")
        school = self.cleaned_data.get("school") or getattr(self.instance, "school", None)
        return title or (f"{kind}{school}"[:250] if kind and school else "")


class KindForm(RowForm):
    class Meta:
        model = CurriculumKind
        fields = ("name", "expected", "position", "is_active")


class BeginForm(forms.Form):
    version = forms.ModelChoiceField(InstrumentVersion.objects.none(), label="เครื่องมือ", empty_label="เลือกเครื่องมือ")
    checked_on = ThaiDateField(label="วันที่ตรวจ", error_messages={"required": "กรุณาระบุวันที่ตรวจ"})

    def __init__(self, *args: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["version"]
        field.queryset = school_forms(district)
        field.label_from_instance = lambda row: row.instrument.name


class AcceptForm(forms.Form):
    opinion = forms.CharField(
        label="ความเห็นถึงโรงเรียน", required=False, max_length=4000, widget=forms.Textarea({"rows": 4}),
        help_text="โรงเรียนจะเห็นข้อความนี้",
    )  # fmt: skip
