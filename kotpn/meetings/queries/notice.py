"""The notice given, counted, and how long the meeting is to last."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.thai.dates import thai_date
from kotpn.meetings.models import Meeting


@dataclass(frozen=True)
class Notice:
    """One week's notice, counted: `days` from the day of sending (today until it is sent) to the meeting."""

    days: int
    needed: int
    send_by: date
    sent: bool

    @property
    def is_short(self) -> bool:
        return self.days < self.needed

    @property
    def sentence(self) -> str:
        if self.sent:
            told = f"ส่งหนังสือเชิญก่อนประชุม {self.days} วัน"
            return f"{told} น้อยกว่า {self.needed} วันที่กำหนด" if self.is_short else told
        if self.is_short:
            return f"ควรส่งหนังสือเชิญภายใน {thai_date(self.send_by, 'short')} ขณะนี้เหลือ {max(self.days, 0)} วันก่อนประชุม"
        return f"ต้องส่งหนังสือเชิญภายใน {thai_date(self.send_by, 'short')}"


def notice_of(meeting: Meeting, *, today: date) -> Notice:
    needed = meeting.committee.notice_days
    sent = meeting.invited_on is not None
    return Notice(
        days=(meeting.held_on - (meeting.invited_on or today)).days, needed=needed,
        send_by=meeting.held_on - timedelta(days=needed), sent=sent,
    )  # fmt: skip


def minutes_of(meeting: Meeting) -> int | None:
    """How long the meeting is to last; None where no end is planned."""
    if meeting.time_to is None:
        return None
    start, end = (value.hour * 60 + value.minute for value in (meeting.time_from, meeting.time_to))
    return end - start
