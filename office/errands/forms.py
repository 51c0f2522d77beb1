"""Forms of errands, articles and monthly items. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField, ThaiTimeField
from core.thai.dates import thai_date
from meetings.models import Gathering
from office.errands.models import Errand, MeetingItem
from office.structure.models import Unit
from schools.models import Person, WorkGroup, WorkTask
from schools.queries import person_of

_LONG = {"required": False, "max_length": 10_000, "widget": forms.Textarea({"rows": 4})}


def _people(user: Any, district: Any) -> Any:
    return Person.objects.visible_to(user).of_district(district).staff().order_by("name_sort", "pk")


class ErrandForm(forms.Form):
    """Of one kind: an assigned task has no other group."""

    unit = forms.ModelChoiceField(
        label="กลุ่มหรือหน่วย", queryset=Unit.objects.none(), required=False, empty_label="เลือกกลุ่มในสำนักงาน"
    )
    unit_text = forms.CharField(label="หรือหน่วยงานอื่น", max_length=200, required=False)
    title = forms.CharField(label="เรื่อง", max_length=300, error_messages={"required": "กรุณาเขียนเรื่อง"})
    detail = forms.CharField(label="รายละเอียด", **_LONG)
    person = forms.ModelChoiceField(
        label="ผู้รับผิดชอบ", queryset=Person.objects.none(), empty_label="เลือกบุคลากรของสำนักงาน",
        error_messages={"required": "กรุณาเลือกผู้รับผิดชอบ"},
    )  # fmt: skip
    asked_on = ThaiDateField(label="วันที่ขอหรือมอบหมาย", error_messages={"required": "กรุณาระบุวันที่"})
    due_on = ThaiDateField(label="กำหนด", required=False)
    task = forms.ModelChoiceField(
        label="งานตามคู่มือ", queryset=WorkTask.objects.none(), required=False, empty_label="ไม่ระบุ"
    )

    def __init__(
        self, *args: Any, user: Any, district: Any, kind: str, errand: Errand | None = None, **kwargs: Any
    ) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        if errand is not None:
            initial = {name: getattr(errand, name) for name in self.base_fields}
        asker = person_of(user, district) if kind == Errand.Kind.TO else None
        super().__init__(*args, initial={"asked_on": timezone.localdate(), "person": asker, **initial}, **kwargs)
        if kind == Errand.Kind.ASSIGNED:
            del self.fields["unit"], self.fields["unit_text"]
        else:
            units: Any = self.fields["unit"]
            units.queryset = Unit.objects.visible_to(user).of_district(district).filter(is_active=True)
        if errand is not None:
            del self.fields["asked_on"]
        people: Any = self.fields["person"]
        people.queryset = _people(user, district)
        tasks: Any = self.fields["task"]
        tasks.queryset = (
            WorkTask.objects.visible_to(user).filter(work_group__district=district, is_active=True)
            .select_related("work_group").order_by("work_group__number", "number_sort")
        )  # fmt: skip
        tasks.label_from_instance = lambda row: str(row)[:90]


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="คำตอบหรือผลการดำเนินงาน", max_length=10_000, widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "กรุณาเขียนคำตอบหรือผลการดำเนินงาน"},
    )  # fmt: skip
    answered_on = ThaiDateField(label="วันที่ตอบ", error_messages={"required": "กรุณาระบุวันที่ตอบ"})

    def __init__(self, *args: Any, errand: Errand, **kwargs: Any) -> None:
        super().__init__(*args, initial={"text": errand.answer, "answered_on": timezone.localdate()}, **kwargs)


class ArticleForm(forms.Form):
    author = forms.ModelChoiceField(
        label="ผู้เขียน", queryset=Person.objects.none(), empty_label="เลือกผู้เขียน",
        error_messages={"required": "กรุณาเลือกผู้เขียน"},
    )  # fmt: skip
    title = forms.CharField(label="ชื่อบทความ", max_length=300, error_messages={"required": "กรุณาเขียนชื่อบทความ"})
    summary = forms.CharField(label="สาระสำคัญ", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    text = forms.CharField(
        label="เนื้อความ", required=False, max_length=60_000, widget=forms.Textarea({"rows": 12}),
        help_text="เว้นว่างได้เมื่อแนบเป็นไฟล์ที่หน้าบทความ",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["author"]
        field.queryset = people


class PublishForm(forms.Form):
    published_on = ThaiDateField(label="วันที่เผยแพร่", error_messages={"required": "กรุณาระบุวันที่เผยแพร่"})
    published_where = forms.CharField(
        label="เผยแพร่ที่", max_length=200, help_text="เช่น เว็บไซต์สำนักงาน วารสารกลุ่มนิเทศฯ ฉบับที่ 2",
        error_messages={"required": "กรุณาระบุว่าเผยแพร่ที่ใด"},
    )  # fmt: skip
    link = forms.URLField(label="ลิงก์", required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"published_on": timezone.localdate()}, **kwargs)


class CallForm(forms.Form):
    month = forms.ChoiceField(label="การประชุมประจำเดือน")
    due_on = ThaiDateField(label="ส่งเรื่องภายใน", error_messages={"required": "กรุณาระบุกำหนดส่ง"})

    def __init__(self, *args: Any, months: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["month"]
        field.choices = [(f"{one:%Y-%m-%d}", thai_date(one, "month")) for one in months]
        self._months = {f"{one:%Y-%m-%d}": one for one in months}

    def clean_month(self) -> Any:
        return self._months[self.cleaned_data["month"]]


class ItemForm(forms.Form):
    work_group = forms.ModelChoiceField(
        label="กลุ่มงาน", queryset=WorkGroup.objects.none(), required=False, empty_label="ไม่ใช่ของกลุ่มงานใด"
    )
    kind = forms.ChoiceField(label="เสนอ", choices=MeetingItem.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="เรื่อง", max_length=300, required=False, help_text="เว้นว่างเมื่อเดือนนี้ไม่มีเรื่อง")
    detail = forms.CharField(label="สาระสำคัญ", **_LONG)

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        initial = {"kind": MeetingItem.Kind.INFORM, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["work_group"]
        field.queryset = WorkGroup.objects.visible_to(user).of_district(district).filter(is_active=True)


class TakeForm(forms.Form):
    gathering = forms.ModelChoiceField(
        label="การประชุม", queryset=Gathering.objects.none(), empty_label="เลือกการประชุมที่นัดไว้",
        error_messages={"required": "กรุณาเลือกการประชุม"},
    )  # fmt: skip
    time_from = ThaiTimeField(label="เริ่มเวลา", error_messages={"required": "กรุณาระบุเวลาเริ่ม"})
    minutes = forms.IntegerField(label="เรื่องละ (นาที)", min_value=1, max_value=120, initial=10)

    def __init__(self, *args: Any, gatherings: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"time_from": "09.30"}, **kwargs)
        field: Any = self.fields["gathering"]
        field.queryset = gatherings
        field.label_from_instance = lambda row: f"{row.days_label} {row.title}"
