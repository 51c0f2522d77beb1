"""What every act on a letter does: lock, check the state and who acts, leave its trace, tell people."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed
from core.stamps import held_since
from office.letters.models import Letter
from office.letters.permissions import STATES, can_act
from office.letters.queries import pointer_of

_REFUSED = "ท่านทำรายการนี้กับหนังสือฉบับนี้ไม่ได้"


def locked(
    letter: Letter, actor: Any, act: str, *, stamp: int | None = None, values: Mapping[str, Any] | None = None
) -> Letter:
    """The row for writing. A wrong state is told before a wrong person; StaleRevision when it was saved since with
    other `values`."""
    row = Letter.objects.select_for_update(of=("self",)).select_related("district").get(pk=letter.pk)
    STATES.next(row.state, act)
    if not row.is_in and act in ("propose", "opine", "route", "close"):
        raise DomainError("หนังสือส่งไม่ต้องเสนอหรือมอบ ใช้กับหนังสือรับเท่านั้น")
    if actor is not audit.SYSTEM and not can_act(actor, row, act):
        raise NotAllowed(_REFUSED)
    held_since(row, stamp, actor=actor, values=values)
    return row


def touch(row: Letter, now: datetime, *fields: str) -> None:
    """Save the named fields with the next stamp."""
    row.stamp += 1
    row.updated_at = now
    row.save(update_fields=[*fields, "stamp", "updated_at"])


def moment(now: datetime | None) -> datetime:
    return now or timezone.now()


def trace(row: Letter, act: str, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"letter.{act}", target=pointer_of(row), district_code=row.district.code, data=data, at=at
    )


def tell(
    people: Iterable[Any], row: Letter, *, code: str, title: str, at: datetime, body: str = "", key: str = ""
) -> None:
    """A notice with the way to the letter; of a secret one the subject is not told."""
    notify.send(
        people, code=f"letter.{code}", title=f"{title}: {row.told}"[:300], body=body,
        url=reverse("letters:letter", args=[row.pk]), pointer=pointer_of(row), district_code=row.district.code,
        dedupe_key=key, now=at,
    )  # fmt: skip
