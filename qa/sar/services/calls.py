"""The yearly call: drafted, opened to the schools in scope, its day moved, closed, cancelled; a school's own day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from core.thai.dates import thai_date
from qa.sar import permissions
from qa.sar.models import Sar, SarCall
from qa.sar.permissions import CALL_STATES
from qa.sar.queries.scope import schools_of_call
from qa.sar.services.common import call_pointer, locked, tell_school, trace_call, trace_sar
from qa.standards.models import Standard, StandardSet
from schools.queries import people_of_schools

State = SarCall.State
_NOT_ALLOWED = "การเรียก SAR ทำได้เฉพาะ ผอ.กลุ่มนิเทศฯ"


def default_due(academic_year: int) -> date:
    """30 April after the year (facts §3.6, our assumption: the office may change it)."""
    return date(academic_year - 543 + 1, 4, 30)


def create_call(
    district: Any, *, actor: Any, academic_year: int, form: str = SarCall.Form.LONG,
    early_set: StandardSet | None = None, basic_set: StandardSet | None = None, due_on: date | None = None,
    title: str = "", guide: str = "", ask_evidence: bool = True, ask_board: bool = True, remind_before: int = 7,
    remind_every: int = 7, now: datetime | None = None,
) -> SarCall:  # fmt: skip
    """A draft; schools are taken when it is opened. One call a year that is not cancelled."""
    now = now or timezone.now()
    call = SarCall(district=district, created_by=actor, created_at=now)
    _fill(
        call, actor=actor, now=now, academic_year=academic_year, form=form, early_set=early_set, basic_set=basic_set,
        due_on=due_on or default_due(academic_year), title=title, guide=guide, ask_evidence=ask_evidence,
        ask_board=ask_board, remind_before=remind_before, remind_every=remind_every,
    )  # fmt: skip
    with transaction.atomic():
        _keep(call)
        trace_call(call, "created", actor=actor, at=now)
    return call


@transaction.atomic
def edit_call(call: SarCall, *, actor: Any, now: datetime | None = None, **values: Any) -> SarCall:
    """A draft alone: what schools were told is changed by `extend_call`."""
    now = now or timezone.now()
    held = _locked(call)
    if held.state != State.DRAFT:
        raise DomainError("ประกาศนี้เปิดรับแล้ว เปลี่ยนได้เฉพาะกำหนดส่ง")
    _fill(held, actor=actor, now=now, **values)
    _keep(held)
    trace_call(held, "edited", actor=actor, at=now)
    return held


def _fill(call: SarCall, *, actor: Any, now: datetime, **values: Any) -> None:
    if not permissions.may_call(actor, call.district):
        raise NotAllowed(_NOT_ALLOWED)
    year = values["academic_year"]
    chosen = {"early": values["early_set"], "basic": values["basic_set"]}
    if not any(chosen.values()):
        raise DomainError("กรุณาเลือกชุดมาตรฐานอย่างน้อยหนึ่งระดับ", field="basic_set")
    for level, found in chosen.items():
        if found is not None:
            _check_set(call, found, level, year)
    if not 2500 <= year <= 2700:
        raise DomainError("ปีการศึกษาต้องเป็น พ.ศ.", field="academic_year")
    for name, value in values.items():
        setattr(call, name, value.strip() if isinstance(value, str) else value)
    call.title = call.title or f"SAR ปีการศึกษา {year}"
    call.updated_at = now


def _check_set(call: SarCall, found: StandardSet, level: str, year: int) -> None:
    field = f"{level}_set"
    if found.district_id != call.district.pk:
        raise DomainError("ชุดมาตรฐานนี้ไม่ใช่ของเขตนี้", field=field)
    if found.level != level:
        raise DomainError(f"ชุดมาตรฐานนี้เป็นของระดับ{found.get_level_display()}", field=field)
    if found.state != StandardSet.State.PUBLISHED:
        raise DomainError("เลือกได้เฉพาะชุดมาตรฐานที่ใช้งานแล้ว", field=field)
    if not found.covers(year):
        raise DomainError(f"ชุดมาตรฐานนี้ไม่ใช้กับปีการศึกษา {year}", field=field)
    if not Standard.objects.filter(set=found).exists():
        raise DomainError("ชุดนี้มีแต่ระดับคุณภาพ ยังไม่มีรายการมาตรฐาน จึงใช้เขียน SAR ไม่ได้", field=field)


def _keep(call: SarCall) -> None:
    try:
        with transaction.atomic():
            call.save()
    except IntegrityError:
        raise DomainError(f"มีประกาศเรียก SAR ปีการศึกษา {call.academic_year} อยู่แล้ว", field="academic_year") from None


@transaction.atomic
def open_call(call: SarCall, *, actor: Any, now: datetime | None = None, today: date | None = None) -> SarCall:
    """Take the schools in scope, tell them; a second click changes nothing."""
    now = now or timezone.now()
    today = today or timezone.localdate(now)
    held = _locked(call)
    _allowed(actor, held)
    if held.state == State.OPEN:
        return held
    held.state = CALL_STATES.next(held.state, "open")
    schools = {school.pk for rows in schools_of_call(held, today).values() for school in rows}
    if not schools:
        raise DomainError("ไม่มีโรงเรียนที่เปิดสอนระดับที่เลือกในปีการศึกษานี้", field="basic_set")
    held.opened_at = held.updated_at = now
    held.save(update_fields=["state", "opened_at", "updated_at"])
    Sar.objects.bulk_create(
        [Sar(call=held, school_id=school, updated_at=now) for school in sorted(schools)], batch_size=1000
    )
    trace_call(held, "opened", actor=actor, at=now, data={"schools": len(schools)})
    _tell(
        held, sorted(schools), code="sar_call.opened", now=now, title=f"เรียก{held}",
        body=f"กำหนดส่ง {thai_date(held.due_on, 'short')} กรุณายืนยันรับทราบ\n{held.guide}".strip(),
    )  # fmt: skip
    return held


@transaction.atomic
def extend_call(call: SarCall, *, actor: Any, due_on: date, reason: str, now: datetime | None = None) -> SarCall:
    """A later day for all, with why; a closed call opens again. SARs already late stay late."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่เลื่อนกำหนด")
    held = _locked(call)
    _allowed(actor, held)
    held.state = CALL_STATES.next(held.state, "extend")
    if due_on <= held.due_on:
        raise DomainError(f"กำหนดใหม่ต้องอยู่หลัง {thai_date(held.due_on, 'short')}", field="due_on")
    before, held.due_on, held.updated_at = held.due_on, due_on, now
    held.save(update_fields=["state", "due_on", "updated_at"])
    trace_call(
        held, "extended", actor=actor, at=now,
        data={"before": thai_date(before, "short"), "after": thai_date(due_on, "short"), "reason": reason},
    )  # fmt: skip
    _tell(
        held, list(held.sars.unanswered().values_list("school", flat=True)), code="sar_call.extended", now=now,
        title=f"เลื่อนกำหนดส่งเป็น {thai_date(due_on, 'short')}: {held}", body=reason,
    )  # fmt: skip
    return held


@transaction.atomic
def close_call(call: SarCall, *, actor: Any, now: datetime | None = None) -> SarCall:
    """No school can send any more, but those returned or with a later day of their own."""
    now = now or timezone.now()
    held = _locked(call)
    _allowed(actor, held)
    if held.state == State.CLOSED:
        return held
    held.state, held.updated_at = CALL_STATES.next(held.state, "close"), now
    held.save(update_fields=["state", "updated_at"])
    trace_call(held, "closed", actor=actor, at=now)
    return held


@transaction.atomic
def cancel_call(call: SarCall, *, actor: Any, reason: str, now: datetime | None = None) -> SarCall:
    """Nothing that was written is deleted; another call for the year may follow."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    held = _locked(call)
    _allowed(actor, held)
    if held.sars.filter(state=Sar.State.ACCEPTED).exists():
        raise DomainError("รับ SAR ของบางโรงเรียนแล้ว จึงยกเลิกไม่ได้ ใช้ปิดรับแทน")
    held.state, held.cancel_reason, held.updated_at = CALL_STATES.next(held.state, "cancel"), reason, now
    held.save(update_fields=["state", "cancel_reason", "updated_at"])
    trace_call(held, "cancelled", actor=actor, at=now, data={"reason": reason})
    _tell(held, list(held.sars.values_list("school", flat=True)), code="sar_call.cancelled", now=now,
          title=f"ยกเลิก: {held}", body=reason)  # fmt: skip
    return held


@transaction.atomic
def delete_draft(call: SarCall, *, actor: Any) -> None:
    """Drafts only: no school has seen it."""
    held = _locked(call)
    _allowed(actor, held)
    if held.state != State.DRAFT:
        raise DomainError("ประกาศนี้เปิดรับแล้ว ลบไม่ได้ ใช้ยกเลิกพร้อมเหตุผล")
    trace_call(held, "deleted", actor=actor, at=timezone.now())
    held.delete()


@transaction.atomic
def extend_school(sar: Sar, *, actor: Any, due_on: date, reason: str, now: datetime | None = None) -> Sar:
    """A later day for one school, with why. DomainError for a day not after the one it has."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ขยายกำหนด")
    held = locked(sar)
    _allowed(actor, held.call)
    if held.call.state not in (State.OPEN, State.CLOSED):
        raise DomainError("ประกาศนี้ไม่ได้เปิดรับ จึงขยายกำหนดไม่ได้")
    if not held.is_editable:
        raise DomainError("โรงเรียนนี้ส่งแล้ว จึงไม่ต้องขยายกำหนด")
    if due_on <= held.due_on:
        raise DomainError(f"กำหนดใหม่ต้องอยู่หลัง {thai_date(held.due_on, 'short')}", field="due_on")
    held.extended_to, held.extension_reason, held.updated_at = due_on, reason, now
    held.save(update_fields=["extended_to", "extension_reason", "updated_at"])
    trace_sar(held, "extended", actor=actor, at=now, data={"after": thai_date(due_on, "short"), "reason": reason})
    tell_school(
        held, code="sar.extended", now=now, title=f"ขยายกำหนดส่งของโรงเรียนเป็น {thai_date(due_on, 'short')}: {held.call}",
        body=reason,
    )  # fmt: skip
    return held


def _locked(call: SarCall) -> SarCall:
    return (
        SarCall.objects.select_for_update(of=("self",))
        .select_related("district__settings", "early_set", "basic_set")
        .get(pk=call.pk)
    )


def _allowed(actor: Any, call: SarCall) -> None:
    if not permissions.may_call(actor, call.district):
        raise NotAllowed(_NOT_ALLOWED)


def _tell(call: SarCall, schools: Sequence[int], *, code: str, title: str, body: str, now: datetime) -> None:
    people = people_of_schools(schools, timezone.localdate(now))
    notify.send(
        [user for users in people.values() for user in users],
        code=code, title=title[:300], body=body, url=reverse("sar:call", args=[call.pk]),
        pointer=call_pointer(call), district_code=call.district.code, now=now,
    )  # fmt: skip
