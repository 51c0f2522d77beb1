"""What the documents of a meeting share: which meeting, who may have them, how it is named on paper."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.thai.dates import thai_date, thai_time
from kotpn.meetings.models import Meeting
from reports.base import BuildContext
from reports.forms import DigitsField
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm


def meeting_label(meeting: Meeting) -> str:
    return f"{meeting} · {thai_date(meeting.held_on, 'short')}"


class MeetingForm(DistrictForm):
    """`meeting`: by default the next one to be held, else the latest."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label="การประชุม", empty_label=None)
    digits = DigitsField()
    field_order: ClassVar[Any] = ("meeting",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Meeting.objects).of_district(self.district).select_related("committee")
        field: Any = self.fields["meeting"]
        field.queryset = rows
        field.label_from_instance = meeting_label
        standing = rows.standing()
        following = standing.filter(held_on__gte=timezone.localdate()).order_by("held_on", "pk").first()
        field.initial = following or standing.order_by("-held_on", "-pk").first()


class MeetingDocument(DistrictDocument):
    """Whoever may read papers of the office and sees a meeting of it; the office itself at any time."""

    form_class = MeetingForm

    def may_run(self, user: Any, district_code: str) -> bool:
        if super().may_run(user, district_code):
            return True
        district = District.objects.filter(code=district_code).first()
        return district is not None and Meeting.objects.visible_to(user).of_district(district).exists()

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['meeting']}"

    def meeting(self, context: BuildContext) -> Meeting:
        """The meeting read again with its committee and office; DomainError once it is cancelled."""
        found: Meeting = (
            context.visible(Meeting.objects)
            .select_related("committee__district__settings")
            .get(pk=context.params["meeting"].pk)
        )
        if found.state == Meeting.State.CANCELLED:
            raise DomainError("การประชุมครั้งนี้ยกเลิกแล้ว จึงไม่มีเอกสารประกอบการประชุม")
        return found


def subject_of(meeting: Meeting) -> str:
    """The meeting as papers name it: its own title, else the committee's full name."""
    return meeting.title or meeting.committee.name


def head_of(meeting: Meeting) -> dict[str, Any]:
    """Context of templates/documents/kotpn/_meeting_head.html."""
    hours = thai_time(meeting.time_from, official=True)
    if meeting.time_to:
        hours = f"{thai_time(meeting.time_from, official=True).removesuffix('น.').strip()} - " + thai_time(
            meeting.time_to, official=True
        )
    return {
        "meeting": meeting,
        "committee": meeting.committee,
        "district": meeting.committee.district,
        "subject": subject_of(meeting),
        "day": thai_date(meeting.held_on, "long_day"),
        "hours": hours,
    }
