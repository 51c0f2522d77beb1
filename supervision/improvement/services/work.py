"""The rollout plan and the cooperation log: write a line, say it was done, cancel it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from schools.models import OutsideBody, School
from supervision.improvement.models import Cooperation, Programme, RolloutActivity
from supervision.improvement.permissions import may_write_cooperation
from supervision.improvement.services.common import held, to_follow, trace

ROLLOUT = ("title", "detail", "owner", "owner_text", "starts_on", "ends_on", "budget")
COOPERATION = ("side", "body", "partner", "activity", "who", "held_on", "reached", "result")


@transaction.atomic
def save_rollout(
    programme: Programme, *, actor: Any, activity: RolloutActivity | None = None, stamp: int | None = None,
    now: datetime | None = None, **words: Any,
) -> RolloutActivity:  # fmt: skip
    """Write a line of the rollout plan (ROLLOUT), or change one that is not cancelled. The same activity from the same
    day again is the line that is there."""
    now = now or timezone.now()
    _known(words, ROLLOUT)
    found = to_follow(programme, actor)
    row = RolloutActivity(programme=found) if activity is None else _rollout(activity)
    held_since(row, stamp, actor=actor, values=words)
    _put(row, words)
    row.title = needed(" ".join(row.title.split()), "กรุณาระบุกิจกรรม", field="title")
    if row.ends_on < row.starts_on:
        raise DomainError("วันสิ้นสุดอยู่ก่อนวันเริ่ม", field="ends_on")
    if row.owner is not None and row.owner.district_id != found.district_id:
        raise DomainError("ผู้รับผิดชอบต้องเป็นบุคลากรของเขตนี้", field="owner")
    _money(row.budget, "budget")
    there = found.rollout.filter(title=row.title, starts_on=row.starts_on, cancel_reason="").exclude(pk=row.pk).first()
    if there is not None:
        if activity is None:
            return there
        raise DomainError("มีกิจกรรมนี้ในวันเดียวกันแล้ว", field="title")
    row.saved_by, row.updated_at = actor, now
    row.stamp += activity is not None
    row.save()
    trace(found, "rollout_saved", actor=actor, at=now, data={"title": row.title})
    return row


@transaction.atomic
def finish_rollout(
    activity: RolloutActivity, *, actor: Any, done_on: date | None, result: str = "", spent: Decimal | None = None,
    now: datetime | None = None,
) -> RolloutActivity:  # fmt: skip
    """Say it was done on a day that has come, with what came of it; None takes that back."""
    now = now or timezone.now()
    found = to_follow(activity.programme, actor)
    row = _rollout(activity)
    if done_on is not None and done_on > timezone.localdate(now):
        raise DomainError("วันที่ทำเสร็จยังมาไม่ถึง", field="done_on")
    _money(spent, "spent")
    row.done_on, row.result, row.spent = done_on, result.strip(), spent
    row.saved_by, row.updated_at, row.stamp = actor, now, row.stamp + 1
    row.save()
    trace(found, "rollout_done" if done_on else "rollout_undone", actor=actor, at=now, data={"title": row.title})
    return row


@transaction.atomic
def cancel_rollout(
    activity: RolloutActivity, *, actor: Any, reason: str, now: datetime | None = None
) -> RolloutActivity:
    """A line that will not be done; it stays with its reason."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    found = to_follow(activity.programme, actor)
    row = RolloutActivity.objects.select_for_update().get(pk=activity.pk)
    if not row.cancel_reason:
        row.cancel_reason, row.saved_by, row.updated_at = reason, actor, now
        row.save(update_fields=["cancel_reason", "saved_by", "updated_at"])
        trace(found, "rollout_cancelled", actor=actor, at=now, data={"title": row.title, "reason": reason})
    return row


def _rollout(activity: RolloutActivity) -> RolloutActivity:
    row = RolloutActivity.objects.select_for_update().get(pk=activity.pk)
    if row.cancel_reason:
        raise DomainError("กิจกรรมนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้")
    return row


@transaction.atomic
def save_cooperation(
    programme: Programme, *, actor: Any, school: School | None = None, record: Cooperation | None = None,
    stamp: int | None = None, now: datetime | None = None, **words: Any,
) -> Cooperation:  # fmt: skip
    """Write a record (COOPERATION) of a school in the programme, or of the office; or change one. The same activity of
    the same place, partner and day again is the record that is there."""
    now = now or timezone.now()
    _known(words, COOPERATION)
    found = held(programme)
    row = Cooperation(programme=found, school=school, created_by=actor) if record is None else _cooperation(record)
    row.programme = found
    _may_cooperate(actor, row)
    held_since(row, stamp, actor=actor, values=words)
    if record is None and school is not None and not found.participations.filter(school=school).exists():
        raise DomainError("โรงเรียนนี้ไม่อยู่ในการขับเคลื่อนนี้", field="school")
    _put(row, words)
    row.activity = needed(" ".join(row.activity.split()), "กรุณาระบุกิจกรรม", field="activity")
    _check_partner(row)
    if row.held_on > timezone.localdate(now):
        raise DomainError("บันทึกได้เมื่อทำกิจกรรมแล้ว วันที่นี้ยังมาไม่ถึง", field="held_on")
    same = {"school": row.school, "activity": row.activity, "held_on": row.held_on, "body": row.body}
    there = found.cooperations.filter(**same, partner=row.partner, cancel_reason="").exclude(pk=row.pk).first()
    if there is not None and record is None:
        return there
    row.saved_by, row.updated_at = actor, now
    row.stamp += record is not None
    row.save()
    trace(found, "cooperation_saved", actor=actor, at=now, data={"title": row.activity, "where": _where(row)})
    return row


def _check_partner(row: Cooperation) -> None:
    if row.side not in Cooperation.Side.values:
        raise DomainError("กรุณาเลือกว่าผู้ร่วมมืออยู่ในหรือนอกสังกัด", field="side")
    body: OutsideBody | None = row.body
    if body is not None and body.district_id != row.programme.district_id:
        raise DomainError("หน่วยงานที่เลือกไม่ใช่ของเขตนี้", field="body")
    if body is not None and row.side == Cooperation.Side.INSIDE:
        raise DomainError("หน่วยงานในทะเบียนภายนอกเป็นผู้ร่วมมือนอกสังกัด", field="side")
    row.partner = "" if body is not None else " ".join(row.partner.split())
    if body is None and not row.partner:
        raise DomainError("กรุณาเลือกหน่วยงานหรือพิมพ์ชื่อผู้ร่วมมือ", field="partner")


@transaction.atomic
def cancel_cooperation(record: Cooperation, *, actor: Any, reason: str, now: datetime | None = None) -> Cooperation:
    """A record that was wrong; it stays with its reason and counts no longer."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    rows = Cooperation.objects.select_for_update(of=("self",)).select_related("programme__district", "school")
    row = rows.get(pk=record.pk)
    _may_cooperate(actor, row)
    if not row.cancel_reason:
        row.cancel_reason, row.saved_by, row.updated_at = reason, actor, now
        row.save(update_fields=["cancel_reason", "saved_by", "updated_at"])
        told = {"title": row.activity, "where": _where(row), "reason": reason}
        trace(row.programme, "cooperation_cancelled", actor=actor, at=now, data=told)
    return row


def _cooperation(record: Cooperation) -> Cooperation:
    rows = Cooperation.objects.select_for_update(of=("self",)).select_related("school", "body")
    row = rows.get(pk=record.pk)
    if row.cancel_reason:
        raise DomainError("รายการนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้")
    return row


def _may_cooperate(actor: Any, row: Cooperation) -> None:
    if not may_write_cooperation(actor, row):
        raise NotAllowed("บันทึกได้เฉพาะโรงเรียนเจ้าของรายการและผู้ติดตามของสำนักงาน")
    if not row.programme.is_open:
        raise DomainError("การขับเคลื่อนนี้สิ้นสุดหรือยกเลิกแล้ว จึงแก้ไขไม่ได้")


def _where(row: Cooperation) -> str:
    return row.school.name if row.school else "สำนักงาน"


def _known(words: Mapping[str, Any], names: tuple[str, ...]) -> None:
    if unknown := set(words) - set(names):
        raise ValueError(f"not words of this: {sorted(unknown)}")


def _put(row: Any, words: Mapping[str, Any]) -> None:
    for name, value in words.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)


def _money(value: Decimal | None, field: str) -> None:
    if value is not None and value < 0:
        raise DomainError("จำนวนเงินต้องไม่ติดลบ", field=field)
