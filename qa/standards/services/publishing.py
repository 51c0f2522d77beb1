"""Put a set in force for academic years, name its last year, take it out of use."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from core.missing import refuse_if_missing
from qa.standards.missing import missing
from qa.standards.models import StandardSet
from qa.standards.queries import overlapping
from qa.standards.services.sets import check_years, locked_draft, locked_set, trace
from qa.standards.states import SET_STATES
from schools.services.locks import lock_district

# Of the ministry's and outside bodies' sets several may hold in one year (ปฐมวัย 2561 and the national set of 2562);
# of the office's own a school must know which one it is measured by.
_ONE_A_YEAR = (StandardSet.Family.DISTRICT, StandardSet.Family.OWN)


@transaction.atomic
def publish_set(
    row: StandardSet, *, actor: Any, year_from: int, year_to: int | None, lock_version: int | None = None,
    now: datetime | None = None,
) -> StandardSet:  # fmt: skip
    """Put a draft in force for those academic years (พ.ศ.); `year_to` None is until another takes its place."""
    lock_district(row.district_id)
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    if draft.family == StandardSet.Family.DISTRICT:
        raise DomainError("มาตรฐานของสำนักงานเขตต้องผ่านองค์คณะที่ให้ความเห็นชอบและประกาศโดย ผอ.สพท.")
    put_in_force(draft, actor=actor, year_from=year_from, year_to=year_to, now=now)
    return draft


def put_in_force(
    draft: StandardSet, *, actor: Any, year_from: int, year_to: int | None, ends_former: bool = False,
    now: datetime | None = None,
) -> None:  # fmt: skip
    """What publishing and announcing have in common, on a locked draft. `ends_former`: sets that began earlier and
    would go on into these years end the year before."""
    check_years(year_from, year_to)
    refuse_if_missing(missing(draft))
    if ends_former:
        for former in overlapping(draft, year_from=year_from, year_to=year_to):
            if former.year_from < year_from:
                _end(former, year_from - 1, actor=actor, now=now)
    _refuse_overlap(draft, year_from, year_to)
    draft.state = SET_STATES.next(draft.state, "publish")
    draft.year_from, draft.year_to = year_from, year_to
    draft.lock_version += 1
    draft.updated_at = now or timezone.now()
    draft.save()
    trace(draft, "published", actor=actor, at=draft.updated_at, data={"years": draft.years_label})


def _refuse_overlap(row: StandardSet, year_from: int, year_to: int | None) -> None:
    if row.family not in _ONE_A_YEAR:
        return
    standing = overlapping(row, year_from=year_from, year_to=year_to)
    if standing:
        names = " · ".join(f"{one.name} ({one.years_label})" for one in standing)
        raise DomainError(f"ปีการศึกษาซ้อนกับ {names} กรุณากำหนดปีสิ้นสุดของชุดนั้นก่อน", field="year_from")


@transaction.atomic
def end_set(
    row: StandardSet, *, actor: Any, year_to: int | None, lock_version: int | None = None, now: datetime | None = None
) -> StandardSet:
    """Name the last academic year of a set in force, or with None let it go on."""
    lock_district(row.district_id)
    held = locked_set(row, actor=actor, lock_version=lock_version)
    SET_STATES.next(held.state, "end")
    check_years(held.year_from, year_to)
    _refuse_overlap(held, held.year_from, year_to)
    _end(held, year_to, actor=actor, now=now)
    return held


def _end(held: StandardSet, year_to: int | None, *, actor: Any, now: datetime | None) -> None:
    if held.year_to == year_to:
        return
    held.year_to, held.updated_at = year_to, now or timezone.now()
    held.lock_version += 1
    held.save(update_fields=["year_to", "updated_at", "lock_version"])
    trace(held, "ended", actor=actor, at=held.updated_at, data={"years": held.years_label})


@transaction.atomic
def retire_set(row: StandardSet, *, actor: Any, now: datetime | None = None) -> StandardSet:
    """Out of use: nothing new is measured by it; what was stays. Twice is once."""
    held = locked_set(row, actor=actor)
    if held.state == StandardSet.State.RETIRED:
        return held
    held.state = SET_STATES.next(held.state, "retire")
    held.updated_at = now or timezone.now()
    held.save(update_fields=["state", "updated_at"])
    trace(held, "retired", actor=actor, at=held.updated_at)
    return held
