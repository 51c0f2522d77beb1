"""What the acts on meetings share: the pointer, the trace, the lock and the right."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import NotAllowed
from core.pointers import Pointer
from kotpn.committee.permissions import may_keep
from kotpn.meetings.models import Meeting
from kotpn.meetings.permissions import STATES

KIND = "committee_meeting"


def meeting_pointer(meeting: Meeting) -> Pointer:
    return Pointer(KIND, str(meeting.pk), str(meeting), meeting.held_on)


def trace(meeting: Meeting, act: str, *, actor: Any, now: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"committee_meeting.{act}", target=meeting_pointer(meeting),
        district_code=meeting.committee.district.code, data=data or {}, at=now,
    )  # fmt: skip


def must_keep(actor: Any, district: Any) -> None:
    if not may_keep(actor, district):
        raise NotAllowed("จัดการประชุมได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now; the row stays ours until commit."""
    Meeting.objects.select_for_update().values_list("pk").get(pk=meeting.pk)
    return Meeting.objects.select_related("committee__district__settings", "series").get(pk=meeting.pk)


def to_act(meeting: Meeting, act: str, actor: Any) -> Meeting:
    """Locked, this person's to keep, and in a state that allows `act`."""
    meeting = locked(meeting)
    must_keep(actor, meeting.committee.district_id)
    STATES.next(meeting.state, act)
    return meeting
