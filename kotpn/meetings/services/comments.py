"""What members and the office say to a paper, or to a matter, before the meeting."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from kotpn.meetings.models import AgendaItem, Paper, PaperComment
from kotpn.meetings.permissions import can_comment, seat_of
from kotpn.meetings.services.base import locked, trace

LONGEST = 2000


@transaction.atomic
def comment(
    item: AgendaItem, *, actor: Any, text: str, paper: Paper | None = None, now: datetime | None = None
) -> PaperComment:
    """Shown to the secretary and every member. The same words of the same person to the same thing are one comment."""
    now = now or timezone.now()
    meeting = locked(item.section.meeting)
    seat = seat_of(actor, meeting)
    if not can_comment(actor, meeting, seat):
        raise NotAllowed("แสดงความเห็นได้ก่อนวันประชุม เฉพาะกรรมการและเจ้าหน้าที่ของสำนักงาน")
    text = needed(text, "กรุณาเขียนความเห็น", field="text")
    if len(text) > LONGEST:
        raise DomainError(f"ความเห็นยาวเกิน {LONGEST:,} ตัวอักษร", field="text")
    if paper is not None and paper.item_id != item.pk:
        raise DomainError("เอกสารนี้ไม่ได้อยู่ในเรื่องนี้", field="text")
    found = item.comments.filter(paper=paper, by=actor, text=text).first()
    if found is not None:
        return found
    made = PaperComment.objects.create(item=item, paper=paper, member=seat, text=text, by=actor, at=now)
    trace(meeting, "commented", actor=actor, now=now, data={"title": item.title[:200]})
    return made


@transaction.atomic
def drop_comment(row: PaperComment, *, actor: Any, now: datetime | None = None) -> None:
    """One's own, before the meeting; one that is gone already is no fault."""
    now = now or timezone.now()
    meeting = locked(row.item.section.meeting)
    if row.by_id != actor.pk or not can_comment(actor, meeting, seat_of(actor, meeting)):
        raise NotAllowed("ลบได้เฉพาะความเห็นของตนเอง ก่อนวันประชุม")
    gone, _ = PaperComment.objects.filter(pk=row.pk).delete()
    if gone:
        trace(meeting, "uncommented", actor=actor, now=now, data={"title": row.item.title[:200]})
