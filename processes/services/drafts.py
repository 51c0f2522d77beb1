"""A school's own people prepare the answer; who answers for the school reads it, changes it and sends it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, StaleRevision
from processes.models import Action
from processes.permissions import can_draft
from processes.services.actions import action_pointer
from schools.queries import holders


def stamp_of(action: Action) -> str:
    """Which draft a page showed, so that a later one is not written over unread; empty where there is none."""
    return action.drafted_at.isoformat() if action.drafted_at else ""


def draft_answer(action: Action, *, actor: Any, text: str, seen: str, now: datetime | None = None) -> Action:
    """Keep a draft of the answer with who wrote it and tell the principal. `seen` is `stamp_of` what the page showed.

    NotAllowed for who is not of the school or may send the answer anyway, DomainError for an empty text or an action
    that waits for no answer, StaleRevision when a colleague saved another draft meanwhile.
    """
    now, text = now or timezone.now(), text.strip()
    if not text:
        raise DomainError("กรุณาเขียนร่างคำตอบ", field="draft")
    with transaction.atomic():
        action = Action.objects.select_for_update(of=("self",)).select_related("district", "school").get(pk=action.pk)
        if action.state != Action.State.OPEN:
            raise DomainError("เรื่องนี้แจ้งผลหรือปิดไปแล้ว จึงร่างคำตอบไม่ได้")
        if not can_draft(actor, action):
            raise NotAllowed("ท่านร่างคำตอบของเรื่องนี้ไม่ได้")
        if action.draft == text and action.drafted_by_id == actor.pk:
            return action  # the second of two clicks
        if seen != stamp_of(action):
            raise StaleRevision("มีผู้บันทึกร่างใหม่กว่าที่ท่านเปิดอยู่ กรุณาอ่านร่างล่าสุดแล้วบันทึกอีกครั้ง", field="draft")
        first = action.has_no_draft
        action.draft, action.drafted_by, action.drafted_at = text, actor, now
        action.save(update_fields=["draft", "drafted_by", "drafted_at"])
        audit.record(
            actor=actor,
            action="action.drafted",
            target=action_pointer(action),
            district_code=action.district.code,
            at=now,
        )
        if first and action.school is not None:
            notify.send(
                holders("principal", action.district, timezone.localdate(now), school=action.school),
                code="action.drafted",
                title=f"มีร่างคำตอบรอท่านตรวจและส่ง: {action.text[:120]}",
                body=f"ร่างโดย {actor}",
                url=reverse("processes:action", args=[action.pk]),
                pointer=action_pointer(action),
                district_code=action.district.code,
                now=now,
            )
    return action
