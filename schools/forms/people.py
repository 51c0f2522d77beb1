"""Forms about people and the roles they hold. They explain; services decide."""

from typing import Any

from django import forms

from accounts.roles import ROLES
from core.fields import ThaiDateField
from schools.models import Appointment, District, Person, School


class PersonForm(forms.Form):
    """A person's own data. Only names are required; many teachers have no e-mail of the office."""

    prefix = forms.CharField(label="คำนำหน้า", max_length=40, required=False, help_text="เช่น นาย นาง นางสาว ว่าที่ ร.ต.")
    first_name = forms.CharField(label="ชื่อ", max_length=100)
    last_name = forms.CharField(label="นามสกุล", max_length=100, required=False)
    position = forms.CharField(label="ตำแหน่ง", max_length=200, required=False, help_text="เช่น ครู ศึกษานิเทศก์")
    standing = forms.CharField(label="วิทยฐานะ", max_length=100, required=False, help_text="เช่น ชำนาญการพิเศษ")
    phone = forms.CharField(label="โทรศัพท์", max_length=60, required=False)
    email = forms.EmailField(label="อีเมล", required=False, help_text="ไม่ซ้ำกับบุคลากรอื่นของสำนักงาน")

    @classmethod
    def of(cls, person: Person) -> "PersonForm":
        return cls(initial={name: getattr(person, name) for name in cls.base_fields})


class NewPersonForm(PersonForm):
    """Where the person belongs, and who they are. A school chooses among its own only."""

    school = forms.ModelChoiceField(School.objects.none(), label="สังกัด", required=False, empty_label="สำนักงาน")
    field_order = ["school"]

    def __init__(self, *args: Any, user: Any, district: District, whole_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools: Any = self.fields["school"]
        schools.queryset = School.objects.visible_to(user).of_district(district).filter(status=School.Status.OPEN)
        if not whole_office:
            schools.required, schools.empty_label = True, None


class AccountForm(forms.Form):
    email = forms.EmailField(
        label="อีเมลที่ใช้เข้าระบบ", help_text="ระบบจะส่งอีเมลแจ้งให้เจ้าของตั้งรหัสผ่านเอง ถ้าอีเมลนี้มีบัญชีอยู่แล้วจะใช้บัญชีเดิม"
    )


class LeaveForm(forms.Form):
    reason = forms.CharField(label="เหตุผล", max_length=200, help_text="เช่น เกษียณอายุราชการ ย้ายไปสังกัดอื่น")


class TransferForm(forms.Form):
    school = forms.ModelChoiceField(School.objects.none(), label="ย้ายไป", required=False, empty_label="สำนักงาน")
    on = ThaiDateField(label="ตั้งแต่วันที่", help_text="วันแรกที่ใหม่ ไม่เกินวันนี้ เช่น 1 ต.ค. 2567")
    keep_roles = forms.BooleanField(label="ให้บทบาทเดิมที่โรงเรียนใหม่ด้วย", required=False)
    reference = forms.CharField(label="คำสั่งที่", max_length=100, required=False)

    def __init__(self, *args: Any, user: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools: Any = self.fields["school"]
        found = School.objects.visible_to(user).of_district(person.district).filter(status=School.Status.OPEN)
        schools.queryset = found.exclude(pk=person.school_id)


class AppointmentForm(forms.Form):
    """A role, where and when. Only the roles this user may give to this person are offered."""

    role = forms.ChoiceField(label="บทบาท")
    school = forms.ModelChoiceField(
        School.objects.none(), label="โรงเรียน", required=False, empty_label="ไม่ใช่บทบาทของโรงเรียน",
        help_text="ระบุเฉพาะบทบาทของโรงเรียน",
    )  # fmt: skip
    starts_on = ThaiDateField(label="ตั้งแต่วันที่")
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="เว้นว่างถ้ายังไม่กำหนด นับวันสุดท้ายด้วย")
    acting = forms.ChoiceField(label="ลักษณะ", choices=Appointment.Acting.choices, required=False)
    order_reference = forms.CharField(label="คำสั่งที่", max_length=100, required=False, help_text="เช่น 125/2567")

    def __init__(self, *args: Any, user: Any, person: Person, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["role"]
        choices.choices = [(code, ROLES[code].thai) for code in roles]
        schools: Any = self.fields["school"]
        schools.queryset = School.objects.visible_to(user).of_district(person.district)
        schools.initial = person.school_id


class EndForm(forms.Form):
    """The last day of an appointment or assignment."""

    on = ThaiDateField(label="วันสุดท้าย", help_text="ยังมีผลตลอดวันนี้ เช่น 30 ก.ย. 2567")
    reason = forms.CharField(label="เหตุผล", max_length=200, required=False)
