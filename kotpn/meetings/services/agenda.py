"""Acts on the agenda: sections and items."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from kotpn.meetings.models import AgendaItem, AgendaSection, Meeting, SectionKind
from kotpn.meetings.permissions import STATES, can_keep_meeting
from kotpn.meetings.services.calling import locked, meeting_pointer
from schools.models import Person


def to_prepare(meeting: Meeting, actor: Any) -> Meeting:
    """The meeting locked, with the actor's right and its state looked at."""
    meeting = locked(meeting)
    if not can_keep_meeting(actor, meeting):
        raise NotAllowed("จัดระเบียบวาระได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    STATES.next(meeting.state, "prepare")
    return meeting


@transaction.atomic
def add_section(meeting: Meeting, *, actor: Any, kind: str, heading: str, now: datetime | None = None) -> AgendaSection:
    """A section after the last one."""
    meeting = to_prepare(meeting, actor)
    if kind not in SectionKind.values:
        raise DomainError("ไม่มีระเบียบวาระชนิดนี้", field="kind")
    top = meeting.sections.aggregate(top=Max("position"))["top"] or 0
    heading = needed(heading, "กรุณากรอกหัวข้อ", field="heading")
    return AgendaSection.objects.create(meeting=meeting, position=top + 1, kind=kind, heading=heading)


@transaction.atomic
def add_item(
    section: AgendaSection, *, actor: Any, title: str, background: str = "", point: str = "",
    presenter: Person | None = None, presenter_label: str = "", minutes_planned: int | None = None,
    adopts: Meeting | None = None, source: Pointer | None = None, now: datetime | None = None,
) -> AgendaItem:  # fmt: skip
    """A matter at the end of its section; one with a source that is on the agenda already is the one that is there."""
    now = now or timezone.now()
    meeting = to_prepare(section.meeting, actor)
    title = " ".join(needed(title, "กรุณากรอกเรื่อง", field="title").split())
    here = AgendaItem.objects.filter(section__meeting=meeting)
    found = None
    if source is not None:
        found = here.filter(source_kind=source.kind, source_key=source.key).first()
    elif adopts is not None:
        found = here.filter(adopts=adopts).first()
    if found is not None:
        return found
    top = section.items.aggregate(top=Max("position"))["top"] or 0
    item = AgendaItem.objects.create(
        section=section, position=top + 1, title=title, background=background.strip(), point=point.strip(),
        presenter=presenter, presenter_label=presenter_label.strip() or (str(presenter) if presenter else ""),
        minutes_planned=minutes_planned, adopts=adopts, source_kind=source.kind if source else "",
        source_key=source.key if source else "", source_label=source.label if source else "", saved_by=actor,
        created_at=now, updated_at=now,
    )  # fmt: skip
    audit.record(
        actor=actor, action="committee_meeting.item_added", target=meeting_pointer(meeting),
        district_code=meeting.committee.district.code, data={"title": title[:200]}, at=now,
    )  # fmt: skip
    return item
