"""What is still absent before the invitation may go out, and what the secretary should know but is not held up by."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum
from django.urls import reverse

from core.missing import Missing
from core.thai.dates import thai_date
from kotpn.committee.queries import members_on
from kotpn.meetings.models import AgendaItem, Meeting, Paper, SectionKind

# Matters the committee decides need the point to decide (facts: each item needs background and the point).
_DECIDED = (SectionKind.CONSIDER,)


def missing(meeting: Meeting, *, today: date) -> list[Missing]:
    """Refuses the invitation."""
    page = reverse("committee-meetings:meeting", args=[meeting.pk])
    edit = reverse("committee-meetings:change", args=[meeting.pk])
    found = []
    if meeting.held_on < today:
        found.append(Missing("วันประชุมผ่านไปแล้ว", "id_held_on", edit))
    if not members_on(meeting.committee, meeting.held_on):
        found.append(Missing("ไม่มีกรรมการที่อยู่ในวาระในวันประชุม", "head", page))
    items = AgendaItem.objects.filter(section__meeting=meeting)
    if not items.exists():
        found.append(Missing("ระเบียบวาระยังไม่มีเรื่อง", "agenda", page))
    for item in items.filter(section__kind__in=_DECIDED, point="").order_by("section__position", "position"):
        found.append(
            Missing(
                f"เรื่อง “{item.title[:80]}” ยังไม่มีประเด็นที่เสนอให้พิจารณา", "id_point",
                reverse("committee-meetings:item", args=[item.pk]),
            )
        )  # fmt: skip
    return found


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


def remarks(meeting: Meeting, *, today: date) -> list[str]:
    """Sentences of what does not hold the meeting up: short notice, papers that cannot be merged, too little time."""
    found = []
    notice = notice_of(meeting, today=today)
    if notice.is_short:
        found.append(notice.sentence)
    for title, problem in (
        Paper.objects.filter(item__section__meeting=meeting).exclude(problem="").values_list("title", "problem")
    ):
        found.append(f"เอกสาร “{title[:80]}”: {problem}")
    told = AgendaItem.objects.filter(section__meeting=meeting).aggregate(
        minutes=Sum("minutes_planned"), untimed=Count("pk", filter=Q(minutes_planned=None))
    )
    room = minutes_of(meeting)
    if room is not None and (told["minutes"] or 0) > room:
        found.append(f"เวลาที่วางไว้รวม {told['minutes']} นาที มากกว่าเวลาประชุม {room} นาที")
    return found


def minutes_of(meeting: Meeting) -> int | None:
    """How long the meeting is to last; None where no end is planned."""
    if meeting.time_to is None:
        return None
    start, end = (value.hour * 60 + value.minute for value in (meeting.time_from, meeting.time_to))
    return end - start
