"""What became of findings of earlier visits, as a later visit saw it, and the advice a low level proposes."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from instruments.models import Instrument, Item
from instruments.permissions import may_write as may_write_instrument
from processes.models import Action
from schools.services.locks import lock_district
from supervision.field.models import Advice, Finding, FindingCheck, Visit
from supervision.field.sections import FINDINGS, PREVIOUS
from supervision.field.services.findings import save_finding
from supervision.field.services.writing import act, locked_for_writing, touch


@act
def check_finding(
    visit: Visit, *, actor: Any, action: Action, verdict: str, note: str = "", now: datetime | None = None
) -> FindingCheck | None:
    """Say what the team saw of an open action of this school; an empty verdict takes the word back.

    "แก้แล้ว" closes nothing: that stays with somebody other than its owner and whoever reported it.
    """
    now, note = now or timezone.now(), note.strip()
    visit = locked_for_writing(visit, actor)
    held = visit.checks.filter(action=action).first()
    if action.school_id != visit.school_id:
        raise DomainError("เรื่องนี้ไม่ใช่ของโรงเรียนนี้", field="verdict")
    if not verdict:
        if held is not None:
            held.delete()
            touch(visit, PREVIOUS, actor=actor, now=now)
        return None
    if verdict not in FindingCheck.Verdict.values:
        raise DomainError("กรุณาเลือก แก้แล้ว แก้บางส่วน หรือ ยังไม่แก้", field="verdict")
    if held is None and action.state not in (Action.State.OPEN, Action.State.DONE):
        raise DomainError("เรื่องนี้ปิดแล้ว", field="verdict")
    if held is not None and (held.verdict, held.note) == (verdict, note):
        return held
    check, _ = FindingCheck.objects.update_or_create(
        visit=visit, action=action, defaults={"verdict": verdict, "note": note, "checked_by": actor, "checked_at": now}
    )
    touch(visit, PREVIOUS, actor=actor, now=now)
    return check


def advice_pointer(advice: Advice) -> Pointer:
    return Pointer("advice", str(advice.pk), f"ข้อเสนอแนะของข้อ {advice.item_code} {advice.instrument.name}")


def save_advice(
    *,
    actor: Any,
    instrument: Instrument,
    item_code: str,
    at_most: int,
    finding: str,
    recommendation: str = "",
    owner_label: str = "",
    due_days: int = 30,
    advice: Advice | None = None,
) -> Advice:
    """Write a line of the office's library: at or below `at_most` on that item, this finding is proposed.

    NotAllowed unless the actor may write the instrument; DomainError for an item it does not have, or a second line
    for the same level.
    """
    if not may_write_instrument(actor, instrument):
        raise NotAllowed("แก้ไขคลังข้อเสนอแนะได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    finding, recommendation = finding.strip(), recommendation.strip()
    if not finding:
        raise DomainError("กรุณาเขียนข้อค้นพบที่เสนอ", field="finding")
    if not 1 <= due_days <= 365:
        raise DomainError("กำหนดต้องเป็น 1–365 วัน", field="due_days")
    item = (
        Item.objects.filter(section__version__instrument=instrument, code=item_code, kind=Item.Kind.RATING)
        .order_by("-section__version__number")
        .first()
    )
    if item is None:
        raise DomainError("เครื่องมือนี้ไม่มีข้อที่ให้ระดับด้วยรหัสนี้", field="item_code")
    if not item.levels.filter(value=at_most).exists():
        offered = ", ".join(str(value) for value in item.levels.order_by("-value").values_list("value", flat=True))
        raise DomainError(f"ข้อนี้มีระดับ {offered}", field="at_most")
    with transaction.atomic():
        lock_district(instrument.district.pk)
        same = Advice.objects.filter(instrument=instrument, item_code=item_code, at_most=at_most, is_active=True)
        if (same if advice is None else same.exclude(pk=advice.pk)).exists():
            raise DomainError("มีข้อเสนอแนะของข้อและระดับนี้แล้ว กรุณาแก้ไขของเดิม", field="at_most")
        row = advice or Advice(district=instrument.district, instrument=instrument)
        row.item_code, row.at_most, row.finding, row.recommendation = item_code, at_most, finding, recommendation
        row.owner_label = " ".join(owner_label.split())[:200] or "ผู้อำนวยการโรงเรียน"
        row.due_days = due_days
        row.save()
        audit.record(
            actor=actor, action="advice.saved", target=advice_pointer(row), district_code=instrument.district.code
        )
    return row


def switch_advice(advice: Advice, *, actor: Any, active: bool) -> Advice:
    """Stop proposing a line, or begin again."""
    if not may_write_instrument(actor, advice.instrument):
        raise NotAllowed("แก้ไขคลังข้อเสนอแนะได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    with transaction.atomic():
        row = Advice.objects.select_for_update(of=("self",)).select_related("instrument__district").get(pk=advice.pk)
        if row.is_active == active:
            return row
        same = {"instrument": row.instrument, "item_code": row.item_code, "at_most": row.at_most, "is_active": True}
        if active and Advice.objects.filter(**same).exists():
            raise DomainError("มีข้อเสนอแนะอื่นของข้อและระดับนี้ใช้อยู่แล้ว")
        row.is_active = active
        row.save(update_fields=["is_active"])
        audit.record(
            actor=actor, action="advice.switched", target=advice_pointer(row),
            district_code=row.district.code, data={"state": "ใช้" if active else "เลิกใช้"},
        )  # fmt: skip
    return row


@act
def take_advice(visit: Visit, *, actor: Any, advice: Advice, about: str = "", now: datetime | None = None) -> Finding:
    """Make a finding of a proposed line, with its owner and due date; the same line twice stays one finding."""
    visit = locked_for_writing(visit, actor)
    if advice.district_id != visit.district_id:
        raise DomainError("ข้อเสนอแนะนี้ไม่ใช่ของเขตนี้")
    text = f"{advice.finding} ({about})" if about else advice.finding
    same = visit.findings.filter(text=text).first()
    if same is not None:
        return same
    due: date = max(visit.visited_on, timezone.localdate(now)) + timedelta(days=advice.due_days)
    return save_finding(
        visit, actor=actor, text=text, recommendation=advice.recommendation, owner_label=advice.owner_label,
        due_on=due, now=now,
    )  # fmt: skip


@act
def set_advice_aside(visit: Visit, *, actor: Any, key: str, now: datetime | None = None) -> None:
    """Not this one, for this visit; `key` is what the proposal is known by."""
    visit = locked_for_writing(visit, actor)
    if key in visit.advice_aside:
        return
    visit.advice_aside = [*visit.advice_aside, key][-200:]
    touch(visit, FINDINGS, actor=actor, now=now or timezone.now(), fields=["advice_aside"])
