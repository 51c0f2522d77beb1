"""Who is expected at a รุ่น, who came to which session, and how many were only counted."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, needed
from core.thai.dates import date_range
from meetings.models import Batch, Gathering, HeadCount, Participant, Tick
from meetings.services.common import tell, to_write, trace
from schools.models import OutsidePerson, Person, School


def _check_people(gathering: Gathering, people: Collection[Person], outside: Collection[OutsidePerson]) -> None:
    invited = set(gathering.schools.values_list("school", flat=True))
    named: list[Person | OutsidePerson] = [*people, *outside]
    for one in named:
        if one.district_id != gathering.district_id:
            raise DomainError("ไม่พบบุคคลนี้ในเขต", field="people")
    for person in people:
        if person.school_id is not None and person.school_id not in invited:
            raise DomainError(f"{person} ไม่ได้อยู่โรงเรียนที่เชิญ", field="people")


@transaction.atomic
def set_participants(
    batch: Batch, *, actor: Any, people: Collection[Person], outside: Collection[OutsidePerson] = (),
    now: datetime | None = None,
) -> int:  # fmt: skip
    """Exactly these are expected; gives how many. People are of the office or of a school invited. Who came stays:
    DomainError where somebody who came would be taken off. Those who are new are told."""
    now = now or timezone.now()
    gathering = to_write(batch.gathering, actor)
    _check_people(gathering, people, outside)
    wanted = {("person", one.pk) for one in people} | {("outside", one.pk) for one in outside}
    held = list(batch.participants.select_related("person", "outside"))
    keys = {_key(row): row for row in held}
    gone = [row for key, row in keys.items() if key not in wanted]
    came = [str(row) for row in gone if row.came]
    if came:
        raise DomainError(f"บันทึกไว้แล้วว่า {', '.join(came[:5])} มา จึงนำออกไม่ได้", field="people")
    Participant.objects.filter(pk__in=[row.pk for row in gone]).delete()
    added = [one for one in people if ("person", one.pk) not in keys]
    Participant.objects.bulk_create(
        [Participant(batch=batch, person=one) for one in added]
        + [Participant(batch=batch, outside=one) for one in outside if ("outside", one.pk) not in keys],
        ignore_conflicts=True,
    )
    trace(gathering, "people", actor=actor, at=now, data={"count": len(wanted)})
    _tell_new(gathering, batch, added, but=actor, now=now)
    return len(wanted)


def _key(row: Participant) -> tuple[str, int]:
    return ("person", row.person_id) if row.person_id else ("outside", row.outside_id)  # type: ignore[return-value]  # one of the two is there, the table holds it so


def _tell_new(gathering: Gathering, batch: Batch, people: Collection[Person], *, but: Any, now: datetime) -> None:
    if gathering.state != Gathering.State.PLANNED:
        return
    keys = [one.pk for one in people if one.user_id is not None and one.user_id != but.pk]
    users = [row.user for row in Person.objects.filter(pk__in=keys).select_related("user")]
    days = date_range(batch.starts_on, batch.ends_on)
    tell(
        gathering, users, "named", f"เชิญท่านเข้าร่วม {days}", now=now,
        dedupe_key=f"gathering-named-{gathering.pk}-{batch.pk}-{batch.starts_on:%Y%m%d}",
    )  # fmt: skip


@transaction.atomic
def add_participant(
    batch: Batch, *, actor: Any, person: Person | None = None, outside: OutsidePerson | None = None,
    now: datetime | None = None,
) -> Participant:  # fmt: skip
    """Somebody who comes unexpected; twice is once."""
    now = now or timezone.now()
    gathering = to_write(batch.gathering, actor)
    if (person is None) == (outside is None):
        raise DomainError("กรุณาเลือกบุคคลหนึ่งคน", field="person")
    _check_people(gathering, [person] if person else [], [outside] if outside else [])
    row, made = Participant.objects.get_or_create(batch=batch, person=person, outside=outside)
    if made:
        trace(gathering, "person_added", actor=actor, at=now, data={"who": str(row)})
    return row


@transaction.atomic
def tick(
    row: Participant, *, actor: Any, day: date, part: int = 0, present: bool = True, now: datetime | None = None
) -> Participant:
    """Present at one session, or not. Each tick is its own row: two phones at one door do not undo each other."""
    now = now or timezone.now()
    gathering = to_write(row.batch.gathering, actor)
    row = Participant.objects.select_for_update(of=("self",)).select_related("batch").get(pk=row.pk)
    if (day, part) not in set(row.batch.sessions()):
        raise DomainError("ไม่มีช่วงนี้ในรุ่น กรุณาเปิดหน้านี้ใหม่")
    if day > timezone.localdate(now):
        raise DomainError("ยังไม่ถึงวันนี้ จึงลงเวลาไม่ได้")
    before = row.came
    if present:
        Tick.objects.get_or_create(participant=row, day=day, part=part, defaults={"noted_by": actor, "noted_at": now})
    else:
        Tick.objects.filter(participant=row, day=day, part=part).delete()
    row.came = present or row.ticks.exists()
    if row.came != before:
        row.save(update_fields=["came"])
        trace(gathering, "ticked" if row.came else "unticked", actor=actor, at=now, data={"who": str(row)})
    return row


@transaction.atomic
def attend(
    batch: Batch, *, actor: Any, people: Collection[Person], outside: Collection[OutsidePerson] = (),
    now: datetime | None = None,
) -> int:  # fmt: skip
    """These came to every session until today; whoever of them was not expected is added. Gives how many came."""
    now = now or timezone.now()
    gathering = to_write(batch.gathering, actor)
    _check_people(gathering, people, outside)
    Participant.objects.bulk_create(
        [Participant(batch=batch, person=one) for one in people]
        + [Participant(batch=batch, outside=one) for one in outside],
        ignore_conflicts=True,
    )
    rows = batch.participants.filter(person__in=[one.pk for one in people]) | batch.participants.filter(
        outside__in=[one.pk for one in outside]
    )
    _came(gathering, batch, list(rows), actor=actor, now=now)
    return batch.participants.filter(came=True).count()


@transaction.atomic
def all_came(batch: Batch, *, actor: Any, day: date, part: int = 0, now: datetime | None = None) -> int:
    """Everybody expected was at this session; gives how many."""
    now = now or timezone.now()
    gathering = to_write(batch.gathering, actor)
    rows = list(batch.participants.select_for_update(of=("self",)))
    if (day, part) not in set(batch.sessions()):
        raise DomainError("ไม่มีช่วงนี้ในรุ่น กรุณาเปิดหน้านี้ใหม่")
    _came(gathering, batch, rows, actor=actor, now=now, only=(day, part))
    return len(rows)


def _came(gathering: Gathering, batch: Batch, rows: list[Participant], *, actor: Any, now: datetime,
          only: tuple[date, int] | None = None) -> None:  # fmt: skip
    today = timezone.localdate(now)
    sessions = [one for one in batch.sessions() if one[0] <= today and only in (None, one)]
    if not sessions:
        raise DomainError("ยังไม่ถึงวันนี้ จึงลงเวลาไม่ได้")
    Tick.objects.bulk_create(
        [
            Tick(participant=row, day=day, part=part, noted_by=actor, noted_at=now)
            for row in rows
            for day, part in sessions
        ],
        ignore_conflicts=True,
    )
    Participant.objects.filter(pk__in=[row.pk for row in rows]).update(came=True)
    trace(gathering, "attended", actor=actor, at=now, data={"came": len(rows)})


@transaction.atomic
def rest_absent(batch: Batch, *, actor: Any, now: datetime | None = None) -> int:
    """Who was not noted yet did not come; gives how many."""
    gathering = to_write(batch.gathering, actor)
    count: int = batch.participants.filter(came__isnull=True).update(came=False)
    if count:
        trace(gathering, "absent", actor=actor, at=now or timezone.now(), data={"count": count})
    return count


@transaction.atomic
def save_count(
    batch: Batch, *, actor: Any, group: str, school: School | None = None, expected: int | None = None,
    came: int | None = None, now: datetime | None = None,
) -> HeadCount:  # fmt: skip
    """People counted and not named; the same school and group again takes the new figures."""
    gathering = to_write(batch.gathering, actor)
    group = needed(" ".join(group.split())[:100], "กรุณาระบุกลุ่มคน เช่น นักเรียน", field="group")
    if expected is None and came is None:
        raise DomainError("กรุณาใส่จำนวนที่คาดไว้หรือจำนวนที่มา", field="came")
    if any(number is not None and not 0 <= number <= 100_000 for number in (expected, came)):
        raise DomainError("จำนวนคนต้องเป็น 0–100,000", field="came")
    if school is not None and not gathering.schools.filter(school=school).exists():
        raise DomainError("โรงเรียนนี้ไม่ได้อยู่ในการประชุม", field="school")
    row, _ = HeadCount.objects.update_or_create(
        batch=batch, school=school, group=group, defaults={"expected": expected, "came": came}
    )
    trace(gathering, "counted", actor=actor, at=now or timezone.now(), data={"group": str(row), "came": came or 0})
    return row


@transaction.atomic
def drop_count(row: HeadCount, *, actor: Any, now: datetime | None = None) -> None:
    gathering = to_write(row.batch.gathering, actor)
    gone, _ = HeadCount.objects.filter(pk=row.pk).delete()
    if gone:
        trace(gathering, "count_dropped", actor=actor, at=now or timezone.now(), data={"group": str(row)})
