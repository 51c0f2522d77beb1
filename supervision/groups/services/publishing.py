"""Publishing the yearly report of a task or of a whole group, and taking it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from schools.services.publishing import open_report, take_back
from supervision.groups.models import GroupYear, TaskYear
from supervision.groups.permissions import may_publish
from supervision.groups.services.common import group_pointer, locked_group, locked_task, task_pointer, trace


def _whom(schools: bool, public: bool) -> str:
    return " และ".join(word for word, said in (("โรงเรียนในสังกัด", schools), ("สาธารณะ", public)) if said)


def _check(row: Any, actor: Any) -> None:
    if not may_publish(actor, row.district):
        raise NotAllowed("เผยแพร่รายงานได้เฉพาะ ผอ.กลุ่มนิเทศฯ")


@transaction.atomic
def publish_task(
    task: TaskYear, *, actor: Any, schools: bool, public: bool, now: datetime | None = None
) -> TaskYear:  # fmt: skip
    """Of a task whose result is written."""
    now = now or timezone.now()
    row = locked_task(task)
    _check(row, actor)
    if not row.result:
        raise DomainError("ยังไม่มีผลการดำเนินงาน จึงยังเผยแพร่รายงานไม่ได้")
    open_report(row, actor=actor, schools=schools, public=public, now=now)
    data = {"whom": _whom(schools, public)}
    trace(task_pointer(row), "task_year.published", actor=actor, district=row.district, at=now, data=data)
    return row


@transaction.atomic
def take_back_task(task: TaskYear, *, actor: Any, now: datetime | None = None) -> TaskYear:
    now = now or timezone.now()
    row = locked_task(task)
    _check(row, actor)
    if take_back(row):
        trace(task_pointer(row), "task_year.taken_back", actor=actor, district=row.district, at=now)
    return row


@transaction.atomic
def publish_group(
    group: GroupYear, *, actor: Any, schools: bool, public: bool, now: datetime | None = None
) -> GroupYear:
    """Of a group whose year has its summary."""
    now = now or timezone.now()
    row = locked_group(group)
    _check(row, actor)
    if not row.summary:
        raise DomainError("ยังไม่ได้เขียนสรุปผลการดำเนินงานของกลุ่ม จึงยังเผยแพร่รายงานไม่ได้")
    open_report(row, actor=actor, schools=schools, public=public, now=now)
    data = {"whom": _whom(schools, public)}
    trace(group_pointer(row), "group_year.published", actor=actor, district=row.district, at=now, data=data)
    return row


@transaction.atomic
def take_back_group(group: GroupYear, *, actor: Any, now: datetime | None = None) -> GroupYear:
    now = now or timezone.now()
    row = locked_group(group)
    _check(row, actor)
    if take_back(row):
        trace(group_pointer(row), "group_year.taken_back", actor=actor, district=row.district, at=now)
    return row
