"""Open a model's year for the office and all its schools, change its rules, end it, cancel it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from core.thai.years import academic_year_range, fiscal_range
from processes.models import Procedure, Run
from processes.services import cancel_run, open_runs
from supervision.improvement.models import Programme
from supervision.improvement.models.programme import Use
from supervision.improvement.permissions import STATES, may_open, may_write
from supervision.improvement.services.common import NOT_YOURS, held, to_write, trace
from supervision.improvement.services.participations import follow_register
from supervision.indicators.models import IndicatorSet, QualityModel

RULES = (
    "name", "academic_year", "starts_on", "ends_on", "counts_on", "joiners", "leavers", "uses_extra", "extra_uses",
    "project", "instrument", "mentoring_visits", "report_every",
)  # fmt: skip
_DAYS = ("starts_on", "ends_on", "counts_on", "joiners", "leavers")


@transaction.atomic
def open_programme(
    model: QualityModel, *, actor: Any, year: int, set: IndicatorSet | None = None,
    carried_from: Programme | None = None, now: datetime | None = None, **rules: Any,
) -> Programme:  # fmt: skip
    """The model's year of the office (พ.ศ. of its procedure's kind) with every school, by the rule of joiners and
    leavers. The same call again gives the one that is there.

    `set` is the newest published edition unless told; `rules` are names of RULES, otherwise the year's own days. Its
    run of the procedure is opened, or the one that stands is taken over.
    """
    now = now or timezone.now()
    _known(rules)
    model = (
        QualityModel.objects.select_for_update(of=("self",)).select_related("district", "procedure").get(pk=model.pk)
    )
    if not may_open(actor, model.district):
        raise NotAllowed(NOT_YOURS)
    found = Programme.objects.standing().filter(model=model, year=year).select_related("district").first()
    if found is not None:
        return found
    if not model.is_active:
        raise DomainError("รูปแบบนี้เลิกใช้แล้ว กรุณาเลือกรูปแบบอื่น", field="model")
    if not 2500 <= year <= 2700:
        raise DomainError("ปีต้องเป็น พ.ศ.", field="year")
    chosen = set or model.sets.filter(state=IndicatorSet.State.PUBLISHED).order_by("-number").first()
    if chosen is None:
        raise DomainError("รูปแบบนี้ยังไม่มีชุดตัวชี้วัดที่ประกาศใช้ กรุณาประกาศใช้ก่อนเปิดปี", field="set")
    if chosen.model_id != model.pk or chosen.state != IndicatorSet.State.PUBLISHED:
        raise DomainError("เลือกได้เฉพาะชุดตัวชี้วัดของรูปแบบนี้ที่ประกาศใช้แล้ว", field="set")
    if carried_from is not None and (carried_from.district_id != model.district_id or carried_from.year >= year):
        raise DomainError("ต่อได้จากปีก่อนหน้าของสำนักงานนี้เท่านั้น", field="carried_from")
    kind = model.procedure.year_kind
    first, last = days_of_year(kind, year)
    made = Programme(
        district=model.district, model=model, set=chosen, carried_from=carried_from, year_kind=kind, year=year,
        name=f"{model.name} {Programme.YearKind(kind).label} {year}"[:250],
        academic_year=year - 1 if kind == Procedure.YearKind.FISCAL else year,
        starts_on=first, ends_on=last, counts_on=first, opened_by=actor, opened_at=now, updated_at=now,
    )  # fmt: skip
    _put(made, rules)
    made.run = _run_of(model, actor=actor, year=year, now=now)
    made.save()
    trace(made, "opened", actor=actor, at=now, data={"year": year})
    follow_register(made, actor=actor, now=now)
    return made


def _run_of(model: QualityModel, *, actor: Any, year: int, now: datetime) -> Run:
    if model.procedure.level != Procedure.Level.OFFICE:
        raise DomainError("กระบวนงานของรูปแบบต้องเป็นกระบวนงานของสำนักงาน", field="model")
    open_runs(model.procedure, actor=actor, year=year, now=now)
    run = Run.objects.standing().get(procedure=model.procedure, year=year)
    if Programme.objects.filter(run=run).exists():
        raise DomainError("กระบวนงานนี้มีรูปแบบอื่นใช้ขับเคลื่อนในปีนี้แล้ว กรุณาคัดลอกกระบวนงานให้รูปแบบนี้", field="model")
    return run


def _known(rules: Mapping[str, Any]) -> None:
    if unknown := {*rules} - {*RULES}:
        raise ValueError(f"not rules of a programme: {sorted(unknown)}")


def _put(programme: Programme, rules: Mapping[str, Any]) -> None:
    """Set and check the rules; DomainError beside the field that is wrong."""
    for name, value in rules.items():
        setattr(programme, name, " ".join(value.split()) if name == "name" else value)
    needed(programme.name, "กรุณาระบุชื่อ", field="name")
    if programme.ends_on < programme.starts_on:
        raise DomainError("วันสิ้นสุดอยู่ก่อนวันเริ่ม", field="ends_on")
    if not programme.starts_on <= programme.counts_on <= programme.ends_on:
        raise DomainError("วันนับโรงเรียนต้องอยู่ระหว่างวันเริ่มและวันสิ้นสุด", field="counts_on")
    if not 2500 <= programme.academic_year <= 2700:
        raise DomainError("ปีต้องเป็น พ.ศ.", field="academic_year")
    for name in ("joiners", "leavers"):
        if getattr(programme, name) not in Programme.Rule.values:
            raise DomainError("กรุณาเลือกว่านับรวมหรือไม่", field=name)
    if programme.uses_extra and not programme.set.areas.filter(is_extra=True).exists():
        raise DomainError("ชุดตัวชี้วัดนี้ไม่มีด้านเพิ่ม จึงใช้ด้านที่ห้าไม่ได้", field="uses_extra")
    programme.extra_uses = [use for use in Use.values if use in programme.extra_uses]
    if programme.uses_extra and not programme.extra_uses:
        raise DomainError("กรุณาเลือกว่าใช้ด้านที่ห้าในขั้นใด", field="extra_uses")
    for name in ("project", "instrument"):
        row = getattr(programme, name)
        if row is not None and row.district_id != programme.district_id:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    if not 0 <= programme.mentoring_visits <= 50:
        raise DomainError("จำนวนครั้งต้องเป็น 0 ถึง 50", field="mentoring_visits")
    if not 1 <= programme.report_every <= 366:
        raise DomainError("จำนวนวันต้องเป็น 1 ถึง 366", field="report_every")


@transaction.atomic
def edit_programme(
    programme: Programme, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **rules: Any
) -> Programme:
    """Change names of RULES while it is open. A change of days or rules looks through the schools again."""
    now = now or timezone.now()
    _known(rules)
    found = to_write(programme, actor)
    held_since(found, stamp, actor=actor, values=rules)
    before = [getattr(found, name) for name in _DAYS]
    _put(found, rules)
    found.stamp, found.updated_at = found.stamp + 1, now
    found.save()
    trace(found, "edited", actor=actor, at=now)
    if before != [getattr(found, name) for name in _DAYS]:
        follow_register(found, actor=actor, now=now)
    return found


@transaction.atomic
def close_programme(programme: Programme, *, actor: Any, now: datetime | None = None) -> Programme:
    """The year's work is done: it is read, and no longer written."""
    return _moved(programme, "close", "closed", actor=actor, now=now or timezone.now())


@transaction.atomic
def reopen_programme(programme: Programme, *, actor: Any, reason: str, now: datetime | None = None) -> Programme:
    """Open a year again that was ended too early."""
    reason = needed(reason, "กรุณาเขียนเหตุที่เปิดอีกครั้ง")
    return _moved(programme, "reopen", "reopened", actor=actor, now=now or timezone.now(), reason=reason)


@transaction.atomic
def cancel_programme(programme: Programme, *, actor: Any, reason: str, now: datetime | None = None) -> Programme:
    """One opened by mistake: what was noted stays readable, its run is cancelled too, another may be opened."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    done = _moved(programme, "cancel", "cancelled", actor=actor, now=now, reason=reason)
    if done.run is not None and done.run.state != Run.State.CANCELLED:
        cancel_run(done.run, actor=actor, reason=reason, now=now)
    return done


def _moved(programme: Programme, act: str, told: str, *, actor: Any, now: datetime, reason: str = "") -> Programme:
    found = held(programme)
    if not may_write(actor, found):
        raise NotAllowed(NOT_YOURS)
    if found.state == STATES.moves[_FROM[act]][act]:
        return found  # the second click
    found.state, found.updated_at = STATES.next(found.state, act), now
    if act == "cancel":
        found.cancel_reason = reason
    found.stamp += 1
    found.save(update_fields=["state", "cancel_reason", "stamp", "updated_at"])
    trace(found, told, actor=actor, at=now, data={"reason": reason} if reason else {})
    return found


_FROM = {"close": Programme.State.OPEN, "reopen": Programme.State.CLOSED, "cancel": Programme.State.OPEN}


def days_of_year(kind: str, year: int) -> tuple[date, date]:
    """First and last day of a year of the kind (พ.ศ.)."""
    return fiscal_range(year) if kind == Procedure.YearKind.FISCAL else academic_year_range(year)
