"""Purchases and repairs: asked, ordered or sent away, received; supplies that were bought go onto their cards."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, needed
from core.numbers import next_number
from core.thai.years import fiscal_year
from office.stores.models import Item, Movement, Procurement, ProcurementLine
from office.stores.permissions import PROCUREMENTS, may_ask, may_handle
from office.stores.queries import procurement_pointer
from office.stores.services.moving import locked_items, move, own_person, wanted_lines
from schools.models import District, Person
from schools.services.locks import lock_district

S = Procurement.State
MOMENT = timedelta(seconds=30)


def _locked(row: Procurement, actor: Any, act: str) -> Procurement:
    found = (
        Procurement.objects.select_for_update(of=("self",)).select_related("district", "requester__user").get(pk=row.pk)
    )
    PROCUREMENTS.next(found.state, act)
    if actor is not audit.SYSTEM and not may_handle(actor, found, act):
        raise NotAllowed("ท่านทำรายการนี้ไม่ได้")
    return found


def _saved(row: Procurement, act: str, actor: Any, now: datetime, *fields: str, **data: Any) -> None:
    row.updated_at = now
    row.save(update_fields=[*fields, "updated_at"])
    audit.record(
        actor=actor, action=f"procurement.{act}", target=procurement_pointer(row), district_code=row.district.code,
        data=data, at=now,
    )  # fmt: skip


@transaction.atomic
def ask_procurement(
    district: District, *, actor: Any, requester: Person, kind: str, title: str, detail: str = "",
    asset_code: str = "", wanted: Iterable[tuple[Item, int]] = (), now: datetime | None = None,
) -> Procurement:  # fmt: skip
    """Ask for something to be bought or repaired; `wanted` are supplies of the catalogue with their quantities."""
    if not may_ask(actor, district):
        raise NotAllowed("ท่านแจ้งขอจัดซื้อหรือจัดซ่อมของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    own_person(district, requester)
    title = needed(" ".join(title.split()), "กรุณาเขียนเรื่อง", field="title")[:250]
    rows = [pair for pair in wanted if pair[0] is not None]
    if rows and kind != Procurement.Kind.BUY:
        raise DomainError("รายการวัสดุใช้กับการจัดซื้อเท่านั้น", field="item_1")
    lines = wanted_lines(district, rows) if rows else []
    lock_district(district.pk)
    same = Procurement.objects.filter(
        district=district, asked_by=actor, requester=requester, kind=kind, title=title, detail=detail.strip(),
        asset_code=asset_code.strip()[:80], state=S.ASKED, asked_at__gt=at - MOMENT,
    )  # fmt: skip
    asked = [(item.pk, quantity) for item, quantity in lines]
    again = next((one for one in same if list(one.lines.values_list("item_id", "asked")) == asked), None)
    if again is not None:
        return again  # the second of two clicks
    year = fiscal_year(at)
    row = Procurement.objects.create(
        district=district, year=year, number=next_number(district.code, "procurement", year), kind=kind, title=title,
        detail=detail.strip(), asset_code=asset_code.strip()[:80], requester=requester, asked_by=actor, asked_at=at,
        updated_at=at,
    )  # fmt: skip
    ProcurementLine.objects.bulk_create(
        ProcurementLine(procurement=row, item=item, asked=quantity, position=place)
        for place, (item, quantity) in enumerate(lines)
    )
    _saved(row, "asked", actor, at, title=title)
    return row


@transaction.atomic
def order_procurement(
    row: Procurement, *, actor: Any, vendor: str, ordered_on: date, reference: str = "",
    expected_on: date | None = None, now: datetime | None = None,
) -> Procurement:  # fmt: skip
    """Write down where it was ordered or sent to."""
    found = _locked(row, actor, "order")
    at = now or timezone.now()
    if ordered_on > timezone.localdate(at):
        raise DomainError("วันที่ต้องไม่เป็นวันในอนาคต", field="ordered_on")
    if ordered_on < timezone.localdate(found.asked_at) - timedelta(days=366):
        raise DomainError("วันที่สั่งอยู่ก่อนวันที่ขอเกินหนึ่งปี กรุณาตรวจปี พ.ศ.", field="ordered_on")
    if expected_on is not None and expected_on < ordered_on:
        raise DomainError("กำหนดรับต้องไม่ก่อนวันที่สั่ง", field="expected_on")
    found.vendor = needed(vendor, "กรุณาระบุร้านค้าหรือผู้ซ่อม", field="vendor")[:200]
    found.reference, found.ordered_on, found.expected_on = reference.strip()[:80], ordered_on, expected_on
    found.state = S.ORDERED
    _saved(
        found, "ordered", actor, at, "vendor", "reference", "ordered_on", "expected_on", "state", vendor=found.vendor
    )
    return found


@transaction.atomic
def receive_procurement(
    row: Procurement, *, actor: Any, received_on: date, cost: Decimal | None = None, outcome: str = "",
    vendor: str = "", quantities: Mapping[int, tuple[int, Decimal | None]] | None = None,
    now: datetime | None = None, today: date | None = None,
) -> Procurement:  # fmt: skip
    """What came, on which day and for how much. `quantities` is line key → (how many, price of one)."""
    found = _locked(row, actor, "receive")
    at = now or timezone.now()
    day = today or timezone.localdate(at)
    if received_on > day:
        raise DomainError("วันที่ต้องไม่เป็นวันในอนาคต", field="received_on")
    if found.ordered_on is not None and received_on < found.ordered_on:
        raise DomainError("วันที่รับต้องไม่ก่อนวันที่สั่งหรือส่ง", field="received_on")
    if cost is not None and cost < 0:
        raise DomainError("ค่าใช้จ่ายต้องไม่น้อยกว่า 0", field="cost")
    found.vendor = vendor.strip()[:200] or found.vendor
    found.received_on, found.cost, found.outcome, found.state = received_on, cost, outcome.strip(), S.RECEIVED
    _take_in(found, quantities or {}, actor=actor, on=received_on, at=at, day=day)
    _saved(found, "received", actor, at, "vendor", "received_on", "cost", "outcome", "state", cost=str(cost or ""))
    notify.send(
        [found.requester.user], code="procurement.received", title=f"รับของแล้ว: {found.title}"[:300],
        body=found.outcome, url=reverse("stores:procurement", args=[found.pk]), pointer=procurement_pointer(found),
        district_code=found.district.code, now=at,
    )  # fmt: skip
    return found


def _take_in(
    row: Procurement, quantities: Mapping[int, tuple[int, Decimal | None]], *, actor: Any, on: date, at: datetime,
    day: date,
) -> None:  # fmt: skip
    lines = list(row.lines.all())
    items = locked_items(line.item_id for line in lines)
    for line in lines:
        count, price = quantities.get(line.pk, (line.asked, None))
        if count < 0 or (price is not None and price < 0):
            raise DomainError("จำนวนและราคาต้องไม่น้อยกว่า 0", field=f"line_{line.pk}")
        line.received, line.price = count, price
        line.save(update_fields=["received", "price"])
        if not count:
            continue
        try:
            move(
                items[line.item_id], actor=actor, kind=Movement.Kind.RECEIPT, quantity=count, on=on, now=at, today=day,
                price=price, party=row.vendor, reference=row.reference or f"จ. {row.number}/{row.year}", bought=line,
            )  # fmt: skip
        except DomainError as refusal:
            field = "received_on" if refusal.field == "on" else f"line_{line.pk}"
            raise DomainError(refusal.message, field=field) from None


@transaction.atomic
def cancel_procurement(row: Procurement, *, actor: Any, reason: str, now: datetime | None = None) -> Procurement:
    found = _locked(row, actor, "cancel")
    found.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    found.state = S.CANCELLED
    _saved(found, "cancelled", actor, now or timezone.now(), "state", "cancel_reason", reason=found.cancel_reason)
    return found
