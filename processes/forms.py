"""Forms of an action."""

from django import forms


class DraftForm(forms.Form):
    draft = forms.CharField(
        label="ร่างคำตอบ",
        help_text="ผู้อำนวยการโรงเรียนจะเห็นร่างนี้ แก้ไขได้ และเป็นผู้ส่ง",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "กรุณาเขียนร่างคำตอบ"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ReportForm(forms.Form):
    result = forms.CharField(
        label="ผลการดำเนินการ", widget=forms.Textarea({"rows": 4}), error_messages={"required": "กรุณาเขียนผลการดำเนินการ"}
    )
    evidence = forms.FileField(label="หลักฐาน", required=False, help_text="ภาพ PDF หรือเอกสาร")
