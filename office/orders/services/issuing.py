"""Issuing takes the running number; afterwards nothing moves but a cancellation with its reason."""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core import audit, files
from core.errors import DomainError, NotAllowed, needed
from core.models import NumberSeries
from core.numbers import next_number
from office.orders.models import Order
from office.orders.permissions import may_issue
from office.orders.queries import number_year, pointer_of, replaced_by, signers_on
from office.orders.services.common import locked, trace
from office.orders.services.drafts import check_supersedes
from office.orders.signals import order_cancelled, order_issued
from schools.models import District
from schools.services.locks import lock_district
from schools.services.refusals import explained
from schools.services.teams import write_order_reference

_TAKEN = {"one_order_per_number": ("เลขที่นี้มีในทะเบียนของปีนั้นแล้ว", "number")}


@transaction.atomic
def issue_order(
    order: Order,
    *,
    actor: Any,
    dated: date,
    signer: int | None = None,
    now: datetime | None = None,
    today: date | None = None,
) -> Order:
    """Give the draft its number of the year, its day and who signed it: who holds the director's post on that day
    (`signer` is the key of the appointment where several do). A second click finds it issued and changes nothing."""
    current = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if current.state == Order.State.ISSUED and not current.is_entered:
        return current
    row = locked(order, actor, "issue")
    at = now or timezone.now()
    _check_day(row, dated, today or timezone.localdate(at))
    if row.supersedes_id:
        Order.objects.select_for_update().get(pk=row.supersedes_id)
        check_supersedes(row)
    named = {one.key: one for one in signers_on(row.district, dated)}
    if not named:
        raise DomainError("ไม่มีผู้ดำรงตำแหน่ง ผอ.สพท. ในวันที่นี้ กรุณาบันทึกที่หน้าผู้ดำรงตำแหน่งก่อน", field="dated")
    chosen = named.get(signer) if signer else next(iter(named.values()))
    if chosen is None:
        raise DomainError("ผู้ลงนามที่เลือกไม่ได้ดำรงตำแหน่งในวันที่นี้", field="signer")
    row.dated, row.signer_name, row.signer_post = dated, chosen.name[:200], chosen.post[:300]
    row.year = number_year(row.district, dated)
    row.number = next_number(row.district.code, _series(row), row.year)
    _issued(row, actor, at)
    return row


def _series(row: Order) -> str:
    return f"order:{row.kind}"


def _check_day(row: Order, dated: date, today: date) -> None:
    if dated > today:
        raise DomainError("วันที่ต้องไม่เป็นวันในอนาคต", field="dated")
    if row.supersedes is not None and row.supersedes.dated and dated < row.supersedes.dated:
        raise DomainError(f"วันที่ต้องไม่ก่อนวันที่ของ{row.supersedes.reference}ที่ยกเลิก", field="dated")


def _issued(row: Order, actor: Any, at: datetime) -> None:
    row.state, row.issued_at = Order.State.ISSUED, at
    row.issued_by = None if actor is audit.SYSTEM else actor
    row.stamp += 1
    row.updated_at = at
    with explained(_TAKEN):
        row.save()
    if row.team is not None:
        write_order_reference(row.team, actor=actor, reference=_short(row))
    trace(row, "issued", actor, at, number=f"{row.number}/{row.year}")
    if row.supersedes is not None:
        trace(row.supersedes, "superseded", actor, at, by=row.reference)
    order_issued.send(Order, order=row, actor=actor, now=at)


def _short(row: Order) -> str:
    return f"{row.number}/{row.year}"


@transaction.atomic
def enter_order(
    district: District,
    *,
    actor: Any,
    kind: str,
    about: str,
    title: str,
    number: int,
    year: int,
    dated: date,
    signer_name: str = "",
    signer_post: str = "",
    upload: UploadedFile | None = None,
    now: datetime | None = None,
    today: date | None = None,
) -> Order:
    """Write down one that was issued on paper before the office used the register. Its number must lie below those the
    register has given in that year; in a year it has given none, its next number follows the highest one entered."""
    if actor is not audit.SYSTEM and not may_issue(actor, district):
        raise NotAllowed("ท่านลงทะเบียนคำสั่งหรือประกาศของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    lock_district(district.pk)
    title = needed(title, "กรุณาเขียนเรื่อง", field="title")[:400]
    row = Order(
        district=district, kind=kind, about=about, title=title, number=number, year=year, dated=dated, is_entered=True,
        signer_name=signer_name.strip()[:200], signer_post=signer_post.strip()[:300], created_by=actor, created_at=at,
    )  # fmt: skip
    _check_day(row, dated, today or timezone.localdate(at))
    if number < 1:
        raise DomainError("เลขที่ต้องเป็นจำนวนตั้งแต่ 1", field="number")
    given = Order.objects.of_district(district).filter(kind=kind, year=year, is_entered=False, number__isnull=False)
    first = given.order_by("number").values_list("number", flat=True).first()
    if first is not None and number > first:
        raise DomainError(f"ปีนี้ระบบออกเลขเองตั้งแต่ {first}/{year} แล้ว ลงทะเบียนย้อนหลังได้เฉพาะเลขก่อนหน้านั้น", field="number")
    if first is None:
        series, _ = NumberSeries.objects.select_for_update().get_or_create(
            district_code=district.code, series=_series(row), year=year
        )
        if series.last < number:
            series.last = number
            series.save(update_fields=["last"])
    row.state, row.issued_at, row.updated_at = Order.State.ISSUED, at, at
    row.issued_by = None if actor is audit.SYSTEM else actor
    with explained(_TAKEN):
        row.save()
    if upload is not None:
        files.store(upload, owner=pointer_of(row), actor=actor, district_code=district.code, allow=("pdf", "image"))
    trace(row, "entered", actor, at, number=f"{number}/{year}")
    return row


@transaction.atomic
def cancel_order(order: Order, *, actor: Any, reason: str, now: datetime | None = None) -> Order:
    """Take an issued one out of force; its number stays used. What it had replaced is in force again."""
    row = locked(order, actor, "cancel")
    if later := replaced_by(row):
        raise DomainError(f"{row.reference} ถูกยกเลิกโดย{later.reference}อยู่แล้ว")
    row.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    row.state = Order.State.CANCELLED
    row.stamp += 1
    row.updated_at = now or timezone.now()
    row.save(update_fields=["state", "cancel_reason", "stamp", "updated_at"])
    if row.team is not None and row.team.order_reference == _short(row):
        write_order_reference(row.team, actor=actor, reference="")
    trace(row, "cancelled", actor, row.updated_at, reason=row.cancel_reason)
    order_cancelled.send(Order, order=row, actor=actor, now=row.updated_at)
    return row
