"""One result written by hand: recorded, corrected, removed. Many come by workbook (importing)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, needed
from schools.models import School
from supervision.achievement.models import ExamResult, Paper
from supervision.achievement.services.common import check_keeper, result_pointer, trace

Scope = ExamResult.Scope
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Figures:
    """Of those who sat: how many, mean and S.D. between 0 and 100, and counts of เก่ง ปานกลาง อ่อน."""

    sat: int | None
    mean: Decimal
    sd: Decimal | None = None
    strong: int | None = None
    middle: int | None = None
    weak: int | None = None


def faults_of(figures: Figures, *, scope: str) -> list[tuple[str, str]]:
    """(field, Thai reason) of every figure that cannot be."""
    found = []
    if scope == Scope.SCHOOL and not figures.sat:
        found.append(("sat", "ต้องมีผู้เข้าสอบอย่างน้อย 1 คน"))
    if not 0 <= figures.mean <= HUNDRED:
        found.append(("mean", "คะแนนเฉลี่ยต้องอยู่ระหว่าง 0 ถึง 100"))
    if figures.sd is not None and not 0 <= figures.sd <= HUNDRED:
        found.append(("sd", "S.D. ต้องอยู่ระหว่าง 0 ถึง 100"))
    counts = (figures.strong, figures.middle, figures.weak)
    if any(count is not None for count in counts):
        if any(count is None for count in counts):
            found.append(("strong", "จำนวนเก่ง ปานกลาง อ่อน ต้องกรอกครบทั้งสามกลุ่ม หรือเว้นว่างทั้งหมด"))
        elif sum(count or 0 for count in counts) != (figures.sat or 0):
            total = sum(count or 0 for count in counts)
            found.append(("strong", f"เก่ง+ปานกลาง+อ่อน รวม {total} คน ไม่เท่ากับผู้เข้าสอบ {figures.sat or 0} คน"))
    return found


def not_given(paper: Paper, year: int) -> str:
    """Why the paper cannot have a result of that year; "" where it can."""
    if paper.is_given_in(year):
        return ""
    return f"{paper} ไม่มีการสอบในปีการศึกษา {year} (สอบ {paper.years_words})"


def untaught(school: School, grade: str) -> str:
    """What to look at again where the school does not teach the grade; "" where it does. A warning, no refusal: the
    register tells what is taught today, and a result may be of a year when more was."""
    if school.teaches(grade):
        return ""
    return f"{school.name} เปิดสอน {school.levels} ตามทะเบียนโรงเรียน แต่มีผลของชั้น {grade}"


@transaction.atomic
def record_result(
    paper: Paper, *, actor: Any, academic_year: int, figures: Figures, scope: str = Scope.SCHOOL,
    school: School | None = None, now: datetime | None = None,
) -> ExamResult:  # fmt: skip
    """Write the result of a paper in a year (พ.ศ.), over the one that is there; the same again changes nothing."""
    now, district = now or timezone.now(), paper.exam.district
    check_keeper(actor, district)
    if (scope == Scope.SCHOOL) != (school is not None):
        raise DomainError("กรุณาเลือกโรงเรียน หรือเลือกว่าเป็นค่าเฉลี่ยของเขตหรือประเทศ", field="school")
    if school is not None and school.district_id != district.pk:
        raise DomainError("โรงเรียนนี้ไม่ใช่ของเขตนี้", field="school")
    if why := not_given(paper, academic_year):
        raise DomainError(why, field="academic_year")
    for field, reason in faults_of(figures, scope=scope):
        raise DomainError(reason, field=field)
    paper = Paper.objects.select_for_update(of=("self",)).select_related("exam__district").get(pk=paper.pk)
    row, made = ExamResult.objects.get_or_create(
        paper=paper, academic_year=academic_year, scope=scope, school=school,
        defaults={**vars(figures), "saved_by": actor, "updated_at": now},
    )  # fmt: skip
    changed = {name: value for name, value in vars(figures).items() if getattr(row, name) != value}
    if not made and not changed:
        return row
    old = row.mean
    for name, value in changed.items():
        setattr(row, name, value)
    row.saved_by, row.updated_at, row.origin = actor, now, ""
    row.save()
    trace(
        result_pointer(row), "exam_result.recorded" if made else "exam_result.corrected", actor=actor,
        district=district, at=now, data={"what": str(row), "old": str(old), "new": str(row.mean)},
    )  # fmt: skip
    return row


@transaction.atomic
def remove_result(result: ExamResult, *, actor: Any, reason: str, now: datetime | None = None) -> None:
    """A row that should never have been; the trace keeps what it said and why it went."""
    now = now or timezone.now()
    district = result.paper.exam.district
    check_keeper(actor, district)
    reason = needed(reason, "กรุณาเขียนเหตุที่ลบ")
    row = ExamResult.objects.select_for_update(of=("self",)).filter(pk=result.pk).first()
    if row is None:
        return
    told = f"{result} เฉลี่ย {row.mean:.2f}"
    trace(
        result_pointer(result), "exam_result.removed", actor=actor, district=district, at=now,
        data={"what": told, "reason": reason},
    )  # fmt: skip
    row.delete()
