"""What minutes and resolutions put on the next agenda: minutes to adopt, resolutions still open."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.thai.dates import thai_date
from kotpn.meetings.models import Meeting, SectionKind
from kotpn.meetings.sources import AgendaSource, Proposal, register_source
from kotpn.minutes.models import Minutes
from kotpn.minutes.queries.following import open_resolutions
from kotpn.minutes.services.resolutions import resolution_pointer


def minutes_to_adopt(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    """Earlier closed meetings of the committee whose minutes are not adopted, the earliest first; two queries."""
    rows = Meeting.objects.before(meeting).closed().exclude(minutes__state=Minutes.State.ADOPTED)
    for row in rows.select_related("committee", "minutes").order_by("held_on", "pk"):
        state = row.minutes.get_state_display() if hasattr(row, "minutes") else "ยังไม่ได้จัดทำ"
        yield Proposal(
            title=f"รับรองรายงานการประชุม {row.occasion} เมื่อ{thai_date(row.held_on, 'long_day')}",
            background=f"ฝ่ายเลขานุการได้จัดทำรายงานการประชุม {row.occasion} และแจ้งเวียนกรรมการแล้ว"
            if state == Minutes.State.CIRCULATED.label
            else "",
            point="เพื่อโปรดพิจารณารับรองรายงานการประชุม",
            why=f"รายงานการประชุมครั้งก่อน ({state})",
            presenter_label="ฝ่ายเลขานุการ",
            adopts=row,
            papers=(("document", "meeting-minutes", {"meeting": str(row.pk)}),) if hasattr(row, "minutes") else (),
        )


def arising(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    """Open resolutions, one matter each, with what was done since; three queries."""
    for row in open_resolutions(meeting.committee, before=meeting.held_on):
        notes = list(row.notes.all())
        lines = [f"{row.reference} ({row.meeting.occasion}): {row.text}"]
        who = f"ผู้รับผิดชอบ {row.owner_label}" if row.owner_label else ""
        due = f"กำหนด {thai_date(row.due_on)}" if row.due_on else ""
        lines += [" ".join(part for part in (who, due) if part)] if who or due else []
        lines += [f"{thai_date(note.at, 'short')} {note.text}" for note in notes[-5:]] or ["ยังไม่มีรายงานความก้าวหน้า"]
        if row.opened_label:
            lines.append(f"เปิดงานติดตามแล้ว: {row.opened_label}")
        state = "แจ้งว่าเสร็จแล้ว รอที่ประชุมพิจารณา" if row.state == "done" else "กำลังดำเนินการ"
        yield Proposal(
            title=f"ติดตาม{row.reference} {row.text}"[:400],
            source=resolution_pointer(row),
            background="\n".join(lines),
            point="เพื่อโปรดทราบผลการดำเนินการและพิจารณา",
            why=f"มติที่ยังไม่ปิด ({state})",
            presenter_label=row.owner_label or "ฝ่ายเลขานุการ",
        )


def register() -> None:
    register_source(AgendaSource("minutes.adopt", "รายงานการประชุมที่รอรับรอง", SectionKind.ADOPT, minutes_to_adopt))
    register_source(AgendaSource("minutes.arising", "มติที่ยังดำเนินการอยู่", SectionKind.ARISING, arising))
