"""Business acts on gatherings: call, change, note who came, hold, agree, cancel."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from core import audit, notify
from core.errors import DomainError, NotAllowed, StaleRevision, needed
from core.pointers import Pointer
from core.thai.dates import thai_date
from meetings import permissions
from meetings.models import Agreement, Attendance, Gathering, GatheringSchool
from meetings.permissions import STATES
from processes.services import cancel_action, open_action
from schools.models import Amphoe, Cluster, District, Person, School
from schools.queries import holders, holders_kept

WORDS = ("title", "academic_year", "held_on", "time_from", "time_to", "place", "purpose", "discussed")


def pointer(gathering: Gathering) -> Pointer:
    return Pointer("gathering", str(gathering.pk), gathering.title, gathering.held_on)


def _trace(gathering: Gathering, act: str, *, actor: Any, at: datetime, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=f"gathering.{act}", target=pointer(gathering), district_code=gathering.district.code,
        data=data or {}, at=at,
    )  # fmt: skip


def _tell(gathering: Gathering, code: str, title: str, *, body: str = "", now: datetime) -> None:
    """The principals of the schools invited."""
    on = timezone.localdate(now)
    rows = gathering.schools.select_related("school__district")
    with holders_kept():  # one question for all schools
        people = [user for row in rows for user in holders("principal", gathering.district, on, school=row.school)]
    notify.send(
        people, code=f"gathering.{code}", title=title, body=body or gathering.title,
        url=reverse("meetings:gathering", args=[gathering.pk]), pointer=pointer(gathering),
        district_code=gathering.district.code, now=now,
    )  # fmt: skip


def _may(actor: Any, district: Any) -> None:
    if not permissions.may_call(actor, district):
        raise NotAllowed("นัดและบันทึกการประชุมได้เฉพาะผู้มีสิทธิ์ของกลุ่มนิเทศฯ")


def _check(district: District, *, schools: Collection[School], time_from: time | None, time_to: time | None) -> None:
    if not schools:
        raise DomainError("กรุณาเลือกกลุ่มโรงเรียน อำเภอ หรือโรงเรียนอย่างน้อยหนึ่งแห่ง", field="schools")
    if any(school.district_id != district.pk for school in schools):
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="schools")
    if time_from and time_to and time_to < time_from:
        raise DomainError("เวลาสิ้นสุดอยู่ก่อนเวลาเริ่ม", field="time_to")


@transaction.atomic
def call_gathering(
    district: District, *, actor: Any, kind: str, title: str, academic_year: int, held_on: date,
    schools: Collection[School], cluster: Cluster | None = None, amphoe: Amphoe | None = None,
    time_from: time | None = None, time_to: time | None = None, place: str = "", purpose: str = "",
    now: datetime | None = None,
) -> Gathering:  # fmt: skip
    """A gathering on a day, with its schools told; the same call again is the gathering that is there."""
    now = now or timezone.now()
    _may(actor, district)
    _check(district, schools=schools, time_from=time_from, time_to=time_to)
    District.objects.select_for_update().get(pk=district.pk)
    title = " ".join(title.split())
    found = (
        Gathering.objects.standing()
        .filter(district=district, title=title, held_on=held_on, cluster=cluster, amphoe=amphoe, time_from=time_from)
        .first()
    )
    if found is not None:
        return found
    gathering = Gathering.objects.create(
        district=district, kind=kind, title=title, academic_year=academic_year, held_on=held_on, time_from=time_from,
        time_to=time_to, place=" ".join(place.split()), cluster=cluster, amphoe=amphoe, purpose=purpose.strip(),
        created_by=actor, created_at=now, updated_at=now,
    )  # fmt: skip
    single = {school.pk: school for school in schools}
    GatheringSchool.objects.bulk_create(
        GatheringSchool(gathering=gathering, school=school) for school in single.values()
    )
    _trace(gathering, "called", actor=actor, at=now, data={"schools": len(single)})
    _tell(gathering, "called", f"เชิญประชุม {thai_date(held_on, 'short')}", now=now)
    return gathering


def locked(gathering: Gathering) -> Gathering:
    Gathering.objects.select_for_update().values_list("pk").get(pk=gathering.pk)
    return Gathering.objects.select_related("district", "cluster", "amphoe", "saved_by").get(pk=gathering.pk)


def _to_write(gathering: Gathering, actor: Any) -> Gathering:
    gathering = locked(gathering)
    _may(actor, gathering.district_id)
    STATES.next(gathering.state, "write")
    return gathering


@transaction.atomic
def save_words(
    gathering: Gathering, *, actor: Any, values: Mapping[str, Any], schools: Collection[School] | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> Gathering:  # fmt: skip
    """Change what is written about it, and who is invited while nobody was noted as having come from the school.

    StaleRevision when somebody else saved it since the form was opened.
    """
    now = now or timezone.now()
    gathering = _to_write(gathering, actor)
    if stamp is not None and stamp != gathering.stamp and gathering.saved_by_id != actor.pk:
        raise StaleRevision(f"{gathering.saved_by} บันทึกการประชุมนี้ไปแล้ว กรุณาเทียบสองฉบับแล้วเลือก")
    moved = gathering.state == Gathering.State.PLANNED and values.get("held_on", gathering.held_on) != gathering.held_on
    for name in WORDS:
        if name in values:
            value = values[name]
            setattr(gathering, name, value.strip() if isinstance(value, str) else value)
    held = list(gathering.schools.select_related("school"))
    wanted = list(schools) if schools is not None else [row.school for row in held]
    _check(gathering.district, schools=wanted, time_from=gathering.time_from, time_to=gathering.time_to)
    _invite(gathering, held, wanted)
    gathering.stamp, gathering.saved_by, gathering.updated_at = gathering.stamp + 1, actor, now
    gathering.save()
    _trace(gathering, "edited", actor=actor, at=now)
    if moved:
        _tell(gathering, "moved", f"เลื่อนวันประชุมเป็น {thai_date(gathering.held_on, 'short')}", now=now)
    return gathering


def _invite(gathering: Gathering, held: list[GatheringSchool], wanted: Collection[School]) -> None:
    keys = {school.pk for school in wanted}
    gone = [row for row in held if row.school_id not in keys]
    came = set(
        gathering.attendances.filter(came=True, person__school__in=[row.school_id for row in gone]).values_list(
            "person__school__name", flat=True
        )
    )
    if came:
        raise DomainError(f"บันทึกไว้แล้วว่ามีผู้มาประชุมจาก {', '.join(sorted(came))} จึงนำออกไม่ได้", field="schools")
    gathering.attendances.filter(person__school__in=[row.school_id for row in gone]).delete()
    GatheringSchool.objects.filter(pk__in=[row.pk for row in gone]).delete()
    there = {row.school_id for row in held}
    GatheringSchool.objects.bulk_create(
        GatheringSchool(gathering=gathering, school=school) for school in wanted if school.pk not in there
    )


@transaction.atomic
def note_attendance(
    gathering: Gathering, *, actor: Any, came: Mapping[int, bool], people: Iterable[Person], now: datetime | None = None
) -> int:
    """Who came and who did not, by key of the person; gives how many came. People are of the office or of a school
    invited; whoever is not among `came` is taken off the list."""
    now = now or timezone.now()
    gathering = _to_write(gathering, actor)
    invited = set(gathering.schools.values_list("school", flat=True))
    known = {person.pk: person for person in people}
    for key in came:
        person = known.get(key)
        if person is None or person.district_id != gathering.district_id:
            raise DomainError("ไม่พบบุคคลนี้ในเขต", field="people")
        if person.school_id is not None and person.school_id not in invited:
            raise DomainError(f"{person} ไม่ได้อยู่โรงเรียนที่เชิญ", field="people")
    gathering.attendances.exclude(person__in=list(came)).delete()
    Attendance.objects.bulk_create(
        [Attendance(gathering=gathering, person=known[key], came=value) for key, value in came.items()],
        update_conflicts=True, unique_fields=["gathering", "person"], update_fields=["came"],
    )  # fmt: skip
    total = sum(came.values())
    _trace(gathering, "attended", actor=actor, at=now, data={"came": total})
    return total


@transaction.atomic
def agree(
    gathering: Gathering, *, actor: Any, text: str, school: School | None = None, due_on: date | None = None,
    now: datetime | None = None,
) -> Agreement:  # fmt: skip
    """A sentence agreed on. With a school and a day it is opened as an action of that school; the same words for the
    same school again are the agreement that is there."""
    now = now or timezone.now()
    gathering = _to_write(gathering, actor)
    text = needed(text, "กรุณาเขียนข้อตกลง", field="text")
    if school is not None and not gathering.schools.filter(school=school).exists():
        raise DomainError("โรงเรียนนี้ไม่ได้อยู่ในการประชุม", field="school")
    if due_on is not None and school is None:
        raise DomainError("ข้อตกลงที่มีกำหนดต้องระบุโรงเรียนที่รับไปทำ", field="school")
    if due_on is not None and due_on < gathering.held_on:
        raise DomainError("กำหนดอยู่ก่อนวันประชุม", field="due_on")
    found = gathering.agreements.filter(text=text, school=school).first()
    if found is not None:
        return found
    action = None
    if school is not None and due_on is not None:
        action = open_action(
            actor=actor, district=gathering.district, school=school, text=text, owner=None,
            owner_label="ผอ.โรงเรียน", due_on=due_on, source=pointer(gathering), now=now,
        )  # fmt: skip
    top = gathering.agreements.aggregate(top=Max("position"))["top"] or 0
    made = Agreement.objects.create(gathering=gathering, school=school, position=top + 1, text=text, action=action)
    _trace(gathering, "agreed", actor=actor, at=now, data={"text": text[:200]})
    return made


@transaction.atomic
def drop_agreement(agreement: Agreement, *, actor: Any, now: datetime | None = None) -> None:
    """Take a sentence out; its action is cancelled with it, unless the school answered already."""
    now = now or timezone.now()
    gathering = _to_write(agreement.gathering, actor)
    found = gathering.agreements.select_related("action").filter(pk=agreement.pk).first()
    if found is None:
        return
    action = found.action
    found.delete()
    if action is not None:
        if action.state != action.State.OPEN:
            raise DomainError("โรงเรียนแจ้งผลของข้อตกลงนี้แล้ว จึงนำออกไม่ได้")
        cancel_action(action, actor=actor, reason="นำข้อตกลงออกจากบันทึกการประชุม", now=now)
    _trace(gathering, "dropped", actor=actor, at=now, data={"text": found.text[:200]})


@transaction.atomic
def hold(gathering: Gathering, *, actor: Any, now: datetime | None = None) -> Gathering:
    """It took place; not before its day, and only with somebody noted as having come."""
    now = now or timezone.now()
    gathering = locked(gathering)
    _may(actor, gathering.district_id)
    if gathering.state == Gathering.State.HELD:
        return gathering
    target = STATES.next(gathering.state, "hold")
    if gathering.held_on > timezone.localdate(now):
        raise DomainError("ยังไม่ถึงวันประชุม")
    if not gathering.attendances.filter(came=True).exists():
        raise DomainError("บันทึกผู้มาประชุมก่อน")
    gathering.state, gathering.updated_at = target, now
    gathering.save(update_fields=["state", "updated_at"])
    _trace(gathering, "held", actor=actor, at=now)
    return gathering


@transaction.atomic
def cancel_gathering(gathering: Gathering, *, actor: Any, reason: str, now: datetime | None = None) -> Gathering:
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    gathering = locked(gathering)
    _may(actor, gathering.district_id)
    if gathering.state == Gathering.State.CANCELLED:
        return gathering
    gathering.state = STATES.next(gathering.state, "cancel")
    gathering.cancel_reason, gathering.updated_at = reason, now
    gathering.save(update_fields=["state", "cancel_reason", "updated_at"])
    _trace(gathering, "cancelled", actor=actor, at=now, data={"reason": reason})
    _tell(gathering, "cancelled", "ยกเลิกการประชุม", body=f"{gathering.title}: {reason}", now=now)
    return gathering
