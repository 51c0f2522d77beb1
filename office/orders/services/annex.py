"""The annex of a draft: headings with their duties, and the people under each."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.errors import DomainError
from office.orders.models import Order, OrderGroup, OrderPerson
from office.orders.services.common import locked, touch, trace
from office.orders.services.drafts import MOST_PEOPLE
from office.orders.services.proposals import Line, line_of
from schools.models import OutsidePerson, Person
from schools.services.refusals import explained

_TWICE = {"once_in_an_order_group": ("บุคลากรคนนี้อยู่ในหัวข้อนี้แล้ว", "person")}
_CUT = re.compile(r"\t+|\s*[,;|]\s*")
# "1. ", "๑) ": the number of a list that was pasted with it.
_NUMBER = re.compile(r"^\s*[0-9๐-๙]{1,3}\s*[.)]\s*")


def _group(order: Order, actor: Any, key: int) -> tuple[Order, OrderGroup]:
    row = locked(order, actor, "edit")
    group = row.groups.filter(pk=key).first()
    if group is None:
        raise DomainError("ไม่พบหัวข้อนี้แล้ว กรุณาเปิดหน้านี้ใหม่")
    return row, group


def _done(row: Order, actor: Any, now: datetime | None, what: str) -> None:
    touch(row, now)
    trace(row, "annex", actor, now, what=what)


@transaction.atomic
def save_group(
    order: Order, *, actor: Any, heading: str, duty: str = "", key: int | None = None, now: datetime | None = None
) -> OrderGroup:
    """Add a heading, or with its key change it."""
    heading, duty = " ".join(heading.split())[:300], duty.strip()
    if not heading and not duty:
        raise DomainError("กรุณาเขียนชื่อคณะหรือหน้าที่", field="heading")
    if key is None:
        row = locked(order, actor, "edit")
        last = row.groups.aggregate(last=Max("position"))["last"]
        group = OrderGroup.objects.create(
            order=row, position=0 if last is None else last + 1, heading=heading, duty=duty
        )
    else:
        row, group = _group(order, actor, key)
        group.heading, group.duty = heading, duty
        group.save(update_fields=["heading", "duty"])
    _done(row, actor, now, f"หัวข้อ {group}")
    return group


@transaction.atomic
def remove_group(order: Order, *, actor: Any, key: int, now: datetime | None = None) -> None:
    row, group = _group(order, actor, key)
    label = str(group)
    group.delete()
    _done(row, actor, now, f"นำหัวข้อ {label} ออก")


@transaction.atomic
def move_group(order: Order, *, actor: Any, key: int, up: bool, now: datetime | None = None) -> None:
    row, group = _group(order, actor, key)
    if _swapped(list(row.groups.all()), group, up=up):
        _done(row, actor, now, f"ย้ายหัวข้อ {group}")


def _swapped(rows: Sequence[Any], one: Any, *, up: bool) -> bool:
    """Renumber with `one` a place up or down; False at the end."""
    ordered = list(rows)
    place = next(index for index, row in enumerate(ordered) if row.pk == one.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(ordered):
        return False
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, row in enumerate(ordered):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    return True


@transaction.atomic
def save_person(
    order: Order,
    *,
    actor: Any,
    group: int,
    name: str = "",
    post: str = "",
    duty: str = "",
    person: Person | None = None,
    outside: OutsidePerson | None = None,
    key: int | None = None,
    now: datetime | None = None,
) -> OrderPerson:
    """Add a line, or with its key change it. Of a person picked from a register name and post are taken from there
    where they were not typed."""
    row, held = _group(order, actor, group)
    if person is not None and outside is not None:
        raise DomainError("เลือกบุคลากรหรือบุคคลภายนอกอย่างใดอย่างหนึ่ง", field="outside")
    for one in (person, outside):
        if one is not None and one.district_id != row.district_id:
            raise DomainError("ไม่ใช่บุคคลในทะเบียนของสำนักงานนี้", field="person" if one is person else "outside")
    known = _known(person, outside)
    name = " ".join(name.split()) or (known.name if known else "")
    if not name:
        raise DomainError("กรุณาเลือกบุคคลหรือพิมพ์ชื่อ", field="name")
    post = " ".join(post.split()) or (known.post if known else "")
    others = held.people.exclude(pk=key) if key else held.people.all()
    if outside is not None and others.filter(outside=outside).exists():
        raise DomainError("บุคคลนี้อยู่ในหัวข้อนี้แล้ว", field="outside")
    if key is None:
        _room(row, 1)
        last = held.people.aggregate(last=Max("position"))["last"]
        line = OrderPerson(group=held, position=0 if last is None else last + 1)
    else:
        found = held.people.filter(pk=key).first()
        if found is None:
            raise DomainError("ไม่พบรายชื่อนี้แล้ว กรุณาเปิดหน้านี้ใหม่")
        line = found
    line.name, line.post, line.duty = name[:250], post[:300], " ".join(duty.split())[:200]
    line.person, line.outside = person, outside
    with explained(_TWICE):
        line.save()
    _done(row, actor, now, line.name)
    return line


def _known(person: Person | None, outside: OutsidePerson | None) -> Line | None:
    if person is not None:
        return line_of(person)
    if outside is None:
        return None
    place = outside.body.name if outside.body else ""
    return Line(outside.full_name, " ".join(part for part in (outside.position, place) if part), outside=outside)


def _room(row: Order, more: int) -> None:
    if OrderPerson.objects.filter(group__order=row).count() + more > MOST_PEOPLE:
        raise DomainError(f"บัญชีแนบท้ายมีได้ไม่เกิน {MOST_PEOPLE} คน")


@transaction.atomic
def paste_people(order: Order, *, actor: Any, group: int, text: str, now: datetime | None = None) -> int:
    """One person a line: name, post, duty, parted by a tab, comma or bar. A name that is one person of the office's
    register alone is tied to them. Gives how many were added; lines that are there already are passed over."""
    row, held = _group(order, actor, group)
    wanted = [tuple(part.strip() for part in _CUT.split(_NUMBER.sub("", line), 2)) for line in text.splitlines()]
    wanted = [parts for parts in wanted if parts[0]]
    if not wanted:
        raise DomainError("กรุณาวางรายชื่ออย่างน้อยหนึ่งบรรทัด", field="text")
    if long := next((parts[0] for parts in wanted if len(parts[0]) > 250), ""):
        raise DomainError(f"ชื่อยาวเกิน 250 ตัวอักษร: “{long[:40]}…”", field="text")
    people = _by_name(row.district_id)
    have = list(held.people.all())
    names, keys = {line.name for line in have}, {line.person_id for line in have if line.person_id}
    lines: list[OrderPerson] = []
    for parts in wanted:
        name, post, duty = (*parts, "", "")[:3]
        name = " ".join(name.split())
        if name in names:
            continue
        names.add(name)
        found = people.get(_bare(name))
        tied = found if found is not None and found.pk not in keys else None
        if tied is not None:
            keys.add(tied.pk)
        known = line_of(tied) if tied else None
        lines.append(
            OrderPerson(
                group=held, position=len(have) + len(lines), name=name, duty=duty[:200], person=tied,
                post=(post or (known.post if known else ""))[:300],
            )
        )  # fmt: skip
    _room(row, len(lines))
    OrderPerson.objects.bulk_create(lines)
    _done(row, actor, now, f"เพิ่ม {len(lines)} คน")
    return len(lines)


def _bare(name: str) -> str:
    return "".join(name.split())


def _by_name(district: int) -> dict[str, Person]:
    """Working people by full name, with and without the prefix; a name two people bear is nobody's."""
    found: dict[str, Person | None] = {}
    rows = Person.objects.working().of_district(district).select_related("school")
    for person in rows:
        for name in {_bare(person.full_name), _bare(f"{person.first_name}{person.last_name}")}:
            found[name] = None if name in found else person
    return {name: person for name, person in found.items() if person is not None}


@transaction.atomic
def remove_person(order: Order, *, actor: Any, group: int, key: int, now: datetime | None = None) -> None:
    row, held = _group(order, actor, group)
    line = held.people.filter(pk=key).first()
    if line is None:
        return
    line.delete()
    _done(row, actor, now, f"นำ {line.name} ออก")


@transaction.atomic
def move_person(order: Order, *, actor: Any, group: int, key: int, up: bool, now: datetime | None = None) -> None:
    row, held = _group(order, actor, group)
    line = held.people.filter(pk=key).first()
    if line is not None and _swapped(list(held.people.all()), line, up=up):
        _done(row, actor, now, f"ย้าย {line.name}")
