"""The form of a resolution on the page at the meeting."""

from typing import Any

from django import forms

from core.fields import ThaiDateField, ThaiTimeField
from kotpn.meetings.models import AgendaItem, SectionKind
from kotpn.minutes.models import Resolution
from schools.models import Person, School

Kind = Resolution.Kind
# What is usually decided in a section.
USUAL = {
    SectionKind.CHAIR: Kind.NOTE, SectionKind.ADOPT: Kind.ADOPT, SectionKind.ARISING: Kind.NOTE,
    SectionKind.INFORM: Kind.NOTE, SectionKind.CONSIDER: Kind.AGREE, SectionKind.OTHER: Kind.NOTE,
}  # fmt: skip


def usual_kind(item: AgendaItem, *, quorum: bool) -> str:
    """What the form begins with; without a quorum there is only the observation."""
    if not quorum:
        return Kind.OBSERVE
    kind = USUAL.get(SectionKind(item.section.kind), Kind.NOTE)
    return Kind.NOTE if kind == Kind.ADOPT and item.adopts_id is None else kind


class ResolutionForm(forms.Form):
    """`fresh`: for one not recorded yet, which may also be opened as an action."""

    text = forms.CharField(
        label="มติที่ประชุม", max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "กรุณาเขียนมติที่ประชุม"},
    )  # fmt: skip
    kind = forms.ChoiceField(label="ชนิดของมติ")
    at = ThaiTimeField(label="เวลาลงมติ", help_text="", error_messages={"required": "กรุณากรอกเวลาลงมติ"})
    manner = forms.ChoiceField(label="วิธี", choices=Resolution.Manner.choices)
    votes_for = forms.IntegerField(label="เห็นด้วย", min_value=0, max_value=500, required=False)
    votes_against = forms.IntegerField(label="ไม่เห็นด้วย", min_value=0, max_value=500, required=False)
    votes_abstain = forms.IntegerField(label="งดออกเสียง", min_value=0, max_value=500, required=False)
    owner = forms.ModelChoiceField(Person.objects.none(), label="ผู้รับผิดชอบ", required=False, empty_label="ไม่มี")
    due_on = ThaiDateField(label="กำหนดเสร็จ", required=False, help_text="")
    owner_label = forms.CharField(
        label="ผู้รับผิดชอบ (ที่ไม่อยู่ในรายชื่อ)", max_length=250, required=False, help_text="ชื่อตำแหน่งหรือหน่วยงาน"
    )
    as_action = forms.BooleanField(label="เปิดเป็นเรื่องให้ดำเนินการและติดตามจนปิด", required=False)
    school = forms.ModelChoiceField(
        School.objects.none(), label="โรงเรียนที่ต้องดำเนินการ", required=False, empty_label="ไม่ใช่เรื่องของโรงเรียน"
    )

    def __init__(self, *args: Any, item: AgendaItem, user: Any, fresh: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committee = item.section.meeting.committee
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [
            (value, label) for value, label in Kind.choices if value != Kind.ADOPT or item.adopts_id is not None
        ]
        people = Person.objects.visible_to(user).of_district(committee.district)
        fields["owner"].queryset = people.working().of_office().order_by("name_sort")
        schools = School.objects.visible_to(user).of_district(committee.district)
        fields["school"].queryset = schools.order_by("name_sort")
        # Without a vote they are not shown, with one they are asked for.
        for name in ("votes_for", "votes_against"):
            fields[name].needed_to_send = True
        if not fresh:
            del self.fields["as_action"], self.fields["school"]

    def given(self) -> dict[str, Any]:
        """What the services take."""
        return dict(self.cleaned_data)
