"""Fill in the follow-up form of a network's year (step 5), correct it, take it back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from core.thai.years import fiscal_range
from instruments.models import Instrument, InstrumentVersion
from instruments.queries import Form, form_of
from instruments.services import AnswerValue, open_anonymous, remove_response, save_answers
from supervision.networks.models import FollowUp, NetworkYear
from supervision.networks.services.common import trace, year_to_write


@transaction.atomic
def follow_up(
    year: NetworkYear, *, actor: Any, version: InstrumentVersion, done_on: date, answers: Mapping[int, AnswerValue],
    form: Form | None = None, now: datetime | None = None,
) -> FollowUp:  # fmt: skip
    """The sheet of this person and day: made once, written over while the year is open."""
    now = now or timezone.now()
    held = year_to_write(year, actor)
    instrument = version.instrument
    if instrument.district_id != held.network.district_id or instrument.subject != Instrument.Subject.NETWORK:
        raise DomainError("เลือกแบบที่ใช้กับเครือข่ายของเขตนี้", field="version")
    start, end = fiscal_range(held.fiscal_year)
    if not start <= done_on <= min(end, timezone.localdate(now)):
        raise DomainError(f"วันที่ติดตามต้องอยู่ในปีงบประมาณ {held.fiscal_year} และไม่เป็นวันข้างหน้า", field="done_on")
    if not any(not value.is_empty for value in answers.values()):
        raise DomainError("ยังไม่ได้ตอบสักข้อ")
    form = form or form_of(version.pk)
    found = held.follow_ups.filter(by=actor, done_on=done_on).select_related("response").first()
    if found is not None:
        if found.response.version_id != version.pk:
            raise DomainError("วันนี้ติดตามด้วยแบบอื่นไว้แล้ว", field="version")
        save_answers(found.response, answers, form=form)
        return found
    response = open_anonymous(version, answers=answers, form=form, on=done_on)
    made = FollowUp.objects.create(year=held, response=response, done_on=done_on, by=actor)
    trace(held.network, "followed_up", actor=actor, at=now, data={"year": held.fiscal_year})
    return made


@transaction.atomic
def drop_follow_up(row: FollowUp, *, actor: Any, now: datetime | None = None) -> None:
    """Written by mistake, while the year is open."""
    held = year_to_write(row.year, actor)
    found = held.follow_ups.filter(pk=row.pk).select_related("response").first()
    if found is None:
        return
    response = found.response
    found.delete()
    remove_response(response)
    trace(held.network, "follow_up_dropped", actor=actor, at=now or timezone.now(), data={"year": held.fiscal_year})
