"""Monthly items: called for, sent by groups, put in order, taken into a gathering's programme."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, needed
from meetings import services as meetings
from meetings.models import Gathering
from office.errands.models import ItemCall, MeetingItem
from office.errands.permissions import can_change_item, can_send, may_call
from office.errands.queries import call_pointer
from schools.models import Appointment, District, WorkGroup
from schools.services.locks import lock_district

_NONE = MeetingItem.Kind.NONE


def _trace(call: ItemCall, act: str, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"item_call.{act}", target=call_pointer(call), district_code=call.district.code, data=data,
        at=at,
    )  # fmt: skip


def _locked(call: ItemCall) -> ItemCall:
    return ItemCall.objects.select_for_update(of=("self",)).select_related("district").get(pk=call.pk)


@transaction.atomic
def call_items(district: District, *, actor: Any, month: date, due_on: date, now: datetime | None = None) -> ItemCall:
    """Ask the work groups for items of a month's meeting; the month asked for already is given back. Supervisors and
    the head are told once."""
    if not may_call(actor, district):
        raise NotAllowed("ท่านเปิดรับเรื่องเข้าประชุมของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    first = month.replace(day=1)
    if due_on < timezone.localdate(at):
        raise DomainError("กำหนดส่งต้องไม่อยู่ก่อนวันนี้", field="due_on")
    lock_district(district.pk)
    found = ItemCall.objects.filter(district=district, month=first).first()
    if found is not None:
        return found
    row = ItemCall.objects.create(district=district, month=first, due_on=due_on, created_by=actor, created_at=at)
    _trace(row, "called", actor, at)
    held = Appointment.objects.in_force(timezone.localdate(at)).filter(
        district=district, role__in=("supervisor", "group_director", "committee_secretary"),
        person__is_active=True, person__user__is_active=True,
    )  # fmt: skip
    notify.send(
        {one.person.user for one in held.select_related("person__user")}, code="item_call.called", title=f"เปิดรับ{row}",
        url=reverse("errands:call", args=[row.pk]), pointer=call_pointer(row), district_code=district.code,
        dedupe_key=f"item-call-{row.pk}", now=at,
    )  # fmt: skip
    return row


@transaction.atomic
def save_item(
    call: ItemCall, *, actor: Any, kind: str, work_group: WorkGroup | None, title: str = "", detail: str = "",
    item: MeetingItem | None = None, now: datetime | None = None,
) -> MeetingItem:  # fmt: skip
    """An item of a work group, or that it has none this month. The same title of the group again is the item there."""
    row = _locked(call)
    at = now or timezone.now()
    if not can_send(actor, row):
        if row.state != ItemCall.State.OPEN:
            raise DomainError("จัดเรื่องเข้าวาระแล้ว ส่งเพิ่มหรือแก้ไขไม่ได้ กรุณาแจ้งผู้จัดการประชุม")
        raise NotAllowed("ท่านส่งเรื่องเข้าประชุมของสำนักงานนี้ไม่ได้")
    if work_group is not None and work_group.district_id != row.district_id:
        raise DomainError("กลุ่มงานที่เลือกไม่ใช่ของสำนักงานนี้", field="work_group")
    title = "ไม่มีเรื่อง" if kind == _NONE else needed(" ".join(title.split()), "กรุณาเขียนเรื่อง", field="title")[:300]
    mine = row.items.filter(work_group=work_group)
    if kind == _NONE:
        if work_group is None:
            raise DomainError("กรุณาเลือกกลุ่มงานที่ไม่มีเรื่อง", field="work_group")
        if mine.exclude(kind=_NONE).exclude(pk=item.pk if item else None).exists():
            raise DomainError("กลุ่มงานนี้ส่งเรื่องแล้ว กรุณานำเรื่องออกก่อนแจ้งว่าไม่มีเรื่อง", field="kind")
    if item is not None:
        item = row.items.select_related("call").get(pk=item.pk)
        if not can_change_item(actor, item):
            raise NotAllowed("แก้ไขได้เฉพาะผู้ส่งเรื่องและเจ้าหน้าที่ธุรการ")
        if mine.filter(title=title).exclude(pk=item.pk).exists():
            raise DomainError("กลุ่มงานนี้มีเรื่องชื่อนี้แล้ว", field="title")
    else:
        item = mine.filter(title=title).first() or MeetingItem(call=row, created_by=actor, created_at=at)
    if item.pk is None:
        item.position = (row.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.work_group, item.kind, item.title, item.detail = work_group, kind, title, detail.strip()
    item.save()
    if kind != _NONE:
        mine.filter(kind=_NONE).exclude(pk=item.pk).delete()
    _trace(row, "item", actor, at, what=f"{work_group or ''} {title}".strip())
    return item


@transaction.atomic
def remove_item(item: MeetingItem, *, actor: Any, now: datetime | None = None) -> None:
    row = _locked(item.call)
    found = row.items.select_related("call").filter(pk=item.pk).first()
    if found is None:
        return
    if not can_change_item(actor, found):
        raise NotAllowed("นำออกได้เฉพาะผู้ส่งเรื่องและเจ้าหน้าที่ธุรการ ก่อนจัดเข้าวาระ")
    found.delete()
    _trace(row, "item", actor, now or timezone.now(), what=f"นำออก {found.title}")


@transaction.atomic
def move_item(item: MeetingItem, *, actor: Any, up: bool) -> None:
    """One place up or down among all items of the month; the desk's order."""
    row = _locked(item.call)
    if not may_call(actor, row.district_id) or row.state != ItemCall.State.OPEN:
        raise NotAllowed("จัดลำดับได้เฉพาะเจ้าหน้าที่ธุรการ ก่อนจัดเข้าวาระ")
    rows = list(row.items.exclude(kind=_NONE).order_by("position", "pk"))
    place = next((n for n, one in enumerate(rows) if one.pk == item.pk), None)
    if place is None:
        return
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for position, one in enumerate(rows, start=1):
            one.position = position
        MeetingItem.objects.bulk_update(rows, ["position"])


@transaction.atomic
def take_items(
    call: ItemCall, *, actor: Any, gathering: Gathering, time_from: time, minutes: int = 10,
    now: datetime | None = None,
) -> ItemCall:  # fmt: skip
    """Into the programme of a planned gathering, one after another from `time_from`, `minutes` each.
    That closes the call."""
    row = _locked(call)
    if row.state == ItemCall.State.TAKEN:
        if row.gathering_id == gathering.pk:
            return row
        raise DomainError("จัดเรื่องเข้าวาระของการประชุมอื่นแล้ว")
    if not may_call(actor, row.district_id):
        raise NotAllowed("ท่านจัดเรื่องเข้าวาระไม่ได้")
    if gathering.district_id != row.district_id or gathering.state != Gathering.State.PLANNED:
        raise DomainError("กรุณาเลือกการประชุมที่นัดไว้และยังไม่จัด", field="gathering")
    items = list(row.items.to_be_taken().select_related("work_group"))
    if not items:
        raise DomainError("ยังไม่มีเรื่องที่จะจัดเข้าวาระ")
    batch = gathering.batches.order_by("number").first()
    if batch is None:
        raise DomainError("การประชุมนี้ยังไม่มีวันประชุม", field="gathering")
    at = datetime.combine(batch.starts_on, time_from)
    end = at + timedelta(minutes=minutes * len(items))
    if end.date() != batch.starts_on:
        raise DomainError("เรื่องทั้งหมดเกินเวลาของวันประชุม กรุณาลดเวลาต่อเรื่อง", field="minutes")
    for item in items:
        after = at + timedelta(minutes=minutes)
        meetings.save_item(
            batch, actor=actor, day=batch.starts_on, time_from=at.time(), time_to=after.time(),
            topic=f"{item.title} ({item.get_kind_display()})"[:300],
            speaker_text=str(item.work_group or "")[:200], now=now,
        )  # fmt: skip
        at = after
    row.state, row.gathering = ItemCall.State.TAKEN, gathering
    row.save(update_fields=["state", "gathering"])
    _trace(row, "taken", actor, now or timezone.now(), count=len(items), what=gathering.title)
    return row
