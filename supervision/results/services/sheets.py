"""Sheets and their scores: by the assessor, by the school of itself, or taken over from paper by the office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from core import bulk
from core.errors import DomainError, NotAllowed, StaleRevision, needed
from core.missing import refuse_if_missing
from schools.models import Person
from supervision.improvement.models import Participation
from supervision.indicators.models import Indicator
from supervision.results.missing import missing_of_sheet
from supervision.results.models import Evaluation, Score, Sheet
from supervision.results.permissions import (
    SHEET_STATES,
    can_reopen,
    can_submit_sheet,
    can_write_sheet,
    covers,
    is_open,
    judged_by,
    may_write_own,
)
from supervision.results.queries.asked import asked, has_own_sheet, indicators_in_use
from supervision.results.services.common import record, record_sheet, to_run


@dataclass(frozen=True)
class Given:
    """What was given for an indicator: a value, or that it does not concern the school, and a note."""

    value: Decimal | None = None
    not_applicable: bool = False
    note: str = ""


def on_scale(indicator: Indicator, value: Any) -> Decimal:
    """The value as it is kept; DomainError beside its field where it is not on the indicator's scale."""
    field = f"v{indicator.pk}"
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise DomainError(f"{indicator.code} ต้องเป็นตัวเลข", field=field) from None
    low, high = indicator.lowest, indicator.highest
    if not number.is_finite() or not low <= number <= high:
        raise DomainError(f"{indicator.code} ต้องอยู่ระหว่าง {low.normalize():f} ถึง {high.normalize():f}", field=field)
    if number != round(number, indicator.decimals):
        places = f"ไม่เกิน {indicator.decimals} ตำแหน่ง" if indicator.decimals else "จำนวนเต็มเท่านั้น"
        raise DomainError(f"{indicator.code} ใส่ทศนิยมได้{places}", field=field)
    return number


@transaction.atomic
def open_sheet(
    evaluation: Evaluation, participation: Participation, *, actor: Any, own: bool = False,
    today: date | None = None, now: datetime | None = None,
) -> Sheet:  # fmt: skip
    """The actor's sheet of a school, begun where there is none; `own`: the school's sheet of itself."""
    now = now or timezone.now()
    if participation.programme_id != evaluation.programme_id or not participation.is_in:
        raise NotAllowed("โรงเรียนนี้ไม่อยู่ในการขับเคลื่อนของปีนี้")
    person: Person | None = None
    if own:
        if not may_write_own(actor, participation):
            raise NotAllowed("ประเมินตนเองได้เฉพาะโรงเรียนของตน")
        if not has_own_sheet(evaluation):
            raise DomainError("ปีนี้ไม่มีตัวชี้วัดที่โรงเรียนประเมินตนเอง")
    else:
        duty = next((row for row in judged_by(actor, evaluation) if covers(row, participation)), None)
        if duty is None:
            raise NotAllowed("ท่านไม่ได้เป็นผู้ประเมินโรงเรียนนี้")
        person = duty.person
    found = Sheet.objects.filter(evaluation=evaluation, participation=participation, person=person).first()
    if found is not None:
        return found
    if not is_open(evaluation, today or timezone.localdate(now)):
        raise DomainError("ขณะนี้ไม่อยู่ในช่วงเปิดประเมิน")
    # The day it is opened twice at once the constraint keeps one.
    made, _ = Sheet.objects.get_or_create(
        evaluation=evaluation, participation=participation, person=person, defaults={"updated_at": now}
    )
    return made


def _locked(sheet: Sheet) -> Sheet:
    Sheet.objects.select_for_update().values_list("pk").get(pk=sheet.pk)
    return Sheet.objects.select_related(
        "evaluation__programme__district", "participation__school", "person"
    ).get(pk=sheet.pk)  # fmt: skip


@transaction.atomic
def save_scores(
    sheet: Sheet, *, actor: Any, given: Mapping[int, Given], comment: str | None = None, stamp: int | None = None,
    today: date | None = None, now: datetime | None = None,
) -> Sheet:  # fmt: skip
    """Values by the indicator's key; what is not named stays. StaleRevision when the sheet was saved since `stamp`."""
    now = now or timezone.now()
    sheet = _locked(sheet)
    if not can_write_sheet(actor, sheet, today or timezone.localdate(now)):
        if sheet.state == Sheet.State.SUBMITTED:
            raise DomainError("แบบประเมินนี้ส่งแล้ว หากต้องแก้ไขให้แจ้งกลุ่มนิเทศฯ เปิดให้แก้ไข")
        raise NotAllowed("บันทึกแบบประเมินนี้ไม่ได้ หรือไม่อยู่ในช่วงเปิดประเมิน")
    if stamp is not None and stamp != sheet.stamp:
        raise StaleRevision("แบบประเมินนี้ถูกบันทึกจากอีกหน้าจอหนึ่งไปแล้ว กรุณาเทียบแล้วเลือก")
    wanted = {row.pk: row for row in asked(sheet)}
    rows = []
    for key, one in given.items():
        indicator = wanted.get(key)
        if indicator is None:
            raise DomainError("มีตัวชี้วัดที่แบบประเมินนี้ไม่ได้ถาม กรุณาเปิดหน้านี้ใหม่")
        value = None if one.value is None or one.not_applicable else on_scale(indicator, one.value)
        rows.append(
            Score(
                sheet=sheet, indicator=indicator, value=value, not_applicable=one.not_applicable, note=one.note.strip()
            )
        )
    Score.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["sheet", "indicator"],
        update_fields=["value", "not_applicable", "note"],
    )  # fmt: skip
    if comment is not None:
        sheet.comment = comment.strip()
    sheet.stamp, sheet.updated_at = sheet.stamp + 1, now
    sheet.save(update_fields=["comment", "stamp", "updated_at"])
    return sheet


@transaction.atomic
def submit_sheet(
    sheet: Sheet, *, actor: Any, stamp: int | None = None, today: date | None = None, now: datetime | None = None
) -> Sheet:
    """Every indicator has a value or a reason; sent already, nothing happens. The principal sends the school's own."""
    now = now or timezone.now()
    sheet = _locked(sheet)
    if sheet.state == Sheet.State.SUBMITTED and sheet.submitted_by_id == actor.pk:
        return sheet
    if not can_submit_sheet(actor, sheet, today or timezone.localdate(now)):
        raise NotAllowed("ส่งแบบประเมินนี้ไม่ได้ หรือไม่อยู่ในช่วงเปิดประเมิน")
    if stamp is not None and stamp != sheet.stamp:
        raise StaleRevision("แบบประเมินนี้ถูกบันทึกจากอีกหน้าจอหนึ่งไปแล้ว กรุณาเปิดหน้านี้ใหม่แล้วตรวจก่อนส่ง")
    refuse_if_missing(missing_of_sheet(sheet))
    sheet.state, sheet.submitted_by, sheet.submitted_at = SHEET_STATES.next(sheet.state, "submit"), actor, now
    sheet.updated_at = now
    sheet.save(update_fields=["state", "submitted_by", "submitted_at", "updated_at"])
    record_sheet(sheet, "submitted", actor=actor, at=now)
    return sheet


@transaction.atomic
def reopen_sheet(sheet: Sheet, *, actor: Any, reason: str, now: datetime | None = None) -> Sheet:
    """The office gives a sheet back to be changed; an edition worked out from it stays as it was."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่เปิดให้แก้ไข")
    to_run(sheet.evaluation, actor)
    sheet = _locked(sheet)
    if not can_reopen(actor, sheet):
        SHEET_STATES.next(sheet.state, "reopen")
        raise NotAllowed("เปิดให้แก้ไขได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    sheet.state, sheet.reopened_reason = SHEET_STATES.next(sheet.state, "reopen"), reason
    sheet.submitted_by, sheet.submitted_at, sheet.updated_at = None, None, now
    sheet.stamp += 1
    sheet.save()
    record_sheet(sheet, "reopened", actor=actor, at=now, reason=reason)
    return sheet


Row = tuple[Participation, Person | None, Mapping[int, Decimal | int | None]]


@transaction.atomic
def bulk_scores(evaluation: Evaluation, *, actor: Any, rows: Iterable[Row], now: datetime | None = None) -> int:
    """Sheets taken over from paper, sent at once: (school, its assessor or None for the school itself, values by the
    indicator's key; None does not concern the school). Refused whole where a value, a person or an indicator does not
    belong. Gives how many sheets; one that stands already is refused by name."""
    now, evaluation = now or timezone.now(), to_run(evaluation, actor)
    programme, indicators = evaluation.programme, indicators_in_use(evaluation.programme)
    duties: dict[int, list[Any]] = {}
    for duty in evaluation.assessors.select_related("person"):
        duties.setdefault(duty.person_id, []).append(duty)
    sheets: list[Sheet] = []
    scores: list[dict[str, Any]] = []
    held = set(evaluation.sheets.values_list("participation", "person"))
    for participation, person, values in rows:
        sheet = Sheet(
            public_id=uuid4(), evaluation=evaluation, participation=participation, person=person, updated_at=now,
            state=Sheet.State.SUBMITTED, submitted_by=actor, submitted_at=now,
        )  # fmt: skip
        if participation.programme_id != programme.pk or not participation.is_in:
            raise DomainError(f"{participation.school} ไม่อยู่ในการขับเคลื่อนของปีนี้")
        if person is not None and not any(covers(duty, participation) for duty in duties.get(person.pk, ())):
            raise DomainError(f"{person} ไม่ได้เป็นผู้ประเมิน {participation.school}")
        if (participation.pk, person.pk if person else None) in held:
            raise DomainError(f"มีแบบประเมินของ {participation.school} โดย {person or 'โรงเรียน'} อยู่แล้ว")
        sheets.append(sheet)
        wanted = {row.pk: row for row in asked(sheet, indicators)}
        for key in values:
            if key not in wanted:
                raise DomainError(f"มีตัวชี้วัดที่แบบประเมินของ {participation.school} ไม่ได้ถาม")
        for key, indicator in wanted.items():
            if key not in values:
                raise DomainError(f"{participation.school} {indicator.code} ยังไม่ให้คะแนน")
            value = values[key]
            scores.append(
                {
                    "sheet_id": sheet, "indicator_id": key, "not_applicable": value is None,
                    "value": None if value is None else on_scale(indicator, value),
                    "note": "ไม่เกี่ยวข้องตามแบบประเมิน" if value is None else "",
                }
            )  # fmt: skip
    Sheet.objects.bulk_create(sheets, batch_size=1000)
    for row in scores:
        row["sheet_id"] = row["sheet_id"].pk
    bulk.insert(Score, scores)
    record(evaluation, "recorded", actor=actor, at=now, sheets=len(sheets))
    return len(sheets)
