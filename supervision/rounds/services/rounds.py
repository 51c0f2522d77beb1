"""Rounds by the office: draft, edit, open, extend, close, cancel."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from core.thai.dates import thai_date
from core.thai.years import fiscal_year
from instruments.models import InstrumentVersion
from instruments.permissions import may_write
from instruments.queries import check_serves
from schools.models import School
from schools.queries import people_of_schools
from schools.queries.schools import bands_of, with_latest_counts
from supervision.field.years import term_of_day
from supervision.rounds import permissions
from supervision.rounds.models import CollectionRound, RoundSchool
from supervision.rounds.permissions import ROUND_STATES
from supervision.rounds.services.common import round_pointer, trace_round

Audience = CollectionRound.Audience


def schools_of_audience(district: Any, audience: str, chosen: Sequence[str], on: date) -> Any:
    """Open schools a round goes to; a queryset. Those that apply themselves are none yet."""
    rows = School.objects.of_district(district).open_on(on)
    if audience == Audience.APPLY:
        return rows.none()
    if audience == Audience.CLUSTER:
        return rows.filter(cluster__in=[int(key) for key in chosen])
    if audience == Audience.KIND:
        return rows.filter(kind__in=chosen)
    if audience == Audience.SIZE:
        rule = Q(pk__in=())
        for band in bands_of(district):
            if str(band.pk) in chosen:
                rule |= Q(pupils__gte=band.at_least) & (Q(pupils__lt=band.below) if band.below else Q())
        return with_latest_counts(rows).filter(rule)
    return rows


def create_round(
    district: Any, *, actor: Any, version: InstrumentVersion, title: str, opens_on: date, due_on: date,
    label: str = "", note: str = "", closes_on_due: bool = False, remind_before: int = 3, remind_every: int = 7,
    audience: str = Audience.ALL, chosen: Sequence[str] = (), now: datetime | None = None,
) -> CollectionRound:  # fmt: skip
    """A draft: the schools are taken when it is opened."""
    now = now or timezone.now()
    round_ = CollectionRound(district=district, created_by=actor, created_at=now)
    _fill(
        round_, actor=actor, now=now, version=version, title=title, opens_on=opens_on, due_on=due_on, label=label,
        note=note, closes_on_due=closes_on_due, remind_before=remind_before, remind_every=remind_every,
        audience=audience, chosen=chosen,
    )  # fmt: skip
    with transaction.atomic():
        round_.save()
        trace_round(round_, "created", actor=actor, at=now)
    return round_


@transaction.atomic
def edit_round(round_: CollectionRound, *, actor: Any, now: datetime | None = None, **values: Any) -> CollectionRound:
    """Only a draft: what schools were told is changed by `extend_round` alone."""
    now = now or timezone.now()
    held = _locked(round_)
    if held.state != CollectionRound.State.DRAFT:
        raise DomainError("รอบนี้เปิดแล้ว เปลี่ยนได้เฉพาะกำหนดส่ง")
    _allowed(actor, held)
    _fill(held, actor=actor, now=now, **values)
    held.save()
    trace_round(held, "edited", actor=actor, at=now)
    return held


def _fill(round_: CollectionRound, *, actor: Any, now: datetime, version: InstrumentVersion, **values: Any) -> None:
    if version.instrument.district_id != round_.district.pk:
        raise DomainError("เครื่องมือนี้ไม่ใช่ของเขตนี้", field="version")
    if version.state != InstrumentVersion.State.PUBLISHED:
        raise DomainError("เลือกได้เฉพาะเครื่องมือรุ่นที่เผยแพร่แล้ว", field="version")
    check_serves(version, timezone.localdate(now))
    if not may_write(actor, version.instrument):
        raise NotAllowed("เปิดรอบได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    if values["due_on"] < values["opens_on"]:
        raise DomainError("กำหนดส่งอยู่ก่อนวันเปิด", field="due_on")
    audience, chosen = values["audience"], list(values.pop("chosen"))
    if audience in (Audience.CLUSTER, Audience.KIND, Audience.SIZE) and not chosen:
        raise DomainError("กรุณาเลือกอย่างน้อยหนึ่งรายการ", field="chosen")
    round_.version, round_.updated_at = version, now
    round_.chosen = chosen if audience not in (Audience.ALL, Audience.APPLY) else []
    for name, value in values.items():
        setattr(round_, name, value.strip() if isinstance(value, str) else value)
    round_.title = needed(round_.title, "กรุณาระบุชื่อรอบ", field="title")
    round_.academic_year, round_.term = term_of_day(round_.district, round_.due_on)
    round_.fiscal_year = fiscal_year(round_.due_on)


@transaction.atomic
def open_round(
    round_: CollectionRound, *, actor: Any, now: datetime | None = None, today: date | None = None
) -> CollectionRound:
    """Take the schools as they are today and tell them; a second click changes nothing."""
    now = now or timezone.now()
    today = today or timezone.localdate(now)
    held = _locked(round_)
    _allowed(actor, held)
    if held.state == CollectionRound.State.OPEN:
        return held
    held.state = ROUND_STATES.next(held.state, "open")
    if held.version.state != InstrumentVersion.State.PUBLISHED:
        raise DomainError("เครื่องมือรุ่นนี้เลิกใช้แล้ว กรุณาแก้ไขรอบแล้วเลือกรุ่นใหม่", field="version")
    check_serves(held.version, today)
    schools = list(
        schools_of_audience(held.district, held.audience, held.chosen, today).order_by().values_list("pk", flat=True)
    )
    if not schools and held.audience != Audience.APPLY:
        raise DomainError("ไม่มีโรงเรียนตามที่เลือก กรุณาแก้ไขว่าส่งถึงโรงเรียนใด", field="audience")
    held.opened_at = held.updated_at = now
    held.save(update_fields=["state", "opened_at", "updated_at"])
    RoundSchool.objects.bulk_create(
        [RoundSchool(round=held, school_id=school, updated_at=now) for school in schools], batch_size=1000
    )
    trace_round(held, "opened", actor=actor, at=now, data={"schools": len(schools)})
    told = schools or list(School.objects.of_district(held.district).open_on(today).values_list("pk", flat=True))
    begins = f"เปิดให้กรอก {thai_date(held.opens_on, 'short')} " if held.opens_on > today else ""
    _tell(
        held, told, code="round.opened", now=now,
        title=f"{'รับสมัคร' if held.audience == Audience.APPLY else 'แบบที่ต้องกรอก'}: {held}",
        body=f"{begins}กำหนดส่ง {thai_date(held.due_on, 'short')}\n{held.note}".strip(),
    )  # fmt: skip
    return held


@transaction.atomic
def extend_round(
    round_: CollectionRound, *, actor: Any, due_on: date, reason: str, now: datetime | None = None
) -> CollectionRound:
    """A later day, with why; a closed round opens again. Rows already late stay late."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ขยายกำหนด")
    held = _locked(round_)
    _allowed(actor, held)
    held.state = ROUND_STATES.next(held.state, "extend")
    if due_on <= held.due_on:
        raise DomainError(f"กำหนดใหม่ต้องอยู่หลัง {thai_date(held.due_on, 'short')}", field="due_on")
    before, held.due_on, held.updated_at = held.due_on, due_on, now
    held.save(update_fields=["state", "due_on", "updated_at"])
    trace_round(
        held, "extended", actor=actor, at=now,
        data={"before": thai_date(before, "short"), "after": thai_date(due_on, "short"), "reason": reason},
    )  # fmt: skip
    left = list(held.schools.unanswered().values_list("school", flat=True))
    _tell(
        held, left, code="round.extended", now=now, title=f"ขยายกำหนดส่งเป็น {thai_date(due_on, 'short')}: {held}",
        body=reason,
    )  # fmt: skip
    return held


@transaction.atomic
def close_round(round_: CollectionRound, *, actor: Any, now: datetime | None = None) -> CollectionRound:
    """No school can send any more; what was sent stays to be accepted or returned after an extension."""
    now = now or timezone.now()
    held = _locked(round_)
    _allowed(actor, held)
    if held.state == CollectionRound.State.CLOSED:
        return held
    held.state, held.updated_at = ROUND_STATES.next(held.state, "close"), now
    held.save(update_fields=["state", "updated_at"])
    trace_round(held, "closed", actor=actor, at=now)
    return held


@transaction.atomic
def cancel_round(round_: CollectionRound, *, actor: Any, reason: str, now: datetime | None = None) -> CollectionRound:
    """Nothing that was sent is deleted; it no longer counts anywhere."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิกรอบ")
    held = _locked(round_)
    _allowed(actor, held)
    was_open = held.opened_at is not None
    held.state, held.cancel_reason, held.updated_at = ROUND_STATES.next(held.state, "cancel"), reason, now
    held.save(update_fields=["state", "cancel_reason", "updated_at"])
    trace_round(held, "cancelled", actor=actor, at=now, data={"reason": reason})
    if was_open:
        _tell(held, list(held.schools.values_list("school", flat=True)), code="round.cancelled", now=now,
              title=f"ยกเลิก: {held}", body=reason)  # fmt: skip
    return held


@transaction.atomic
def delete_draft(round_: CollectionRound, *, actor: Any) -> None:
    """Drafts only: no school has seen it."""
    held = _locked(round_)
    _allowed(actor, held)
    if held.opened_at is not None or held.state != CollectionRound.State.DRAFT:
        raise DomainError("รอบนี้เปิดแล้ว ลบไม่ได้ ใช้ยกเลิกพร้อมเหตุผล")
    trace_round(held, "deleted", actor=actor, at=timezone.now())
    held.delete()


def _locked(round_: CollectionRound) -> CollectionRound:
    return (
        CollectionRound.objects.select_for_update(of=("self",))
        .select_related("district__settings", "version__instrument__district")
        .get(pk=round_.pk)
    )


def _allowed(actor: Any, round_: CollectionRound) -> None:
    if not permissions.may_run(actor, round_):
        raise NotAllowed("จัดการรอบได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")


def _tell(round_: CollectionRound, schools: Sequence[int], *, code: str, title: str, body: str, now: datetime) -> None:
    people = people_of_schools(schools, timezone.localdate(now))
    notify.send(
        [user for users in people.values() for user in users],
        code=code, title=title[:300], body=body, url=reverse("rounds:round", args=[round_.pk]),
        pointer=round_pointer(round_), district_code=round_.district.code, now=now,
    )  # fmt: skip
