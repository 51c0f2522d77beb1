"""The catalogue, what comes in, and the count that puts a card right."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.thai.sorting import sort_key
from office.stores.models import Item, Movement
from office.stores.permissions import may_keep
from office.stores.queries import item_pointer
from office.stores.services.moving import locked_items, move
from schools.models import District
from schools.services.refusals import explained

_TAKEN = {
    "one_store_item_per_name": ("มีวัสดุชื่อนี้ในบัญชีแล้ว", "name"),
    "one_store_item_per_code": ("มีวัสดุรหัสนี้ในบัญชีแล้ว", "code"),
}
_FIELDS = ("code", "name", "category", "unit", "minimum", "place")


def _keeper(actor: Any, district: Any) -> None:
    if actor is not audit.SYSTEM and not may_keep(actor, district):
        raise NotAllowed("ท่านดูแลบัญชีวัสดุของสำนักงานนี้ไม่ได้")


def _trace(item: Item, act: str, actor: Any, now: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"store_item.{act}", target=item_pointer(item), district_code=item.district.code,
        data=data, at=now,
    )  # fmt: skip


@transaction.atomic
def save_item(
    district: District, *, actor: Any, name: str, unit: str, code: str = "", category: str = Item.Category.OFFICE,
    minimum: int = 0, place: str = "", opening: int = 0, key: int | None = None, now: datetime | None = None,
    today: date | None = None,
) -> Item:  # fmt: skip
    """Add an item with what is on the shelf already, or with its key change its words; stock is never changed here."""
    _keeper(actor, district)
    at = now or timezone.now()
    name = needed(" ".join(name.split()), "กรุณาเขียนชื่อวัสดุ", field="name")[:200]
    unit = needed(" ".join(unit.split()), "กรุณาระบุหน่วยนับ", field="unit")[:40]
    if opening < 0 or minimum < 0:
        raise DomainError("จำนวนต้องไม่น้อยกว่า 0", field="opening" if opening < 0 else "minimum")
    row = Item(district=district) if key is None else locked_items([key]).get(key)
    if row is None or row.district_id != district.pk:
        raise DomainError("ไม่พบวัสดุนี้แล้ว กรุณาเปิดหน้านี้ใหม่")
    values = {"code": code.strip()[:40], "name": name, "category": category, "unit": unit, "minimum": minimum,
              "place": place.strip()[:120]}  # fmt: skip
    for field in _FIELDS:
        setattr(row, field, values[field])
    row.name_sort = sort_key(name)
    with explained(_TAKEN):
        row.save()
    if key is None and opening:
        day = today or timezone.localdate(at)
        move(row, actor=actor, kind=Movement.Kind.OPENING, quantity=opening, on=day, now=at, today=day)
    _trace(row, "added" if key is None else "edited", actor, at, name=name)
    return row


@transaction.atomic
def switch_item(item: Item, *, actor: Any, active: bool, now: datetime | None = None) -> Item:
    """Take an item out of the catalogue once nothing is left of it, or back into it."""
    row = locked_items([item.pk])[item.pk]
    _keeper(actor, row.district_id)
    if row.is_active == active:
        return row
    if not active and row.on_hand:
        raise DomainError(f"ยังมี {row.name} คงเหลือ {row.on_hand} {row.unit} เลิกใช้ได้เมื่อยอดเป็น 0")
    row.is_active = active
    row.save(update_fields=["is_active"])
    _trace(row, "switched", actor, now or timezone.now(), state="ใช้งาน" if active else "เลิกใช้")
    return row


@transaction.atomic
def receive_item(
    item: Item, *, actor: Any, quantity: int, on: date, price: Decimal | None = None, party: str = "",
    reference: str = "", note: str = "", now: datetime | None = None, today: date | None = None,
) -> Movement:  # fmt: skip
    """Put what came onto the card. The same document again (same number, vendor, day and quantity) is refused."""
    row = locked_items([item.pk])[item.pk]
    _keeper(actor, row.district_id)
    if quantity < 1:
        raise DomainError("จำนวนต้องเป็นจำนวนเต็มตั้งแต่ 1", field="quantity")
    if price is not None and price < 0:
        raise DomainError("ราคาต้องไม่น้อยกว่า 0", field="price")
    at = now or timezone.now()
    same = row.movements.filter(
        kind=Movement.Kind.RECEIPT, on=on, quantity=quantity, reference=reference.strip()[:80],
        party=party.strip()[:200],
    )  # fmt: skip
    if reference.strip() and same.exists():
        raise DomainError("รับเข้าตามเอกสารนี้ไว้แล้ว กรุณาดูบัตรวัสดุ", field="reference")
    made = move(
        row, actor=actor, kind=Movement.Kind.RECEIPT, quantity=quantity, on=on, now=at,
        today=today or timezone.localdate(at), price=price, party=party, reference=reference, note=note,
    )  # fmt: skip
    _trace(row, "received", actor, at, quantity=quantity, left=row.on_hand, unit=row.unit)
    return made


@transaction.atomic
def count_item(
    item: Item, *, actor: Any, found: int, reason: str, on: date, now: datetime | None = None, today: date | None = None
) -> Movement | None:
    """What a count found on the shelf; the difference becomes a line with its reason. None when the card was right."""
    row = locked_items([item.pk])[item.pk]
    _keeper(actor, row.district_id)
    if found < 0:
        raise DomainError("จำนวนที่นับได้ต้องไม่น้อยกว่า 0", field="found")
    at = now or timezone.now()
    if found == row.on_hand:
        return None
    reason = needed(reason, "ยอดที่นับได้ไม่ตรงกับบัตร กรุณาเขียนเหตุผล")
    made = move(
        row, actor=actor, kind=Movement.Kind.COUNT, quantity=found - row.on_hand, on=on, now=at,
        today=today or timezone.localdate(at), note=reason,
    )  # fmt: skip
    _trace(row, "counted", actor, at, found=found, unit=row.unit, reason=reason)
    return made
