"""รุ่น of a gathering, their programme, and who has which duty."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.errors import DomainError, needed
from core.stamps import held_since
from meetings.models import Batch, Duty, Gathering, HeadCount, ProgrammeItem, Tick
from meetings.services.common import tell_all, to_write, trace
from schools.models import OutsidePerson, Person

MOST_DAYS = 31
MOST_BATCHES = 60


def check_days(
    first: date, last: date, *, time_from: time | None, time_to: time | None, field: str = "held_to"
) -> None:
    if last < first:
        raise DomainError("วันสุดท้ายอยู่ก่อนวันแรก", field=field)
    if (last - first).days >= MOST_DAYS:
        raise DomainError(f"หนึ่งรุ่นนานได้ไม่เกิน {MOST_DAYS} วัน ถ้านานกว่านี้ให้แยกเป็นหลายรุ่น", field=field)
    if first == last and time_from and time_to and time_to < time_from:
        raise DomainError("เวลาสิ้นสุดอยู่ก่อนเวลาเริ่ม", field="time_to")


def mirror(gathering: Gathering) -> None:
    """Take over days of all batches, times and place of the first; the caller saves the gathering."""
    batches = list(gathering.batches.order_by("number"))
    first = batches[0]
    gathering.held_on = min(batch.starts_on for batch in batches)
    gathering.held_to = max(batch.ends_on for batch in batches)
    gathering.time_from, gathering.time_to, gathering.place = first.time_from, first.time_to, first.place


_MIRRORED = ("held_on", "held_to", "time_from", "time_to", "place")


def write_batch(gathering: Gathering, batch: Batch, **values: Any) -> Batch:
    """Put `values` (fields of Batch) on a batch. Its programme moves with its first day; ticks keep their days, so days
    people were ticked on stay."""
    start = batch.starts_on
    for name, value in values.items():
        setattr(batch, name, " ".join(value.split()) if isinstance(value, str) else value)
    batch.ends_on = batch.ends_on or batch.starts_on
    check_days(batch.starts_on, batch.ends_on, time_from=batch.time_from, time_to=batch.time_to, field="ends_on")
    if batch.pk is not None:
        sessions = set(batch.sessions())
        ticked = Tick.objects.filter(participant__batch=batch).values_list("day", "part").distinct()
        if any(row not in sessions for row in ticked):
            raise DomainError("มีการลงเวลาในวันหรือช่วงที่จะหายไป จึงเปลี่ยนไม่ได้", field="starts_on")
        moved = batch.starts_on - start
        for item in batch.programme.all():
            item.day += moved
            if not batch.starts_on <= item.day <= batch.ends_on:
                raise DomainError(f"กำหนดการ “{item.topic}” จะอยู่นอกวันของรุ่น กรุณาแก้กำหนดการก่อน", field="ends_on")
            if moved:
                item.save(update_fields=["day"])
    batch.gathering, batch.stamp = gathering, batch.stamp + 1
    batch.save()
    return batch


@transaction.atomic
def save_batch(
    gathering: Gathering, *, actor: Any, batch: Batch | None = None, stamp: int | None = None,
    now: datetime | None = None, **values: Any,
) -> Batch:  # fmt: skip
    """A new รุ่น, or other days, times, place, target and halves of one. A new one with the days, times and place of
    one that is there is that one: two clicks. StaleRevision when the one was saved since the form with this `stamp` was
    opened."""
    now = now or timezone.now()
    gathering = to_write(gathering, actor)
    before = (gathering.held_on, gathering.held_to)
    if batch is None:
        values["ends_on"] = values.get("ends_on") or values["starts_on"]
        same = {name: values.get(name) for name in ("starts_on", "ends_on", "time_from", "time_to")}
        same["place"] = " ".join(str(values.get("place", "")).split())
        found = gathering.batches.filter(**same).first()
        if found is not None:
            return found
        top = gathering.batches.aggregate(top=Max("number"))["top"] or 0
        if top >= MOST_BATCHES:
            raise DomainError(f"หนึ่งเรื่องมีได้ไม่เกิน {MOST_BATCHES} รุ่น")
        batch = Batch(gathering=gathering, number=top + 1, starts_on=values["starts_on"], ends_on=values["ends_on"])
    else:
        batch = gathering.batches.get(pk=batch.pk)
        held_since(batch, stamp, actor=actor, values=values)
    write_batch(gathering, batch, **values)
    _after(gathering, before, actor=actor, now=now, data={"number": batch.number})
    return batch


@transaction.atomic
def drop_batch(batch: Batch, *, actor: Any, now: datetime | None = None) -> None:
    """A รุ่น that did not take place; the only one stays, and so does one people came to or judged."""
    now = now or timezone.now()
    gathering = to_write(batch.gathering, actor)
    held = gathering.batches.filter(pk=batch.pk).first()
    if held is None:
        return
    if gathering.batches.count() == 1:
        raise DomainError("การประชุมต้องมีอย่างน้อยหนึ่งรุ่น")
    if held.participants.filter(came=True).exists() or HeadCount.objects.filter(batch=held, came__gt=0).exists():
        raise DomainError("มีผู้มาในรุ่นนี้แล้ว จึงนำออกไม่ได้")
    if held.sheets.exists():
        raise DomainError("มีแบบประเมินของรุ่นนี้แล้ว จึงนำออกไม่ได้")
    before, number = (gathering.held_on, gathering.held_to), held.number
    held.delete()
    for place, row in enumerate(gathering.batches.order_by("number"), start=1):
        if row.number != place:
            row.number = place
            row.save(update_fields=["number"])
    _after(gathering, before, actor=actor, now=now, data={"number": number}, act="batch_dropped")


def _after(gathering: Gathering, before: tuple[date, date], *, actor: Any, now: datetime, data: dict[str, Any],
           act: str = "batch") -> None:  # fmt: skip
    told = [getattr(gathering, name) for name in _MIRRORED]
    mirror(gathering)
    if told != [getattr(gathering, name) for name in _MIRRORED]:
        # Its own form says these too: one that was open meanwhile is held.
        gathering.stamp, gathering.saved_by = gathering.stamp + 1, actor
    gathering.updated_at = now
    gathering.save(update_fields=[*_MIRRORED, "stamp", "saved_by", "updated_at"])
    trace(gathering, act, actor=actor, at=now, data=data)
    if gathering.state == Gathering.State.PLANNED and before != (gathering.held_on, gathering.held_to):
        tell_all(gathering, "moved", f"เปลี่ยนวันเป็น {gathering.days_label}", now=now)


@transaction.atomic
def save_item(
    batch: Batch, *, actor: Any, day: date, time_from: time, topic: str, item: ProgrammeItem | None = None,
    time_to: time | None = None, speaker: Person | None = None, outside_speaker: OutsidePerson | None = None,
    speaker_text: str = "", stamp: int | None = None, now: datetime | None = None,
) -> ProgrammeItem:  # fmt: skip
    """A line of กำหนดการ; the same day, time and topic again is the line that is there. StaleRevision when `item` was
    saved since the form with this `stamp` was opened."""
    now = now or timezone.now()
    gathering = to_write(batch.gathering, actor)
    batch = gathering.batches.get(pk=batch.pk)
    topic = needed(" ".join(topic.split()), "กรุณาเขียนหัวข้อ", field="topic")
    if not batch.starts_on <= day <= batch.ends_on:
        raise DomainError("วันนี้ไม่อยู่ในวันของรุ่น", field="day")
    if time_to is not None and time_to < time_from:
        raise DomainError("เวลาสิ้นสุดอยู่ก่อนเวลาเริ่ม", field="time_to")
    for one, field in ((speaker, "speaker"), (outside_speaker, "outside_speaker")):
        if one is not None and one.district_id != gathering.district_id:
            raise DomainError("ไม่พบบุคคลนี้ในเขต", field=field)
    values = {
        "day": day, "time_from": time_from, "time_to": time_to, "topic": topic, "speaker": speaker,
        "outside_speaker": outside_speaker, "speaker_text": " ".join(speaker_text.split()),
    }  # fmt: skip
    if item is None:
        item = batch.programme.filter(day=day, time_from=time_from, topic=topic).first() or ProgrammeItem(batch=batch)
    else:
        item = batch.programme.get(pk=item.pk)
        held_since(item, stamp, actor=actor, values=values)
    for name, value in values.items():
        setattr(item, name, value)
    item.stamp += 1
    item.save()
    trace(gathering, "programme", actor=actor, at=now)
    return item


@transaction.atomic
def drop_item(item: ProgrammeItem, *, actor: Any, now: datetime | None = None) -> None:
    gathering = to_write(item.batch.gathering, actor)
    ProgrammeItem.objects.filter(pk=item.pk).delete()
    trace(gathering, "programme", actor=actor, at=now or timezone.now())


@transaction.atomic
def copy_programme(source: Batch, target: Batch, *, actor: Any, now: datetime | None = None) -> int:
    """The lines of one รุ่น for another of the same gathering, on the same day of its run; those that are there already
    or would fall after its last day are left out. Gives how many were added."""
    gathering = to_write(target.gathering, actor)
    if source.gathering_id != gathering.pk or source.pk == target.pk:
        raise DomainError("คัดลอกได้จากรุ่นอื่นของการประชุมเดียวกัน")
    source, target = gathering.batches.get(pk=source.pk), gathering.batches.get(pk=target.pk)
    there = set(target.programme.values_list("day", "time_from", "topic"))
    made = []
    for item in source.programme.all():
        day = target.starts_on + (item.day - source.starts_on)
        if day <= target.ends_on and (day, item.time_from, item.topic) not in there:
            item.pk, item.batch, item.day = None, target, day
            item._state.adding = True
            made.append(item)
    ProgrammeItem.objects.bulk_create(made)
    if made:
        trace(gathering, "programme", actor=actor, at=now or timezone.now())
    return len(made)


@transaction.atomic
def add_duty(
    gathering: Gathering, *, actor: Any, duty: str, person: Person | None = None, outside: OutsidePerson | None = None,
    now: datetime | None = None,
) -> Duty:  # fmt: skip
    """Name somebody with what they do; whoever is named may write the gathering from then on."""
    now = now or timezone.now()
    gathering = to_write(gathering, actor)
    duty = needed(" ".join(duty.split()), "กรุณาเขียนหน้าที่", field="duty")
    one = person or outside
    if one is None or (person is not None and outside is not None):
        raise DomainError("กรุณาเลือกบุคคลหนึ่งคน", field="person")
    if one.district_id != gathering.district_id:
        raise DomainError("ไม่พบบุคคลนี้ในเขต", field="person")
    found = gathering.duties.filter(person=person, outside=outside, duty=duty).first()
    if found is not None:
        return found
    top = gathering.duties.aggregate(top=Max("position"))["top"] or 0
    made = Duty.objects.create(gathering=gathering, person=person, outside=outside, duty=duty, position=top + 1)
    trace(gathering, "duty", actor=actor, at=now, data={"who": str(one), "duty": duty})
    return made


@transaction.atomic
def drop_duty(row: Duty, *, actor: Any, now: datetime | None = None) -> None:
    gathering = to_write(row.gathering, actor)
    gone, _ = gathering.duties.filter(pk=row.pk).delete()
    if gone:
        trace(gathering, "duty_dropped", actor=actor, at=now or timezone.now(), data={"who": row.who, "duty": row.duty})
