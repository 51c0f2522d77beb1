"""Secret addresses of calendar feeds."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit
from core.errors import NotAllowed
from core.pointers import Pointer
from schools.models import Cluster, District
from schools.scope import holds
from supervision.planning.models import CalendarFeed


def may_have_feed(user: Any, district: District) -> bool:
    """Whoever reads the whole office's plans may follow them in a calendar of their own."""
    return holds(user, "district.read", district=district)


def open_feed(*, actor: Any, district: District, cluster: Cluster | None = None, now: datetime) -> CalendarFeed:
    """The person's own feed (`cluster` None) or their feed of one cluster: found, or made."""
    if not may_have_feed(actor, district) or (cluster is not None and cluster.district_id != district.pk):
        raise NotAllowed("เปิดปฏิทินได้เฉพาะของสำนักงานที่ท่านปฏิบัติงาน")
    with transaction.atomic():
        feed, made = CalendarFeed.objects.get_or_create(
            user=actor, district=district, cluster=cluster, defaults={"token": _token(), "created_at": now}
        )
        if made:
            _record(feed, actor, "feed.opened")
    return feed


def renew_feed(feed: CalendarFeed, *, actor: Any, now: datetime) -> CalendarFeed:
    """A new secret address; the old one answers 404 from now on."""
    with transaction.atomic():
        row: CalendarFeed = CalendarFeed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
        if row.user_id != actor.pk or not may_have_feed(actor, row.district):
            raise NotAllowed("เปลี่ยนได้เฉพาะที่อยู่ปฏิทินของตนเอง")
        row.token, row.created_at = _token(), now
        row.save(update_fields=["token", "created_at"])
        _record(row, actor, "feed.renewed")
    return row


def _token() -> str:
    return secrets.token_urlsafe(32)


def _record(feed: CalendarFeed, actor: Any, action: str) -> None:
    label = f"ปฏิทิน {feed.cluster}" if feed.cluster else "ปฏิทินของตนเอง"
    audit.record(
        actor=actor,
        action=action,
        target=Pointer("calendar_feed", str(feed.pk), label),
        district_code=feed.district.code,
    )
