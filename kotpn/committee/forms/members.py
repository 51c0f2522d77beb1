"""Forms of a tenure and its seats: whom a line names is looked up in the office's registers."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from core.keys import number_of
from kotpn.committee.from_order import key_of
from kotpn.committee.models import Committee, Member
from kotpn.committee.queries import name_key, named
from kotpn.committee.services.people import Newcomer
from kotpn.committee.services.tenures import Seat
from office.orders.queries import appointing
from schools.models import OutsidePerson, Person

MOST_SEATS = 60


class TenureForm(forms.Form):
    """An order of the register, or number, day and signed file of one that is not there."""

    order_number = forms.CharField(
        label="คำสั่งที่", max_length=100, help_text="เช่น 125/2567", error_messages={"required": "กรุณากรอกเลขที่คำสั่ง"}
    )
    ordered_on = ThaiDateField(label="ลงวันที่", error_messages={"required": "กรุณาระบุวันที่ของคำสั่ง"})
    starts_on = ThaiDateField(label="เป็นกรรมการตั้งแต่", error_messages={"required": "กรุณาระบุวันเริ่มวาระ"})
    ends_on = ThaiDateField(label="ถึง", required=False)
    file = forms.FileField(label="ไฟล์คำสั่งที่ลงนามแล้ว", required=False, help_text="PDF หรือภาพ")
    note = forms.CharField(label="หมายเหตุ", required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = committee.tenure_years
        self.fields["ends_on"].help_text = f"เว้นว่างคือครบวาระ {years} ปี (ค่าเริ่มต้นเป็นข้อสมมติของระบบ)"


class ChooseOrder(forms.Form):
    """Which issued order appoints; empty types one in."""

    order: Any = forms.ModelChoiceField(
        label="คำสั่งในทะเบียน", queryset=None, required=False, empty_label="คำสั่งที่ไม่อยู่ในทะเบียน"
    )

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["order"]
        field.queryset = appointing(user, district)


class WhoForm(forms.Form):
    """Whom a line names. `who` carries the person an order's annex already tied the name to; a name typed over it is
    looked up again. After `clean`, `person` is a row of the registers or a Newcomer."""

    who = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label="ชื่อ-สกุล", max_length=250, required=False,
        widget=forms.TextInput({"list": "nt-people", "autocomplete": "off"}),
    )  # fmt: skip
    new = forms.BooleanField(label="ไม่อยู่ในทะเบียน เพิ่มเป็นบุคคลภายนอก", required=False)

    def __init__(self, *args: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = district

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["person"] = None
        name = " ".join((data.get("name") or "").split())
        if not name:
            return data
        alike = named(self.district, name)
        held = self._held(data.get("who", ""))
        if held is not None and name_key(name) == name_key(held.full_name):
            data["person"] = held
        elif len(alike) == 1:
            data["person"] = alike[0]
        elif alike:
            where = " และ ".join(_place(row) for row in alike)
            self.add_error("name", f"มี {name} มากกว่าหนึ่งคน ({where}) กรุณาแก้ชื่อในทะเบียนให้ต่างกัน")
        elif held is not None:
            # The order's own spelling of somebody its annex names.
            data["person"] = held
        elif data.get("new"):
            data["person"] = Newcomer(name, data.get("post") or "", self.district.pk)
        else:
            self.add_error("name", f"ไม่พบ {name} ในทะเบียนบุคลากรและบุคคลภายนอก ตรวจการสะกด หรือติ๊กเพิ่มเป็นบุคคลภายนอก")
        return data

    def _held(self, who: str) -> Person | OutsidePerson | None:
        kind, _, key = who.partition(":")
        rows: Any = {"p": Person, "o": OutsidePerson}.get(kind)
        number = number_of(key)
        if rows is None or number is None:
            return None
        found: Person | OutsidePerson | None = rows.objects.of_district(self.district).filter(pk=number).first()
        return found


def _place(row: Person | OutsidePerson) -> str:
    if isinstance(row, OutsidePerson):
        return "บุคคลภายนอก"
    return row.school.name if row.school else "สำนักงานเขต"


class SeatForm(WhoForm):
    """A member as the order names them."""

    role = forms.ChoiceField(label="หน้าที่ในคณะ", choices=Member.Role.choices, initial=Member.Role.MEMBER)
    category = forms.ChoiceField(
        label="ประเภทกรรมการ", choices=Member.Category.choices, initial=Member.Category.PRINCIPALS
    )
    post = forms.CharField(label="ตำแหน่งตามคำสั่ง", max_length=300, required=False)
    counts = forms.BooleanField(label="นับเป็นกรรมการ (องค์ประชุมและลงมติ)", required=False, initial=True)
    field_order = ("who", "name", "new", "role", "category", "post", "counts")

    @property
    def seat(self) -> Seat | None:
        """None for a line left empty."""
        data = self.cleaned_data
        if data.get("person") is None:
            return None
        return Seat(
            data["person"], role=data["role"], category=data["category"], post=data["post"], counts=data["counts"]
        )


class OneSeatForm(SeatForm):
    """One seat by itself: a name is needed."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("name") and "name" not in self.errors:
            self.add_error("name", "กรุณากรอกชื่อกรรมการ")
        return data


class AddSeatForm(OneSeatForm):
    starts_on = ThaiDateField(label="เป็นกรรมการตั้งแต่", error_messages={"required": "กรุณาระบุวันที่"})


class ReplaceForm(OneSeatForm):
    on = ThaiDateField(label="รับตำแหน่งแทนตั้งแต่", error_messages={"required": "กรุณาระบุวันที่"})
    reason = forms.CharField(
        label="เหตุที่คนเดิมพ้น", max_length=200, required=False, help_text="เช่น ลาออก เกษียณอายุราชการ ย้าย"
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if member.ends_on is not None:
            del self.fields["reason"]


class MemberForm(forms.Form):
    """What the order says of a seat that is filled."""

    position = forms.IntegerField(label="ลำดับในคำสั่ง", min_value=1, max_value=MOST_SEATS)
    role = forms.ChoiceField(label="หน้าที่ในคณะ", choices=Member.Role.choices)
    category = forms.ChoiceField(label="ประเภทกรรมการ", choices=Member.Category.choices)
    category_label = forms.CharField(
        label="คำเรียกประเภทของสำนักงาน", max_length=150, required=False, help_text="เว้นว่างคือใช้คำของระบบ"
    )
    post = forms.CharField(label="ตำแหน่งตามคำสั่ง", max_length=300, required=False)
    counts = forms.BooleanField(label="นับเป็นกรรมการ (องค์ประชุมและลงมติ)", required=False)

    @staticmethod
    def of(member: Member) -> dict[str, Any]:
        return {name: getattr(member, name) for name in MemberForm.base_fields}


class LeaveForm(forms.Form):
    """The last day of a seat, or of a whole tenure, and why."""

    on = ThaiDateField(label="วันสุดท้ายที่เป็นกรรมการ", error_messages={"required": "กรุณาระบุวันที่"})
    reason = forms.CharField(
        label="เหตุที่พ้น", max_length=200, help_text="เช่น ลาออก เกษียณอายุราชการ ย้าย มีคำสั่งแต่งตั้งชุดใหม่",
        error_messages={"required": "กรุณาเขียนเหตุที่พ้น"},
    )  # fmt: skip


class SubstituteForm(forms.Form):
    name = forms.CharField(
        label="ชื่อ-สกุลผู้แทน", max_length=250, widget=forms.TextInput({"list": "nt-people", "autocomplete": "off"}),
        error_messages={"required": "กรุณากรอกชื่อผู้แทน"},
    )  # fmt: skip
    post = forms.CharField(label="ตำแหน่ง", max_length=300, required=False)


def seats_formset(lines: int, **kwargs: Any) -> Any:
    """Lines of an appointment; `lines` empty ones unless data says otherwise."""
    factory = forms.formset_factory(SeatForm, extra=lines, max_num=MOST_SEATS, absolute_max=MOST_SEATS)
    return factory(prefix="seat", **kwargs)


def initial_of(lines: Any) -> list[dict[str, Any]]:
    """Of `from_order.Line`s."""
    return [
        {"who": line.who, "name": line.name, "role": line.role, "category": line.category, "post": line.post,
         "counts": line.counts, "new": not line.who}
        for line in lines
    ]  # fmt: skip


def initial_of_members(members: Any) -> list[dict[str, Any]]:
    """Of the seats of an earlier tenure, to be appointed again."""
    return [
        {"who": key_of(row.person or row.outside), "name": row.name, "role": row.role, "category": row.category,
         "post": row.post, "counts": row.counts}
        for row in members
    ]  # fmt: skip
