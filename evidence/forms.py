"""What people type about an item."""

from django import forms

from evidence.models import EvidenceItem


class ItemForm(forms.ModelForm):
    """Its words; the content never changes."""

    class Meta:
        model = EvidenceItem
        fields = ("title", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"title": {"required": "กรุณาตั้งชื่อหลักฐาน"}}
