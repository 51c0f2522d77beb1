"""Forms of a model and of the front of an edition."""

from typing import Any

from django import forms

from processes.models import Procedure

YEAR: dict[str, Any] = {"min_value": 2500, "max_value": 2700}


class _Names(forms.Form):
    name = forms.CharField(label="ชื่อรูปแบบ", max_length=200, error_messages={"required": "กรุณาระบุชื่อรูปแบบ"})
    purpose = forms.CharField(label="เป้าหมายของรูปแบบ", required=False, widget=forms.Textarea({"rows": 3}))
    goal_label = forms.CharField(label="คำเรียกเป้าหมาย", required=False, max_length=60, help_text="เช่น 4Q")
    extra_label = forms.CharField(
        label="คำเรียกเมื่อใช้ด้านเพิ่ม", required=False, max_length=60, help_text="เช่น 5Q เว้นว่างได้เมื่อไม่มีด้านเพิ่ม"
    )


class CopyForm(_Names):
    """A copy has its own procedure, so none is chosen."""


class ModelForm(_Names):
    procedure = forms.ModelChoiceField(
        label="ขั้นตอนของรูปแบบ", queryset=Procedure.objects.none(), empty_label="เลือกกระบวนงาน",
        help_text="กระบวนงานที่สำนักงานเขตดำเนินการ หน้าทำงานของแต่ละขั้นตั้งที่กระบวนงาน",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Procedure.objects.visible_to(user).of_district(district)
        rows = rows.filter(level=Procedure.Level.OFFICE, is_active=True)
        self.fields["procedure"].queryset = rows


class FrontForm(forms.Form):
    name = forms.CharField(label="ชื่อชุดตัวชี้วัด", max_length=200, error_messages={"required": "กรุณาระบุชื่อชุดตัวชี้วัด"})
    year_from = forms.IntegerField(
        label="ใช้ตั้งแต่ปี (พ.ศ.)", required=False, help_text="ปีของการขับเคลื่อน เว้นว่างไว้คือใช้ได้ทุกปี", **YEAR
    )
    source = forms.CharField(label="ที่มา", required=False, widget=forms.Textarea({"rows": 3}))
    note = forms.CharField(label="หมายเหตุ", required=False, widget=forms.Textarea({"rows": 2}))
