"""Forms of standard sets: their words, scale, rows, ties and years."""

from decimal import Decimal
from typing import Any

from django import forms

from qa.standards.models import EducationLevel, Standard, StandardSet
from qa.standards.services import ItemWords

YEAR: dict[str, Any] = {"min_value": 2400, "max_value": 2700}


def lock_field() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class YearsForm(forms.Form):
    """For which academic years a set holds."""

    year_from = forms.IntegerField(label="ใช้ตั้งแต่ปีการศึกษา (พ.ศ.)", **YEAR)
    year_to = forms.IntegerField(
        label="ถึงปีการศึกษา (พ.ศ.)", required=False, help_text="เว้นว่างไว้คือใช้จนกว่าจะมีชุดใหม่", **YEAR
    )
    lock = lock_field()


class EndForm(forms.Form):
    year_to = forms.IntegerField(
        label="ปีการศึกษาสุดท้ายที่ใช้ (พ.ศ.)", required=False, help_text="เว้นว่างไว้คือใช้จนกว่าจะมีชุดใหม่", **YEAR
    )
    lock = lock_field()


class FrontForm(forms.Form):
    """The words of a set beside its rows."""

    name = forms.CharField(label="ชื่อชุดมาตรฐาน", max_length=200, error_messages={"required": "กรุณาระบุชื่อชุดมาตรฐาน"})
    edition = forms.CharField(label="ฉบับ", max_length=120, required=False, help_text="เช่น ประกาศเมื่อใด ฉบับใด")
    year_from = forms.IntegerField(label="ใช้ตั้งแต่ปีการศึกษา (พ.ศ.)", **YEAR)
    year_to = forms.IntegerField(label="ถึงปีการศึกษา (พ.ศ.)", required=False, **YEAR)
    method = forms.ChoiceField(
        label="วิธีตัดสินระดับ", choices=StandardSet.Method.choices, widget=forms.RadioSelect, initial="mean"
    )
    source = forms.CharField(
        label="ที่มา", required=False, widget=forms.Textarea({"rows": 2}), help_text="ต้องมีก่อนประกาศใช้"
    )
    certainty = forms.CharField(
        label="ความแน่นอนของถ้อยคำ", required=False, widget=forms.Textarea({"rows": 3}),
        help_text="ตรวจกับต้นฉบับใดแล้ว ส่วนใดยังไม่ได้ตรวจ",
    )  # fmt: skip


class SetForm(FrontForm):
    """A new set: what it is, and its words."""

    level = forms.ChoiceField(label="ระดับการศึกษา", choices=EducationLevel.choices, widget=forms.RadioSelect)
    family = forms.ChoiceField(label="ประเภท", choices=StandardSet.Family.choices, widget=forms.RadioSelect)
    field_order = ("name", "level", "family")


class CopyForm(forms.Form):
    """What of a copy differs from the set it is made from."""

    name = forms.CharField(label="ชื่อชุดใหม่", max_length=200)
    family = forms.ChoiceField(
        label="ประเภท", choices=StandardSet.Family.choices, widget=forms.RadioSelect,
        help_text="เมื่อประเภทต่างจากต้นฉบับ ทุกข้อจะผูกกับข้อเดิมให้เอง",
    )  # fmt: skip
    year_from = forms.IntegerField(label="ใช้ตั้งแต่ปีการศึกษา (พ.ศ.)", **YEAR)
    year_to = forms.IntegerField(label="ถึงปีการศึกษา (พ.ศ.)", required=False, **YEAR)


class EditFrontForm(FrontForm):
    lock = lock_field()


class ScaleForm(forms.Form):
    """One level a line: its value, its word, then other spellings met in print after commas."""

    levels = forms.CharField(
        label="ระดับคุณภาพ", widget=forms.Textarea({"rows": 7}),
        help_text="บรรทัดละหนึ่งระดับ เริ่มด้วยค่า (เริ่มที่ 0 ได้) เว้นวรรค แล้วตามด้วยคำ คำสะกดอื่นที่พบในเอกสารใส่ต่อหลังเครื่องหมาย , "
        "เช่น 1 กำลังพัฒนา, พัฒนา",
    )  # fmt: skip
    lock = lock_field()

    def clean_levels(self) -> list[tuple[int, str, list[str]]]:
        found = []
        for number, line in enumerate(self.cleaned_data["levels"].splitlines(), start=1):
            if not line.strip():
                continue
            value, _, words = line.strip().partition(" ")
            if not (value.isascii() and value.isdecimal()) or len(value) > 3 or not words.strip():
                raise forms.ValidationError(f"บรรทัดที่ {number} ต้องเป็นค่า เว้นวรรค แล้วคำ เช่น 5 ยอดเยี่ยม")
            word, *also = (one.strip() for one in words.split(","))
            found.append((int(value), word, [one for one in also if one]))
        return found


def scale_text(row: StandardSet) -> str:
    """The scale as `ScaleForm` writes it."""
    return "\n".join(f"{level.value} {', '.join([level.word, *level.also])}" for level in row.scale.all())


class ItemForm(forms.Form):
    number = forms.CharField(label="เลขที่", max_length=20, help_text="เช่น 1 สำหรับมาตรฐาน 1.2 หรือ 1.2.1 สำหรับข้อ")
    title = forms.CharField(
        label="ข้อความ", widget=forms.Textarea({"rows": 3}), error_messages={"required": "กรุณาเขียนข้อความ"}
    )
    weight = forms.DecimalField(
        label="น้ำหนัก", max_digits=6, decimal_places=2, min_value=Decimal("0.01"), initial=1,
        help_text="ใช้เมื่อคิดค่าเฉลี่ย ปกติเท่ากันทุกข้อคือ 1",
    )  # fmt: skip
    is_own = forms.BooleanField(label="ข้อของเขตเอง (อัตลักษณ์)", required=False)
    lock = lock_field()

    def words(self) -> ItemWords:
        return ItemWords(**{name: self.cleaned_data[name] for name in ("number", "title", "weight", "is_own")})


class _ItemChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.set.name} · {obj.number} {obj.title}"


class TiesForm(forms.Form):
    """Rows of other sets of the office and level that the row means the same as."""

    others = _ItemChoice(
        label="ผูกกับข้อ", queryset=Standard.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    lock = lock_field()

    def __init__(self, *args: Any, item: Standard, user: Any, **kwargs: Any) -> None:
        held = {"others": [tie.other_id for tie in item.ties.all()], "lock": item.set.lock_version}
        super().__init__(*args, initial=held, **kwargs)
        sets = StandardSet.objects.visible_to(user).of_district(item.set.district_id).of_level(item.set.level)
        rows = Standard.objects.filter(set__in=sets.exclude(pk=item.set_id).exclude(state="draft").values("pk"))
        field: Any = self.fields["others"]
        field.queryset = rows.select_related("set").order_by("set__family", "set__name", "set", "position")
