"""Bulk hand-over: what one person is responsible for goes to others from a day, in one act, its effect shown first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from core import audit, notify
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from schools.extensions import Move, apply_move, preview_move
from schools.models import Assignment, Person
from schools.permissions import can_assign
from schools.queries.responsibility import Workload, count_load, mean_schools, school_sets, workloads
from schools.services.assignments import close_assignment, same_assignment
from schools.services.people import person_pointer

_TARGETS = ("cluster", "school", "work_group", "subject_group", "project")


@dataclass(frozen=True)
class Received:
    """One receiver: what they get, their workload before and after, and open work it touches (Thai sentences)."""

    person: Person
    names: tuple[str, ...]
    before: Workload
    after: Workload
    impacts: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    giver_before: Workload
    giver_after: Workload
    receivers: tuple[Received, ...]
    mean: float
    kept: tuple[Assignment, ...] = field(default=())


def to_hand_over(person: Person, on: date) -> list[Assignment]:
    """Everything the person is responsible for on `on` or later, as (kind, target) order."""
    rows = Assignment.objects.filter(person=person).exclude(ends_on__lt=on).select_related(*_TARGETS)
    order = {kind: place for place, kind in enumerate(_TARGETS)}
    return sorted(rows, key=lambda row: (order[row.kind], str(row.target), row.pk))


def _schools_of(rows: list[Assignment], clusters: Mapping[int, set[int]]) -> frozenset[int]:
    found: set[int] = set()
    for row in rows:
        if row.kind == Assignment.Kind.CLUSTER and row.cluster_id:
            found |= clusters.get(row.cluster_id, set())
        elif row.kind == Assignment.Kind.SCHOOL and row.school_id:
            found.add(row.school_id)
    return frozenset(found)


def _check(giver: Person, choices: Mapping[int, Person], rows: Mapping[int, Assignment], on: date) -> None:
    if not choices:
        raise DomainError("กรุณาเลือกผู้รับอย่างน้อยหนึ่งรายการ")
    for key, receiver in choices.items():
        if key not in rows:
            raise DomainError("มีรายการที่เปลี่ยนไปแล้ว กรุณาเปิดหน้านี้ใหม่")
        if receiver.pk == giver.pk:
            raise DomainError("โอนให้ตนเองไม่ได้")
        if receiver.district_id != giver.district_id or not receiver.is_active or receiver.school_id is not None:
            raise DomainError(f"{receiver} ไม่ใช่บุคลากรของสำนักงานนี้ที่ปฏิบัติงานอยู่")


def preview_handover(giver: Person, *, choices: Mapping[int, Person], on: date) -> Preview:
    """What handing over would do. `choices`: assignment key → receiver; assignments left out stay with the giver."""
    rows = {row.pk: row for row in to_hand_over(giver, on)}
    _check(giver, choices, rows, on)
    clusters = school_sets(giver.district, on)
    by_receiver: dict[int, list[Assignment]] = defaultdict(list)
    people = {person.pk: person for person in choices.values()}
    for key, receiver in choices.items():
        by_receiver[receiver.pk].append(rows[key])
    loads = {load.person.pk: load for load in workloads(giver.district, on, people=[giver, *people.values()])}
    held: dict[int, list[Assignment]] = defaultdict(list)
    for row in Assignment.objects.in_force(on).filter(person__in=[giver, *people.values()]):
        held[row.person_id].append(row)
    receivers = []
    for key, gained in by_receiver.items():
        person = people[key]
        known = {(row.kind, getattr(row, f"{row.kind}_id")) for row in held[key]}
        new = [row for row in gained if (row.kind, getattr(row, f"{row.kind}_id")) not in known]
        move = Move(giver, person, _schools_of(gained, clusters), on)
        receivers.append(
            Received(
                person,
                tuple(str(row.target) for row in gained),
                loads[key],
                count_load(person, [*held[key], *new], clusters, loads[key].extra),
                tuple(preview_move(move)),
            )
        )
    left = [row for row in held[giver.pk] if row.pk not in choices]
    return Preview(
        loads[giver.pk],
        count_load(giver, left, clusters, loads[giver.pk].extra),
        tuple(sorted(receivers, key=lambda entry: entry.person.name_sort)),
        mean_schools(giver.district, on),
        tuple(row for key, row in rows.items() if key not in choices),
    )


@transaction.atomic
def hand_over(
    giver: Person, *, actor: Any, choices: Mapping[int, Person], on: date, reason: str = ""
) -> list[Assignment]:
    """Move the chosen assignments to their receivers from `on`; the giver's last day is the one before.

    All or nothing. A receiver who has the target already keeps theirs; open work of other apps follows through the
    registered impacts. Gives the receivers' new rows.
    """
    people = Person.objects.select_for_update(of=("self",)).filter(
        pk__in={giver.pk, *(person.pk for person in choices.values())}
    )
    locked = {person.pk: person for person in people.select_related("district", "user").order_by("pk")}
    giver = locked[giver.pk]
    if not can_assign(actor, giver.district):
        raise NotAllowed("ท่านโอนงานในสำนักงานนี้ไม่ได้")
    keys = Assignment.objects.select_for_update(of=("self",)).filter(person=giver).exclude(ends_on__lt=on)
    rows = {row.pk: row for row in keys.select_related(*_TARGETS).order_by("pk")}
    chosen = {key: locked[person.pk] for key, person in choices.items()}
    _check(giver, chosen, rows, on)
    clusters = school_sets(giver.district, on)
    made: list[Assignment] = []
    gained: dict[int, list[Assignment]] = defaultdict(list)
    done: list[str] = []
    for key, receiver in chosen.items():
        row = rows[key]
        target, begins, ends = row.target, max(row.starts_on, on), row.ends_on
        gained[receiver.pk].append(row)
        close_assignment(row, on - timedelta(days=1))
        same = same_assignment(receiver, target, begins, ends)
        if same is not None and same.starts_on <= begins:
            continue
        if same is not None:
            ends = same.starts_on - timedelta(days=1)
        made.append(
            Assignment.objects.create(
                district=giver.district,
                person=receiver,
                kind=row.kind,
                starts_on=begins,
                ends_on=ends,
                note=f"รับโอนจาก {giver}"[:300],
                **{row.kind: target},
            )
        )
    for receiver_key, given in gained.items():
        receiver = locked[receiver_key]
        done += apply_move(actor, Move(giver, receiver, _schools_of(given, clusters), on))
    _tell(giver, actor, {locked[key]: value for key, value in gained.items()}, on=on, reason=reason, done=done)
    return made


def _tell(
    giver: Person, actor: Any, gained: Mapping[Person, list[Assignment]], *, on: date, reason: str, done: list[str]
) -> None:
    day = thai_date(on, "short")
    moved = {str(receiver): [str(row.target) for row in rows] for receiver, rows in gained.items()}
    audit.record(
        actor=actor,
        action="assignment.handed_over",
        target=person_pointer(giver),
        district_code=giver.district.code,
        data={
            "on": day,
            "count": sum(len(rows) for rows in gained.values()),
            "receivers": ", ".join(moved),
            "moved": moved,
            "reason": reason.strip(),
            "done": done,
        },
    )
    for receiver, rows in gained.items():
        audit.record(
            actor=actor,
            action="assignment.received",
            target=person_pointer(receiver),
            district_code=giver.district.code,
            data={"on": day, "from": str(giver), "targets": ", ".join(moved[str(receiver)])},
        )
        notify.send(
            [receiver.user] if receiver.user else [],
            code="assignment.received",
            title=f"ท่านรับโอนงาน {len(rows)} รายการจาก {giver} ตั้งแต่ {day}",
            body=", ".join(moved[str(receiver)]),
            url=reverse("schools:supervisor", args=[receiver.pk]),
            pointer=person_pointer(receiver),
            district_code=giver.district.code,
        )
    notify.send(
        [giver.user] if giver.user else [],
        code="assignment.handed_over",
        title=f"งานของท่านถูกโอนให้ผู้อื่น {sum(len(rows) for rows in gained.values())} รายการ ตั้งแต่ {day}",
        body="\n".join(f"{name}: {', '.join(targets)}" for name, targets in moved.items()),
        url=reverse("schools:supervisor", args=[giver.pk]),
        pointer=person_pointer(giver),
        district_code=giver.district.code,
    )
