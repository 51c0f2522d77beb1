"""Forms of meetings. They explain and narrow choices; services decide."""

from datetime import date
from typing import Any

from django import forms

from core.errors import DomainError
from core.fields import ThaiDateField, ThaiTimeField
from core.thai.dates import parse_date
from kotpn.committee.models import Committee
from kotpn.meetings.models import AgendaItem, AgendaSection, AgendaTemplate, Invitation, Meeting, SectionKind
from schools.models import OutsidePerson, Person


class WhenForm(forms.Form):
    """Day, hours and place, as the call and the change of a meeting ask for them."""

    held_on = ThaiDateField(label="วันประชุม", error_messages={"required": "กรุณาระบุวันประชุม"})
    time_from = ThaiTimeField(label="เวลาเริ่ม", error_messages={"required": "กรุณาระบุเวลาเริ่ม"})
    time_to = ThaiTimeField(label="เวลาเลิกโดยประมาณ", required=False)
    place = forms.CharField(label="สถานที่", max_length=300, error_messages={"required": "กรุณาระบุสถานที่ประชุม"})
    online_url = forms.URLField(
        label="ที่อยู่ประชุมออนไลน์", required=False, assume_scheme="https", help_text="มีเมื่อประชุมผ่านสื่ออิเล็กทรอนิกส์"
    )
    title = forms.CharField(label="ชื่อการประชุม", max_length=300, required=False, help_text="เว้นว่าง = ประชุมตามชื่อคณะ")


class _OfCommittee(forms.Form):
    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        committees = Committee.objects.visible_to(user).of_district(district).active()
        fields["committee"].queryset = committees
        if "committee" not in self.initial:
            self.initial["committee"] = committees.first()
        fields["template"].queryset = AgendaTemplate.objects.filter(district=district, is_active=True)


def _committee() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="องค์คณะ", queryset=Committee.objects.none(), empty_label=None,
        error_messages={"required": "กรุณาเลือกองค์คณะ"},
    )  # fmt: skip


def _template() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="แบบระเบียบวาระ", queryset=AgendaTemplate.objects.none(), required=False, empty_label="ตามแบบขององค์คณะ"
    )


class CallForm(_OfCommittee, WhenForm):
    committee = _committee()
    template = _template()
    number = forms.IntegerField(
        label="ครั้งที่", required=False, min_value=1, max_value=999,
        help_text="เว้นว่าง = เลขถัดไป กรอกเมื่อปีนี้ประชุมไปแล้วก่อนใช้ระบบ",
    )  # fmt: skip
    field_order = ["committee", "held_on", "time_from", "time_to", "place", "online_url", "title", "template", "number"]


class SeriesForm(_OfCommittee):
    committee = _committee()
    year = forms.IntegerField(label="ปีงบประมาณ (พ.ศ.)", min_value=2500, max_value=2700)
    title = forms.CharField(label="ชื่อชุดการประชุม", max_length=200, initial="การประชุมประจำปี")
    days = forms.CharField(
        label="วันประชุม", widget=forms.Textarea({"rows": 5}), help_text="บรรทัดละหนึ่งวัน เช่น 15 ม.ค. 2568",
        error_messages={"required": "กรุณาใส่วันประชุมอย่างน้อยหนึ่งวัน"},
    )  # fmt: skip
    time_from = ThaiTimeField(label="เวลาเริ่ม", error_messages={"required": "กรุณาระบุเวลาเริ่ม"})
    time_to = ThaiTimeField(label="เวลาเลิกโดยประมาณ", required=False)
    place = forms.CharField(label="สถานที่", max_length=300, error_messages={"required": "กรุณาระบุสถานที่ประชุม"})
    template = _template()

    def clean_days(self) -> list[date]:
        found = []
        for number, line in enumerate(self.cleaned_data["days"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(parse_date(line.strip()))
            except DomainError as error:
                raise forms.ValidationError(f"บรรทัดที่ {number}: {error.message}") from None
        return found


class ChangeForm(WhenForm):
    letter_number = forms.CharField(label="ที่หนังสือเชิญ", max_length=100, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(meeting, name) for name in self.base_fields}, **kwargs)


class SectionForm(forms.Form):
    kind = forms.ChoiceField(label="ชนิดของหัวข้อ", choices=SectionKind.choices)
    heading = forms.CharField(label="หัวข้อ", max_length=200, required=False, help_text="เว้นว่าง = ตามชนิดของหัวข้อ")


class ItemForm(forms.Form):
    title = forms.CharField(label="เรื่อง", max_length=400, error_messages={"required": "กรุณาเขียนชื่อเรื่อง"})
    background = forms.CharField(label="ความเป็นมาและสาระสำคัญ", required=False, widget=forms.Textarea({"rows": 6}))
    point = forms.CharField(
        label="ประเด็นที่เสนอ", required=False, widget=forms.Textarea({"rows": 3}),
        help_text="เรื่องเพื่อพิจารณาต้องมี เช่น ให้ความเห็นต่อแผน",
    )  # fmt: skip
    presenter = forms.ModelChoiceField(
        label="ผู้เสนอ (บุคลากรของเขต)", queryset=Person.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    presenter_label = forms.CharField(
        label="ผู้เสนอตามที่พิมพ์", max_length=250, required=False, help_text="เช่น ผอ.กลุ่มนิเทศฯ เว้นว่าง = ชื่อข้างบน"
    )
    minutes_planned = forms.IntegerField(label="เวลา (นาที)", required=False, min_value=1, max_value=600)

    def __init__(self, *args: Any, user: Any, district: Any, item: AgendaItem | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(item, name) for name in self.base_fields} if item else {}
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)
        field: Any = self.fields["presenter"]
        field.queryset = Person.objects.visible_to(user).of_district(district).working().filter(school=None)


class MoveForm(forms.Form):
    """To another section of the same meeting."""

    section = forms.ModelChoiceField(label="ย้ายไปหัวข้อ", queryset=AgendaSection.objects.none(), empty_label=None)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, initial={"section": item.section_id}, **kwargs)
        field: Any = self.fields["section"]
        field.queryset = item.section.meeting.sections.all()


class PaperForm(forms.Form):
    title = forms.CharField(label="ชื่อเอกสาร", max_length=300, error_messages={"required": "กรุณาเขียนชื่อเอกสาร"})
    file = forms.FileField(label="เปลี่ยนไฟล์", required=False, help_text="เว้นว่าง = ใช้ไฟล์เดิม")


class GuestForm(forms.Form):
    """Somebody of the office, of the outside register, or typed in."""

    person = forms.ModelChoiceField(
        label="จากทะเบียนบุคลากร", queryset=Person.objects.none(), required=False, empty_label="ไม่เลือก"
    )
    outside = forms.ModelChoiceField(
        label="จากทะเบียนบุคคลภายนอก", queryset=OutsidePerson.objects.none(), required=False, empty_label="ไม่เลือก"
    )
    name = forms.CharField(label="หรือพิมพ์ชื่อ-สกุล", max_length=250, required=False)
    post = forms.CharField(label="ตำแหน่ง", max_length=300, required=False)
    email = forms.EmailField(label="อีเมล", required=False)
    channel = forms.ChoiceField(
        label="รูปแบบหนังสือ", choices=[("", "ตามทะเบียน"), *Invitation.Channel.choices], required=False
    )

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = Person.objects.visible_to(user).of_district(district).working().filter(school=None)
        fields["outside"].queryset = OutsidePerson.objects.filter(district=district, is_active=True)

    def clean(self) -> dict[str, Any]:
        """Name, post, address and kind of letter as the service takes them."""
        data: dict[str, Any] = super().clean() or {}
        person, outside = data.get("person"), data.get("outside")
        chosen = person or outside
        if chosen is None and not data.get("name"):
            self.add_error("name", "กรุณาเลือกจากทะเบียน หรือพิมพ์ชื่อผู้ที่จะเชิญ")
        return {
            "name": str(chosen) if chosen else data.get("name", ""),
            "post": data.get("post") or (chosen.position if chosen else ""),
            "email": data.get("email") or (chosen.email if chosen else ""),
            "channel": data.get("channel") or (Invitation.Channel.MEMO if person else Invitation.Channel.LETTER),
        }


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(
        label="คำตอบ", choices=Invitation.Reply.choices[1:], widget=forms.RadioSelect,
        error_messages={"required": "กรุณาเลือกคำตอบ"},
    )  # fmt: skip
    substitute_name = forms.CharField(label="ชื่อ-สกุลผู้แทน", max_length=250, required=False)
    substitute_post = forms.CharField(label="ตำแหน่งผู้แทน", max_length=300, required=False)
    note = forms.CharField(
        label="เหตุที่ไม่เข้าประชุม หรือหมายเหตุ", max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        initial = {
            "substitute_name": invitation.substitute_name, "substitute_post": invitation.substitute_post,
            "note": invitation.reply_note,
        }  # fmt: skip
        if invitation.reply != Invitation.Reply.WAITING:
            initial["answer"] = invitation.reply
        super().__init__(*args, initial=initial, **kwargs)
        if not invitation.meeting.committee.substitutes_allowed or invitation.member_id is None:
            field: Any = self.fields["answer"]
            field.choices = [pair for pair in field.choices if pair[0] != Invitation.Reply.SUBSTITUTE]
            del self.fields["substitute_name"], self.fields["substitute_post"]


class CommentForm(forms.Form):
    text = forms.CharField(
        label="ความเห็น", max_length=2000, widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "กรุณาเขียนความเห็น"},
    )  # fmt: skip


class TemplateForm(forms.Form):
    """A template's name and its sections, one a line: the kind's word, a bar, the heading."""

    name = forms.CharField(label="ชื่อแบบ", max_length=150, error_messages={"required": "กรุณาตั้งชื่อแบบ"})
    committee = forms.ModelChoiceField(
        label="ใช้กับองค์คณะ", queryset=Committee.objects.none(), required=False, empty_label="ทุกองค์คณะ"
    )
    is_active = forms.BooleanField(label="ใช้งาน", required=False, initial=True)

    def __init__(self, *args: Any, user: Any, district: Any, template: AgendaTemplate | None = None, **kw: Any) -> None:
        initial = {name: getattr(template, name) for name in self.base_fields} if template else None
        super().__init__(*args, initial=initial, **kw)
        field: Any = self.fields["committee"]
        field.queryset = Committee.objects.visible_to(user).of_district(district).active()
