"""Kinds of tests, their papers, and the rule of early warning: what the office edits."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, needed
from core.pointers import Pointer
from schools.models import District
from supervision.achievement.models import Exam, ExamResult, Paper, WarningRule
from supervision.achievement.services.common import check_keeper, exam_pointer, trace

EXAM_WORDS = ("name", "short_name", "level", "position", "is_active", "note")
PAPER_WORDS = ("grade", "subject", "subject_group", "position", "year_from", "year_to", "years_off", "is_active")


def _put(row: Any, words: tuple[str, ...], values: dict[str, Any]) -> None:
    if unknown := set(values) - set(words):
        raise ValueError(f"not words of it: {sorted(unknown)}")
    for name, value in values.items():
        setattr(row, name, " ".join(value.split()) if isinstance(value, str) and name != "note" else value)


@transaction.atomic
def save_exam(
    district: District, *, actor: Any, exam: Exam | None = None, code: str = "", now: datetime | None = None,
    **values: Any,
) -> Exam:  # fmt: skip
    """A new kind of test with its lasting `code`, or other words for one that is there."""
    now = now or timezone.now()
    check_keeper(actor, district)
    row = Exam(district=district, code=code.strip().lower()) if exam is None else _locked_exam(exam)
    _put(row, EXAM_WORDS, values)
    row.code = needed(row.code, "กรุณาระบุรหัส", field="code")
    row.name = needed(row.name, "กรุณาระบุชื่อการทดสอบ", field="name")
    row.short_name = needed(row.short_name, "กรุณาระบุชื่อย่อ", field="short_name")
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError("มีการทดสอบรหัสนี้แล้ว", field="code") from error
    trace(exam_pointer(row), "exam.saved", actor=actor, district=district, at=now)
    return row


def _locked_exam(exam: Exam) -> Exam:
    found: Exam = Exam.objects.select_for_update(of=("self",)).select_related("district").get(pk=exam.pk)
    return found


@transaction.atomic
def save_paper(
    exam: Exam, *, actor: Any, paper: Paper | None = None, now: datetime | None = None, **values: Any
) -> Paper:
    """A paper of the exam. Years it has results of cannot be taken away, nor its grade or subject changed then."""
    now = now or timezone.now()
    check_keeper(actor, exam.district)
    exam = _locked_exam(exam)
    row = Paper(exam=exam) if paper is None else Paper.objects.select_for_update().get(pk=paper.pk, exam=exam)
    before = (row.grade, row.subject)
    _put(row, PAPER_WORDS, values)
    row.subject = needed(row.subject, "กรุณาระบุวิชาหรือด้าน", field="subject")
    if row.subject_group is not None and row.subject_group.district_id != exam.district_id:
        raise DomainError("กลุ่มสาระนี้ไม่ใช่ของเขตนี้", field="subject_group")
    if row.year_from and row.year_to and row.year_to < row.year_from:
        raise DomainError("ปีสุดท้ายต้องไม่ก่อนปีแรก", field="year_to")
    if row.pk:
        _refuse_losing(row, before)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError("ชั้นนี้มีวิชานี้แล้ว", field="subject") from error
    trace(exam_pointer(exam), "exam.paper_saved", actor=actor, district=exam.district, at=now, data={"paper": str(row)})
    return row


def _refuse_losing(row: Paper, before: tuple[str, str]) -> None:
    years = set(ExamResult.objects.filter(paper=row).order_by().values_list("academic_year", flat=True).distinct())
    if years and (row.grade, row.subject) != before:
        raise DomainError("วิชานี้มีผลการทดสอบแล้ว จึงเปลี่ยนชั้นหรือชื่อวิชาไม่ได้ เพิ่มเป็นวิชาใหม่แทน", field="subject")
    lost = sorted(year for year in years if not row.is_given_in(year))
    if lost:
        told = ", ".join(str(year) for year in lost)
        raise DomainError(f"มีผลการทดสอบของปีการศึกษา {told} อยู่แล้ว ช่วงปีต้องครอบคลุมปีเหล่านั้น", field="year_from")


@transaction.atomic
def save_rule(
    district: District, *, actor: Any, below_national: Decimal | None, falling_years: int | None,
    weak_share: Decimal | None, now: datetime | None = None,
) -> WarningRule:  # fmt: skip
    """At least one part must be asked about."""
    now = now or timezone.now()
    check_keeper(actor, district)
    if below_national is None and falling_years is None and weak_share is None:
        raise DomainError("กรุณากำหนดเกณฑ์อย่างน้อยหนึ่งข้อ")
    row, _ = WarningRule.objects.select_for_update().get_or_create(district=district)
    row.below_national, row.falling_years, row.weak_share = below_national, falling_years, weak_share
    row.saved_by, row.updated_at = actor, now
    row.save()
    trace(Pointer("warning_rule", str(row.pk), str(row)), "exam.rule_saved", actor=actor, district=district, at=now)
    return row
