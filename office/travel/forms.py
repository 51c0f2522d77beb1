"""Forms of official travel. They explain and narrow choices; services decide."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from office.orders.models import Order
from office.travel.models import Trip
from office.travel.models.trip import Half
from office.travel.queries.making import may_travel
from schools.models import Person, Project, School, WorkTask
from schools.queries import person_of

_MONEY = {"inputmode": "decimal"}
_FROM = [(Half.MORNING, "ตั้งแต่เช้า"), (Half.AFTERNOON, "ตั้งแต่บ่าย")]
_UNTIL = [(Half.AFTERNOON, "ถึงเย็น"), (Half.MORNING, "ถึงเที่ยง")]
_ORDERS = 50


def _money(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=10, decimal_places=2, required=False, widget=forms.NumberInput(_MONEY),
        error_messages={"invalid": "กรุณาพิมพ์เป็นตัวเลข", "min_value": "ค่าใช้จ่ายต้องไม่น้อยกว่า 0"},
    )  # fmt: skip


class TripForm(forms.Form):
    purpose = forms.CharField(
        label="ไปราชการเพื่อ", max_length=300, error_messages={"required": "กรุณาบอกว่าไปราชการเพื่ออะไร"},
        help_text="เช่น นิเทศ ติดตามการอ่านออกเขียนได้ ป.1–ป.3",
    )  # fmt: skip
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", error_messages={"required": "กรุณาระบุวันไป"})
    starts_half = forms.ChoiceField(label="วันแรก", choices=_FROM)
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="ว่างไว้คือไปวันเดียว")
    ends_half = forms.ChoiceField(label="วันสุดท้าย", choices=_UNTIL)
    overlap_reason = forms.CharField(
        label="เหตุที่ไปพร้อมกับรายการอื่น", max_length=300, required=False,
        help_text="กรอกเฉพาะเมื่อระบบแจ้งว่ามีผู้เดินทางอยู่สองแห่งในเวลาเดียวกัน",
    )  # fmt: skip
    lead = forms.ModelChoiceField(
        label="ผู้ขอและผู้รายงาน", queryset=Person.objects.none(), error_messages={"required": "กรุณาเลือกผู้ขอ"}
    )
    people = forms.ModelMultipleChoiceField(
        label="ผู้ร่วมเดินทาง", queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    schools = forms.ModelMultipleChoiceField(
        label="โรงเรียนที่ไป", queryset=School.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    place = forms.CharField(label="สถานที่อื่น", max_length=300, required=False, help_text="เว้นว่างได้เมื่อเลือกโรงเรียน")
    vehicle = forms.ChoiceField(label="พาหนะ", choices=Trip.Vehicle.choices)
    vehicle_note = forms.CharField(label="ทะเบียนรถ ผู้ขับ หรือเที่ยว", max_length=200, required=False)
    cost_source = forms.ChoiceField(label="ค่าใช้จ่ายจาก", choices=Trip.Cost.choices)
    cost = _money("ประมาณการค่าใช้จ่าย (บาท)")
    cost_note = forms.CharField(label="รายละเอียดค่าใช้จ่าย", max_length=300, required=False, help_text="เบี้ยเลี้ยง ที่พัก น้ำมัน")
    reference = forms.CharField(label="ตามหนังสือ", max_length=200, required=False, help_text="ที่ ลงวันที่ เรื่อง")
    order = forms.ModelChoiceField(
        label="ตามคำสั่ง", queryset=Order.objects.none(), required=False, empty_label="ไม่มีคำสั่งในทะเบียน"
    )
    project = forms.ModelChoiceField(
        label="โครงการ", queryset=Project.objects.none(), required=False, empty_label="ไม่ใช่งานโครงการ"
    )
    task = forms.ModelChoiceField(
        label="งานของกลุ่มงาน", queryset=WorkTask.objects.none(), required=False, empty_label="ไม่ระบุ"
    )

    def __init__(
        self, *args: Any, user: Any, district: Any, others: bool, trip: Trip | None = None, **kwargs: Any
    ) -> None:
        """`others`: may write it for somebody else to ask (the desk)."""
        initial: dict[str, Any] = {
            "starts_half": Half.MORNING, "ends_half": Half.AFTERNOON, "cost_source": Trip.Cost.NONE,
            **(_of_trip(trip) if trip else {}), **(kwargs.pop("initial", None) or {}),
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        everybody = may_travel(user, district, timezone.localdate())
        me = person_of(user, district)
        fields: dict[str, Any] = self.fields
        fields["lead"].queryset = everybody if others else everybody.filter(pk__in=_leads(me, trip))
        if "lead" not in initial and me is not None:
            fields["lead"].initial = me.pk
        fields["people"].queryset = everybody
        fields["people"].label_from_instance = _with_position
        fields["schools"].queryset = School.objects.visible_to(user).of_district(district).order_by("name_sort", "pk")
        orders = Order.objects.visible_to(user).of_district(district).issued().order_by("-dated", "-pk")
        kept = [trip.order_id] if trip is not None and trip.order_id else []
        recent = list(orders.values_list("pk", flat=True)[:_ORDERS])
        fields["order"].queryset = orders.filter(pk__in=[*recent, *kept]) if not self.is_bound else orders
        fields["project"].queryset = Project.objects.visible_to(user).of_district(district)
        tasks = WorkTask.objects.visible_to(user).filter(work_group__district=district, is_active=True)
        fields["task"].queryset = tasks.select_related("work_group")

    def clean_ends_on(self) -> date | None:
        """A trip of one day has its date written once."""
        return self.cleaned_data["ends_on"] or self.cleaned_data.get("starts_on")

    @property
    def given(self) -> dict[str, Any]:
        """What the services take."""
        return dict(self.cleaned_data)


def _leads(me: Person | None, trip: Trip | None) -> list[int]:
    """Who asks: oneself, and on a trip that is there who asked for it."""
    keys = [me.pk] if me else []
    return [*keys, trip.lead_id] if trip is not None else keys


def _with_position(person: Person) -> str:
    return f"{person} {person.position}".strip()


_PLAIN = (
    "purpose", "starts_on", "starts_half", "ends_on", "ends_half", "place", "vehicle", "vehicle_note", "cost_source",
    "cost", "cost_note", "reference",
)  # fmt: skip


def standing(trip: Trip) -> dict[str, Any]:
    """What stands in a trip, by field of its form, as two versions are shown beside each other."""
    return {
        **{name: getattr(trip, name) for name in (*_PLAIN, "lead", "order", "project", "task")},
        "people": sorted(str(row.person) for row in trip.people.all() if row.person_id != trip.lead_id),
        "schools": trip.schools,
    }


def _of_trip(trip: Trip) -> dict[str, Any]:
    people = list(trip.people.all())
    return {
        **{name: getattr(trip, name) for name in _PLAIN},
        "lead": trip.lead_id, "order": trip.order_id, "project": trip.project_id, "task": trip.task_id,
        "people": [row.person_id for row in people if row.person_id != trip.lead_id],
        "schools": [school.pk for school in trip.schools.all()],
        "overlap_reason": next((row.overlap_reason for row in people if row.overlap_reason), ""),
    }  # fmt: skip


class ReportForm(forms.Form):
    did = forms.CharField(
        label="สิ่งที่ได้ดำเนินการ", max_length=20_000, widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "กรุณาเขียนสิ่งที่ได้ดำเนินการ"},
    )  # fmt: skip
    outcome = forms.CharField(label="ผลที่ได้รับ", required=False, max_length=20_000, widget=forms.Textarea({"rows": 4}))
    follow_up = forms.CharField(
        label="สิ่งที่จะดำเนินการต่อ", required=False, max_length=20_000, widget=forms.Textarea({"rows": 3})
    )
    problems = forms.CharField(
        label="ปัญหาและข้อเสนอแนะ", required=False, max_length=20_000, widget=forms.Textarea({"rows": 3})
    )
    spent = _money("ค่าใช้จ่ายจริง (บาท)")


class AuthorityForm(forms.Form):
    authority = forms.CharField(
        label="อนุมัติโดย", max_length=300, help_text="หน่วยงาน ที่หนังสือ และวันที่ เช่น สพฐ. ที่ ศธ 04001/123 ลงวันที่ 5 ม.ค. 2568",
        error_messages={"required": "กรุณาระบุหนังสือหรือคำสั่งที่อนุมัติ"},
    )  # fmt: skip


class RulesForm(forms.Form):
    report_days = forms.IntegerField(
        label="รายงานภายใน (วัน) หลังวันสุดท้ายของการเดินทาง", min_value=1, max_value=60,
        widget=forms.NumberInput({"inputmode": "numeric"}), help_text="ระบบเตือนวันก่อนครบกำหนดและเมื่อเลยกำหนด",
    )  # fmt: skip
