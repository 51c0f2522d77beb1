"""What every act on a circular does: lock, check state and person, leave its trace, tell people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from core import audit, notify
from core.errors import NotAllowed
from office.circulars.models import Circular
from office.circulars.permissions import STATES, can_act
from office.circulars.queries import pointer_of


def locked(circular: Circular, actor: Any, act: str) -> Circular:
    """The row for writing. A wrong state is told before a wrong person."""
    row = Circular.objects.select_for_update(of=("self",)).select_related("district").get(pk=circular.pk)
    STATES.next(row.state, act)
    if actor is not audit.SYSTEM and not can_act(actor, row, act):
        raise NotAllowed("ท่านทำรายการนี้กับหนังสือเวียนฉบับนี้ไม่ได้")
    return row


def trace(row: Circular, act: str, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"circular.{act}", target=pointer_of(row), district_code=row.district.code, data=data, at=at
    )


def tell(
    people: Iterable[Any], row: Circular, *, code: str, title: str, at: datetime, body: str = "", key: str
) -> None:
    notify.send(
        people, code=f"circular.{code}", title=f"{title}: {row.title}"[:300], body=body,
        url=reverse("circulars:circular", args=[row.pk]), pointer=pointer_of(row), district_code=row.district.code,
        dedupe_key=key, now=at,
    )  # fmt: skip
