"""Forms of the register of outside people and bodies. They explain; services decide."""

from typing import Any

from django import forms

from schools.models import OutsideBody, OutsidePerson, Person

_EMAIL = {"label": "อีเมล", "required": False}
_TEXT = {"required": False, "max_length": 2000, "widget": forms.Textarea({"rows": 3})}


class BodyForm(forms.Form):
    kind = forms.ChoiceField(label="ประเภท", choices=OutsideBody.Kind.choices)
    name = forms.CharField(label="ชื่อหน่วยงาน", max_length=250, error_messages={"required": "กรุณากรอกชื่อหน่วยงาน"})
    head_title = forms.CharField(
        label="ตำแหน่งหัวหน้าหน่วยงาน", max_length=200, required=False, help_text="ใช้ขึ้นต้นหนังสือ เช่น นายอำเภอ"
    )
    address = forms.CharField(label="ที่อยู่", **_TEXT)
    phone = forms.CharField(label="โทรศัพท์", max_length=60, required=False)
    email = forms.EmailField(**_EMAIL)
    note = forms.CharField(label="หมายเหตุ", **_TEXT)

    @classmethod
    def of(cls, body: OutsideBody) -> dict[str, Any]:
        return {name: getattr(body, name) for name in cls.base_fields}


class OutsideForm(forms.Form):
    prefix = forms.CharField(label="คำนำหน้า", max_length=40, required=False)
    first_name = forms.CharField(label="ชื่อ", max_length=100, error_messages={"required": "กรุณากรอกชื่อ"})
    last_name = forms.CharField(label="นามสกุล", max_length=100, required=False)
    body = forms.ModelChoiceField(
        label="หน่วยงาน", queryset=OutsideBody.objects.none(), required=False, empty_label="ไม่ระบุหน่วยงาน"
    )
    position = forms.CharField(label="ตำแหน่ง", max_length=200, required=False)
    expertise = forms.CharField(label="ความเชี่ยวชาญ", max_length=300, required=False)
    address = forms.CharField(label="ที่อยู่", help_text="ใช้จ่าหน้าหนังสือเชิญ", **_TEXT)
    phone = forms.CharField(label="โทรศัพท์", max_length=60, required=False)
    email = forms.EmailField(help_text="ใช้ส่งหนังสือเชิญ ไม่ซ้ำกับบุคคลภายนอกอื่น", **_EMAIL)
    note = forms.CharField(label="หมายเหตุ", **_TEXT)
    sure = forms.BooleanField(label="ยืนยันว่าเป็นคนละคนกับผู้ที่ชื่อเดียวกันในทะเบียน", required=False)

    def __init__(self, *args: Any, user: Any, district: Any, row: OutsidePerson | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields if name != "sure"} if row else {}
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)
        bodies: Any = self.fields["body"]
        rows = OutsideBody.objects.visible_to(user).of_district(district)
        bodies.queryset = rows.filter(is_active=True) | rows.filter(pk=row.body_id if row else None)


class LinkForm(forms.Form):
    person = forms.ModelChoiceField(
        label="บุคลากรที่มีบัญชี", queryset=Person.objects.none(), required=False, empty_label="ไม่ผูก",
        help_text="ผูกแล้วบัญชีนี้เห็นคำสั่งและการประชุมที่มีชื่อบุคคลภายนอกรายนี้",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, row: OutsidePerson, **kwargs: Any) -> None:
        super().__init__(*args, initial={"person": row.person_id}, **kwargs)
        people: Any = self.fields["person"]
        found = Person.objects.visible_to(user).of_district(row.district_id).working().filter(user__isnull=False)
        people.queryset = found.filter(outside=None) | found.filter(pk=row.person_id)
