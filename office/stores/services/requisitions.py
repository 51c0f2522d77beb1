"""Requisitions: asked by anybody of the office, decided by somebody else, handed out by the desk."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, needed, not_past
from core.numbers import next_number
from core.thai.years import fiscal_year
from office.stores.models import Item, Movement, Requisition, RequisitionLine
from office.stores.permissions import REQUISITIONS, may_act, may_ask
from office.stores.queries import requisition_pointer
from office.stores.services.moving import locked_items, move, own_person, wanted_lines
from schools.models import District, Person
from schools.queries import holders
from schools.services.locks import lock_district

S = Requisition.State
MOMENT = timedelta(seconds=30)
_OVER = "วันที่ต้องการใช้ผ่านไปแล้ว"
Wanted = Iterable[tuple[Item, int]]


def _locked(row: Requisition, actor: Any, act: str) -> Requisition:
    found = (
        Requisition.objects.select_for_update(of=("self",)).select_related("district", "requester__user").get(pk=row.pk)
    )
    REQUISITIONS.next(found.state, act)
    if actor is not audit.SYSTEM and not may_act(actor, found, act):
        raise NotAllowed("ท่านทำรายการนี้กับใบเบิกฉบับนี้ไม่ได้")
    return found


def _saved(row: Requisition, act: str, actor: Any, now: datetime, *fields: str, **data: Any) -> None:
    row.updated_at = now
    row.save(update_fields=[*fields, "updated_at"])
    audit.record(
        actor=actor, action=f"requisition.{act}", target=requisition_pointer(row), district_code=row.district.code,
        data=data, at=now,
    )  # fmt: skip


def _tell(row: Requisition, people: Iterable[Any], act: str, title: str, *, now: datetime, body: str = "") -> None:
    notify.send(
        people, code=f"requisition.{act}", title=title, body=body, url=reverse("stores:requisition", args=[row.pk]),
        pointer=requisition_pointer(row), district_code=row.district.code, now=now,
    )  # fmt: skip


@transaction.atomic
def request_items(
    district: District, *, actor: Any, requester: Person, purpose: str, wanted: Wanted, work_group: Any = None,
    needed_on: date | None = None, now: datetime | None = None,
) -> Requisition:  # fmt: skip
    """Ask for supplies. `wanted` are pairs of item and quantity. The second of two clicks finds the first."""
    if not may_ask(actor, district):
        raise NotAllowed("ท่านขอเบิกพัสดุของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    own_person(district, requester)
    purpose = needed(" ".join(purpose.split()), "กรุณาบอกว่าใช้ทำอะไร", field="purpose")[:300]
    lines = wanted_lines(district, wanted)
    not_past(needed_on, timezone.localdate(at), _OVER, field="needed_on")
    if work_group is not None and work_group.district_id != district.pk:
        raise DomainError("กลุ่มงานนี้ไม่ใช่ของสำนักงานนี้", field="work_group")
    lock_district(district.pk)
    words = {"purpose": purpose, "work_group": work_group, "needed_on": needed_on}
    if again := _same(district, actor, requester, lines=lines, at=at, **words):
        return again
    year = fiscal_year(at)
    row = Requisition.objects.create(
        district=district, year=year, number=next_number(district.code, "requisition", year), requester=requester,
        asked_by=actor, asked_at=at, updated_at=at, **words,
    )  # fmt: skip
    _write(row, lines)
    _saved(row, "asked", actor, at, count=len(lines))
    return row


def _same(
    district: District, actor: Any, requester: Person, *, lines: list[tuple[Item, int]], at: datetime, **words: Any
) -> Requisition | None:
    rows = Requisition.objects.waiting().filter(
        district=district, asked_by=actor, requester=requester, asked_at__gt=at - MOMENT, **words
    )
    wanted = [(item.pk, quantity) for item, quantity in lines]
    return next((row for row in rows if list(row.lines.values_list("item_id", "asked")) == wanted), None)


def _write(row: Requisition, lines: list[tuple[Item, int]]) -> None:
    RequisitionLine.objects.bulk_create(
        RequisitionLine(requisition=row, item=item, asked=quantity, position=place)
        for place, (item, quantity) in enumerate(lines)
    )


@transaction.atomic
def edit_requisition(
    row: Requisition, *, actor: Any, purpose: str, wanted: Wanted, needed_on: date | None = None,
    work_group: Any = None, now: datetime | None = None,
) -> Requisition:  # fmt: skip
    """Change one that is not decided yet, or send one in again that was returned."""
    found = _locked(row, actor, "edit")
    at = now or timezone.now()
    lines = wanted_lines(found.district, wanted)
    not_past(needed_on, timezone.localdate(at), _OVER, field="needed_on", was=found.needed_on)
    found.purpose = needed(" ".join(purpose.split()), "กรุณาบอกว่าใช้ทำอะไร", field="purpose")[:300]
    found.needed_on, found.work_group = needed_on, work_group
    found.state, found.reason = S.SUBMITTED, ""
    found.lines.all().delete()
    _write(found, lines)
    _saved(
        found, "edited", actor, at, "purpose", "needed_on", "work_group", "state", "reason",
        count=len(lines),
    )  # fmt: skip
    return found


@transaction.atomic
def approve_requisition(
    row: Requisition, *, actor: Any, quantities: Mapping[int, int], now: datetime | None = None
) -> Requisition:
    """Approve what was asked or less of it: line key → quantity, absent = all. Nothing approved at all is a return."""
    found = _locked(row, actor, "decide")
    at = now or timezone.now()
    lines = list(found.lines.select_related("item"))
    if not set(quantities) <= {line.pk for line in lines}:
        raise DomainError("ผู้เบิกแก้ไขใบเบิกนี้ระหว่างที่ท่านพิจารณา กรุณาเปิดหน้านี้ใหม่")
    for line in lines:
        line.approved = quantities.get(line.pk, line.asked)
        if not 0 <= line.approved <= line.asked:
            raise DomainError(f"จำนวนที่อนุมัติของ {line.item.name} ต้องอยู่ระหว่าง 0 ถึง {line.asked}", field=f"line_{line.pk}")
    if not any(line.approved for line in lines):
        raise DomainError("ไม่ได้อนุมัติรายการใดเลย หากไม่อนุมัติให้ส่งกลับพร้อมเหตุผล")
    RequisitionLine.objects.bulk_update(lines, ["approved"])
    found.state, found.decided_by, found.decided_at = S.APPROVED, actor, at
    _saved(found, "approved", actor, at, "state", "decided_by", "decided_at")
    clerks = holders("clerk", found.district, timezone.localdate(at))
    _tell(found, {*clerks, found.requester.user} - {None}, "approved", f"อนุมัติ{found} แล้ว", now=at, body=found.purpose)
    return found


@transaction.atomic
def return_requisition(row: Requisition, *, actor: Any, reason: str, now: datetime | None = None) -> Requisition:
    found = _locked(row, actor, "decide")
    at = now or timezone.now()
    found.reason = needed(reason, "กรุณาเขียนเหตุผลที่ส่งกลับ")[:2000]
    found.state, found.decided_by, found.decided_at = S.RETURNED, actor, at
    _saved(found, "returned", actor, at, "state", "reason", "decided_by", "decided_at", reason=found.reason)
    _tell(found, [found.requester.user], "returned", f"{found} ถูกส่งกลับ", now=at, body=found.reason)
    return found


@transaction.atomic
def cancel_requisition(row: Requisition, *, actor: Any, reason: str, now: datetime | None = None) -> Requisition:
    """Whose it is takes it back before anybody decided; its number stays used."""
    found = _locked(row, actor, "cancel")
    found.reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    found.state = S.CANCELLED
    _saved(found, "cancelled", actor, now or timezone.now(), "state", "reason", reason=found.reason)
    return found


@transaction.atomic
def issue_requisition(
    row: Requisition, *, actor: Any, quantities: Mapping[int, int], on: date, received_by: str = "",
    now: datetime | None = None, today: date | None = None,
) -> Requisition:  # fmt: skip
    """Hand out line key → quantity. Each goes onto the stock card; what is not there cannot be handed out, and what is
    left of the approved waits for the next time."""
    found = _locked(row, actor, "issue")
    at = now or timezone.now()
    day = today or timezone.localdate(at)
    if found.decided_at is not None and on < timezone.localdate(found.decided_at):
        raise DomainError("วันที่จ่ายต้องไม่ก่อนวันที่อนุมัติ", field="on")
    lines = list(found.lines.all())
    items = locked_items(line.item_id for line in lines)
    given = 0
    for line in lines:
        quantity = quantities.get(line.pk, 0)
        if not 0 <= quantity <= line.left:
            name = items[line.item_id].name
            raise DomainError(f"{name} จ่ายได้อีกไม่เกิน {line.left} ตามที่อนุมัติ", field=f"line_{line.pk}")
        if quantity:
            given += 1
            _issue(found, line, items[line.item_id], quantity, actor=actor, on=on, at=at, day=day, to=received_by)
    if not given:
        raise DomainError(_nothing_given(items[line.item_id] for line in lines if line.left))
    found.state = S.PART if any(line.left for line in lines) else S.ISSUED
    _saved(found, "issued", actor, at, "state", count=given, state=found.get_state_display())
    _tell(found, [found.requester.user], "issued", f"{found} {found.get_state_display()}", now=at, body=found.purpose)
    return found


def _nothing_given(left: Iterable[Item]) -> str:
    items = list(left)
    if any(item.on_hand for item in items):
        return "กรุณาระบุจำนวนที่จ่ายอย่างน้อยหนึ่งรายการ"
    told = " · ".join(f"{item.name} {item.left_text}" for item in items)
    return f"ไม่มีของให้จ่าย: {told} กรุณารับเข้าก่อน หรือปิดใบเบิกโดยไม่จ่ายต่อ"


def _issue(
    row: Requisition, line: RequisitionLine, item: Item, quantity: int, *, actor: Any, on: date, at: datetime,
    day: date, to: str,
) -> None:  # fmt: skip
    try:
        move(
            item, actor=actor, kind=Movement.Kind.ISSUE, quantity=-quantity, on=on, now=at, today=day,
            party=to or str(row.requester), reference=f"บ. {row.number}/{row.year}", line=line,
        )  # fmt: skip
    except DomainError as refusal:
        raise DomainError(refusal.message, field="on" if refusal.field == "on" else f"line_{line.pk}") from None
    line.issued += quantity
    line.save(update_fields=["issued"])


@transaction.atomic
def close_requisition(row: Requisition, *, actor: Any, reason: str, now: datetime | None = None) -> Requisition:
    """The desk ends one that will not be handed out (any further), with the reason."""
    found = _locked(row, actor, "close")
    at = now or timezone.now()
    found.reason = needed(reason, "กรุณาเขียนเหตุที่ไม่จ่ายส่วนที่เหลือ")[:2000]
    found.state = REQUISITIONS.next(found.state, "close")
    _saved(found, "closed", actor, at, "state", "reason", reason=found.reason)
    _tell(found, [found.requester.user], "closed", f"ปิด{found}", now=at, body=found.reason)
    return found
