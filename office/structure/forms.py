"""Forms of units, posts, board seats and channels."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from office.structure.models import BoardSeat, Channel, Post, Unit
from schools.models import Person, WorkGroup

_POSITION: dict[str, Any] = {"label": "ลำดับ", "min_value": 0, "max_value": 9999}
_ACTIVE: dict[str, Any] = {"label": "ใช้งานอยู่", "required": False, "initial": True}


def _choice(label: str, empty: str, **more: Any) -> Any:
    return forms.ModelChoiceField(label=label, queryset=Unit.objects.none(), required=False, empty_label=empty, **more)


class _RowForm(forms.Form):
    """Choices are the office's own active rows and what is chosen already; never the row itself."""

    def __init__(self, *args: Any, user: Any, district: Any, row: Any = None, **kwargs: Any) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields} if row else kwargs.pop("initial", None) or {}
        super().__init__(*args, initial=initial, **kwargs)
        for name, model in self.models.items():
            rows = model.objects.visible_to(user).of_district(district)
            active = rows.filter(is_active=True)
            if model is Person:
                active = active.of_office()
            if row is not None:
                active = (active | rows.filter(pk=getattr(row, f"{name}_id"))).distinct()
                active = active.exclude(pk=row.pk) if isinstance(row, model) else active
            self.fields[name].queryset = active


class UnitForm(_RowForm):
    models = {"parent": Unit, "work_group": WorkGroup}

    kind = forms.ChoiceField(label="ประเภท", choices=Unit.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="ชื่อ", max_length=200, error_messages={"required": "กรุณากรอกชื่อ"})
    parent = _choice("อยู่ใต้", "สำนักงานโดยตรง")
    position = forms.IntegerField(**_POSITION)
    duty = forms.CharField(label="หน้าที่", required=False, max_length=5000, widget=forms.Textarea({"rows": 3}))
    work_group = _choice("กลุ่มงานของกลุ่มนิเทศฯ", "ไม่ผูก", help_text="ให้หน่วยนี้ตรงกับกลุ่มงานที่ใช้มอบหมายศึกษานิเทศก์")
    note = forms.CharField(label="หมายเหตุ", required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
    is_active = forms.BooleanField(**_ACTIVE)


class PostForm(_RowForm):
    models = {"unit": Unit, "holder": Person, "reports_to": Post}

    title = forms.CharField(label="ตำแหน่ง", max_length=200, error_messages={"required": "กรุณากรอกชื่อตำแหน่ง"})
    unit = _choice("สังกัด", "ไม่สังกัดหน่วยใด")
    reports_to = _choice("ขึ้นตรงต่อ", "ไม่ขึ้นตรงต่อตำแหน่งใด")
    holder = _choice("ผู้ดำรงตำแหน่ง", "ว่าง")
    is_acting = forms.BooleanField(label="เป็นการรักษาการ", required=False)
    position = forms.IntegerField(**_POSITION)
    is_active = forms.BooleanField(**_ACTIVE)


class SeatForm(_RowForm):
    models = {"post": Post, "person": Person}

    duty = forms.CharField(label="หน้าที่ในบอร์ด", max_length=150, initial="กรรมการ")
    post = _choice("โดยตำแหน่ง", "ไม่ใช่โดยตำแหน่ง")
    person = _choice("บุคคล", "ไม่ระบุ")
    words = forms.CharField(
        label="คำที่ใช้เรียก",
        max_length=200,
        required=False,
        help_text="เช่น ตัวแทนจากบุคลากรในเขตพื้นที่ เว้นว่างถ้าใช้ชื่อตำแหน่งหรือบุคคล",
    )
    position = forms.IntegerField(**_POSITION)
    is_active = forms.BooleanField(**_ACTIVE)


class ChannelForm(_RowForm):
    models: dict[str, Any] = {}

    kind = forms.ChoiceField(label="ช่องทาง", choices=Channel.Kind.choices)
    name = forms.CharField(
        label="ชื่อที่สำนักงานเรียก",
        max_length=150,
        error_messages={"required": "กรุณากรอกชื่อช่องทาง"},
        help_text="เช่น กลุ่ม LINE ผู้บริหารโรงเรียน",
    )
    use = forms.CharField(
        label="ใช้ทำอะไร", max_length=2000, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "กรุณาบอกว่าใช้ช่องทางนี้ทำอะไร"},
    )  # fmt: skip
    who = forms.CharField(label="ใครใช้หรือดูแล", max_length=300, required=False)
    link = forms.URLField(
        label="ลิงก์ที่แสดงการใช้งาน", max_length=500, required=False, assume_scheme="https",
        error_messages={"invalid": "กรุณากรอกที่อยู่เว็บให้ครบ เช่น https://www.facebook.com/…"},
        help_text="เช่น ที่อยู่เพจหรือหน้าเว็บ ภาพหน้าจอแนบเป็นหลักฐานได้ในหน้าของช่องทาง",
    )  # fmt: skip
    since = ThaiDateField(label="ใช้ตั้งแต่", required=False)
    until = ThaiDateField(label="ใช้ถึง", required=False, help_text="เว้นว่างไว้ขณะที่ยังใช้อยู่")
    position = forms.IntegerField(**_POSITION)


FORMS: dict[str, tuple[Any, Any, str]] = {
    "units": (Unit, UnitForm, "หน่วย"),
    "posts": (Post, PostForm, "ตำแหน่ง"),
    "board": (BoardSeat, SeatForm, "ที่นั่งในบอร์ดบริหาร"),
    "channels": (Channel, ChannelForm, "ช่องทางสื่อสาร"),
}
