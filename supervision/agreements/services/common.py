"""What every act on an agreement does: lock, check the state and who acts, leave its trace, hash what was printed."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.stamps import held_since
from supervision.agreements.models import Agreement, AgreementWitness
from supervision.agreements.permissions import STATES, may_at_all, may_issue
from supervision.agreements.queries import pointer_of
from supervision.improvement.models import Programme

_REFUSED = "ท่านทำรายการนี้กับบันทึกข้อตกลงฉบับนี้ไม่ได้"
Witness = tuple[str, str, str]  # side, name, post


def locked(agreement: Agreement, actor: Any, act: str, *, stamp: int | None = None) -> Agreement:
    """The row for writing. Who may not act at all is told first; a wrong state next; StaleRevision when it was saved
    since `stamp`."""
    row: Agreement = Agreement.objects.select_for_update(of=("self",)).whole().get(pk=agreement.pk)
    if actor is not audit.SYSTEM and not may_at_all(actor, row, act):
        raise NotAllowed(_REFUSED)
    STATES.next(row.state, act)
    held_since(row, stamp, actor=actor)
    return row


def locked_programme(programme: Programme, actor: Any, *, working: bool = True) -> Programme:
    """The programme for issuing, one at a time so that numbers run without a gap."""
    rows = Programme.objects.select_for_update(of=("self",)).select_related("district__settings", "model")
    row: Programme = rows.get(pk=programme.pk)
    if actor is not audit.SYSTEM and not may_issue(actor, row):
        raise NotAllowed("ท่านออกบันทึกข้อตกลงของปีนี้ไม่ได้")
    if working and row.state != Programme.State.OPEN:
        raise DomainError(f"{row.name} {row.get_state_display()}แล้ว ออกบันทึกข้อตกลงเพิ่มไม่ได้")
    return row


def touch(row: Agreement, now: datetime | None, *fields: str) -> None:
    """Save the named fields with the next stamp."""
    row.stamp += 1
    row.updated_at = now or timezone.now()
    row.save(update_fields=[*fields, "stamp", "updated_at"])


def trace(row: Agreement, act: str, actor: Any, at: datetime | None = None, **data: Any) -> None:
    part = row.participation
    audit.record(
        actor=actor, action=f"agreement.{act}", target=pointer_of(row),
        district_code=part.programme.district.code, data=data, at=at,
    )  # fmt: skip


def hash_of(row: Agreement, witnesses: Iterable[Witness]) -> str:
    """Of everything the paper prints, so that a paper in hand can be told from a later one."""
    content = [
        row.number, row.edition, row.dated.isoformat(), row.wording, row.targets, row.office_signer, row.office_post,
        row.school_signer, row.school_post, [list(one) for one in witnesses],
    ]  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def witness_rows(row: Agreement, witnesses: Iterable[Witness]) -> list[AgreementWitness]:
    return [
        AgreementWitness(agreement=row, side=side, position=place, name=name, post=post)
        for place, (side, name, post) in enumerate(witnesses)
    ]
