"""Best practices: written by a school, sent by its principal, shown by the office to all schools."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from schools.models import School
from schools.queries import holders
from schools.scope import holds
from supervision.recognition.models import BestPractice
from supervision.recognition.permissions import PRACTICE_STATES, can_submit_practice, may_honour, may_write_practice
from supervision.recognition.services.common import practice_pointer, trace

WORDS = ("title", "programme", "area", "background", "doing", "outcome", "advice", "contact")
_LONG = {"background": "ความเป็นมา", "doing": "วิธีดำเนินการ", "outcome": "ผลที่เกิดขึ้น"}


def _put(practice: BestPractice, values: dict[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a best practice: {sorted(unknown)}")
    for name, value in values.items():
        setattr(practice, name, value.strip() if isinstance(value, str) else value)
    practice.title = needed(" ".join(practice.title.split()), "กรุณาระบุชื่อแนวปฏิบัติ", field="title")
    programme, area = practice.programme, practice.area
    if programme is not None and programme.district_id != practice.school.district_id:
        raise DomainError("การขับเคลื่อนนี้ไม่ใช่ของเขตนี้", field="programme")
    if area is not None and (programme is None or area.set_id != programme.set_id):
        raise DomainError("เลือกด้านของการขับเคลื่อนที่เลือก", field="area")


def _saved(practice: BestPractice) -> None:
    try:
        with transaction.atomic():
            practice.save()
    except IntegrityError as error:
        if "one_best_practice_per_title" not in str(error):
            raise
        raise DomainError("โรงเรียนมีแนวปฏิบัติชื่อนี้แล้ว", field="title") from error


@transaction.atomic
def write_practice(school: School, *, actor: Any, now: datetime | None = None, **values: Any) -> BestPractice:
    """A draft of the school; the same title by the same person again is the draft that is there."""
    now = now or timezone.now()
    if not holds(actor, "school.improvement.write", school=school):
        raise NotAllowed("เขียนได้เฉพาะบุคลากรของโรงเรียนนั้น")
    title = " ".join(str(values.get("title", "")).split())
    found = BestPractice.objects.filter(school=school, title=title, saved_by=actor, state="draft").first()
    if found is not None:
        return found
    made = BestPractice(school=school, saved_by=actor, created_at=now, updated_at=now)
    _put(made, values)
    _saved(made)
    trace(practice_pointer(made), "practice.written", actor=actor, district=school.district, at=now)
    return made


def _locked(practice: BestPractice) -> BestPractice:
    rows = BestPractice.objects.select_for_update(of=("self",)).select_related("school__district", "programme", "area")
    found: BestPractice = rows.get(pk=practice.pk)
    return found


@transaction.atomic
def edit_practice(
    practice: BestPractice, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **values: Any
) -> BestPractice:
    """While the school has it. StaleRevision when a colleague saved it since the form was opened."""
    now = now or timezone.now()
    row = _locked(practice)
    if not may_write_practice(actor, row):
        raise NotAllowed("แก้ไขได้เฉพาะบุคลากรของโรงเรียนนั้น")
    PRACTICE_STATES.next(row.state, "edit")
    held_since(row, stamp, actor=actor, values=values)
    _put(row, values)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    _saved(row)
    trace(practice_pointer(row), "practice.edited", actor=actor, district=row.school.district, at=now)
    return row


def lacking(practice: BestPractice) -> list[str]:
    """What is still to be written before it is sent."""
    return [label for name, label in _LONG.items() if not getattr(practice, name).strip()]


@transaction.atomic
def submit_practice(practice: BestPractice, *, actor: Any, now: datetime | None = None) -> BestPractice:
    """By the principal; two clicks send once."""
    now = now or timezone.now()
    row = _locked(practice)
    if row.state == BestPractice.State.SUBMITTED and row.submitted_by_id == actor.pk:
        return row
    if not can_submit_practice(actor, row) and holds(actor, "school.improvement.submit", school=row.school):
        PRACTICE_STATES.next(row.state, "submit")
    if not can_submit_practice(actor, row):
        raise NotAllowed("ส่งได้เฉพาะ ผอ.โรงเรียน")
    if left := lacking(row):
        raise DomainError(f"ยังไม่ได้เขียน {' '.join(left)}")
    row.state, row.reason = PRACTICE_STATES.next(row.state, "submit"), ""
    row.submitted_by, row.submitted_at, row.updated_at = actor, now, now
    row.save(update_fields=["state", "reason", "submitted_by", "submitted_at", "updated_at"])
    trace(practice_pointer(row), "practice.submitted", actor=actor, district=row.school.district, at=now)
    _tell(row, holders("group_director", row.school.district, timezone.localdate(now)), "submitted",
          f"แนวปฏิบัติที่ดีจาก{row.school.name}: {row.title}", now=now)  # fmt: skip
    return row


def _tell(row: BestPractice, people: list[Any], act: str, title: str, *, body: str = "", now: datetime) -> None:
    notify.send(
        people, code=f"practice.{act}", title=title[:300], body=body,
        url=reverse("recognition:practice", args=[row.pk]), pointer=practice_pointer(row),
        district_code=row.school.district.code, now=now,
    )  # fmt: skip


def _decided(practice: BestPractice, actor: Any, act: str, reason: str, now: datetime | None) -> BestPractice:
    now = now or timezone.now()
    row = _locked(practice)
    if not may_honour(actor, row.school.district):
        raise NotAllowed("พิจารณาได้เฉพาะผู้รับผิดชอบของสำนักงานเขต")
    if row.submitted_by_id == actor.pk:
        raise NotAllowed("ผู้ส่งพิจารณาเรื่องของตนเองไม่ได้")
    words = {"show": "shown", "return": "returned", "withdraw": "withdrawn"}[act]
    if row.state == words:
        return row
    row.state, row.reason, row.updated_at = PRACTICE_STATES.next(row.state, act), reason, now
    fields = ["state", "reason", "updated_at"]
    if act == "show":
        row.shown_by, row.shown_at = actor, now
        fields += ["shown_by", "shown_at"]
    row.save(update_fields=fields)
    trace(practice_pointer(row), f"practice.{words}", actor=actor, district=row.school.district, at=now,
          data={"reason": reason})  # fmt: skip
    people = holders("principal", row.school.district, timezone.localdate(now), school=row.school)
    _tell(row, people, words, f"{row.get_state_display()}: {row.title}", body=reason, now=now)
    return row


@transaction.atomic
def show_practice(practice: BestPractice, *, actor: Any, now: datetime | None = None) -> BestPractice:
    """Picked: every school of the office reads it."""
    return _decided(practice, actor, "show", "", now)


@transaction.atomic
def return_practice(practice: BestPractice, *, actor: Any, reason: str, now: datetime | None = None) -> BestPractice:
    return _decided(practice, actor, "return", needed(reason, "กรุณาเขียนเหตุที่ตีกลับ"), now)


@transaction.atomic
def withdraw_practice(practice: BestPractice, *, actor: Any, reason: str, now: datetime | None = None) -> BestPractice:
    """No longer shown; the row and its reason stay."""
    return _decided(practice, actor, "withdraw", needed(reason, "กรุณาเขียนเหตุที่เลิกเผยแพร่"), now)
