"""Lines of work of the subject groups: shipped ones once, then the office's own."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.thai.years import fiscal_year
from schools.models import District, SubjectGroup
from supervision.groups.models import GroupYear, SubjectLine, TaskYear
from supervision.groups.permissions import can_write_lines
from supervision.groups.services.common import line_pointer, trace

_FILE = Path(__file__).resolve().parent.parent / "reference" / "lines.yaml"


@cache
def shipped_lines() -> tuple[str, ...]:
    return tuple(yaml.safe_load(_FILE.read_text(encoding="utf-8"))["lines"])


def load_lines(district: District) -> int:
    """The shipped lines for each subject group that has none; gives how many were added."""
    groups = SubjectGroup.objects.of_district(district).filter(lines=None)
    rows = [
        SubjectLine(subject_group=group, position=position, name=name)
        for group in groups
        for position, name in enumerate(shipped_lines(), start=1)
    ]
    return len(SubjectLine.objects.bulk_create(rows))


def _group(group: SubjectGroup, actor: Any) -> SubjectGroup:
    held: SubjectGroup = (
        SubjectGroup.objects.select_for_update(of=("self",)).select_related("district").get(pk=group.pk)
    )
    if not can_write_lines(actor, held):
        raise NotAllowed("แก้ไขงานของกลุ่มสาระได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้ที่ได้รับมอบหมายกลุ่มสาระนี้")
    return held


def _words(name: str) -> str:
    return needed(" ".join(name.split()), "กรุณาเขียนชื่องาน", field="name")[:300]


def _saved(row: SubjectLine) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError("กลุ่มสาระนี้มีงานชื่อนี้แล้ว", field="name") from error


@transaction.atomic
def add_line(group: SubjectGroup, *, actor: Any, name: str, now: datetime | None = None) -> SubjectLine:
    """A further line of work; it joins the running year at once where that is open."""
    now = now or timezone.now()
    held = _group(group, actor)
    last = SubjectLine.objects.filter(subject_group=held).aggregate(last=Max("position"))["last"] or 0
    row = SubjectLine(subject_group=held, position=last + 1, name=_words(name))
    _saved(row)
    year = fiscal_year(timezone.localdate(now))
    if GroupYear.objects.filter(subject_group=held, fiscal_year=year).exists():
        TaskYear.objects.create(
            district=held.district, line=row, fiscal_year=year, saved_by=actor, created_at=now, updated_at=now
        )
    trace(line_pointer(row), "subject_line.added", actor=actor, district=held.district, at=now)
    return row


@transaction.atomic
def edit_line(line: SubjectLine, *, actor: Any, name: str, is_active: bool, now: datetime | None = None) -> SubjectLine:
    """Other words, or no longer used: years that have it keep it."""
    now = now or timezone.now()
    held = _group(line.subject_group, actor)
    row = SubjectLine.objects.select_for_update().get(pk=line.pk)
    row.name, row.is_active = _words(name), is_active
    _saved(row)
    trace(line_pointer(row), "subject_line.edited", actor=actor, district=held.district, at=now)
    return row
