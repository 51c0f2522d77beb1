"""What every act on an order does: lock, check the state and who acts, leave its trace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from core import audit
from core.errors import NotAllowed
from core.stamps import held_since
from office.orders.models import Order
from office.orders.permissions import STATES, can_act
from office.orders.queries import pointer_of

_REFUSED = "ท่านทำรายการนี้กับคำสั่งหรือประกาศฉบับนี้ไม่ได้"


def locked(
    order: Order, actor: Any, act: str, *, stamp: int | None = None, values: Mapping[str, Any] | None = None
) -> Order:
    """The row for writing. A wrong state is told before a wrong person; StaleRevision when it was saved since with
    other `values`."""
    row = Order.objects.select_for_update(of=("self",)).select_related("district", "team").get(pk=order.pk)
    STATES.next(row.state, act)
    if actor is not audit.SYSTEM and not can_act(actor, row, act):
        raise NotAllowed(_REFUSED)
    held_since(row, stamp, actor=actor, values=values)
    return row


def touch(row: Order, now: datetime | None, *fields: str) -> None:
    """Save the named fields with the next stamp."""
    row.stamp += 1
    row.updated_at = now or timezone.now()
    row.save(update_fields=[*fields, "stamp", "updated_at"])


def trace(row: Order, act: str, actor: Any, at: datetime | None = None, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"order.{act}", target=pointer_of(row), district_code=row.district.code, data=data, at=at
    )
