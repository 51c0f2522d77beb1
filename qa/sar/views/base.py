"""What the views share: rows in scope, the line of sections, a page that asks for a reason, answers to an autosave."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from core.acts import ask_why
from core.errors import DomainError
from core.forms import refuse
from core.missing import Missing
from qa.sar import permissions
from qa.sar.models import Sar, SarCall
from qa.sar.queries.content import Filled

READERS = ("district.read", "school.read")


def call_or_404(request: HttpRequest, pk: int) -> SarCall:
    rows = SarCall.objects.visible_to(request.user).select_related("district__settings", "early_set", "basic_set")
    found: SarCall = get_object_or_404(rows, pk=pk)
    return found


def sar_or_404(request: HttpRequest, pk: int) -> Sar:
    rows = Sar.objects.visible_to(request.user).select_related(
        "call__district__settings", "school__district__settings", "school__cluster", "school__amphoe", "saved_by",
        "submitted_by", "decided_by", "confirmed_by", "basic_confirmed_by",
    )  # fmt: skip
    found: Sar = get_object_or_404(rows, pk=pk)
    return found


def sar_to_write(request: HttpRequest, pk: int) -> Sar | None:
    """Of the person's school, or 403; None when it cannot be written now: its page says why."""
    sar = sar_or_404(request, pk)
    if not permissions.may_write(request.user, sar):
        raise PermissionDenied
    open_ = permissions.can_write(request.user, sar, timezone.localdate()) and sar.confirmed_at is not None
    return sar if open_ else None


def attempt(request: HttpRequest, form: Any, act: Callable[[], Any]) -> bool:
    """Run a service; a refusal stands next to its field or above the form, and nothing typed is lost."""
    try:
        act()
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    return True


with_reason = partial(ask_why, under=("sar:index", "SAR"))


@dataclass(frozen=True)
class Page:
    """A page of the SAR as the line of sections shows it; `gaps` is what it lacks."""

    key: str
    label: str
    url: str
    current: bool
    count: str | None = None


def pages(found: Filled, current: str) -> list[Page]:
    """The pages of a SAR in reading order."""
    sar = found.sar
    rows: list[tuple[str, str, str, str | None]] = [("basic", "ข้อมูลพื้นฐาน", reverse("sar:basic", args=[sar.pk]), None)]
    many = len(found.parts) > 1
    for part in found.parts:
        name = part.row.get_level_display()
        if not found.short:
            for section in part.sections:
                label = f"{name} " if many else ""
                label += f"มาตรฐานที่ {section.row.standard.number}"
                rows.append((
                    f"standard-{section.row.pk}", label, reverse("sar:standard", args=[sar.pk, section.row.pk]),
                    f"{section.done}/{section.total}",
                ))  # fmt: skip
        if found.short or part.judged:
            label = f"ระดับ{name}" if found.short else f"ภาพรวม{name}"
            rows.append((
                f"level-{part.row.pk}", label, reverse("sar:level", args=[sar.pk, part.row.pk]),
                f"{part.done}/{part.total}" if found.short else None,
            ))  # fmt: skip
    rows.append(("summary", "สรุปและความเห็นชอบ", reverse("sar:summary", args=[sar.pk]), None))
    return [Page(key, label, url, key == current, count) for key, label, url, count in rows]


def grouped(found: Filled, gaps: list[Missing]) -> list[tuple[str, str, list[Missing]]]:
    """(page, address, what it lacks) in the order of the pages."""
    held: dict[str, list[Missing]] = {}
    for gap in gaps:
        held.setdefault(gap.page, []).append(gap)
    return [(page.label, page.url, held[page.url]) for page in pages(found, "") if page.url in held]


def around(shown: list[Page]) -> tuple[Page | None, Page | None]:
    """The page before and the page after the current one."""
    place = next((number for number, page in enumerate(shown) if page.current), 0)
    return (shown[place - 1] if place else None), (shown[place + 1] if place + 1 < len(shown) else None)
