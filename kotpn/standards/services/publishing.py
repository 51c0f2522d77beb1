"""Put a set in force for fiscal years, name its last year, take it out of use."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core.errors import DomainError
from core.missing import refuse_if_missing
from kotpn.standards.missing import missing
from kotpn.standards.models import OfficeStandardSet
from kotpn.standards.queries import former_editions
from kotpn.standards.services.common import check_years, locked_draft, locked_set, save
from kotpn.standards.states import SET_STATES
from schools.services.locks import lock_district


@transaction.atomic
def publish_set(
    row: OfficeStandardSet, *, actor: Any, year_from: int, year_to: int | None = None,
    lock_version: int | None = None, now: datetime | None = None,
) -> OfficeStandardSet:  # fmt: skip
    """Put a draft in force for those fiscal years (พ.ศ.); `year_to` None is until another takes its place. The edition
    it was copied from ends the year before."""
    lock_district(row.district_id)
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    check_years(year_from, year_to)
    refuse_if_missing(missing(draft))
    for former in former_editions(draft, year_from=year_from, year_to=year_to):
        if former.year_from >= year_from:
            raise DomainError(
                f"ปีงบประมาณซ้อนกับ {former.name} ({former.years_label}) ซึ่งเป็นฉบับก่อนของชุดนี้", field="year_from"
            )
        _end(former, year_from - 1, actor=actor, now=now)
    draft.state = SET_STATES.next(draft.state, "publish")
    draft.year_from, draft.year_to = year_from, year_to
    return save(draft, "published", actor=actor, now=now, years=draft.years_label)


@transaction.atomic
def end_set(
    row: OfficeStandardSet, *, actor: Any, year_to: int | None, lock_version: int | None = None,
    now: datetime | None = None,
) -> OfficeStandardSet:  # fmt: skip
    """Name the last fiscal year of a set in force, or with None let it go on."""
    lock_district(row.district_id)
    held = locked_set(row, actor=actor, lock_version=lock_version)
    SET_STATES.next(held.state, "end")
    check_years(held.year_from, year_to)
    later = former_editions(held, year_from=held.year_from, year_to=year_to)
    if later:
        raise DomainError(f"ปีงบประมาณซ้อนกับ {later[0].name} ({later[0].years_label})", field="year_to")
    _end(held, year_to, actor=actor, now=now)
    return held


@transaction.atomic
def retire_set(row: OfficeStandardSet, *, actor: Any, now: datetime | None = None) -> OfficeStandardSet:
    """Out of use: nothing new is judged by it; what was stays. Twice is once."""
    held = locked_set(row, actor=actor)
    if held.state == OfficeStandardSet.State.RETIRED:
        return held
    held.state = SET_STATES.next(held.state, "retire")
    return save(held, "retired", actor=actor, now=now)


def _end(held: OfficeStandardSet, year_to: int | None, *, actor: Any, now: datetime | None) -> None:
    if held.year_to != year_to:
        held.year_to = year_to
        save(held, "ended", actor=actor, now=now, years=held.years_label)
