"""Forms of a set: its front, the words of its levels, its years."""

from typing import Any

from django import forms

from kotpn.standards.models import OfficeStandardSet

YEAR: dict[str, Any] = {"min_value": 2400, "max_value": 2700}
_UNTIL = "เว้นว่างไว้คือใช้จนกว่าจะมีฉบับใหม่"


def lock_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class SetForm(forms.Form):
    """The front of a new set, and of a copy with what may differ from the set it is made from."""

    name = forms.CharField(label="ชื่อชุดมาตรฐาน", max_length=200, error_messages={"required": "กรุณาระบุชื่อชุดมาตรฐาน"})
    edition = forms.CharField(label="ฉบับ", max_length=120, required=False, help_text="เช่น พ.ศ. 2560 (ปรับปรุง 2561)")
    year_from = forms.IntegerField(label="ใช้ตั้งแต่ปีงบประมาณ (พ.ศ.)", **YEAR)
    year_to = forms.IntegerField(label="ถึงปีงบประมาณ (พ.ศ.)", required=False, help_text=_UNTIL, **YEAR)
    aggregate = forms.ChoiceField(
        label="การรวมผลทั้งชุด", choices=OfficeStandardSet.Aggregate.choices, widget=forms.RadioSelect, initial="none",
        help_text="ค่าเฉลี่ยถ่วงน้ำหนักใช้เมื่อชุดมาตรฐานกำหนดไว้เท่านั้น",
    )  # fmt: skip
    source = forms.CharField(
        label="ที่มา", required=False, widget=forms.Textarea({"rows": 3}), help_text="เอกสารที่คัดข้อความมา ต้องมีก่อนประกาศใช้"
    )
    missing_parts = forms.CharField(
        label="ส่วนที่ยังไม่ทราบ", required=False, widget=forms.Textarea({"rows": 3}),
        help_text="บรรทัดละเรื่อง ชุดที่มีข้อความในช่องนี้ขึ้นป้าย ไม่ครบ",
    )  # fmt: skip


class FrontForm(SetForm):
    lock = lock_field()


class YearsForm(forms.Form):
    year_from = forms.IntegerField(label="ใช้ตั้งแต่ปีงบประมาณ (พ.ศ.)", **YEAR)
    year_to = forms.IntegerField(label="ถึงปีงบประมาณ (พ.ศ.)", required=False, help_text=_UNTIL, **YEAR)
    lock = lock_field()


class EndForm(forms.Form):
    year_to = forms.IntegerField(label="ปีงบประมาณสุดท้ายที่ใช้ (พ.ศ.)", required=False, help_text=_UNTIL, **YEAR)
    lock = lock_field()


class LabelsForm(forms.Form):
    """One level a line: its value, then its word."""

    labels = forms.CharField(
        label="ระดับคุณภาพ", widget=forms.Textarea({"rows": 7}),
        help_text="บรรทัดละหนึ่งระดับ เริ่มด้วยค่า เว้นวรรค แล้วตามด้วยคำเรียก เช่น 5 ดีเยี่ยม",
    )  # fmt: skip
    lock = lock_field()

    def clean_labels(self) -> list[tuple[int, str]]:
        found = []
        for number, line in enumerate(self.cleaned_data["labels"].splitlines(), start=1):
            if not line.strip():
                continue
            value, _, word = line.strip().partition(" ")
            if not (value.isascii() and value.isdecimal()) or len(value) > 3 or not word.strip():
                raise forms.ValidationError(f"บรรทัดที่ {number} ต้องเป็นค่า เว้นวรรค แล้วคำเรียก เช่น 5 ดีเยี่ยม")
            found.append((int(value), word.strip()))
        return found


def labels_text(row: OfficeStandardSet) -> str:
    """The levels as `LabelsForm` writes them."""
    return "\n".join(f"{label.value} {label.word}" for label in row.labels.all())
