"""The item bank: sets put in, mended, withdrawn, and where they were used."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from core.twice import says_the_same
from schools.models import District, School
from schools.queries import person_of
from schools.scope import holds
from supervision.achievement.models import BankItem, BankUse
from supervision.achievement.permissions import BANK_STATES, may_add_item, may_edit_item, may_log_use
from supervision.achievement.services.common import item_pointer, trace

WORDS = (
    "title", "subject_group", "grade", "indicator", "kind", "questions", "exam", "source", "description", "for_schools",
)  # fmt: skip


def _put(item: BankItem, values: dict[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a bank item: {sorted(unknown)}")
    for name, value in values.items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    item.title = needed(" ".join(item.title.split()), "กรุณาระบุชื่อชุดข้อสอบ", field="title")
    item.indicator = needed(" ".join(item.indicator.split()), "กรุณาระบุรหัสตัวชี้วัด", field="indicator")
    for name in ("subject_group", "exam"):
        chosen = getattr(item, name) if getattr(item, f"{name}_id") else None
        if chosen is not None and chosen.district_id != item.district_id:
            raise DomainError("รายการนี้ไม่ใช่ของเขตนี้", field=name)


def _saved(item: BankItem) -> None:
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        if "one_bank_item_per_title" not in str(error):
            raise
        raise DomainError("กลุ่มสาระและชั้นนี้มีชุดข้อสอบชื่อนี้แล้ว", field="title") from error


@transaction.atomic
def add_item(district: District, *, actor: Any, now: datetime | None = None, **values: Any) -> BankItem:
    """A new set; the very same by the same person (a second click) is the one that is there."""
    now = now or timezone.now()
    if not may_add_item(actor, district):
        raise NotAllowed("เพิ่มข้อสอบได้เฉพาะศึกษานิเทศก์และ ผอ.กลุ่มนิเทศฯ")
    item = BankItem(district=district, owner=person_of(actor, district), saved_by=actor, created_at=now, updated_at=now)
    _put(item, values)
    held = BankItem.objects.filter(
        district=district, title=item.title, grade=item.grade, subject_group=item.subject_group, saved_by=actor
    ).first()
    if held is not None and says_the_same(held, item, WORDS):
        return held
    _saved(item)
    trace(item_pointer(item), "bank.added", actor=actor, district=district, at=now)
    return item


def _locked(item: BankItem) -> BankItem:
    rows = BankItem.objects.select_for_update(of=("self",)).select_related("district", "subject_group", "exam")
    found: BankItem = rows.get(pk=item.pk)
    return found


@transaction.atomic
def edit_item(
    item: BankItem, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> BankItem:
    now = now or timezone.now()
    row = _locked(item)
    if not may_edit_item(actor, row):
        raise NotAllowed("แก้ไขได้เฉพาะผู้เพิ่มข้อสอบนี้และผู้รับผิดชอบกลุ่มงานวัดและประเมินผล")
    BANK_STATES.next(row.state, "edit")
    held_since(row, stamp, actor=actor, values=values)
    _put(row, values)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    _saved(row)
    trace(item_pointer(row), "bank.edited", actor=actor, district=row.district, at=now)
    return row


def _moved(item: BankItem, act: str, reason: str, *, actor: Any, now: datetime | None) -> BankItem:
    now = now or timezone.now()
    row = _locked(item)
    if not may_edit_item(actor, row):
        raise NotAllowed("ทำได้เฉพาะผู้เพิ่มข้อสอบนี้และผู้รับผิดชอบกลุ่มงานวัดและประเมินผล")
    if row.state == {"withdraw": BankItem.State.WITHDRAWN, "restore": BankItem.State.IN_USE}[act]:
        return row
    row.state, row.reason, row.updated_at = BANK_STATES.next(row.state, act), reason, now
    row.save(update_fields=["state", "reason", "updated_at"])
    done = {"withdraw": "bank.withdrawn", "restore": "bank.restored"}[act]
    trace(item_pointer(row), done, actor=actor, district=row.district, at=now, data={"reason": reason})
    return row


@transaction.atomic
def withdraw_item(item: BankItem, *, actor: Any, reason: str, now: datetime | None = None) -> BankItem:
    return _moved(item, "withdraw", needed(reason, "กรุณาเขียนเหตุที่เลิกใช้"), actor=actor, now=now)


@transaction.atomic
def restore_item(item: BankItem, *, actor: Any, now: datetime | None = None) -> BankItem:
    return _moved(item, "restore", "", actor=actor, now=now)


@transaction.atomic
def log_use(
    item: BankItem, *, actor: Any, used_on: date, purpose: str, school: School | None = None,
    pupils: int | None = None, outcome: str = "", now: datetime | None = None,
) -> BankUse:  # fmt: skip
    """Where and when it was used; without a school it was the office's. The same again is the one that is there."""
    now = now or timezone.now()
    row = _locked(item)
    if not may_log_use(actor, row):
        BANK_STATES.next(row.state, "use")
        raise NotAllowed("บันทึกการใช้ข้อสอบได้เฉพาะศึกษานิเทศก์ และโรงเรียนที่ได้รับข้อสอบนี้")
    office = holds(actor, "register.write", district=row.district_id)
    if school is None and not office:
        raise DomainError("กรุณาเลือกโรงเรียน", field="school")
    if school is not None and (
        school.district_id != row.district_id or not (office or holds(actor, "school.register.write", school=school))
    ):
        raise DomainError("เลือกได้เฉพาะโรงเรียนของท่าน", field="school")
    if used_on > timezone.localdate(now):
        raise DomainError("วันที่ใช้ยังมาไม่ถึง", field="used_on")
    purpose = needed(" ".join(purpose.split()), "กรุณาระบุว่าใช้เพื่ออะไร", field="purpose")
    made, created = BankUse.objects.get_or_create(
        item=row, school=school, used_on=used_on, purpose=purpose,
        defaults={"pupils": pupils, "outcome": outcome.strip(), "saved_by": actor, "created_at": now},
    )  # fmt: skip
    if created:
        data = {"where": school.name if school else "สำนักงานเขต", "purpose": purpose}
        trace(item_pointer(row), "bank.used", actor=actor, district=row.district, at=now, data=data)
    return made
