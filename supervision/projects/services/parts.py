"""What hangs on a project: owners, indicators, budget, activities, notes; money spent; schools that take part."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from core.errors import DomainError, needed
from core.thai.years import fiscal_range
from schools.models import School
from supervision.projects.models import (
    BudgetLine,
    ProgressNote,
    ProjectActivity,
    ProjectIndicator,
    ProjectOwner,
    ProjectSchool,
    ProjectYear,
    Spending,
)
from supervision.projects.services.common import open_for, trace

PARTS: dict[str, tuple[type[Any], str]] = {
    "owner": (ProjectOwner, "ผู้รับผิดชอบ"),
    "indicator": (ProjectIndicator, "ตัวชี้วัด"),
    "budget": (BudgetLine, "งบประมาณ"),
    "activity": (ProjectActivity, "กิจกรรม"),
    "note": (ProgressNote, "ความก้าวหน้า"),
}
_TWICE = {
    "one_owner_row_per_project_and_person": ("มีชื่อผู้รับผิดชอบนี้แล้ว", "person"),
    "one_budget_line_per_source": ("ไตรมาสนี้มีแหล่งงบประมาณนี้แล้ว กรุณาแก้ไขรายการเดิม", "source"),
}


def budget_of(row: ProjectYear) -> Decimal:
    return row.budget_lines.aggregate(n=Sum("amount"))["n"] or Decimal(0)


def spent_of(row: ProjectYear) -> Decimal:
    return row.spendings.filter(cancelled_at=None).aggregate(n=Sum("amount"))["n"] or Decimal(0)


def _in_year(row: ProjectYear, day: date | None, field: str) -> None:
    first, last = fiscal_range(row.fiscal_year)
    if day is None or not first <= day <= last:
        raise DomainError(f"วันที่ต้องอยู่ในปีงบประมาณ {row.fiscal_year}", field=field)


def _check(row: ProjectYear, kind: str, part: Any, now: datetime) -> None:
    if kind in ("owner", "activity"):
        person = part.person if kind == "owner" else part.owner
        if person is not None and person.district_id != row.district_id:
            raise DomainError("เลือกได้เฉพาะบุคลากรของเขตนี้", field="person" if kind == "owner" else "owner")
    if kind == "activity":
        _check_activity(row, part)
    if kind == "budget" and part.amount <= 0:
        raise DomainError("จำนวนเงินต้องมากกว่า 0", field="amount")
    if kind == "note":
        _in_year(row, part.noted_on, "noted_on")
        if part.noted_on > timezone.localdate(now):
            raise DomainError("วันที่ยังมาไม่ถึง", field="noted_on")
        if not 0 <= part.percent <= 100:
            raise DomainError("ร้อยละต้องอยู่ระหว่าง 0 ถึง 100", field="percent")
    if kind == "indicator" and (part.target < 0 or (part.result is not None and part.result < 0)):
        raise DomainError("ค่าเป้าหมายและผลต้องไม่ติดลบ", field="target")


def _check_activity(row: ProjectYear, part: ProjectActivity) -> None:
    for field in ("starts_on", "ends_on"):
        _in_year(row, getattr(part, field), field)
    if part.ends_on < part.starts_on:
        raise DomainError("วันสิ้นสุดอยู่ก่อนวันเริ่ม", field="ends_on")
    if part.state in (ProjectActivity.State.POSTPONED, ProjectActivity.State.CANCELLED) and not part.reason.strip():
        raise DomainError("กรุณาเขียนเหตุที่เลื่อนหรือยกเลิก", field="reason")
    if part.gathering is not None and part.gathering.district_id != row.district_id:
        raise DomainError("การประชุมนี้ไม่ใช่ของเขตนี้", field="gathering")


def _saved(row: ProjectYear, kind: str, part: Any, now: datetime) -> None:
    _check(row, kind, part, now)
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as error:
        for name, (words, field) in _TWICE.items():
            if name in str(error):
                raise DomainError(words, field=field) from error
        raise


@transaction.atomic
def add_part(row: ProjectYear, kind: str, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None) -> Any:
    """One more row of PARTS; `values` by its column names."""
    now = now or timezone.now()
    held = open_for(row, actor)
    model, thai = PARTS[kind]
    part = model(project_year=held, **values)
    if kind == "note":
        part.saved_by = actor
    _saved(held, kind, part, now)
    trace(held, "project_year.part_added", actor=actor, at=now, part=thai, words=str(part))
    return part


@transaction.atomic
def edit_part(
    row: ProjectYear, kind: str, key: int, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None
) -> Any:
    """DomainError when it was removed meanwhile; a budget may not fall below what is spent."""
    now = now or timezone.now()
    held = open_for(row, actor)
    part = _found(held, kind, key)
    for name, value in values.items():
        setattr(part, name, value)
    _saved(held, kind, part, now)
    if kind == "budget":
        _check_covered(held)
    trace(held, "project_year.part_edited", actor=actor, at=now, part=PARTS[kind][1], words=str(part))
    return part


def _found(row: ProjectYear, kind: str, key: int) -> Any:
    part = PARTS[kind][0]._default_manager.filter(project_year=row, pk=key).first()
    if part is None:
        raise DomainError("รายการนี้ถูกลบไปแล้ว กรุณาเปิดหน้านี้ใหม่")
    return part


def _check_covered(row: ProjectYear) -> None:
    budget, spent = budget_of(row), spent_of(row)
    if spent > budget and not row.spendings.filter(cancelled_at=None).exclude(over_reason="").exists():
        raise DomainError(f"จ่ายไปแล้ว {spent:,.2f} บาท งบประมาณรวมต้องไม่น้อยกว่านั้น", field="amount")


@transaction.atomic
def remove_part(row: ProjectYear, kind: str, key: int, *, actor: Any, now: datetime | None = None) -> None:
    """Owners while the project is open, but for the last one of a project that has begun; the rest of the plan only
    before it begins. Removed already: nothing."""
    now = now or timezone.now()
    held = open_for(row, actor)
    if kind == "note":
        raise DomainError("บันทึกความก้าวหน้าลบไม่ได้ กรุณาบันทึกครั้งใหม่")
    if kind != "owner" and held.state != ProjectYear.State.PLANNED:
        raise DomainError("โครงการเริ่มแล้ว จึงลบไม่ได้ กิจกรรมที่ไม่ทำให้เปลี่ยนสถานะเป็นยกเลิกพร้อมเหตุผล")
    part = PARTS[kind][0]._default_manager.filter(project_year=held, pk=key).first()
    if part is None:
        return
    if kind == "owner" and held.state != ProjectYear.State.PLANNED and held.owners.count() == 1:
        raise DomainError("โครงการที่เริ่มแล้วต้องมีผู้รับผิดชอบ กรุณาเพิ่มผู้รับผิดชอบคนใหม่ก่อนลบคนนี้")
    words = str(part)
    part.delete()
    if kind == "budget":
        _check_covered(held)
    trace(held, "project_year.part_removed", actor=actor, at=now, part=PARTS[kind][1], words=words)


@transaction.atomic
def spend(row: ProjectYear, *, actor: Any, values: Mapping[str, Any], now: datetime | None = None) -> Spending:
    """Money spent on a day of the year, never above the budget unless a reason is told."""
    now = now or timezone.now()
    held = open_for(row, actor)
    entry = Spending(project_year=held, saved_by=actor, **values)
    _in_year(held, entry.spent_on, "spent_on")
    if entry.spent_on > timezone.localdate(now):
        raise DomainError("วันที่จ่ายยังมาไม่ถึง", field="spent_on")
    if entry.amount <= 0:
        raise DomainError("จำนวนเงินต้องมากกว่า 0", field="amount")
    left = budget_of(held) - spent_of(held)
    entry.over_reason = entry.over_reason.strip()
    if entry.amount > left and not entry.over_reason:
        raise DomainError(f"งบประมาณคงเหลือ {left:,.2f} บาท จ่ายเกินต้องเขียนเหตุผล", field="over_reason")
    entry.save()
    trace(held, "project_year.spent", actor=actor, at=now, title=entry.title, amount=f"{entry.amount:,.2f}")
    return entry


@transaction.atomic
def cancel_spending(
    row: ProjectYear, key: int, *, actor: Any, reason: str, now: datetime | None = None
) -> Spending | None:
    """The entry stays, and is counted no more."""
    now = now or timezone.now()
    held = open_for(row, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิกรายการจ่าย")
    entry = held.spendings.filter(pk=key, cancelled_at=None).first()
    if entry is None:
        return None
    entry.cancelled_at, entry.cancel_reason = now, reason
    entry.save(update_fields=["cancelled_at", "cancel_reason"])
    trace(held, "project_year.spending_cancelled", actor=actor, at=now, title=entry.title, reason=reason)
    return entry


@transaction.atomic
def add_school(
    row: ProjectYear, school: School, *, actor: Any, joined_on: date | None = None, now: datetime | None = None
) -> ProjectSchool:
    """A school that takes part without a selection; one that left comes back; one that is in stays as it is."""
    now = now or timezone.now()
    held = open_for(row, actor)
    if school.district_id != held.district_id:
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="school")
    day = joined_on or timezone.localdate(now)
    place, made = ProjectSchool.objects.get_or_create(project_year=held, school=school, defaults={"joined_on": day})
    if not made and place.left_on is None:
        return place
    if not made:
        place.joined_on, place.left_on, place.left_reason = day, None, ""
        place.save(update_fields=["joined_on", "left_on", "left_reason"])
    trace(held, "project_year.school_added", actor=actor, at=now, school=str(school))
    return place


@transaction.atomic
def leave(
    row: ProjectYear, key: int, *, actor: Any, reason: str, left_on: date | None = None, now: datetime | None = None
) -> ProjectSchool | None:
    """The school takes part no more from that day on; the row stays."""
    now = now or timezone.now()
    held = open_for(row, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่โรงเรียนออกจากโครงการ")
    place = held.schools.filter(pk=key, left_on=None).select_related("school").first()
    if place is None:
        return None
    place.left_on, place.left_reason = left_on or timezone.localdate(now), reason
    place.save(update_fields=["left_on", "left_reason"])
    trace(held, "project_year.school_left", actor=actor, at=now, school=str(place.school), reason=reason)
    return place
