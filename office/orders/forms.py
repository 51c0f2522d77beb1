"""Forms of orders and announcements. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.thai.dates import be_year
from office.orders.models import Order, OrderSettings
from office.orders.queries import signers_on
from office.orders.services import sources_for
from schools.models import OutsidePerson, Person

_LONG = {"required": False, "max_length": 20_000}


def _source_choices(user: Any, district: Any, kind: str = "", *, empty: str) -> list[Any]:
    return [("", empty), *sources_for(user, district, kind)]


class NewOrderForm(forms.Form):
    """A draft from words alone, or filled from real data; then kind and matter come from there."""

    source = forms.ChoiceField(
        label="ใส่ข้อความและรายชื่อจากข้อมูลในระบบ",
        required=False,
        help_text="เลือกแล้วระบบใส่เรื่อง ข้อความ และบัญชีแนบท้ายให้ แก้ไขได้ทุกอย่าง",
    )
    kind = forms.ChoiceField(label="ชนิด", choices=Order.Kind.choices, widget=forms.RadioSelect)
    about = forms.ChoiceField(label="ว่าด้วย", choices=Order.About.choices)
    title = forms.CharField(
        label="เรื่อง", required=False, max_length=400, help_text="เว้นว่างได้เมื่อเลือกข้อมูลในระบบ หรือใช้เรื่องตามข้อความตั้งต้น"
    )

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        initial = {"kind": Order.Kind.ORDER, "about": Order.About.OTHER, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["source"]
        field.choices = _source_choices(user, district, empty="ไม่ใช้ เริ่มจากข้อความตั้งต้น")


class OrderForm(forms.Form):
    title = forms.CharField(label="เรื่อง", max_length=400, error_messages={"required": "กรุณาเขียนเรื่อง"})
    preamble = forms.CharField(label="คำปรารภ (เหตุ)", widget=forms.Textarea({"rows": 4}), **_LONG)
    body = forms.CharField(
        label="ข้อความ",
        widget=forms.Textarea({"rows": 9}),
        help_text="ขึ้นบรรทัดใหม่คือย่อหน้าใหม่ ย่อหน้าแรกเว้น 2.5 ซม. ให้เอง",
        **_LONG,
    )
    effective_on = ThaiDateField(
        label="มีผลตั้งแต่", required=False, help_text="พิมพ์ท้ายข้อความว่า ทั้งนี้ ตั้งแต่วันที่ … เว้นว่างคือไม่พิมพ์"
    )
    ends_on = ThaiDateField(label="มีผลถึง", required=False)
    supersedes = forms.ModelChoiceField(
        label="ยกเลิกและใช้แทนฉบับ", queryset=Order.objects.none(), required=False, empty_label="ไม่ได้แทนฉบับใด"
    )

    def __init__(self, *args: Any, user: Any, order: Order, **kwargs: Any) -> None:
        initial = {name: getattr(order, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        rows = Order.objects.visible_to(user).of_district(order.district_id)
        field: Any = self.fields["supersedes"]
        field.queryset = rows.in_force().exclude(pk=order.pk).order_by("-year", "-number", "-pk")


class GroupForm(forms.Form):
    heading = forms.CharField(
        label="ชื่อคณะหรือหัวข้อ", max_length=300, required=False, help_text="เช่น คณะกรรมการอำนวยการ เว้นว่างได้ถ้าเขียนหน้าที่"
    )
    duty = forms.CharField(
        label="หน้าที่",
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        help_text="บรรทัดละข้อ ระบบใส่เลขข้อให้",
    )


class PersonForm(forms.Form):
    """Picked from a register, or typed; what is typed is printed."""

    person = forms.ModelChoiceField(
        label="บุคลากรของสำนักงานหรือโรงเรียน", queryset=Person.objects.none(), required=False, empty_label="ไม่เลือก"
    )
    outside = forms.ModelChoiceField(
        label="บุคคลภายนอก", queryset=OutsidePerson.objects.none(), required=False, empty_label="ไม่เลือก"
    )
    name = forms.CharField(label="ชื่อที่พิมพ์", max_length=250, required=False, help_text="เว้นว่างเพื่อใช้ชื่อตามทะเบียน")
    post = forms.CharField(label="ตำแหน่งที่พิมพ์", max_length=300, required=False)
    duty = forms.CharField(label="หน้าที่ในคณะ", max_length=200, required=False, help_text="เช่น ประธานกรรมการ กรรมการ")

    def __init__(self, *args: Any, user: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = Person.objects.visible_to(user).of_district(order.district_id).working().eligible_for_teams()
        people.label_from_instance = _with_place
        outside: Any = self.fields["outside"]
        outside.queryset = (
            OutsidePerson.objects.visible_to(user).of_district(order.district_id).filter(is_active=True)
        ).select_related("body")
        outside.label_from_instance = lambda row: f"{row} · {row.body}" if row.body else str(row)


def _with_place(person: Person) -> str:
    return f"{person} · {person.school.name}" if person.school else str(person)


class PasteForm(forms.Form):
    text = forms.CharField(
        label="วางหลายรายชื่อ", max_length=40_000, widget=forms.Textarea({"rows": 5}),
        help_text="บรรทัดละคน: ชื่อ, ตำแหน่ง, หน้าที่ คั่นด้วยจุลภาคหรือแท็บ (คัดลอกจาก Excel ได้) ชื่อที่ตรงกับทะเบียนบุคลากรผูกให้เอง",
        error_messages={"required": "กรุณาวางรายชื่ออย่างน้อยหนึ่งบรรทัด"},
    )  # fmt: skip


class SourceForm(forms.Form):
    source = forms.ChoiceField(label="เพิ่มรายชื่อจากข้อมูลในระบบ")

    def __init__(self, *args: Any, user: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["source"]
        field.choices = _source_choices(user, order.district, order.kind, empty="เลือกข้อมูล")

    @property
    def is_empty(self) -> bool:
        field: Any = self.fields["source"]
        return len(field.choices) < 2


class IssueForm(forms.Form):
    dated = ThaiDateField(label="ลงวันที่", error_messages={"required": "กรุณาระบุวันที่"})
    signer = forms.ChoiceField(label="ผู้ลงนาม", required=False)

    def __init__(self, *args: Any, district: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        super().__init__(*args, initial={"dated": today}, **kwargs)
        found = signers_on(district, today)
        field: Any = self.fields["signer"]
        field.choices = [
            ("", "ผู้ดำรงตำแหน่งในวันที่ลง"),
            *((str(one.key), f"{one.name} ({' '.join(one.post.split())})") for one in found),
        ]

    def clean_signer(self) -> int | None:
        value = self.cleaned_data["signer"]
        return int(value) if value else None


class EnterForm(forms.Form):
    """One that was issued on paper before the register."""

    kind = forms.ChoiceField(label="ชนิด", choices=Order.Kind.choices, widget=forms.RadioSelect)
    about = forms.ChoiceField(label="ว่าด้วย", choices=Order.About.choices)
    number = forms.IntegerField(label="เลขที่", min_value=1, max_value=99_999)
    year = forms.IntegerField(label="ปีของเลขที่ (พ.ศ.)", min_value=2500, max_value=2700)
    title = forms.CharField(label="เรื่อง", max_length=400, error_messages={"required": "กรุณาเขียนเรื่อง"})
    dated = ThaiDateField(label="ลงวันที่", error_messages={"required": "กรุณาระบุวันที่"})
    signer_name = forms.CharField(label="ผู้ลงนาม", max_length=200, required=False)
    signer_post = forms.CharField(label="ตำแหน่งผู้ลงนาม", max_length=300, required=False)
    upload = forms.FileField(label="ฉบับลงนาม", required=False, help_text="PDF หรือภาพ แนบภายหลังได้")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {
            "kind": Order.Kind.ORDER, "about": Order.About.OTHER, "year": be_year(timezone.localdate()),
            **(kwargs.pop("initial", None) or {}),
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)


class SettingsForm(forms.Form):
    year_kind = forms.ChoiceField(
        label="เลขที่ขึ้นใหม่ตาม", choices=OrderSettings.YearKind.choices, widget=forms.RadioSelect,
        help_text="มีผลกับฉบับที่ออกต่อจากนี้ เลขที่ออกแล้วไม่เปลี่ยน",
    )  # fmt: skip
    number_on_announcements = forms.BooleanField(label="พิมพ์เลขที่ในประกาศ", required=False)


class WordingForm(forms.Form):
    title = forms.CharField(label="เรื่อง", max_length=400, required=False)
    preamble = forms.CharField(label="คำปรารภ (เหตุ)", widget=forms.Textarea({"rows": 4}), **_LONG)
    body = forms.CharField(
        label="ข้อความ", widget=forms.Textarea({"rows": 9}),
        help_text="{office} จะกลายเป็นชื่อสำนักงาน เว้นว่างทุกช่องเพื่อกลับไปใช้ข้อความของระบบ",
        **_LONG,
    )  # fmt: skip
