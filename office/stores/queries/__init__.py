"""Read-only questions about the store: pointers, the card of an item, what waits, search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.pointers import Pointer
from core.search import Hit
from core.thai.years import fiscal_range, fiscal_year
from office.stores.models import Item, Movement, Procurement, Requisition

ITEM, REQUISITION, PROCUREMENT = "store_item", "requisition", "procurement"


def item_pointer(item: Item) -> Pointer:
    return Pointer(ITEM, str(item.pk), item.name)


def requisition_pointer(row: Requisition) -> Pointer:
    return Pointer(REQUISITION, str(row.pk), f"{row} {row.purpose}"[:300])


def procurement_pointer(row: Procurement) -> Pointer:
    return Pointer(PROCUREMENT, str(row.pk), str(row)[:300])


@dataclass(frozen=True)
class Card:
    """The stock card of an item over some days: what stood before, its lines, and the sums. `closing` is the balance
    at their end, which is `carried` + `came` - `went`."""

    item: Item
    carried: int
    lines: tuple[Movement, ...]

    @property
    def came(self) -> int:
        return sum(line.quantity for line in self.lines if line.quantity > 0)

    @property
    def went(self) -> int:
        return -sum(line.quantity for line in self.lines if line.quantity < 0)

    @property
    def closing(self) -> int:
        return self.carried + self.came - self.went


def cards(items: Sequence[Item], year: int) -> list[Card]:
    """Cards of a fiscal year (พ.ศ.); two queries whatever the number of items."""
    start, end = fiscal_range(year)
    keys = [item.pk for item in items]
    before = dict(
        Movement.objects.filter(item__in=keys, on__lt=start)
        .order_by("item_id", "-number")
        .distinct("item_id")
        .values_list("item_id", "balance")
    )
    lines: dict[int, list[Movement]] = {}
    for line in Movement.objects.filter(item__in=keys, on__range=(start, end)).order_by("item_id", "number"):
        lines.setdefault(line.item_id, []).append(line)
    return [Card(item, before.get(item.pk, 0), tuple(lines.get(item.pk, ()))) for item in items]


def years_with_lines(district: Any, today: date) -> list[int]:
    """Fiscal years (พ.ศ.) that have a line of any card, the newest first; at least the present one."""
    days = Movement.objects.filter(item__district=district).order_by("on")
    first = days.values_list("on", flat=True).first()
    now = fiscal_year(today)
    return list(range(now, fiscal_year(first) - 1, -1)) if first else [now]


def containing(rows: Any, text: str) -> Any:
    for word in text.split():
        rows = rows.filter(Q(name__contains=word) | Q(code__contains=word))
    return rows


def requisitions_containing(rows: Any, text: str) -> Any:
    """A number/year, or each word in what it is for."""
    number, _, year = text.partition("/")
    if number.isdecimal() and year.isdecimal() and len(number) < 8 and len(year) == 4:
        return rows.filter(number=int(number), year=int(year))
    for word in text.split():
        rows = rows.filter(purpose__contains=word)
    return rows


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Supplies by name or code, and purchases and repairs by their title."""
    items = containing(Item.objects.visible_to(user).of_district(district), text).order_by("name_sort")[:limit]
    found = [
        Hit("พัสดุ", row.name, reverse("stores:item", args=[row.pk]),
            (f"คงเหลือ {row.on_hand} {row.unit}", row.get_category_display()), "archive")
        for row in items
    ]  # fmt: skip
    rows = Procurement.objects.visible_to(user).of_district(district).filter(title__contains=text)
    found += [
        Hit("จัดซื้อจัดซ่อม", row.title, reverse("stores:procurement", args=[row.pk]),
            (f"{row.get_kind_display()} {row.number}/{row.year}", row.get_state_display()), "tool")
        for row in rows.order_by("-asked_at")[: limit - len(found)]
    ]  # fmt: skip
    return found
