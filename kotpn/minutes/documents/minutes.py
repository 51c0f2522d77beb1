"""`meeting-minutes` รายงานการประชุม (แบบที่ 11 of ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from core.approvals import short_hash
from core.errors import DomainError
from core.thai.dates import MONTHS, NBSP, WEEKDAYS, be_year, thai_time
from kotpn.meetings.documents.base import meeting_label, subject_of
from kotpn.meetings.models import Meeting, SectionKind
from kotpn.minutes.content import Content, Part, content_of
from kotpn.minutes.models import Minutes
from reports.base import Block, Book, BuildContext
from reports.pdf.book import Mark
from schools.models import District
from schools.printing import DistrictDocument, PrintedForm

_LINES_A_PAGE = 28
_NOTHING = {SectionKind.ARISING: "ไม่มีเรื่องสืบเนื่อง", SectionKind.ADOPT: "ไม่มีรายงานการประชุมที่ต้องรับรอง"}


def official_day(day: date) -> str:
    """วันพุธที่ 22 มกราคม พ.ศ. 2568, as the form asks."""
    parts = (f"วัน{WEEKDAYS[day.weekday()]}ที่", str(day.day), MONTHS[day.month - 1], "พ.ศ.", str(be_year(day)))
    return NBSP.join(parts)


def name_of(meeting: Meeting) -> str:
    """What stands after รายงาน: การประชุมคณะกรรมการ…, whether or not the name begins with การประชุม."""
    subject = subject_of(meeting)
    for word in ("การประชุม", "ประชุม"):
        if subject.startswith(word):
            return f"การประชุม{subject.removeprefix(word)}"
    return f"การประชุม{subject}"


@dataclass(frozen=True)
class Printed:
    """A section as printed; `nothing` where it had no item."""

    part: Part
    nothing: str


def mark_of(minutes: Minutes) -> Mark:
    """ร่าง until a meeting adopted them."""
    return "" if minutes.state == Minutes.State.ADOPTED else "draft"


def minutes_block(context: BuildContext, minutes: Minutes, *, title: str = "", key: str = "") -> Block:
    """One paper: head, who came, the items with what was decided, the signatures, what the adopting meeting changed."""
    meeting = minutes.meeting
    content = content_of(meeting)
    sections = [
        Printed(part, "" if part.matters else _NOTHING.get(SectionKind(part.kind), "ไม่มี")) for part in content.parts
    ]
    data = {
        "minutes": minutes, "meeting": meeting, "content": content, "sections": sections, "name": name_of(meeting),
        "day": official_day(meeting.held_on), "began": thai_time(content.opened_at, official=True),
        "ended": thai_time(content.closed_at, official=True),
        "others": [{"name": name, "post": post} for name, post in content.others], **_adoption(minutes),
    }  # fmt: skip
    return context.block(
        "documents/kotpn/minutes.html", data, title=title, key=key, foot=foot_of(minutes), mark=mark_of(minutes),
        pages=_pages(content),
    )  # fmt: skip


def _adoption(minutes: Minutes) -> dict[str, Any]:
    """What the adopting meeting said, for the end of the paper."""
    adopted_in = minutes.adopted_in
    if adopted_in is None:
        return {"amendments": []}
    return {
        "amendments": list(minutes.amendments.select_related("item")),
        "adopted_in": adopted_in,
        "adopted_day": official_day(adopted_in.held_on),
    }


def foot_of(minutes: Minutes) -> str:
    words = f"ฉบับที่ {minutes.revision} · {minutes.get_state_display()}"
    return f"{words} · {short_hash(minutes.content_hash)}" if minutes.content_hash else words


def _pages(content: Content) -> int:
    lines = len(content.came) + len(content.missed) + len(content.others) + 20
    for part in content.parts:
        for matter in part.matters:
            words = len(matter.title) + len(matter.text) + sum(len(row.text) for row in matter.resolutions)
            lines += 3 + words // 80
    return 1 + lines // _LINES_A_PAGE


class MinutesForm(PrintedForm):
    """`meeting`: the latest whose minutes were begun unless given."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label="การประชุม", empty_label=None)
    field_order = ("meeting", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.reader.visible(Minutes.objects).of_district(self.district)
        field: Any = self.fields["meeting"]
        field.queryset = Meeting.objects.filter(pk__in=held.order_by().values("meeting")).select_related("committee")
        field.label_from_instance = meeting_label
        field.initial = field.queryset.order_by("-held_on", "-pk").first()


class OfMinutes(DistrictDocument):
    """Whoever reads papers of the office, and whoever sees minutes of it: members and those named on them."""

    def may_run(self, user: Any, district_code: str) -> bool:
        if super().may_run(user, district_code):
            return True
        district = District.objects.filter(code=district_code).first()
        return district is not None and Minutes.objects.visible_to(user).of_district(district).exists()


class MeetingMinutes(OfMinutes):
    key = "meeting-minutes"
    title = "รายงานการประชุม"
    description = "รายงานการประชุมตามแบบที่ 11 มีลายน้ำร่างจนกว่าที่ประชุมจะรับรอง พร้อมรายการแก้ไขของที่ประชุม"
    form_class = MinutesForm

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['meeting']}"

    def pdf(self, context: BuildContext) -> Book:
        minutes = self.minutes(context)
        block = minutes_block(context, minutes, title=f"{self.title} {minutes.meeting.occasion}")
        return Book(
            f"รายงาน{minutes.meeting}", [block], digits=self.digits(context), number_first=False, numbering="top"
        )

    def minutes(self, context: BuildContext) -> Minutes:
        """The minutes read again with their meeting; DomainError once the meeting is cancelled."""
        found: Minutes = (
            context.visible(Minutes.objects)
            .select_related("meeting__committee__district__settings", "adopted_in")
            .get(meeting=context.params["meeting"].pk)
        )
        if found.meeting.state == Meeting.State.CANCELLED:
            raise DomainError("การประชุมครั้งนี้ยกเลิกแล้ว จึงไม่มีรายงานการประชุม")
        return found
