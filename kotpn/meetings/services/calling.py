"""Acts on a meeting before it is held: call it, change it, cancel it."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from core.thai.dates import be_year
from core.thai.years import fiscal_year
from kotpn.committee.models import Committee
from kotpn.committee.permissions import can_keep
from kotpn.meetings.models import AgendaSection, AgendaTemplate, Meeting, MeetingSeries, SectionKind


def meeting_pointer(meeting: Meeting) -> Pointer:
    return Pointer("committee_meeting", str(meeting.pk), str(meeting), meeting.held_on)


def locked(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the transaction ends."""
    Meeting.objects.select_for_update().values_list("pk").get(pk=meeting.pk)
    return Meeting.objects.select_related("committee__district").get(pk=meeting.pk)


def year_of(committee: Committee, held_on: date) -> int:
    """Year (พ.ศ.) the numbers of meetings and resolutions of that day belong to."""
    return fiscal_year(held_on) if committee.numbering == Committee.YearKind.FISCAL else be_year(held_on)


def next_occasion(committee: Committee, year: int) -> int:
    """The ครั้งที่ after the last one standing; a cancelled meeting leaves its number to the next."""
    top = committee.meetings.standing().filter(year=year).aggregate(top=Max("number"))["top"]
    return (top or 0) + 1


@transaction.atomic
def call_meeting(
    committee: Committee, *, actor: Any, held_on: date, time_from: time, place: str, time_to: time | None = None,
    title: str = "", online_url: str = "", series: MeetingSeries | None = None, template: AgendaTemplate | None = None,
    now: datetime | None = None,
) -> Meeting:  # fmt: skip
    """A meeting with its number and the sections of a template (the customary six without one); the same day and hour
    again is the meeting that is there."""
    now = now or timezone.now()
    if not can_keep(actor, committee):
        raise NotAllowed("นัดประชุมได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    committee = Committee.objects.select_for_update().select_related("district").get(pk=committee.pk)
    place = " ".join(needed(place, "กรุณากรอกสถานที่", field="place").split())
    if time_to is not None and time_to <= time_from:
        raise DomainError("เวลาเลิกต้องอยู่หลังเวลาเริ่ม", field="time_to")
    same = committee.meetings.standing().filter(held_on=held_on, time_from=time_from).first()
    if same is not None:
        return same
    year = year_of(committee, held_on)
    meeting = Meeting.objects.create(
        committee=committee, series=series, number=next_occasion(committee, year), year=year, title=title.strip(),
        held_on=held_on, time_from=time_from, time_to=time_to, place=place, online_url=online_url, created_by=actor,
        created_at=now, updated_at=now,
    )  # fmt: skip
    rows = [(row.kind, row.heading) for row in template.sections.all()] if template else list(SectionKind.choices)
    AgendaSection.objects.bulk_create(
        AgendaSection(meeting=meeting, position=number, kind=kind, heading=heading)
        for number, (kind, heading) in enumerate(rows, 1)
    )
    audit.record(
        actor=actor, action="committee_meeting.called", target=meeting_pointer(meeting),
        district_code=committee.district.code, data={"occasion": meeting.occasion}, at=now,
    )  # fmt: skip
    return meeting
