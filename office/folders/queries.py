"""Read-only questions about folders: where they lie, which are to be chased, search."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from core.pointers import Pointer
from core.search import Hit
from core.thai.dates import local_date
from office.folders.models import DeskSettings, Folder

KIND = "folder"
_MOST = 300


@dataclass
class Pile:
    """Folders that lie with one person, the longest first; `overdue` of them to be chased."""

    name: str
    folders: list[Folder] = field(default_factory=list)
    overdue: int = 0


@dataclass(frozen=True)
class Board:
    """What is on the way, and what lies with its owner: to prepare, to mend, to put away."""

    piles: list[Pile]
    preparing: list[Folder]
    returned: list[Folder]
    signed: list[Folder]
    overdue: int
    more: bool


def pointer_of(folder: Folder) -> Pointer:
    return Pointer(KIND, str(folder.pk), str(folder), local_date(folder.created_at))


def folder_days(district: Any) -> int:
    """Days after which a folder is chased: the office's setting, else the shipped one."""
    found = DeskSettings.objects.filter(district=district).values_list("folder_days", flat=True).first()
    return found or DeskSettings.FOLDER_DAYS


def is_overdue(folder: Folder, now: datetime, days: int) -> bool:
    return folder.state == Folder.State.OUT and folder.since <= now - timedelta(days=days)


def board_of(rows: Any, now: datetime, days: int) -> Board:
    """Standing folders of `rows` by where they are; one query."""
    found: list[Folder] = list(
        rows.standing().select_related("holder", "created_by").order_by("since", "pk")[: _MOST + 1]
    )
    piles: dict[int, Pile] = {}
    for one in found[:_MOST]:
        if one.holder is None:
            continue
        pile = piles.setdefault(one.holder.pk, Pile(one.holder.full_name))
        pile.folders.append(one)
        pile.overdue += is_overdue(one, now, days)
    return Board(
        list(piles.values()), _in(found, Folder.State.PREPARING), _in(found, Folder.State.RETURNED),
        _in(found, Folder.State.SIGNED), sum(pile.overdue for pile in piles.values()), len(found) > _MOST,
    )  # fmt: skip


def _in(found: Iterable[Folder], state: str) -> list[Folder]:
    return [one for one in found if one.state == state]


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """By title or by a paper in it, newest first."""
    if district is None:
        return []
    rows = Folder.objects.visible_to(user).of_district(district).containing(text).select_related("holder", "created_by")
    return [
        Hit("แฟ้มเสนอ", row.title, reverse("folders:folder", args=[row.pk]),
            (row.reference, row.get_state_display(), row.place), "folder")
        for row in rows.order_by("-created_at", "-pk")[:limit]
    ]  # fmt: skip
