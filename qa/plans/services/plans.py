"""Begin a plan, its title and aim, and what came of its indicators."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import audit
from core.approvals import content_hash
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from qa.plans.models import IndicatorYear, QualityPlan
from qa.plans.permissions import may_write_plans
from qa.plans.queries import snapshot
from qa.plans.states import PLAN_STATES
from schools.models import District
from schools.services.locks import lock_district

LARGEST = Decimal("9999999999.99")


def plan_pointer(plan: QualityPlan) -> Pointer:
    return Pointer("quality_plan", str(plan.pk), plan.title, hash=plan.content_hash)


@transaction.atomic
def create_plan(
    district: District, *, actor: Any, title: str, year_kind: str, year_from: int, year_to: int, aim: str = "",
    now: datetime | None = None,
) -> QualityPlan:  # fmt: skip
    """A plan of three to five years; its years may not overlap those of another plan in force or being written."""
    if not may_write_plans(actor, district):
        raise NotAllowed("จัดทำแผนพัฒนาคุณภาพของเขตนี้ไม่ได้")
    lock_district(district.pk)
    if year_kind not in QualityPlan.YearKind.values:
        raise DomainError("กรุณาเลือกปีงบประมาณหรือปีการศึกษา", field="year_kind")
    if not 2400 <= year_from <= 2700:
        raise DomainError("กรุณาระบุปีเป็น พ.ศ.", field="year_from")
    if not 2 <= year_to - year_from <= 4:
        raise DomainError("แผนพัฒนาคุณภาพมีระยะ 3 ถึง 5 ปี", field="year_to")
    standing = QualityPlan.objects.of_district(district).exclude(state=QualityPlan.State.CANCELLED)
    other = standing.filter(year_kind=year_kind, year_from__lte=year_to, year_to__gte=year_from).first()
    if other is not None:
        raise DomainError(f"ปีซ้อนกับ {other.title} ({other.years_label})", field="year_from")
    now = now or timezone.now()
    plan = QualityPlan(
        district=district, year_kind=year_kind, year_from=year_from, year_to=year_to, aim=aim.strip(), author=actor,
        title=_title(title), created_at=now, updated_at=now, updated_by=actor,
    )  # fmt: skip
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise DomainError("มีแผนที่เริ่มปีนี้แล้ว", field="year_from") from None
    plan.content_hash = content_hash(snapshot(plan))
    plan.save(update_fields=["content_hash"])
    trace(plan, "created", actor=actor, at=now)
    return plan


@transaction.atomic
def save_front(
    plan: QualityPlan, *, actor: Any, title: str, aim: str, lock_version: int | None = None, now: datetime | None = None
) -> QualityPlan:
    held = locked_plan(plan, actor=actor, lock_version=lock_version)
    held.title, held.aim = _title(title), aim.strip()
    return touch(held, actor=actor, now=now, what="ชื่อและเป้าประสงค์")


@transaction.atomic
def record_results(
    plan: QualityPlan, *, actor: Any, year: int, results: Mapping[int, tuple[Decimal | None, str]],
    lock_version: int | None = None, now: datetime | None = None,
) -> int:  # fmt: skip
    """Write what came of indicators in a year, by the indicator's key: (result, note). No change of the plan: its
    revision and approval stay. Gives how many cells changed."""
    held = locked(plan.pk)
    if not may_write_plans(actor, held.district):
        raise NotAllowed("บันทึกผลของแผนนี้ไม่ได้")
    if held.approved_revision is None or held.state == QualityPlan.State.CANCELLED:
        raise DomainError("บันทึกผลได้เมื่อแผนได้รับอนุมัติแล้ว")
    if year not in held.years:
        raise DomainError("ปีนี้ไม่อยู่ในแผน", field="year")
    if lock_version is not None and held.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ไขแผนหรือบันทึกผลหลังจากที่ท่านเปิดหน้า กรุณาเปิดหน้านี้ใหม่แล้วบันทึกอีกครั้ง")
    mine = dict(IndicatorYear.objects.filter(indicator__strategy__plan=held, year=year).values_list("indicator", "pk"))
    if set(results) - set(mine):
        raise DomainError("ตัวชี้วัดนี้ไม่มีค่าเป้าหมายในปีนี้ หรือไม่ได้อยู่ในแผนนี้")
    rows = {row.indicator_id: row for row in IndicatorYear.objects.filter(pk__in=mine.values())}
    changed = []
    moment = now or timezone.now()
    for key, (result, note) in results.items():
        row = rows[key]
        if result is not None and not -LARGEST <= result <= LARGEST:
            raise DomainError("ผลมีค่าเกินกว่าที่เก็บได้")
        if (row.result, row.note) != (result, note.strip()):
            row.result, row.note, row.result_by, row.result_at = result, note.strip()[:500], actor, moment
            changed.append(row)
    if changed:
        IndicatorYear.objects.bulk_update(changed, ["result", "note", "result_by", "result_at"])
        held.lock_version += 1
        held.save(update_fields=["lock_version"])
        trace(held, "results", actor=actor, at=moment, data={"year": year, "count": len(changed)})
    return len(changed)


def locked(key: int) -> QualityPlan:
    return (
        QualityPlan.objects.select_for_update(of=("self",)).select_related("district__settings", "author").get(pk=key)
    )


def locked_plan(plan: QualityPlan, *, actor: Any, lock_version: int | None = None) -> QualityPlan:
    """The plan to be changed, held until the transaction ends; refused to others, in a wrong state, or when stale."""
    held = locked(plan.pk)
    if not may_write_plans(actor, held.district):
        raise NotAllowed("แก้ไขแผนพัฒนาคุณภาพของเขตนี้ไม่ได้")
    PLAN_STATES.next(held.state, "edit")
    if lock_version is not None and held.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ไขแผนนี้หลังจากที่ท่านเปิดหน้า กรุณาเปิดหน้านี้ใหม่ เทียบ แล้วบันทึกอีกครั้ง")
    return held


def touch(held: QualityPlan, *, actor: Any, now: datetime | None, what: str) -> QualityPlan:
    """After a change: the hash of what stands now, the lock, the trace."""
    held.content_hash = content_hash(snapshot(held))
    held.lock_version += 1
    held.updated_at, held.updated_by = now or timezone.now(), actor
    held.save()
    trace(held, "changed", actor=actor, at=held.updated_at, data={"what": what[:200]})
    return held


def trace(plan: QualityPlan, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"quality_plan.{act}", target=plan_pointer(plan), district_code=plan.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > 300:
        raise DomainError("กรุณาระบุชื่อแผน ไม่เกิน 300 ตัวอักษร", field="title")
    return title
