"""A school's counts of a year: opened, written, help added, sent, accepted, returned."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from core.stamps import held_since
from schools.models import District, School, SchoolYearCount
from schools.queries import holders
from schools.services.reference import add_shipped, in_order
from supervision.inclusion.models import DisabilityKind, HelpLine, InclusionYear, KindCount
from supervision.inclusion.permissions import STATES, may_fill, may_keep

FIGURES = ("pupils", "screened", "certified", "ieps")
MOST = 5000
_EARLIEST, _LATEST = 2540, 2640
_FILE = Path(__file__).resolve().parent.parent / "reference" / "kinds.yaml"


@cache
def shipped() -> tuple[dict[str, str], ...]:
    return tuple(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def load_kinds(district: District) -> int:
    """The nine kinds."""
    return add_shipped(DisabilityKind, district, in_order(shipped()))


def year_pointer(year: InclusionYear) -> Pointer:
    return Pointer("inclusion_year", str(year.pk), str(year))


def trace(year: InclusionYear, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"inclusion.{act}", target=year_pointer(year), district_code=year.school.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def _locked(year: InclusionYear) -> InclusionYear:
    found: InclusionYear = (
        InclusionYear.objects.select_for_update(of=("self",))
        .select_related("school__district", "saved_by")
        .get(pk=year.pk)
    )
    return found


def _to_write(year: InclusionYear, actor: Any) -> InclusionYear:
    row = _locked(year)
    if not may_fill(actor, row.school):
        raise NotAllowed("บันทึกได้เฉพาะโรงเรียนนั้นและผู้รับผิดชอบของสำนักงานเขต")
    STATES.next(row.state, "write")
    return row


@transaction.atomic
def open_inclusion(school: School, academic_year: int, *, actor: Any, now: datetime | None = None) -> InclusionYear:
    """The school's row of the year, made once."""
    now = now or timezone.now()
    if not may_fill(actor, school):
        raise NotAllowed("บันทึกได้เฉพาะโรงเรียนนั้นและผู้รับผิดชอบของสำนักงานเขต")
    if not _EARLIEST <= academic_year <= _LATEST:
        raise DomainError("กรุณาระบุปีการศึกษาเป็น พ.ศ.", field="academic_year")
    found, made = InclusionYear.objects.get_or_create(
        school=school, academic_year=academic_year, defaults={"saved_by": actor, "updated_at": now}
    )
    if made:
        trace(found, "opened", actor=actor, at=now)
    return found


def _checked(year: InclusionYear, counts: Mapping[int, Mapping[str, int]]) -> list[KindCount]:
    """Rows to write; DomainError beside the field that is wrong."""
    kinds = {row.pk: row for row in DisabilityKind.objects.of_district(year.school.district_id)}
    made = []
    for key, figures in counts.items():
        kind = kinds.get(key)
        if kind is None:
            raise DomainError("มีประเภทที่ไม่ได้อยู่ในรายการของเขต กรุณาเปิดหน้านี้ใหม่")
        values = {name: figures.get(name) or 0 for name in FIGURES}
        for name, value in values.items():
            if not 0 <= value <= MOST:
                raise DomainError(f"{kind.name}: จำนวนต้องเป็น 0 ถึง {MOST:,}", field=f"k{key}_{name}")
        for name, words in (("certified", "ผู้มีเอกสารรับรอง"), ("ieps", "ผู้มี IEP ")):
            if values[name] > values["pupils"]:
                raise DomainError(f"{kind.name}: {words}ต้องไม่เกินจำนวนนักเรียน", field=f"k{key}_{name}")
        made.append(KindCount(year=year, kind=kind, **values))
    all_pupils = sum(row.pupils for row in made)
    register = SchoolYearCount.objects.filter(school=year.school_id, academic_year=year.academic_year).first()
    if register is not None and all_pupils > register.pupils:
        raise DomainError(
            f"รวม {all_pupils:,} คน มากกว่านักเรียนทั้งโรงเรียน {register.pupils:,} คนในทะเบียนปีการศึกษา {year.academic_year}"
        )
    return made


def _as_held(year: InclusionYear, made: Collection[KindCount]) -> bool:
    def of(rows: Iterable[KindCount]) -> set[tuple[int, ...]]:
        return {(row.kind_id, *(getattr(row, name) for name in FIGURES)) for row in rows}

    return of(made) == of(year.counts.all())


@transaction.atomic
def save_counts(
    year: InclusionYear, *, actor: Any, counts: Mapping[int, Mapping[str, int]], trained: int = 0, aides: int = 0,
    note: str = "", wanted: str = "", stamp: int | None = None, now: datetime | None = None,
) -> InclusionYear:  # fmt: skip
    """Write all counts of the year at once, by the key of their kind. StaleRevision when it was saved since the form
    with this `stamp` was opened."""
    now = now or timezone.now()
    row = _to_write(year, actor)
    made = _checked(row, counts)
    texts = {"trained": trained, "aides": aides, "note": note.strip(), "wanted": wanted.strip()}
    held_since(row, stamp, actor=actor, values=texts if _as_held(row, made) else None)
    row.counts.all().delete()
    KindCount.objects.bulk_create(made)
    for name, value in texts.items():
        setattr(row, name, value)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    row.save()
    trace(row, "written", actor=actor, at=now)
    return row


@transaction.atomic
def add_help(
    year: InclusionYear,
    *,
    actor: Any,
    kind: str,
    text: str,
    pupils: int = 0,
    staff: int = 0,
    now: datetime | None = None,
) -> HelpLine:
    """The very same again (a second click) is the line that is there; other numbers for it are refused."""
    now = now or timezone.now()
    row = _to_write(year, actor)
    if kind not in HelpLine.Kind.values:
        raise DomainError("เลือกประเภทความช่วยเหลือ", field="kind")
    text = needed(" ".join(text.split()), "กรุณาเขียนสิ่งที่ช่วยเหลือ", field="text")
    if not (0 <= pupils <= MOST and 0 <= staff <= MOST):
        raise DomainError(f"จำนวนต้องเป็น 0 ถึง {MOST:,}", field="pupils")
    line, made = HelpLine.objects.get_or_create(
        year=row, kind=kind, text=text, defaults={"pupils": pupils, "staff": staff}
    )
    if made:
        trace(row, "helped", actor=actor, at=now, data={"text": text})
    elif (line.pupils, line.staff) != (pupils, staff):
        raise DomainError("มีความช่วยเหลือนี้แล้ว นำรายการเดิมออกก่อนถ้าจะเปลี่ยนจำนวน", field="text")
    return line


@transaction.atomic
def drop_help(line: HelpLine, *, actor: Any, now: datetime | None = None) -> None:
    row = _to_write(line.year, actor)
    if row.helps.filter(pk=line.pk).delete()[0]:
        trace(row, "help_dropped", actor=actor, at=now or timezone.now(), data={"text": line.text})


@transaction.atomic
def submit(year: InclusionYear, *, actor: Any, now: datetime | None = None) -> InclusionYear:
    """Sent to the office; what the office filled in itself is accepted at once. Two clicks send once."""
    now = now or timezone.now()
    row = _locked(year)
    if not may_fill(actor, row.school):
        raise NotAllowed("ส่งได้เฉพาะโรงเรียนนั้นและผู้รับผิดชอบของสำนักงานเขต")
    if row.state in (InclusionYear.State.SUBMITTED, InclusionYear.State.ACCEPTED):
        return row
    if not row.counts.exists():
        raise DomainError("ยังไม่ได้บันทึกจำนวน โรงเรียนที่ไม่มีนักเรียนเรียนรวมให้บันทึกเป็นศูนย์แล้วส่ง")
    row.state, row.reason = STATES.next(row.state, "submit"), ""
    row.submitted_by, row.submitted_at, row.updated_at = actor, now, now
    row.save(update_fields=["state", "reason", "submitted_by", "submitted_at", "updated_at"])
    trace(row, "submitted", actor=actor, at=now)
    return accept(row, actor=actor, now=now) if may_keep(actor, row.school.district) else row


@transaction.atomic
def accept(year: InclusionYear, *, actor: Any, now: datetime | None = None) -> InclusionYear:
    now = now or timezone.now()
    row = _to_judge(year, actor)
    if row.state == InclusionYear.State.ACCEPTED:
        return row
    row.state = STATES.next(row.state, "accept")
    row.accepted_by, row.accepted_at, row.updated_at = actor, now, now
    row.save(update_fields=["state", "accepted_by", "accepted_at", "updated_at"])
    trace(row, "accepted", actor=actor, at=now)
    return row


def _to_judge(year: InclusionYear, actor: Any) -> InclusionYear:
    row = _locked(year)
    if not may_keep(actor, row.school.district):
        raise NotAllowed("รับหรือตีกลับได้เฉพาะผู้รับผิดชอบของสำนักงานเขต")
    return row


@transaction.atomic
def return_year(year: InclusionYear, *, actor: Any, reason: str, now: datetime | None = None) -> InclusionYear:
    """To be corrected, also after it was accepted; its principal is told why."""
    now = now or timezone.now()
    row = _to_judge(year, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่ตีกลับ")
    if row.state == InclusionYear.State.RETURNED:
        return row
    row.state, row.reason = STATES.next(row.state, "return"), reason
    row.accepted_by, row.accepted_at, row.updated_at = None, None, now
    row.save(update_fields=["state", "reason", "accepted_by", "accepted_at", "updated_at"])
    trace(row, "returned", actor=actor, at=now, data={"reason": reason})
    notify.send(
        holders("principal", row.school.district, timezone.localdate(now), school=row.school),
        code="inclusion.returned", title=f"ข้อมูลเรียนรวม ปีการศึกษา {row.academic_year} ถูกตีกลับ", body=reason,
        url=reverse("inclusion:year", args=[row.pk]), pointer=year_pointer(row),
        district_code=row.school.district.code, now=now,
    )  # fmt: skip
    return row
