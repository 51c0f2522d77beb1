"""Forms of the pages at the meeting."""

from typing import Any

from django import forms

from core.fields import ThaiTimeField
from kotpn.committee.queries import members_on
from kotpn.meetings.models import Meeting
from schools.models import Person


class OtherForm(forms.Form):
    """Somebody present who holds no seat: picked among the office's people, or written by name."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label="บุคคลของสำนักงาน", required=False, empty_label="ไม่อยู่ในรายชื่อ"
    )
    name = forms.CharField(label="ชื่อ-สกุล", max_length=250, required=False, help_text="กรอกเมื่อไม่ได้เลือกจากรายชื่อ")
    post = forms.CharField(label="ตำแหน่ง", max_length=300, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = [row.person_id for row in members_on(meeting.committee, meeting.held_on) if row.person_id]
        field: Any = self.fields["person"]
        field.queryset = (
            Person.objects.working().of_district(meeting.committee.district).of_office().exclude(pk__in=seats)
            .order_by("name_sort")
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("person") and not data.get("name"):
            self.add_error("name", "กรุณาเลือกบุคคลหรือกรอกชื่อผู้เข้าร่วมประชุม")
        return data


class ClosingForm(forms.Form):
    at = ThaiTimeField(label="เลิกประชุมเวลา", error_messages={"required": "กรุณากรอกเวลาเลิกประชุม"})
