"""The sheet behind a review by instrument, whatever is reviewed: which version may be used, saving its answers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.errors import DomainError
from core.stamps import held_since
from instruments.models import Instrument, InstrumentVersion
from instruments.queries import Form, check_serves
from instruments.services import AnswerValue, open_response, save_answers
from schools.models import School
from supervision.achievement.models import InstrumentCheck

_WORDS = ("strengths", "advice")


def check_version(version: InstrumentVersion, school: School, day: date) -> None:
    """DomainError unless it is a published form about a school, of its own office, for that day."""
    if version.instrument.district_id != school.district_id or version.state != InstrumentVersion.State.PUBLISHED:
        raise DomainError("เลือกได้เฉพาะเครื่องมือรุ่นที่เผยแพร่แล้วของเขตนี้", field="version")
    if version.instrument.subject != Instrument.Subject.SCHOOL:
        raise DomainError("เลือกเครื่องมือที่ใช้กับโรงเรียน", field="version")
    check_serves(version, day)


def check_day(day: date, now: datetime) -> None:
    if day > timezone.localdate(now):
        raise DomainError("วันที่ตรวจยังมาไม่ถึง", field="checked_on")


def save_sheet(
    row: InstrumentCheck, school: School, *, actor: Any, values: Mapping[str, Any],
    answers: Mapping[int, AnswerValue], form: Form | None, stamp: int | None, now: datetime,
) -> None:  # fmt: skip
    """Answers and words of a locked row; StaleRevision when it was saved elsewhere since it was opened (`stamp`)."""
    held_since(row, stamp, actor=actor)
    for name in _WORDS:
        if name in values:
            setattr(row, name, values[name].strip())
    if values.get("checked_on"):
        check_day(values["checked_on"], now)
        row.checked_on = values["checked_on"]
    if row.response is not None:
        save_answers(row.response, answers, form=form)
    elif any(not value.is_empty for value in answers.values()):
        row.response = open_response(
            row.version, school=school, answers=answers, form=form, retired_too=True, on=row.checked_on
        )
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    row.save()
