"""Errands: asked or assigned, answered, accepted or returned."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, notify, pointers
from core.errors import DomainError, NotAllowed, needed, not_past
from office.errands.models import Errand
from office.errands.permissions import ERRAND_STATES, may_act, may_ask
from office.errands.queries import errand_pointer
from office.structure.models import Unit
from schools.models import District, Person, WorkTask
from schools.services.locks import lock_district

MOMENT = timedelta(seconds=30)
_WORDS = ("unit", "unit_text", "title", "detail", "due_on", "person", "task")


def _locked(errand: Errand, actor: Any, act: str) -> Errand:
    row = (
        Errand.objects.select_for_update(of=("self",))
        .select_related("district", "person__user", "created_by", "unit")
        .get(pk=errand.pk)
    )
    ERRAND_STATES.next(row.state, act)
    if not may_act(actor, row, act):
        raise NotAllowed("ท่านทำรายการนี้กับเรื่องนี้ไม่ได้")
    return row


def _trace(row: Errand, act: str, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"errand.{act}", target=errand_pointer(row), district_code=row.district.code, data=data,
        at=at,
    )  # fmt: skip


def _tell(row: Errand, user: Any, actor: Any, code: str, *words: str) -> None:
    """Nobody is told of what they did themselves. `words`: what happened, then the body."""
    if user is None or user.pk == actor.pk:
        return
    notify.send(
        [user], code=f"errand.{code}", title=f"{words[0]}: {row.title}", body=" ".join(words[1:]),
        url=reverse("errands:errand", args=[row.pk]), pointer=errand_pointer(row), district_code=row.district.code,
    )  # fmt: skip


def _write(row: Errand, words: dict[str, Any], today: date) -> None:
    """Check and set words and people. What another group asked may be written down when its day is over."""
    if unknown := set(words) - set(_WORDS):
        raise ValueError(f"an errand has no {sorted(unknown)}")
    if row.kind != Errand.Kind.FROM:
        not_past(words.get("due_on"), today, "กำหนดผ่านไปแล้ว กรุณาตรวจวันที่", field="due_on", was=row.due_on)
    for name, value in words.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.title = needed(" ".join(row.title.split()), "กรุณาเขียนเรื่อง", field="title")[:300]
    if row.kind == Errand.Kind.ASSIGNED:
        row.unit, row.unit_text = None, ""
    elif row.unit is None and not row.unit_text:
        raise DomainError("กรุณาเลือกกลุ่มหรือระบุหน่วยงาน", field="unit")
    if row.due_on is not None and row.due_on < row.asked_on:
        raise DomainError("กำหนดต้องไม่อยู่ก่อนวันที่ขอหรือมอบหมาย", field="due_on")
    person = Person.objects.of_district(row.district_id).working().of_office().filter(pk=row.person_id).first()
    if person is None:
        raise DomainError("กรุณาเลือกผู้รับผิดชอบจากบุคลากรของสำนักงาน", field="person")
    for name, model, path in (("unit", Unit, "district"), ("task", WorkTask, "work_group__district")):
        value = getattr(row, name)
        if value is not None and not model.objects.filter(pk=value.pk, **{path: row.district_id}).exists():
            raise DomainError("รายการที่เลือกไม่ใช่ของสำนักงานนี้", field=name)


@transaction.atomic
def ask(
    district: District, *, actor: Any, kind: str, person: Person, title: str, asked_on: date | None = None,
    thing: tuple[str, str] | None = None, now: datetime | None = None, **words: Any,
) -> Errand:  # fmt: skip
    """Write down what another group asks, what is asked of one, or a task for somebody; `thing` is what it is about
    (kind, key). The second of two clicks gives the first one's."""
    if not may_ask(actor, district, kind):
        raise NotAllowed("ท่านบันทึกเรื่องประเภทนี้ของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    day = asked_on or timezone.localdate(at)
    if day > timezone.localdate(at):
        raise DomainError("วันที่ต้องไม่เป็นวันในอนาคต", field="asked_on")
    lock_district(district.pk)
    row = Errand(
        district=district, kind=kind, person=person, title=title, asked_on=day, created_by=actor, created_at=at,
        updated_at=at,
    )  # fmt: skip
    _write(row, {"title": title, **words}, timezone.localdate(at))
    if thing is not None:
        _tie(row, actor, *thing)
    again = Errand.objects.filter(
        district=district, kind=kind, person=row.person, title=row.title, detail=row.detail, due_on=row.due_on,
        unit=row.unit, unit_text=row.unit_text, created_by=actor, thing_kind=row.thing_kind, thing_key=row.thing_key,
        created_at__gt=at - MOMENT, created_at__lte=at,
    ).first()  # fmt: skip
    if again is not None:
        return again
    row.save()
    _trace(row, "asked", actor, at, kind=row.get_kind_display(), who=str(person))
    word = "มอบหมายงาน" if kind == Errand.Kind.ASSIGNED else "งานประสานกับกลุ่มอื่น"
    _tell(row, person.user, actor, "asked", word, row.detail)
    return row


def _tie(row: Errand, actor: Any, kind: str, key: str) -> None:
    if kind == "errand" or kind not in pointers.kinds() or not pointers.may_view(actor, kind, key):
        raise DomainError("ไม่พบเรื่องที่เกี่ยวข้อง")
    owner = pointers.provider(kind)
    if owner.district_code is None or owner.district_code(key) != row.district.code:
        raise DomainError("เรื่องที่เกี่ยวข้องไม่ใช่ของสำนักงานนี้")
    row.thing_kind, row.thing_key, row.thing_label = kind, key, owner.label(key)[:300]


@transaction.atomic
def edit(errand: Errand, *, actor: Any, now: datetime | None = None, **words: Any) -> Errand:
    """While it waits; a person put in charge newly is told."""
    row = _locked(errand, actor, "edit")
    before = row.person_id
    row.updated_at = now or timezone.now()
    _write(row, words, timezone.localdate(row.updated_at))
    row.save()
    _trace(row, "edited", actor, row.updated_at)
    if row.person_id != before:
        _tell(row, row.person.user, actor, "asked", "ท่านเป็นผู้รับผิดชอบ", row.detail)
    return row


@transaction.atomic
def answer(
    errand: Errand, *, actor: Any, text: str, answered_on: date | None = None, now: datetime | None = None
) -> Errand:
    """What was done or answered; an answer may be written anew until it is accepted."""
    row = _locked(errand, actor, "answer")
    at = now or timezone.now()
    day = answered_on or timezone.localdate(at)
    if not row.asked_on <= day <= timezone.localdate(at):
        raise DomainError("วันที่ตอบต้องไม่ก่อนวันที่ขอ และไม่เป็นวันในอนาคต", field="answered_on")
    row.answer = needed(text, "กรุณาเขียนคำตอบหรือผลการดำเนินงาน", field="text")[:10_000]
    row.answered_on, row.answered_by, row.updated_at = day, actor, at
    row.state = ERRAND_STATES.next(row.state, "answer")
    row.save()
    _trace(row, "answered", actor, at, text=row.answer[:300])
    _tell(row, row.created_by, actor, "answered", "ตอบแล้ว", row.answer)
    return row


@transaction.atomic
def accept(errand: Errand, *, actor: Any, now: datetime | None = None) -> Errand:
    """The matter is done; a second click changes nothing."""
    current = Errand.objects.select_for_update(of=("self",)).get(pk=errand.pk)
    if current.state == Errand.State.DONE:
        return current
    row = _locked(errand, actor, "accept")
    return _settle(row, "accept", "accepted", actor, now, comment="")


@transaction.atomic
def send_back(errand: Errand, *, actor: Any, reason: str, now: datetime | None = None) -> Errand:
    row = _locked(errand, actor, "return")
    reason = needed(reason, "กรุณาเขียนว่าต้องทำอะไรเพิ่ม")[:2000]
    done = _settle(row, "return", "returned", actor, now, comment=reason)
    _tell(row, row.person.user, actor, "returned", "ส่งกลับให้ทำเพิ่ม", reason)
    return done


@transaction.atomic
def cancel(errand: Errand, *, actor: Any, reason: str, now: datetime | None = None) -> Errand:
    row = _locked(errand, actor, "cancel")
    reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    done = _settle(row, "cancel", "cancelled", actor, now, comment=reason)
    _tell(row, row.person.user, actor, "cancelled", "ยกเลิก", reason)
    return done


def _settle(row: Errand, act: str, code: str, actor: Any, now: datetime | None, *, comment: str) -> Errand:
    row.state, row.comment, row.updated_at = ERRAND_STATES.next(row.state, act), comment, now or timezone.now()
    row.save(update_fields=["state", "comment", "updated_at"])
    _trace(row, code, actor, row.updated_at, reason=comment)
    return row
