"""The one place where stock moves: the item is locked, the balance worked out, the card gets its next line."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.errors import DomainError
from core.thai.dates import thai_date
from office.stores.models import Item, Movement
from schools.models import District, Person


def locked_items(keys: Iterable[int]) -> dict[int, Item]:
    """Items by key, locked in the order of their keys so that two acts never wait for each other."""
    rows = Item.objects.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk")
    return {row.pk: row for row in rows.select_related("district")}


def move(
    item: Item,
    *,
    actor: Any,
    kind: str,
    quantity: int,
    on: date,
    now: datetime,
    today: date,
    price: Decimal | None = None,
    party: str = "",
    reference: str = "",
    note: str = "",
    **ties: Any,
) -> Movement:
    """Add a line to the card of a locked item. DomainError when more would go than there is, when something comes of
    what is no longer used, for a day to come, and for a day before the last line: by number and by day the card must
    read alike."""
    if quantity > 0 and not item.is_active:
        raise DomainError(f"{item.name} เลิกใช้แล้ว รับเข้าไม่ได้ กรุณานำกลับมาใช้ในบัญชีวัสดุก่อน", field="quantity")
    if on > today:
        raise DomainError("วันที่ต้องไม่เป็นวันในอนาคต", field="on")
    last = item.movements.order_by("-number").first()
    if last is not None and on < last.on:
        raise DomainError(f"{item.name} มีรายการลงวันที่ {thai_date(last.on, 'short')} แล้ว วันที่ต้องไม่ก่อนวันนั้น", field="on")
    left = item.on_hand + quantity
    if left < 0:
        raise DomainError(f"{item.name} {item.left_text} จ่าย {-quantity} ไม่ได้", field="quantity")
    row = Movement.objects.create(
        item=item, number=last.number + 1 if last else 1, kind=kind, on=on, quantity=quantity, balance=left,
        price=price, party=party.strip()[:200], reference=reference.strip()[:80], note=note.strip()[:300],
        created_by=actor, created_at=now, **ties,
    )  # fmt: skip
    item.on_hand = left
    item.save(update_fields=["on_hand"])
    return row


def wanted_lines(district: District, wanted: Iterable[tuple[Item, int]]) -> list[tuple[Item, int]]:
    """Pairs of item and quantity, checked: something asked, whole numbers above zero, each item of this office's
    catalogue once."""
    rows = [(item, quantity) for item, quantity in wanted if item is not None]
    if not rows:
        raise DomainError("กรุณาเลือกวัสดุอย่างน้อยหนึ่งรายการ", field="item_1")
    seen: set[int] = set()
    for place, (item, quantity) in enumerate(rows, start=1):
        if item.district_id != district.pk or not item.is_active:
            raise DomainError(f"{item.name} ไม่อยู่ในบัญชีวัสดุที่ใช้อยู่ของสำนักงานนี้", field=f"item_{place}")
        if quantity < 1:
            raise DomainError(f"จำนวนของ {item.name} ต้องเป็นจำนวนเต็มตั้งแต่ 1", field=f"quantity_{place}")
        if item.pk in seen:
            raise DomainError(f"{item.name} อยู่ในใบนี้แล้ว กรุณารวมเป็นรายการเดียว", field=f"item_{place}")
        seen.add(item.pk)
    return rows


def own_person(district: District, requester: Person) -> None:
    if requester.district_id != district.pk or requester.school_id or not requester.is_active:
        raise DomainError("ผู้ขอต้องเป็นบุคลากรของสำนักงานนี้", field="requester")
