"""A school's baseline, analysis and targets: written area by area, sent whole, taken or returned by the office."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, StaleRevision, needed
from core.missing import refuse_if_missing
from core.stamps import held_since
from schools.queries import people_of_schools
from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.improvement.services.common import participation_pointer
from supervision.indicators.models import Area, Indicator
from supervision.progress import permissions
from supervision.progress.missing import missing_of_sheet
from supervision.progress.models import Analysis, BaselineSheet, SchoolIndicator
from supervision.progress.permissions import SHEET_STATES
from supervision.progress.queries.frame import frame_of
from supervision.progress.scales import refusal, worse
from supervision.progress.services.common import locked, refuse_unless_running, trace

State = BaselineSheet.State
TEXTS = ("strength", "problem", "cause", "need")


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands on the form for one indicator; None is an empty field."""

    baseline: Decimal | None = None
    target: Decimal | None = None
    target_reason: str = ""
    baseline_note: str = ""
    origin: str = ""


def sheet_of(part: Participation, now: datetime) -> BaselineSheet:
    """The school's sheet, begun with its first writing."""
    sheet, _ = BaselineSheet.objects.get_or_create(participation=part, defaults={"updated_at": now})
    return sheet


@transaction.atomic
def save_area(
    part: Participation, *, actor: Any, area: Area, figures: Mapping[int, Figures], texts: Mapping[str, str],
    stamp: int | None, now: datetime | None = None,
) -> Analysis:  # fmt: skip
    """One area of the sheet: its values and its analysis, as one form shows them.

    `figures` by indicator; `stamp` is that of the analysis the form was drawn from (0 before the first saving), None
    to write over what stands. StaleRevision when somebody saved the area since; DomainError with the form's field for
    a value outside the scale and a target worse than the baseline without a reason.
    """
    now = now or timezone.now()
    part = locked(part)
    _refuse_unless_writable(part, actor)
    held, _ = Analysis.objects.select_for_update().get_or_create(
        participation=part, area=area, defaults={"stamp": 0, "updated_at": now}
    )
    held_since(held, stamp, actor=actor, by="updated_by")
    _save_figures(part, area, figures, actor=actor, now=now)
    for name in TEXTS:
        setattr(held, name, texts.get(name, getattr(held, name)).strip())
    held.stamp += 1
    held.updated_by, held.updated_at = actor, now
    held.save(update_fields=[*TEXTS, "stamp", "updated_by", "updated_at"])
    sheet = sheet_of(part, now)
    BaselineSheet.objects.filter(pk=sheet.pk).update(updated_at=now)
    return held


def _refuse_unless_writable(part: Participation, actor: Any) -> None:
    if not permissions.may_write(actor, part):
        raise NotAllowed("บันทึกได้เฉพาะคนของโรงเรียนและผู้ขับเคลื่อนของสำนักงาน")
    refuse_unless_running(part)
    SHEET_STATES.next(permissions.state_of(part), "write")


def _save_figures(
    part: Participation, area: Area, figures: Mapping[int, Figures], *, actor: Any, now: datetime
) -> None:
    frames = frame_of(part.programme, Use.BASELINE, kind=part.school.kind)
    asked = {row.pk: row for frame in frames if frame.area.pk == area.pk for row in frame.indicators}
    if not asked:
        raise DomainError("ด้านนี้ไม่ได้ใช้กับโรงเรียนนี้ในปีนี้")
    rows = {
        row.indicator_id: row
        for row in SchoolIndicator.objects.filter(participation=part, indicator__in=asked).select_for_update()
    }
    own = permissions.writes_for(actor, part)
    written = []
    for key, figure in figures.items():
        indicator = asked.get(key)
        if indicator is None:
            continue
        _refuse_bad(indicator, figure)
        row = rows.get(key) or SchoolIndicator(participation=part, indicator=indicator)
        if row.baseline != figure.baseline or figure.origin:
            row.baseline_origin = (
                figure.origin or (SchoolIndicator.Origin.SELF if own else SchoolIndicator.Origin.OFFICE)
                if figure.baseline is not None
                else ""
            )
        row.baseline, row.baseline_note = figure.baseline, figure.baseline_note.strip()[:500]
        row.target = figure.target
        short = _target_is_worse(indicator, figure)
        row.target_reason = figure.target_reason.strip()[:500] if short else ""
        row.updated_by, row.updated_at = actor, now
        written.append(row)
    SchoolIndicator.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["participation", "indicator"],
        update_fields=["baseline", "baseline_origin", "baseline_note", "target", "target_reason", "updated_by",
                       "updated_at"],
    )  # fmt: skip


def _target_is_worse(indicator: Any, figure: Figures) -> bool:
    return (
        figure.target is not None and figure.baseline is not None and worse(indicator, figure.target, figure.baseline)
    )


def _refuse_bad(indicator: Any, figure: Figures) -> None:
    for name, label, value in (("baseline", "ข้อมูลฐาน", figure.baseline), ("target", "ค่าเป้าหมาย", figure.target)):
        problem = refusal(indicator, value) if value is not None else ""
        if problem:
            raise DomainError(f"{label} {indicator.code} {problem}", field=f"{name}_{indicator.pk}")
    if _target_is_worse(indicator, figure) and not figure.target_reason.strip():
        raise DomainError(f"เป้าหมาย {indicator.code} ต่ำกว่าข้อมูลฐาน ถ้าตั้งใจ โปรดบอกเหตุผล", field=f"reason_{indicator.pk}")


@transaction.atomic
def submit_sheet(part: Participation, *, actor: Any, now: datetime | None = None) -> BaselineSheet:
    """The principal sends it whole; refused while something is missing. A second press finds it sent."""
    now = now or timezone.now()
    part = locked(part)
    if not permissions.may_submit(actor, part):
        raise NotAllowed("ส่งข้อมูลฐานและแผนได้เฉพาะ ผอ.โรงเรียน")
    refuse_unless_running(part)
    sheet = sheet_of(part, now)
    if sheet.state == State.SUBMITTED and sheet.submitted_by_id == actor.pk:
        return sheet
    sheet.state = SHEET_STATES.next(sheet.state, "submit")
    refuse_if_missing(missing_of_sheet(part))
    sheet.reason, sheet.submitted_by, sheet.submitted_at = "", actor, now
    sheet.decided_by, sheet.decided_at = None, None
    _save(sheet, now)
    trace(part, "baseline_submitted", actor=actor, at=now)
    return sheet


@transaction.atomic
def accept_sheet(part: Participation, *, actor: Any, stamp: int | None, now: datetime | None = None) -> BaselineSheet:
    """The office takes what was sent; `stamp` is that of the sheet the person read."""
    now = now or timezone.now()
    part, sheet = _to_decide(part, actor, now)
    if sheet.state == State.ACCEPTED:
        return sheet
    _refuse_stale(sheet, stamp)
    sheet.state = SHEET_STATES.next(sheet.state, "accept")
    sheet.decided_by, sheet.decided_at = actor, now
    _save(sheet, now)
    trace(part, "baseline_accepted", actor=actor, at=now)
    _tell(part, "รับข้อมูลฐานและแผนแล้ว", code="progress.baseline_accepted", now=now)
    return sheet


@transaction.atomic
def return_sheet(
    part: Participation, *, actor: Any, reason: str, stamp: int | None, now: datetime | None = None
) -> BaselineSheet:
    """Back to the school with a reason; also one that was taken before, when its school asks to correct it."""
    now = now or timezone.now()
    part, sheet = _to_decide(part, actor, now)
    _refuse_stale(sheet, stamp)
    sheet.state = SHEET_STATES.next(sheet.state, "return")
    sheet.reason = needed(reason, "โปรดบอกเหตุผล เพื่อให้โรงเรียนรู้ว่าต้องแก้อะไร")
    sheet.decided_by, sheet.decided_at = actor, now
    _save(sheet, now)
    trace(part, "baseline_returned", actor=actor, at=now, data={"reason": sheet.reason})
    _tell(part, "ตีกลับข้อมูลฐานและแผน", code="progress.baseline_returned", now=now, body=sheet.reason)
    return sheet


def _to_decide(part: Participation, actor: Any, now: datetime) -> tuple[Participation, BaselineSheet]:
    part = locked(part)
    if not permissions.follows(actor, part.programme):
        raise NotAllowed("รับหรือตีกลับได้เฉพาะผู้ติดตามของสำนักงาน")
    refuse_unless_running(part)
    sheet = sheet_of(part, now)
    if sheet.submitted_by_id == actor.pk:
        raise NotAllowed("ผู้ส่งรับหรือตีกลับของตนเองไม่ได้")
    return part, sheet


def _refuse_stale(sheet: BaselineSheet, stamp: int | None) -> None:
    if stamp is not None and stamp != sheet.stamp:
        raise StaleRevision("ข้อมูลฐานและแผนนี้เปลี่ยนไปหลังจากที่ท่านเปิดหน้า โปรดอ่านฉบับล่าสุดก่อน")


def _save(sheet: BaselineSheet, now: datetime) -> None:
    sheet.stamp += 1
    sheet.updated_at = now
    sheet.save(
        update_fields=[
            "state", "reason", "submitted_by", "submitted_at", "decided_by", "decided_at", "stamp", "updated_at",
        ]
    )  # fmt: skip


def _tell(part: Participation, title: str, *, code: str, now: datetime, body: str = "") -> None:
    people = people_of_schools([part.school_id], timezone.localdate(now)).get(part.school_id, [])
    notify.send(
        people, code=code, title=f"{title} · {part.programme.name}", body=body,
        url=reverse("progress:baseline", args=[part.pk]), pointer=participation_pointer(part),
        district_code=part.programme.district.code, now=now,
    )  # fmt: skip


@transaction.atomic
def accept_sheets(
    programme: Programme, *, actor: Any, parts: Collection[Participation], now: datetime | None = None
) -> int:
    """Every one of these that was sent and may be taken by this person; gives how many were."""
    taken = 0
    for part in sorted(parts, key=lambda row: row.pk):
        sheet = getattr(part, "baseline_sheet", None)
        if part.programme_id != programme.pk or sheet is None or sheet.state != State.SUBMITTED:
            continue
        if sheet.submitted_by_id != actor.pk:
            accept_sheet(part, actor=actor, stamp=None, now=now)
            taken += 1
    return taken


@transaction.atomic
def remind_baselines(programme: Programme, *, actor: Any, now: datetime | None = None) -> int:
    """Tell every school that has not sent its sheet, once a day; gives how many people were told."""
    now = now or timezone.now()
    if not permissions.runs(actor, programme):
        raise NotAllowed("เตือนโรงเรียนได้เฉพาะผู้ขับเคลื่อนของสำนักงาน")
    if not programme.is_open:
        raise DomainError("การขับเคลื่อนปีนี้สิ้นสุดแล้ว")
    waiting = (
        Participation.objects.filter(programme=programme, is_in=True)
        .exclude(baseline_sheet__state__in=[State.SUBMITTED, State.ACCEPTED])
        .select_related("school", "programme__district")
    )
    return tell_schools(
        list(waiting),
        code="progress.baseline_reminded",
        title="โปรดส่งข้อมูลฐานและแผน",
        address="progress:baseline",
        now=now,
    )


def tell_schools(parts: Collection[Participation], *, code: str, title: str, address: str, now: datetime) -> int:
    """A notice for the people of each school, at most one a day of this kind; gives how many people are new to it."""
    today: date = timezone.localdate(now)
    people = people_of_schools([part.school_id for part in parts], today)
    told = 0
    for part in parts:
        told += len(
            notify.send(
                people.get(part.school_id, []), code=code, title=f"{title} · {part.programme.name}",
                url=reverse(address, args=[part.pk]), pointer=participation_pointer(part),
                district_code=part.programme.district.code, dedupe_key=f"{code}:{part.pk}:{today}", now=now,
            )
        )  # fmt: skip
    return told


@transaction.atomic
def begin_indicator(
    part: Participation, indicator: Indicator, *, actor: Any, now: datetime | None = None
) -> SchoolIndicator:
    """The school's row of an indicator, without figures yet, so that evidence may hang on it."""
    now = now or timezone.now()
    part = locked(part)
    if not permissions.may_write(actor, part):
        raise NotAllowed("บันทึกได้เฉพาะคนของโรงเรียนและผู้ขับเคลื่อนของสำนักงาน")
    refuse_unless_running(part)
    row, _ = SchoolIndicator.objects.get_or_create(
        participation=part, indicator=indicator, defaults={"updated_by": actor, "updated_at": now}
    )
    return row
