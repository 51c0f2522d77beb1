"""Rounds of assessment from outside (สมศ.): the round, a school's result, and recommendations to be followed up."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from processes.services.actions import open_action
from qa.levels.models import ExternalAdvice, ExternalResult, ExternalRound, ExternalStandard, SchoolLevel
from qa.levels.permissions import may_write
from qa.levels.services.record import record_overall, teaches
from qa.standards.models import EducationLevel, ScaleLevel
from schools.models import District, Person, School
from schools.services.locks import lock_district

KIND = "external_result"


def result_pointer(result: ExternalResult) -> Pointer:
    label = f"ผลการประเมินภายนอก {result.school} ระดับ{result.get_level_display()} {result.round}"
    return Pointer(KIND, str(result.pk), label[:300], result.assessed_on)


def _check_writer(actor: Any, district: District | int) -> None:
    if not may_write(actor, district):
        raise NotAllowed("ท่านไม่มีสิทธิ์บันทึกผลการประเมินภายนอก")


def save_round(
    district: District, *, actor: Any, values: dict[str, Any], round_: ExternalRound | None = None
) -> ExternalRound:
    """Make a round or correct one; `values` are number, title, body, year_from and year_to (พ.ศ.)."""
    _check_writer(actor, district)
    if values["year_to"] < values["year_from"]:
        raise DomainError("ปีสิ้นสุดต้องไม่ก่อนปีเริ่ม", field="year_to")
    with transaction.atomic():
        lock_district(district.pk)
        others = ExternalRound.objects.of_district(district).filter(number=values["number"])
        if round_ is not None:
            others = others.exclude(pk=round_.pk)
        if others.exists():
            raise DomainError(f"มีรอบที่ {values['number']} แล้ว", field="number")
        row = round_ or ExternalRound(district=district)
        outside = [
            result
            for result in (row.results.all() if row.pk else [])
            if not values["year_from"] <= result.academic_year <= values["year_to"]
        ]
        if outside:
            raise DomainError(f"มีผลของปีการศึกษา {outside[0].academic_year} อยู่นอกช่วงปีนี้", field="year_from")
        for name in ("number", "title", "body", "year_from", "year_to"):
            setattr(row, name, values[name])
        row.save()
        audit.record(
            actor=actor,
            action="external.round_saved",
            target=Pointer("external_round", str(row.pk), str(row)),
            district_code=district.code,
        )
    return row


@transaction.atomic
def save_result(
    round_: ExternalRound,
    *,
    actor: Any,
    school: School,
    level: str,
    academic_year: int,
    assessed_on: date,
    verdict: str,
    scale_level: ScaleLevel | None,
    standards: Sequence[tuple[str, str]],
    note: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> ExternalResult:
    """A school's result of the round; saving again corrects it. A level of a set is also the school's level from
    outside of that year. `seen` is the lock_version the person read: StaleRevision when it has changed."""
    _check_writer(actor, round_.district_id)
    _check_result(round_, school=school, level=level, year=academic_year, verdict=verdict, scale_level=scale_level)
    now = now or timezone.now()
    School.objects.select_for_update().get(pk=school.pk)
    row = ExternalResult.objects.filter(round=round_, school=school, level=level).first()
    if row is not None and seen is None:
        raise DomainError("โรงเรียนนี้มีผลของรอบและระดับนี้แล้ว กรุณาแก้ไขที่ผลเดิม", field="school")
    if row is not None and row.lock_version != seen:
        raise StaleRevision("มีผู้อื่นแก้ไขผลนี้ไปแล้ว กรุณาเปิดหน้าใหม่แล้วตรวจอีกครั้ง")
    row = row or ExternalResult(round=round_, school=school, level=level, lock_version=0)
    before = (row.scale_level, row.academic_year)
    row.academic_year, row.assessed_on, row.verdict = academic_year, assessed_on, verdict
    row.scale_level, row.note = scale_level, note.strip()
    row.lock_version += 1
    row.saved_by, row.updated_at = actor, now
    row.save()
    row.standards.all().delete()
    ExternalStandard.objects.bulk_create(
        ExternalStandard(result=row, position=at, name=name[:300], verdict=word)
        for at, (name, word) in enumerate(standards, start=1)
    )
    if before[0] is not None and before != (scale_level, academic_year):
        _withdraw(row, year=before[1])
    if scale_level is not None:
        record_overall(
            school, academic_year=academic_year, level=level, source=SchoolLevel.Source.EXTERNAL,
            scale_level=scale_level, origin=f"{KIND}:{row.pk}", actor=actor, now=now,
        )  # fmt: skip
    word = scale_level.word if scale_level else row.get_verdict_display()
    audit.record(
        actor=actor,
        action="external.result_saved",
        target=result_pointer(row),
        district_code=round_.district.code,
        data={"level": row.get_level_display(), "word": word, "standards": len(standards)},
        at=now,
    )
    return row


def _withdraw(row: ExternalResult, *, year: int) -> None:
    """The level this result gave before, where it still stands: a correction takes it back."""
    SchoolLevel.objects.filter(
        school=row.school, academic_year=year, level=row.level, source=SchoolLevel.Source.EXTERNAL,
        standard=None, origin=f"{KIND}:{row.pk}",
    ).delete()  # fmt: skip


def _check_result(
    round_: ExternalRound, *, school: School, level: str, year: int, verdict: str, scale_level: ScaleLevel | None
) -> None:
    if school.district_id != round_.district_id:
        raise DomainError("โรงเรียนไม่ได้อยู่ในเขตนี้", field="school")
    if not round_.year_from <= year <= round_.year_to:
        raise DomainError(f"รอบนี้ประเมินปีการศึกษา {round_.year_from}–{round_.year_to}", field="year")
    if not teaches(school, level):
        raise DomainError(f"{school} ไม่ได้เปิดสอนระดับ{EducationLevel(level).label}", field="level")
    if not verdict and scale_level is None:
        raise DomainError("กรุณาระบุผลโดยรวม หรือระดับคุณภาพ", field="verdict")
    if scale_level is not None and scale_level.set.level != level:
        raise DomainError(f"ระดับนี้เป็นของ “{scale_level.set}” ซึ่งไม่ใช่ระดับที่ประเมิน", field="scale_level")


@transaction.atomic
def add_advice(
    result: ExternalResult, *, actor: Any, text: str, owner: Person | None = None, due_on: date | None = None,
    now: datetime | None = None,
) -> ExternalAdvice:  # fmt: skip
    """A recommendation, opened as something to do for the school: what became of it, and its evidence, is there."""
    school = result.school
    _check_writer(actor, school.district_id)
    if owner is not None and owner.school_id != school.pk:
        raise DomainError("ผู้รับผิดชอบต้องเป็นบุคลากรของโรงเรียนนี้", field="owner")
    action = open_action(
        actor=actor, district=school.district, school=school, text=text, owner=owner,
        owner_label="" if owner else "ผู้อำนวยการโรงเรียน", due_on=due_on, source=result_pointer(result), now=now,
    )  # fmt: skip
    return ExternalAdvice.objects.create(result=result, text=action.text, action=action)
