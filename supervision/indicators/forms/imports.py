"""Forms of the import of indicators."""

from django import forms


class UploadForm(forms.Form):
    file = forms.FileField(label="ไฟล์ Excel (.xlsx)", error_messages={"required": "กรุณาเลือกไฟล์ Excel (.xlsx)"})


class ConfirmForm(forms.Form):
    skip_refused = forms.BooleanField(label="นำเข้าเฉพาะแถวที่ถูกต้อง", required=False, help_text="แถวที่ถูกปฏิเสธจะไม่ถูกนำเข้า")
