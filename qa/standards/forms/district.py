"""Forms of the office's standards on their way: the resolution, the return, the announcement, the settings."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from office.orders.queries import announcements
from qa.standards.forms.sets import YEAR


class SettingsForm(forms.Form):
    approving_body = forms.CharField(
        label="องค์คณะที่ให้ความเห็นชอบมาตรฐานของเขต", max_length=200, help_text="เช่น กพท. กศจ. อ.ก.ต.ป.น. พิมพ์ในประกาศตามนี้"
    )


class EndorseForm(forms.Form):
    """The meeting that endorsed it; the file may hang already."""

    meeting = forms.CharField(label="การประชุมครั้งที่", max_length=60, help_text="เช่น 3/2568")
    meeting_on = ThaiDateField(label="วันประชุม")
    resolution = forms.CharField(
        label="มติ",
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "กรุณาเขียนมติของที่ประชุม"},
    )
    file = forms.FileField(
        label="ไฟล์มติหรือรายงานการประชุม", required=False, help_text="PDF ภาพ หรือเอกสาร ต้องมีอย่างน้อยหนึ่งไฟล์"
    )


class AnnounceForm(forms.Form):
    announcement = forms.ModelChoiceField(
        label="ประกาศในทะเบียน", queryset=announcements(), required=False, empty_label="ไม่ใช้ กรอกเลขที่และวันที่เอง",
        help_text="เลือกแล้วเลขที่และวันที่เป็นไปตามประกาศนั้น",
    )  # fmt: skip
    announced_on = ThaiDateField(label="วันที่ประกาศ")
    number = forms.CharField(label="เลขที่ประกาศ", max_length=60, required=False, help_text="ถ้าสำนักงานให้เลขที่ เช่น 12/2568")
    year_from = forms.IntegerField(label="ใช้ตั้งแต่ปีการศึกษา (พ.ศ.)", **YEAR)
    year_to = forms.IntegerField(label="ถึงปีการศึกษา (พ.ศ.)", required=False, **YEAR)
    ends_former = forms.BooleanField(
        label="ให้ชุดเดิมสิ้นสุดในปีก่อนหน้า", required=False, help_text="ชุดเดิมยังอ่านได้ และผลของปีก่อน ๆ ยังเทียบกับชุดนั้น"
    )

    def __init__(self, *args: Any, former: list[Any], user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tied: Any = self.fields["announcement"]
        tied.queryset = announcements(user, district)
        if not tied.queryset.exists():
            del self.fields["announcement"]
        if not former:
            del self.fields["ends_former"]
            return
        self.fields["ends_former"].label = "ให้ชุดเดิมสิ้นสุดในปีก่อนหน้า: " + " · ".join(row.name for row in former)


class TieForm(forms.Form):
    """Which announcement of the register this one is."""

    announcement = forms.ModelChoiceField(
        label="ประกาศในทะเบียน", queryset=announcements(), required=False, empty_label="ไม่ผูก"
    )

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["announcement"]
        field.queryset = announcements(user, district)
