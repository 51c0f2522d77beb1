"""Forms of welfare funds. They explain; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField

_MONEY = {"max_digits": 10, "decimal_places": 2, "min_value": 0}


class FundForm(forms.Form):
    name = forms.CharField(label="ชื่อกองทุนหรือเงินสวัสดิการ", max_length=200, error_messages={"required": "กรุณาเขียนชื่อกองทุน"})
    opened_on = ThaiDateField(label="เริ่มบัญชีวันที่", error_messages={"required": "กรุณาระบุวันที่เริ่มบัญชี"})
    opening = forms.DecimalField(
        label="ยอดยกมา (บาท)", help_text="เงินที่มีอยู่ในเช้าวันเริ่มบัญชี", initial=0, localize=False, **_MONEY
    )


class EntryForm(forms.Form):
    day = ThaiDateField(label="วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    what = forms.CharField(label="รายการ", max_length=300, error_messages={"required": "กรุณาเขียนรายการ"})
    amount = forms.DecimalField(
        label="จำนวนเงิน (บาท)", error_messages={"required": "กรุณาระบุจำนวนเงิน", "invalid": "กรุณาพิมพ์จำนวนเงินเป็นตัวเลข"},
        **_MONEY,
    )  # fmt: skip
    party = forms.CharField(label="รับจากหรือจ่ายให้", max_length=200, required=False)
    reference = forms.CharField(label="เลขที่หลักฐาน", max_length=100, required=False, help_text="ใบเสร็จหรือใบสำคัญ")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": timezone.localdate()}, **kwargs)
        self.fields["party"].label = "รับจาก" if kind == "income" else "จ่ายให้"


class CounterForm(forms.Form):
    day = ThaiDateField(label="ลงวันที่", error_messages={"required": "กรุณาระบุวันที่"})
    reason = forms.CharField(
        label="เหตุที่แก้", max_length=2000, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "กรุณาเขียนเหตุที่แก้"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": timezone.localdate()}, **kwargs)


class CloseForm(forms.Form):
    month = forms.DateField(widget=forms.HiddenInput, required=False)
    counted = forms.DecimalField(
        label="ยอดเงินที่นับได้ (บาท)", help_text="เงินสดและเงินในบัญชีรวมกัน ณ สิ้นเดือน",
        error_messages={"required": "กรุณาระบุยอดที่นับได้", "invalid": "กรุณาพิมพ์จำนวนเงินเป็นตัวเลข"}, **_MONEY,
    )  # fmt: skip
