"""A teacher hands the draft to the principal; the principal sends it: a revision is fixed, once."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import notify
from core.approvals.content import content_hash
from core.errors import DomainError, NotAllowed
from core.missing import refuse_if_missing
from qa.sar import permissions
from qa.sar.missing import missing_of_sar
from qa.sar.models import Sar, SarRevision
from qa.sar.permissions import SAR_STATES
from qa.sar.queries.content import filled, snapshot
from qa.sar.services.common import locked, reviewers_of, sar_pointer, sar_url, tell_school, trace_sar
from qa.sar.services.filling import refuse_if_shut

State = Sar.State


@transaction.atomic
def hand_to_principal(sar: Sar, *, actor: Any, now: datetime | None = None) -> Sar:
    """A teacher is done: the principal reads and sends. Again is the same."""
    now = now or timezone.now()
    held = locked(sar)
    if not permissions.may_write(actor, held):
        raise NotAllowed("เขียน SAR ได้เฉพาะ ผอ.โรงเรียนและครูที่ได้รับมอบหมายของโรงเรียนนี้")
    refuse_if_shut(held, timezone.localdate(now))
    refuse_if_missing(missing_of_sar(held))
    if held.state != State.PRINCIPAL:
        held.state, held.updated_at = SAR_STATES.next(held.state, "hand"), now
        held.save(update_fields=["state", "updated_at"])
        trace_sar(held, "handed", actor=actor, at=now)
        tell_school(held, code="sar.handed", title=f"เขียนเสร็จแล้ว รอท่านส่ง: {held.call}", but=actor, now=now)
    return held


@transaction.atomic
def submit_sar(
    sar: Sar, *, actor: Any, seen: int | None = None, now: datetime | None = None, today: date | None = None
) -> Sar:
    """The principal sends. `seen` is the revision the page showed: the second of two clicks, which still says the one
    before, gets the revision the first one made; any other sending of what is sent already is refused."""
    now = now or timezone.now()
    today = today or timezone.localdate(now)
    held = locked(sar)
    if not permissions.may_submit(actor, held):
        raise NotAllowed("ส่ง SAR ได้เฉพาะ ผอ.โรงเรียน")
    if held.state == State.SUBMITTED and seen is not None and seen < held.revision:
        return held
    if held.state == State.SUBMITTED:
        raise DomainError(f"SAR นี้ส่งแล้ว (ฉบับที่ {held.revision}) ส่งซ้ำไม่ได้จนกว่าผู้ตรวจจะส่งกลับ")
    refuse_if_shut(held, today)
    target = SAR_STATES.next(held.state, "submit")
    found = filled(held)
    refuse_if_missing(missing_of_sar(held, found))
    content = snapshot(found)
    digest = content_hash(content)
    if held.revision == 0:
        held.late = held.is_late(today)
    if digest != held.content_hash:
        held.revision += 1
        SarRevision.objects.create(
            sar=held, number=held.revision, content_hash=digest, snapshot=content, made_by=actor, made_at=now
        )
    held.state, held.content_hash, held.reason = target, digest, ""
    held.submitted_at, held.submitted_by, held.updated_at = now, actor, now
    held.decided_at = held.decided_by = None
    held.save()
    trace_sar(held, "submitted", actor=actor, at=now, data={"revision": held.revision})
    notify.send(
        [user for user in reviewers_of(held, today) if user != actor], code="sar.submitted",
        title=f"SAR รอตรวจ: {held.school} ฉบับที่ {held.revision}"[:300], body=str(held.call), url=sar_url(held),
        pointer=sar_pointer(held), district_code=held.call.district.code, now=now,
    )  # fmt: skip
    return held
