"""Set up a network, change it, end it; its members and its pairs of schools."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from schools.models import District, OutsideBody, OutsidePerson, Person, School
from schools.services.locks import lock_district
from supervision.networks.models import Member, Network, Pair, Survey
from supervision.networks.permissions import may_start
from supervision.networks.services.common import check_write, locked, to_write, trace

WORDS = ("kind", "level", "name", "aims", "project", "task", "subject_group", "started_on")
Who = Person | School | OutsidePerson | OutsideBody
_FIELD: dict[type, str] = {
    Person: "person", School: "school", OutsidePerson: "outside_person", OutsideBody: "outside_body",
}  # fmt: skip


def _put(network: Network, values: dict[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a network: {sorted(unknown)}")
    for name, value in values.items():
        setattr(network, name, value.strip() if isinstance(value, str) else value)
    network.name = needed(" ".join(network.name.split()), "กรุณาระบุชื่อเครือข่าย", field="name")
    district = network.district_id
    for name in ("kind", "project", "subject_group"):
        row = getattr(network, name)
        if row is not None and row.district_id != district:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    if network.task is not None and network.task.work_group.district_id != district:
        raise DomainError("งานที่เลือกไม่ใช่ของเขตนี้", field="task")


def _saved(network: Network) -> None:
    try:
        with transaction.atomic():
            network.save()
    except IntegrityError as error:
        if "one_network_per_name" not in str(error):
            raise
        raise DomainError("มีเครือข่ายชื่อนี้แล้ว", field="name") from error


def _lead(network: Network, leads: Collection[Person]) -> None:
    if any(person.district_id != network.district_id for person in leads):
        raise DomainError("เลือกได้เฉพาะบุคลากรของเขตนี้", field="leads")
    network.leads.set(leads)


@transaction.atomic
def start_network(
    district: District, *, actor: Any, leads: Collection[Person] = (), now: datetime | None = None, **values: Any
) -> Network:
    """A network of the office; the same name by the same person again is the network that is there."""
    now = now or timezone.now()
    if not may_start(actor, district):
        raise NotAllowed("ตั้งเครือข่ายได้เฉพาะศึกษานิเทศก์และ ผอ.กลุ่มนิเทศฯ")
    lock_district(district.pk)
    name = " ".join(str(values.get("name", "")).split())
    found = Network.objects.active().filter(district=district, name=name, created_by=actor).first()
    if found is not None:
        return found
    made = Network(
        district=district, created_by=actor, saved_by=actor, created_at=now, updated_at=now,
        started_on=timezone.localdate(now),
    )  # fmt: skip
    _put(made, values)
    _saved(made)
    _lead(made, leads)
    trace(made, "started", actor=actor, at=now)
    return made


@transaction.atomic
def edit_network(
    network: Network, *, actor: Any, leads: Collection[Person] | None = None, stamp: int | None = None,
    now: datetime | None = None, **values: Any,
) -> Network:  # fmt: skip
    """StaleRevision when a colleague saved it since the form was opened."""
    now = now or timezone.now()
    row = to_write(network, actor)
    held_since(row, stamp, actor=actor, values=values)
    _put(row, values)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    _saved(row)
    if leads is not None:
        _lead(row, leads)
    trace(row, "edited", actor=actor, at=now)
    return row


@transaction.atomic
def close_network(network: Network, *, actor: Any, reason: str, now: datetime | None = None) -> Network:
    """It is not deleted: its years stay readable, and its surveys take no more answers. Two clicks close once."""
    now = now or timezone.now()
    row = locked(network)
    check_write(row, actor)
    if not row.is_active:
        return row
    row.close_reason = needed(reason, "กรุณาเขียนเหตุที่ยุติ")
    row.state, row.closed_on, row.updated_at = Network.State.CLOSED, timezone.localdate(now), now
    row.save(update_fields=["state", "closed_on", "close_reason", "updated_at"])
    Survey.objects.filter(year__network=row, closed_at=None).update(closed_at=now)
    trace(row, "closed", actor=actor, at=now, data={"reason": row.close_reason})
    return row


@transaction.atomic
def reopen_network(network: Network, *, actor: Any, now: datetime | None = None) -> Network:
    now = now or timezone.now()
    row = locked(network)
    check_write(row, actor)
    if row.is_active:
        return row
    row.state, row.closed_on, row.close_reason, row.updated_at = Network.State.ACTIVE, None, "", now
    row.save(update_fields=["state", "closed_on", "close_reason", "updated_at"])
    trace(row, "reopened", actor=actor, at=now)
    return row


@transaction.atomic
def add_members(
    network: Network, *, actor: Any, who: Collection[Who], role: str = Member.Role.MEMBER,
    joined_on: date | None = None, now: datetime | None = None,
) -> int:  # fmt: skip
    """Who is in already stays as they are; gives how many were added."""
    now = now or timezone.now()
    row = to_write(network, actor)
    if role not in Member.Role.values:
        raise DomainError("เลือกบทบาทในเครือข่าย", field="role")
    if not who:
        raise DomainError("กรุณาเลือกสมาชิกอย่างน้อยหนึ่งราย", field="who")
    day = joined_on or timezone.localdate(now)
    if day > timezone.localdate(now):
        raise DomainError("วันเข้าร่วมต้องไม่เป็นวันข้างหน้า", field="joined_on")
    held = {(field, key) for field in _FIELD.values() for key in row.members.now().values_list(field, flat=True)}
    made = []
    for one in who:
        field = _FIELD[type(one)]
        if one.district_id != row.district_id:
            raise DomainError("เลือกได้เฉพาะรายการของเขตนี้", field="who")
        if (field, one.pk) not in held:
            made.append(Member(network=row, role=role, joined_on=day, **{field: one}))
            held.add((field, one.pk))
    Member.objects.bulk_create(made)
    if made:
        trace(row, "joined", actor=actor, at=now, data={"count": len(made)})
    return len(made)


@transaction.atomic
def leave(member: Member, *, actor: Any, left_on: date | None = None, now: datetime | None = None) -> Member:
    """The membership stays with its days, and a school's pairs here end with it; two clicks leave once."""
    now = now or timezone.now()
    network = to_write(member.network, actor)
    row = Member.objects.select_for_update().get(pk=member.pk)
    if row.left_on is not None:
        return row
    row.left_on = left_on or timezone.localdate(now)
    if row.left_on < row.joined_on:
        raise DomainError("วันออกต้องไม่ก่อนวันเข้าร่วม", field="left_on")
    if row.left_on > timezone.localdate(now):
        raise DomainError("วันออกต้องไม่อยู่ในอนาคต บันทึกเมื่อออกแล้ว", field="left_on")
    row.save(update_fields=["left_on"])
    trace(network, "left", actor=actor, at=now, data={"who": member.name})
    if row.school_id is not None:
        # A standing pair alone would let the school go on reading the network.
        pairs = network.pairs.filter(Q(lead=row.school_id) | Q(partner=row.school_id), ended_on=None)
        for pair in pairs.order_by("pk"):
            end_pair(pair, actor=actor, now=now)
    return row


@transaction.atomic
def pair_schools(
    network: Network, *, actor: Any, kind: str, lead: School, partner: School, aim: str, agreement: str = "",
    agreed_on: date | None = None, now: datetime | None = None,
) -> Pair:  # fmt: skip
    """The pair standing already is given back; both become members."""
    now = now or timezone.now()
    row = to_write(network, actor)
    if kind not in Pair.Kind.values:
        raise DomainError("เลือกแบบของคู่", field="kind")
    if lead.pk == partner.pk:
        raise DomainError("โรงเรียนหลักและโรงเรียนคู่ต้องเป็นคนละโรงเรียน", field="partner")
    if {lead.district_id, partner.district_id} != {row.district_id}:
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="lead")
    aim = needed(" ".join(aim.split()), "กรุณาระบุเรื่องที่พัฒนาร่วมกัน", field="aim")
    found = row.pairs.filter(lead=lead, partner=partner, ended_on=None).first()
    if found is not None:
        return found
    made = Pair.objects.create(
        network=row, kind=kind, lead=lead, partner=partner, aim=aim, agreement=agreement.strip(),
        agreed_on=agreed_on or timezone.localdate(now),
    )  # fmt: skip
    add_members(row, actor=actor, who=[lead], role=Member.Role.LEAD, now=now)
    add_members(row, actor=actor, who=[partner], now=now)
    trace(row, "paired", actor=actor, at=now, data={"pair": str(made)})
    return made


@transaction.atomic
def end_pair(pair: Pair, *, actor: Any, now: datetime | None = None) -> Pair:
    now = now or timezone.now()
    network = to_write(pair.network, actor)
    row = Pair.objects.select_for_update(of=("self",)).select_related("lead", "partner").get(pk=pair.pk)
    if row.ended_on is None:
        row.ended_on = max(timezone.localdate(now), row.agreed_on)
        row.save(update_fields=["ended_on"])
        trace(network, "parted", actor=actor, at=now, data={"pair": str(row)})
    return row
