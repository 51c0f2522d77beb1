"""Schools of a programme: in or out by its rule, kept as the register of schools is, or decided by hand with why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.bulk import insert
from core.errors import DomainError, needed
from schools.models import School
from supervision.improvement.models import Participation, Programme
from supervision.improvement.rules import Verdict, gone, verdict
from supervision.improvement.services.common import held, to_write, trace


@dataclass(frozen=True, slots=True)
class Followed:
    """How many rows were added, and how many changed from in to out, back, or in their words."""

    added: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What the register says of a school otherwise than the row; `row` is None for a school that has none."""

    school: School
    row: Participation | None
    says: Verdict


def differences(programme: Programme) -> list[Difference]:
    """Rows the rule would add or change; those decided by hand stay. Two queries."""
    rows = {row.school_id: row for row in programme.participations.all()}
    found = []
    for school in School.objects.of_district(programme.district_id).select_related("merged_into"):
        row, says = rows.get(school.pk), verdict(programme, school)
        if row is None:
            if says is not None:
                found.append(Difference(school, None, says))
        elif not row.by_hand:
            says = says or gone(programme, school)
            if (row.is_in, row.reason) != (says.is_in, says.reason):
                found.append(Difference(school, row, says))
    return found


@transaction.atomic
def follow_register(programme: Programme, *, actor: Any, now: datetime | None = None) -> Followed:
    """Bring the rows up to the register of schools. Done when a programme opens, when its rules change, with every act
    on a school, and each night for registers that were imported."""
    now = now or timezone.now()
    programme = held(programme)
    if not programme.is_open:
        return Followed()
    found = differences(programme)
    added = insert(
        Participation,
        [
            {
                "programme_id": programme.pk, "school_id": one.school.pk, "is_in": one.says.is_in, "by_hand": False,
                "reason": one.says.reason, "updated_at": now,
            }
            for one in found
            if one.row is None
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    changed = []
    for one in found:
        if one.row is not None:
            one.row.is_in, one.row.reason, one.row.updated_at = one.says.is_in, one.says.reason, now
            changed.append(one.row)
    Participation.objects.bulk_update(changed, ["is_in", "reason", "updated_at"], batch_size=500)
    if added or changed:
        trace(programme, "followed", actor=actor, at=now, data={"added": added, "changed": len(changed)})
    return Followed(added, len(changed))


@transaction.atomic
def decide_participation(
    participation: Participation, *, actor: Any, is_in: bool, reason: str, now: datetime | None = None
) -> Participation:
    """In or out by hand, with why; the rule leaves the row alone from then on."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุผล โรงเรียนจะเห็นข้อความนี้")
    programme = to_write(participation.programme, actor)
    row = Participation.objects.select_related("school").get(pk=participation.pk)
    row.is_in, row.by_hand, row.reason = is_in, True, reason
    row.decided_by, row.updated_at = actor, now
    row.save(update_fields=["is_in", "by_hand", "reason", "decided_by", "updated_at"])
    row.programme = programme
    trace(
        programme, "decided", actor=actor, at=now,
        data={"school": row.school.name, "word": "อยู่ในการขับเคลื่อน" if is_in else "ไม่อยู่ในการขับเคลื่อน", "reason": reason},
    )  # fmt: skip
    return row


@transaction.atomic
def leave_to_rule(participation: Participation, *, actor: Any, now: datetime | None = None) -> Participation:
    """Take back what was decided by hand."""
    now = now or timezone.now()
    programme = to_write(participation.programme, actor)
    row = Participation.objects.select_related("school__merged_into").get(pk=participation.pk)
    if not row.by_hand:
        raise DomainError("โรงเรียนนี้เป็นไปตามเกณฑ์อยู่แล้ว")
    says = verdict(programme, row.school) or gone(programme, row.school)
    row.is_in, row.by_hand, row.reason, row.decided_by, row.updated_at = says.is_in, False, says.reason, None, now
    row.save(update_fields=["is_in", "by_hand", "reason", "decided_by", "updated_at"])
    trace(programme, "undecided", actor=actor, at=now, data={"school": row.school.name})
    return row
