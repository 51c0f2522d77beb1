"""Whom a report of any desk is opened to (schools.services.publishing)."""

from django import forms


class PublishForm(forms.Form):
    schools = forms.BooleanField(label="โรงเรียนในสังกัดอ่านได้", required=False, initial=True)
    public = forms.BooleanField(
        label="ทุกคนที่มีที่อยู่อ่านได้", required=False,
        help_text="เปิดรายงานเป็น PDF ได้โดยไม่ต้องเข้าสู่ระบบ เลิกเผยแพร่แล้วที่อยู่นั้นใช้ไม่ได้อีก",
    )  # fmt: skip
