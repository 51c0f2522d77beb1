"""Forms of an action."""

from django import forms


class ReportForm(forms.Form):
    result = forms.CharField(
        label="ผลการดำเนินการ", widget=forms.Textarea({"rows": 4}), error_messages={"required": "กรุณาเขียนผลการดำเนินการ"}
    )
    evidence = forms.FileField(label="หลักฐาน", required=False, help_text="ภาพ PDF หรือเอกสาร")
