"""What people type about evidence."""

from django import forms

from evidence.models import EvidenceItem


class LinkForm(forms.Form):
    """An address; the service tidies it and says what is wrong."""

    url = forms.CharField(
        label="ที่อยู่ลิงก์",
        max_length=4000,
        help_text="เช่น คลิปใน YouTube เอกสารใน Google Drive (เปิดให้ผู้มีลิงก์ดูได้) หรือหน้าเว็บของโรงเรียน",
        error_messages={"required": "กรุณาวางที่อยู่ลิงก์"},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    title = forms.CharField(label="ชื่อหลักฐาน", max_length=300, required=False)


class ItemForm(forms.ModelForm[EvidenceItem]):
    class Meta:
        model = EvidenceItem
        fields = ("title", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"title": {"required": "กรุณาตั้งชื่อหลักฐาน"}}
