"""Folders on pages of others: the desk's day, a letter."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.slots import Block, register
from office.folders.models import Folder
from office.folders.permissions import keeps_desk, may_open
from office.folders.queries import board_of, folder_days
from schools.scope import people_keys

DESK = ("desk.write", "desk.decide")
_SHOWN = 8


def of_desk(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    """Folders that are out, those to be chased first, and how many lie with their owners."""
    rows = Folder.objects.visible_to(request.user).of_district(district)
    now, days = timezone.now(), folder_days(district)
    board = board_of(rows, now, days)
    out = sorted((one for pile in board.piles for one in pile.folders), key=lambda one: (one.since, one.pk))
    if not out and not board.returned and not board.signed:
        return None
    return {"board": board, "out": out[:_SHOWN], "count": len(out), "days": days,
            "keeps": keeps_desk(request.user, district)}  # fmt: skip


def acts(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    return {} if may_open(request.user, district) else None


def of_letter(request: HttpRequest, letter: Any) -> dict[str, Any] | None:
    """The folders a letter lies in, and the way to put it into one."""
    rows = Folder.objects.visible_to(request.user).holding("letter", letter.pk).select_related("holder", "created_by")
    found = list(rows.order_by("-created_at")[:_SHOWN])
    may = may_open(request.user, letter.district_id)
    return {"folders": found, "may_open": may} if found or may else None


def inbox(user: Any, district: Any) -> Any:
    """Folders that lie with the person, and their own that came back or are signed."""
    keys = people_keys(user)
    if not keys:
        return
    mine = Folder.objects.visible_to(user).of_district(district).select_related("created_by", "holder")
    days = folder_days(district)
    for row in mine.out().filter(holder__in=keys).order_by("since", "pk")[:50]:
        yield InboxItem(
            "folder", "แฟ้มเสนอ", str(row.pk), row.title, f"{row.reference} · {row.get_purpose_display()}",
            reverse("folders:folder", args=[row.pk]), row.since, str(row.created_by), state="waiting",
            state_label="อยู่ที่ท่าน", limit_days=days, act_label="เปิดแฟ้ม",
        )  # fmt: skip
    for row in mine.filter(created_by=user, state=Folder.State.RETURNED).order_by("since", "pk")[:50]:
        yield InboxItem(
            "folder", "แฟ้มเสนอ", str(row.pk), row.title, row.reference, reverse("folders:folder", args=[row.pk]),
            row.since, "", state="returned", state_label="ส่งกลับแก้ไข", act_label="แก้ไขแล้วเสนอใหม่",
        )  # fmt: skip


def fill() -> None:
    """Called once, in `apps.ready()`."""
    register("desk.main", Block("folders.desk", 30, of_desk, "office/folders/_desk.html", DESK))
    register("desk.acts", Block("folders.acts", 30, acts, "office/folders/_acts.html", ("desk.write", "desk.own")))
    register("letter.main", Block("folders.letter", 30, of_letter, "office/folders/_letter.html", (*DESK, "desk.own")))
