"""Forms of batches, programme, duties and people."""

from datetime import date
from typing import Any

from django import forms

from core.fields import ThaiDateField, ThaiTimeField
from core.thai.dates import thai_date
from meetings.models import Batch, Gathering
from schools.models import OutsidePerson, Person, School


def with_post(row: Any) -> str:
    """Name and post, as people are chosen by both."""
    return f"{row} ({row.position})" if row.position else str(row)


def people_of(user: Any, gathering: Gathering) -> Any:
    """Working people of the office and of the schools invited."""
    rows = Person.objects.visible_to(user).of_district(gathering.district).working()
    invited = gathering.schools.values("school")
    return rows.of_office() | rows.filter(school__in=invited)


def outside_of(gathering: Gathering) -> Any:
    return OutsidePerson.objects.of_district(gathering.district).filter(is_active=True)


class BatchForm(forms.Form):
    starts_on = ThaiDateField(label="วันที่", error_messages={"required": "กรุณาระบุวันที่"})
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="เว้นว่างเมื่อจัดวันเดียว")
    time_from = ThaiTimeField(label="เวลาเริ่ม", required=False)
    time_to = ThaiTimeField(label="ถึงเวลา", required=False)
    place = forms.CharField(label="สถานที่", max_length=200, required=False)
    target = forms.IntegerField(label="จำนวนเป้าหมาย (คน)", required=False, min_value=0, max_value=100_000)
    halves = forms.BooleanField(label="ลงเวลาแยกเช้าและบ่าย", required=False)

    def __init__(self, *args: Any, batch: Batch | None = None, **kwargs: Any) -> None:
        if batch is not None:
            kwargs["initial"] = {name: getattr(batch, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        return data


class ProgrammeForm(forms.Form):
    day = forms.ChoiceField(label="วันที่")
    time_from = ThaiTimeField(label="ตั้งแต่เวลา", error_messages={"required": "กรุณาระบุเวลา"})
    time_to = ThaiTimeField(label="ถึงเวลา", required=False)
    topic = forms.CharField(label="หัวข้อ", max_length=300, error_messages={"required": "กรุณาเขียนหัวข้อ"})
    speaker = forms.ModelChoiceField(
        label="วิทยากรของเขต", queryset=Person.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    outside_speaker = forms.ModelChoiceField(
        label="วิทยากรภายนอก", queryset=OutsidePerson.objects.none(), required=False, empty_label="ไม่ระบุ",
        help_text="จากทะเบียนบุคคลภายนอก",
    )  # fmt: skip
    speaker_text = forms.CharField(
        label="หรือระบุเอง", max_length=200, required=False, help_text="เช่น ทีมวิทยากร หรือผู้แทนโรงเรียนแกนนำ"
    )

    def __init__(self, *args: Any, user: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["day"]
        day.choices = [(one.isoformat(), thai_date(one, "short")) for one in batch.days()]
        speaker: Any = self.fields["speaker"]
        rows = Person.objects.visible_to(user).of_district(batch.gathering.district).working()
        speaker.queryset = rows.eligible_for_teams()
        speaker.label_from_instance = with_post
        outside: Any = self.fields["outside_speaker"]
        outside.queryset = outside_of(batch.gathering)
        outside.label_from_instance = with_post

    def clean_day(self) -> date:
        return date.fromisoformat(self.cleaned_data["day"])


class _OneOfTwo(forms.Form):
    """Somebody of the district, or of the register of outside people."""

    person = forms.ModelChoiceField(
        label="บุคคลของเขต", queryset=Person.objects.none(), required=False, empty_label="เลือกบุคคล"
    )
    outside = forms.ModelChoiceField(
        label="หรือบุคคลภายนอก", queryset=OutsidePerson.objects.none(), required=False, empty_label="เลือกบุคคล"
    )

    def __init__(self, *args: Any, people: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("person", people), ("outside", outside_of(gathering))):
            field: Any = self.fields[name]
            field.queryset = rows
            field.label_from_instance = with_post


class DutyForm(_OneOfTwo):
    duty = forms.CharField(
        label="หน้าที่", max_length=150, help_text="เช่น ประธาน ผู้รับผิดชอบ พิธีกร ฝ่ายลงทะเบียน",
        error_messages={"required": "กรุณาเขียนหน้าที่"},
    )  # fmt: skip


class WalkInForm(_OneOfTwo):
    """Somebody who came without being expected."""


class CountForm(forms.Form):
    group = forms.CharField(
        label="กลุ่มคน", max_length=100, help_text="เช่น นักเรียน ครู ผู้ปกครอง นับจำนวนเท่านั้น ไม่บันทึกชื่อ",
        error_messages={"required": "กรุณาระบุกลุ่มคน เช่น นักเรียน"},
    )  # fmt: skip
    school = forms.ModelChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), required=False, empty_label="ไม่แยกโรงเรียน"
    )
    expected = forms.IntegerField(label="คาดไว้ (คน)", required=False, min_value=0, max_value=100_000)
    came = forms.IntegerField(label="มา (คน)", required=False, min_value=0, max_value=100_000)

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.queryset = School.objects.filter(gatherings__gathering=gathering).order_by("name_sort")
