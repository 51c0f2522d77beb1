"""Call a gathering, change what is written about it, hold it, cancel it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.errors import DomainError, needed
from core.stamps import held_since
from core.thai.dates import date_range
from meetings.models import Batch, Gathering, GatheringKind, GatheringSchool, HeadCount, Participant
from meetings.permissions import STATES
from meetings.services.batches import check_days, mirror, write_batch
from meetings.services.common import check_call, locked, tell_all, to_write, trace
from meetings.services.lists import kind_of
from schools.models import Amphoe, Cluster, District, School
from schools.services.locks import lock_district

# What belongs to it in the office's own lists; each must be of the same office.
OFFICE_LISTS = ("kind", "body", "work_group", "project", "subject_group", "recorder")
WORDS = (
    "title", "academic_year", "body_text", "principle", "purpose", "discussed", "budget", "budget_source", "task",
    "run_step", *OFFICE_LISTS,
)  # fmt: skip
DAYS = ("held_on", "held_to", "time_from", "time_to", "place")
_OF_BATCH = {"held_on": "starts_on", "held_to": "ends_on"}


def _check(gathering: Gathering, schools: Collection[School]) -> None:
    """What it points at is of its office; somebody gathers: a body or schools."""
    district = gathering.district_id
    if not schools and not gathering.body_label:
        raise DomainError("กรุณาเลือกคณะที่ประชุม หรือเลือกกลุ่มโรงเรียน อำเภอ หรือโรงเรียนอย่างน้อยหนึ่งแห่ง", field="schools")
    if any(school.district_id != district for school in schools):
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="schools")
    for name in OFFICE_LISTS:
        row: Any = getattr(gathering, name)
        if row is not None and row.district_id != district:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    if gathering.task is not None and gathering.task.work_group.district_id != district:
        raise DomainError("งานที่เลือกไม่ใช่ของเขตนี้", field="task")
    if gathering.run_step is not None and gathering.run_step.run.district_id != district:
        raise DomainError("ขั้นของกระบวนงานที่เลือกไม่ใช่ของเขตนี้", field="run_step")
    if gathering.budget is not None and gathering.budget < 0:
        raise DomainError("งบประมาณต้องไม่ติดลบ", field="budget")
    if gathering.recorder is not None and gathering.recorder.user_id is None:
        raise DomainError("ผู้บันทึกต้องมีบัญชีผู้ใช้ เพื่อรับการเตือนกำหนดส่งบันทึก", field="recorder")


@transaction.atomic
def call_gathering(
    district: District, *, actor: Any, kind: GatheringKind | str, title: str, academic_year: int, held_on: date,
    schools: Collection[School] = (), cluster: Cluster | None = None, amphoe: Amphoe | None = None,
    held_to: date | None = None, time_from: time | None = None, time_to: time | None = None, place: str = "",
    now: datetime | None = None, **words: Any,
) -> Gathering:  # fmt: skip
    """A gathering with its first batch and its schools told; the same call again is the gathering that is there.

    `kind` is a row of the office's list, or the key of a shipped one; `words` are further names of WORDS.
    """
    now = now or timezone.now()
    check_call(actor, district)
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"not words of a gathering: {sorted(unknown)}")
    held_to, title, place = held_to or held_on, " ".join(title.split()), " ".join(place.split())
    check_days(held_on, held_to, time_from=time_from, time_to=time_to)
    lock_district(district.pk)
    found = (
        Gathering.objects.standing()
        .filter(district=district, title=title, held_on=held_on, cluster=cluster, amphoe=amphoe, time_from=time_from)
        .first()
    )
    if found is not None:
        return found
    gathering = Gathering(
        district=district, kind=kind_of(district, kind) if isinstance(kind, str) else kind, title=title,
        academic_year=academic_year, held_on=held_on, held_to=held_to, time_from=time_from, time_to=time_to,
        place=place, cluster=cluster, amphoe=amphoe, created_by=actor, created_at=now, updated_at=now,
    )  # fmt: skip
    _put(gathering, words)
    _check(gathering, schools)
    gathering.save()
    Batch.objects.create(
        gathering=gathering, number=1, starts_on=held_on, ends_on=held_to, time_from=time_from, time_to=time_to,
        place=place,
    )  # fmt: skip
    single = {school.pk: school for school in schools}
    GatheringSchool.objects.bulk_create(
        GatheringSchool(gathering=gathering, school=school) for school in single.values()
    )
    trace(gathering, "called", actor=actor, at=now, data={"schools": len(single)})
    tell_all(gathering, "called", f"เชิญ{gathering.kind} {date_range(held_on, held_to)}", now=now)
    return gathering


def _put(gathering: Gathering, values: Mapping[str, Any]) -> None:
    for name in WORDS:
        if name in values:
            value = values[name]
            setattr(gathering, name, value.strip() if isinstance(value, str) else value)


@transaction.atomic
def save_words(
    gathering: Gathering, *, actor: Any, values: Mapping[str, Any], schools: Collection[School] | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> Gathering:  # fmt: skip
    """Change what is written about it, and who is invited while nobody was noted as having come from the school.

    Days, times and place in `values` are those of its only batch; of several each says its own. StaleRevision when it
    was saved since the form with this `stamp` was opened.
    """
    now = now or timezone.now()
    gathering = to_write(gathering, actor)
    held = list(gathering.schools.select_related("school"))
    wanted = list(schools) if schools is not None else [row.school for row in held]
    invited = {school.pk for school in wanted} == {row.school_id for row in held}
    held_since(gathering, stamp, actor=actor, values=values if invited else None)
    before = (gathering.held_on, gathering.held_to)
    _put(gathering, values)
    _check(gathering, wanted)
    _invite(gathering, held, wanted)
    _move(gathering, {name: values[name] for name in DAYS if name in values})
    gathering.stamp, gathering.saved_by, gathering.updated_at = gathering.stamp + 1, actor, now
    gathering.save()
    trace(gathering, "edited", actor=actor, at=now)
    if gathering.state == Gathering.State.PLANNED and before != (gathering.held_on, gathering.held_to):
        tell_all(gathering, "moved", f"เลื่อนวันประชุมเป็น {gathering.days_label}", now=now)
    return gathering


def _move(gathering: Gathering, values: dict[str, Any]) -> None:
    """Other days, times or place of the only batch. A first day alone moves the last one with it."""
    if not values:
        return
    batches = list(gathering.batches.all())
    if len(batches) > 1:
        raise DomainError("การประชุมนี้มีหลายรุ่น แก้วันและสถานที่ที่แต่ละรุ่น", field="held_on")
    only = batches[0]
    if "held_on" in values and "held_to" not in values:
        values["held_to"] = only.ends_on + (values["held_on"] - only.starts_on)
    try:
        write_batch(gathering, only, **{_OF_BATCH.get(name, name): value for name, value in values.items()})
    except DomainError as refusal:
        names = {theirs: ours for ours, theirs in _OF_BATCH.items()}
        raise DomainError(refusal.message, field=names.get(refusal.field or "", refusal.field)) from None
    mirror(gathering)


def _invite(gathering: Gathering, held: list[GatheringSchool], wanted: Collection[School]) -> None:
    keys = {school.pk for school in wanted}
    gone = [row for row in held if row.school_id not in keys]
    if gone:
        lost = [row.school_id for row in gone]
        named = Participant.objects.filter(batch__gathering=gathering, person__school__in=lost)
        counted = HeadCount.objects.filter(batch__gathering=gathering, school__in=lost)
        came = set(named.filter(came=True).values_list("person__school__name", flat=True))
        came |= set(counted.filter(came__gt=0).values_list("school__name", flat=True))
        if came:
            names = ", ".join(sorted(came))
            raise DomainError(f"บันทึกไว้แล้วว่ามีผู้มาประชุมจาก {names} จึงนำออกไม่ได้", field="schools")
        named.delete()
        counted.delete()
        GatheringSchool.objects.filter(pk__in=[row.pk for row in gone]).delete()
    there = {row.school_id for row in held}
    GatheringSchool.objects.bulk_create(
        GatheringSchool(gathering=gathering, school=school) for school in wanted if school.pk not in there
    )


@transaction.atomic
def hold(gathering: Gathering, *, actor: Any, now: datetime | None = None) -> Gathering:
    """It took place; not before its first day, and only with somebody noted as having come."""
    now = now or timezone.now()
    gathering = locked(gathering)
    if gathering.state == Gathering.State.HELD:
        to_write(gathering, actor)
        return gathering
    gathering = to_write(gathering, actor)
    target = STATES.next(gathering.state, "hold")
    if gathering.held_on > timezone.localdate(now):
        raise DomainError("ยังไม่ถึงวันประชุม")
    came = Batch.objects.filter(gathering=gathering).filter(Q(participants__came=True) | Q(counts__came__gt=0))
    if not came.exists():
        raise DomainError("บันทึกผู้มาประชุมก่อน")
    gathering.state, gathering.updated_at = target, now
    gathering.save(update_fields=["state", "updated_at"])
    trace(gathering, "held", actor=actor, at=now)
    return gathering


@transaction.atomic
def cancel_gathering(gathering: Gathering, *, actor: Any, reason: str, now: datetime | None = None) -> Gathering:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    gathering = locked(gathering)
    check_call(actor, gathering.district_id)
    if gathering.state == Gathering.State.CANCELLED:
        return gathering
    gathering.state = STATES.next(gathering.state, "cancel")
    gathering.cancel_reason, gathering.updated_at = reason, now
    gathering.save(update_fields=["state", "cancel_reason", "updated_at"])
    trace(gathering, "cancelled", actor=actor, at=now, data={"reason": reason})
    tell_all(gathering, "cancelled", "ยกเลิกการประชุม", body=f"{gathering.title}: {reason}", now=now)
    return gathering
