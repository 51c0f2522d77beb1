"""What the acts share: the lock, who may, the trace, and who is told."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import NotAllowed
from meetings import permissions
from meetings.models import Gathering
from meetings.permissions import STATES
from meetings.pointing import pointer
from schools.queries import holders, holders_kept


def trace(gathering: Gathering, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"gathering.{act}", target=pointer(gathering), district_code=gathering.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def tell(gathering: Gathering, people: list[Any], code: str, title: str, *, now: datetime, **more: Any) -> None:
    notify.send(
        people, code=f"gathering.{code}", title=title[:300], url=reverse("meetings:gathering", args=[gathering.pk]),
        pointer=pointer(gathering), district_code=gathering.district.code, now=now,
        **{"body": gathering.title, **more},
    )  # fmt: skip


def tell_all(gathering: Gathering, code: str, title: str, *, body: str = "", now: datetime) -> None:
    """The principals of the schools invited, and the people named."""
    on = timezone.localdate(now)
    rows = gathering.schools.select_related("school__district")
    with holders_kept():  # one question for all schools
        people: list[Any] = [
            user for row in rows for user in holders("principal", gathering.district, on, school=row.school)
        ]
    people += [
        row.person.user
        for batch in gathering.batches.all()
        for row in batch.participants.filter(person__user__isnull=False).select_related("person__user")
        if row.person is not None
    ]
    tell(gathering, people, code, title, now=now, body=body or gathering.title)


def locked(gathering: Gathering) -> Gathering:
    Gathering.objects.select_for_update().values_list("pk").get(pk=gathering.pk)
    return Gathering.objects.select_related(
        "district", "cluster", "amphoe", "saved_by", "kind", "body", "recorder"
    ).get(pk=gathering.pk)


def check_call(actor: Any, district: Any) -> None:
    if not permissions.may_call(actor, district):
        raise NotAllowed("นัดและบันทึกการประชุมได้เฉพาะผู้มีสิทธิ์ของกลุ่มนิเทศฯ")


def to_write(gathering: Gathering, actor: Any) -> Gathering:
    """The locked row, which this person may write now."""
    gathering = locked(gathering)
    if not permissions.may_write(actor, gathering):
        raise NotAllowed("บันทึกการประชุมได้เฉพาะผู้มีสิทธิ์ของกลุ่มนิเทศฯ และผู้ที่มีหน้าที่ในการประชุมนี้")
    STATES.next(gathering.state, "write")
    return gathering
