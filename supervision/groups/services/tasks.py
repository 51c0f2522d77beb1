"""A task's year: who owns it, what is planned, how it stands, what came of it; and the summary of a group's year."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed
from core.stamps import held_since
from schools.models import Person
from supervision.groups.models import GroupYear, TaskOwner, TaskYear
from supervision.groups.permissions import can_write, can_write_group, may_lead
from supervision.groups.queries import group_url
from supervision.groups.services.common import group_pointer, locked_group, locked_task, task_pointer, trace

WORDS = ("plan", "result", "problems", "reason")
_S = TaskYear.State


@transaction.atomic
def save_task(
    task: TaskYear, *, actor: Any, state: str, stamp: int | None = None, now: datetime | None = None, **words: str
) -> TaskYear:
    """Write plan, state and result. A postponed task says why, a finished one what came of it. StaleRevision when
    somebody else saved it since the page was opened (`stamp`)."""
    now = now or timezone.now()
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"not words of a task: {sorted(unknown)}")
    row = locked_task(task)
    if not can_write(actor, row):
        raise NotAllowed("บันทึกได้เฉพาะผู้รับผิดชอบงาน ผู้ที่ได้รับมอบหมายกลุ่มนี้ และ ผอ.กลุ่มนิเทศฯ")
    held_since(row, stamp, actor=actor, values={"state": state, **words})
    if state not in _S.values:
        raise DomainError("ไม่รู้จักสถานะนี้", field="state")
    before = row.state
    for name, text in words.items():
        setattr(row, name, text.replace("\r\n", "\n").strip())
    row.state = state
    row.reason = row.reason if state == _S.POSTPONED else ""
    if state == _S.POSTPONED and not row.reason:
        raise DomainError("กรุณาเขียนเหตุที่เลื่อน", field="reason")
    if state == _S.DONE and not row.result:
        raise DomainError("งานที่เสร็จแล้วต้องมีผลการดำเนินงาน กรุณาเขียนผล", field="result")
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    row.save(update_fields=["state", *WORDS, "stamp", "saved_by", "updated_at"])
    action = "task_year.saved" if before == state else "task_year.moved"
    data = {"state": row.get_state_display(), "reason": row.reason}
    trace(task_pointer(row), action, actor=actor, district=row.district, at=now, data=data)
    return row


@transaction.atomic
def set_owners(task: TaskYear, *, actor: Any, people: Iterable[Person], now: datetime | None = None) -> TaskYear:
    """Exactly these people of the office answer for the task; who is new is told. The same again changes nothing."""
    now = now or timezone.now()
    row = locked_task(task)
    if not may_lead(actor, row.district):
        raise NotAllowed("กำหนดผู้รับผิดชอบได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    wanted = _of_office(row.district_id, people)
    have = set(row.owners.values_list("person", flat=True))
    if have == set(wanted):
        return row
    row.owners.exclude(person__in=wanted).delete()
    new = [person for key, person in wanted.items() if key not in have]
    TaskOwner.objects.bulk_create(TaskOwner(task_year=row, person=person) for person in new)
    pointer = task_pointer(row)
    names = ", ".join(str(person) for person in wanted.values()) or "ไม่มี"
    trace(pointer, "task_year.owners", actor=actor, district=row.district, at=now, data={"who": names})
    notify.send(
        [person.user for person in new if person.user_id and person.user_id != actor.pk],
        code="task_year.owner", title=f"ท่านรับผิดชอบงาน {row}"[:300],
        body=f"{row.group} ปีงบประมาณ {row.fiscal_year}", url=reverse("groups:task", args=[row.pk]), pointer=pointer,
        district_code=row.district.code, now=now,
    )  # fmt: skip
    return row


@transaction.atomic
def own_the_rest(
    group: GroupYear, *, actor: Any, people: Iterable[Person], now: datetime | None = None
) -> list[TaskYear]:
    """These people of the office answer for every task of the group's year that nobody answers for yet; each is told
    once. Gives those tasks; a second click finds none."""
    now = now or timezone.now()
    row = locked_group(group)
    if not may_lead(actor, row.district):
        raise NotAllowed("กำหนดผู้รับผิดชอบได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    wanted = _of_office(row.district_id, people)
    if not wanted:
        raise DomainError("กรุณาเลือกผู้รับผิดชอบอย่างน้อยหนึ่งคน", field="people")
    tasks = [locked_task(task) for task in TaskYear.objects.of_group_year(row).without_owner().in_order()]
    TaskOwner.objects.bulk_create(TaskOwner(task_year=task, person=one) for task in tasks for one in wanted.values())
    names = ", ".join(str(person) for person in wanted.values())
    for task in tasks:
        trace(task_pointer(task), "task_year.owners", actor=actor, district=row.district, at=now, data={"who": names})
    if tasks:
        notify.send(
            [person.user for person in wanted.values() if person.user_id and person.user_id != actor.pk],
            code="task_year.owner", title=f"ท่านรับผิดชอบงาน {len(tasks)} งานของ{tasks[0].group}"[:300],
            body=f"ปีงบประมาณ {row.fiscal_year}", url=group_url(row), pointer=group_pointer(row),
            district_code=row.district.code, now=now,
        )  # fmt: skip
    return tasks


def _of_office(district: int, people: Iterable[Person]) -> dict[int, Person]:
    """By key; DomainError names who does not work in the office."""
    wanted = {person.pk: person for person in people}
    for person in wanted.values():
        if person.district_id != district or person.school_id is not None or not person.is_active:
            raise DomainError(f"{person} ไม่ใช่บุคลากรที่ปฏิบัติงานในสำนักงานนี้", field="people")
    return wanted


@transaction.atomic
def save_summary(
    group: GroupYear, *, actor: Any, summary: str, stamp: int | None = None, now: datetime | None = None
) -> GroupYear:
    """The words the group's yearly report opens with."""
    now = now or timezone.now()
    row = locked_group(group)
    if not can_write_group(actor, row):
        raise NotAllowed("เขียนสรุปได้เฉพาะผู้ที่ได้รับมอบหมายกลุ่มนี้ และ ผอ.กลุ่มนิเทศฯ")
    held_since(row, stamp, actor=actor, values={"summary": summary})
    row.summary = summary.replace("\r\n", "\n").strip()
    row.stamp, row.saved_by = row.stamp + 1, actor
    row.save(update_fields=["summary", "stamp", "saved_by"])
    trace(group_pointer(row), "group_year.saved", actor=actor, district=row.district, at=now)
    return row
