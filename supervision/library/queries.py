"""Read-only: what pages and other desks ask of the library."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.models import AuditEntry
from core.search import Hit
from supervision.library.models import LibraryItem

TAKEN = ("file.downloaded", "file.opened")


def items_of(user: Any, district: Any) -> Any:
    """What the reader sees, with what a row tells: a queryset."""
    return LibraryItem.objects.visible_to(user).of_district(district).select_related("category", "district")


def times_taken(item: LibraryItem) -> int:
    """How often a file of it was opened or saved, as the trace of reads says."""
    return AuditEntry.objects.filter(
        target_kind="library_item", target_key=str(item.pk), action__in=TAKEN
    ).count()  # fmt: skip


def editions_of(item: LibraryItem, user: Any) -> list[LibraryItem]:
    """Earlier and later editions the reader sees, newest first; a walk along the chain, few steps in practice."""
    keys, at = [], item
    while at.replaces_id is not None and at.replaces_id not in keys:
        keys.append(at.replaces_id)
        at = LibraryItem.objects.get(pk=at.replaces_id)
    later = item.later_editions.was_listed().first()
    while later is not None and later.pk not in keys:
        keys.append(later.pk)
        later = later.later_editions.was_listed().first()
    rows = LibraryItem.objects.visible_to(user).filter(pk__in=keys)
    return list(rows.order_by("-listed_at", "-pk"))


def listed_between(district: Any, start: date, end: date) -> Any:
    """Documents the office put into the library in those days and did not withdraw."""
    return (
        LibraryItem.objects.of_district(district)
        .was_listed()
        .exclude(state=LibraryItem.State.WITHDRAWN)
        .filter(listed_at__date__gte=start, listed_at__date__lte=end)
        .select_related("created_by")
        .order_by("listed_at", "pk")
    )


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Documents in use by title, issuer or content; a number such as 3/2569 too."""
    if district is None:
        return []
    rows = items_of(user, district).in_use()
    number, _, year = text.partition("/")
    if number.isdecimal() and year.isdecimal():
        rows = rows.containing(text)
    else:
        for word in text.split():
            rows = rows.filter(Q(title__icontains=word) | Q(issuer__icontains=word) | Q(summary__icontains=word))
    return [
        Hit("คลังเอกสาร", str(row), reverse("library:item", args=[row.pk]),
            tuple(fact for fact in (row.number_label, row.category.name, row.issuer) if fact), "books")
        for row in rows.order_by("-listed_at", "-pk")[:limit]
    ]  # fmt: skip
