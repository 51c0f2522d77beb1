"""What the services share: pointers, traces, notices, locked rows."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from core import audit, notify
from core.pointers import Pointer
from supervision.curricula.models import Curriculum


def pointer_of(row: Curriculum) -> Pointer:
    return Pointer("curriculum", str(row.pk), str(row))


def trace(row: Curriculum, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"curriculum.{act}", target=pointer_of(row), district_code=row.school.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def tell(row: Curriculum, people: list[Any], act: str, title: str, *, body: str = "", now: datetime) -> None:
    notify.send(
        people, code=f"curriculum.{act}", title=title[:300], body=body,
        url=reverse("curricula:curriculum", args=[row.pk]), pointer=pointer_of(row),
        district_code=row.school.district.code, now=now,
    )  # fmt: skip


def locked(row: Curriculum) -> Curriculum:
    rows = Curriculum.objects.select_for_update(of=("self",)).select_related("school__district", "kind")
    found: Curriculum = rows.get(pk=row.pk)
    return found
