"""Whom a report of any desk is opened to (schools.services.publishing)."""

from typing import Any

from django import forms

from schools.models.published import Published


class PublishForm(forms.Form):
    schools = forms.BooleanField(label="โรงเรียนในสังกัดอ่านได้", required=False, initial=True)
    public = forms.BooleanField(
        label="ทุกคนที่มีที่อยู่อ่านได้", required=False,
        help_text="เปิดรายงานเป็น PDF ได้โดยไม่ต้องเข้าสู่ระบบ เลิกเผยแพร่แล้วที่อยู่นั้นใช้ไม่ได้อีก",
    )  # fmt: skip

    def __init__(self, *args: Any, row: Published, **kwargs: Any) -> None:
        """Published again, it begins with whom the report is open to now."""
        now = {"schools": row.for_schools or row.published_at is None, "public": row.is_public}
        super().__init__(*args, initial=now, **kwargs)
