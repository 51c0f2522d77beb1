"""What the acts on media share: pointers, traces, the locked row, notices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.pointers import Pointer
from schools.queries import holders
from supervision.media.models import Medium


def pointer_of(medium: Medium) -> Pointer:
    return Pointer("learning_medium", str(medium.pk), medium.title)


def trace(medium: Medium, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"medium.{act}", target=pointer_of(medium), district_code=medium.district.code, data=data,
        at=at,
    )  # fmt: skip


def locked(medium: Medium) -> Medium:
    found: Medium = (
        Medium.objects.select_for_update(of=("self",))
        .select_related(
            "district", "school__district", "owner__user", "subject_group", "work_group", "task", "project", "saved_by",
            "submitted_by",
        )
        .get(pk=medium.pk)
    )  # fmt: skip
    return found


def tell(medium: Medium, people: Iterable[Any], act: str, title: str, *, body: str = "", now: datetime) -> None:
    notify.send(
        people, code=f"medium.{act}", title=title[:300], body=body, url=reverse("media:medium", args=[medium.pk]),
        pointer=pointer_of(medium), district_code=medium.district.code, now=now,
    )  # fmt: skip


def owners_of(medium: Medium, now: datetime) -> list[Any]:
    """Accounts that hear what becomes of it: who sent it, the owner, the principal of its school; each once."""
    people = [medium.submitted_by, medium.owner.user if medium.owner is not None else None]
    if medium.school is not None:
        people += holders("principal", medium.district, timezone.localdate(now), school=medium.school)
    return list({row.pk: row for row in people if row is not None}.values())
