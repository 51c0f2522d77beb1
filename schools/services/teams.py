"""Teams that supervise together: permanent for a cluster, ad hoc for one matter, or named; their members and duties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.thai.dates import thai_date
from schools.models import Appointment, Assignment, Cluster, District, Person, Team, TeamMember
from schools.permissions import can_assign, can_change_team
from schools.services.refusals import explained

CHAIR, MEMBER, SECRETARY = "ประธานกรรมการ", "กรรมการ", "กรรมการและเลขานุการ"
_SPAN = {"team_ends_after_start": ("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", "ends_on")}
_TWICE = {"once_in_a_team": ("บุคลากรคนนี้อยู่ในทีมแล้ว", "person")}


def team_pointer(team: Team) -> Pointer:
    return Pointer("team", str(team.pk), team.name)


@dataclass(frozen=True)
class Seat:
    """A proposed member and duty, and why they are proposed."""

    person: Person
    duty: str
    why: str


def proposed_members(cluster: Cluster, on: date) -> list[Seat]:
    """The permanent team of a cluster as Phatthalung 2 composes it (รอง ผอ. chairs, the cluster's supervisors are
    member and secretary). Who audits and who chairs the cluster's schools no row tells: the office adds them itself."""
    seats: dict[int, Seat] = {}
    deputies = Appointment.objects.in_force(on).filter(
        district=cluster.district_id, role="deputy_director", person__is_active=True
    )
    for row in deputies.select_related("person").order_by("pk"):
        seats.setdefault(row.person_id, Seat(row.person, CHAIR if not seats else MEMBER, "รอง ผอ.สพท."))
    supervisors = Assignment.objects.in_force(on).filter(cluster=cluster, person__is_active=True)
    for row in supervisors.select_related("person").order_by("pk"):
        seats.setdefault(row.person_id, Seat(row.person, SECRETARY, f"ศึกษานิเทศก์ประจำ{cluster}"))
    return sorted(seats.values(), key=lambda seat: (CHAIR, MEMBER, SECRETARY).index(seat.duty))


def _check_team(district: District, name: str, cluster: Cluster | None, starts_on: date, ends_on: date | None) -> None:
    if not name.strip():
        raise DomainError("กรุณากรอกชื่อทีม", field="name")
    if cluster is not None and cluster.district_id != district.pk:
        raise DomainError("กลุ่มนี้ไม่ได้อยู่ในสำนักงานนี้", field="cluster")
    if ends_on and ends_on < starts_on:
        raise DomainError("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", field="ends_on")


def _check_kind(kind: str, cluster: Cluster | None) -> None:
    if kind not in Team.Kind.values:
        raise DomainError("ไม่มีทีมประเภทนี้", field="kind")
    if kind == Team.Kind.PERMANENT and cluster is None:
        raise DomainError("ทีมถาวรต้องระบุกลุ่มของโรงเรียน", field="cluster")


@transaction.atomic
def create_team(
    *,
    actor: Any,
    district: District,
    name: str,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    cluster: Cluster | None = None,
    purpose: str = "",
    order_reference: str = "",
    stated_size: int | None = None,
    members: Sequence[tuple[Person, str]] = (),
) -> Team:
    """Open a team, with its (person, duty) members in order; `stated_size` is what its order says they are."""
    if actor is not audit.SYSTEM and not can_assign(actor, district):
        raise NotAllowed("ท่านตั้งทีมในสำนักงานนี้ไม่ได้")
    _check_kind(kind, cluster)
    _check_team(district, name, cluster, starts_on, ends_on)
    with explained(_SPAN):
        team = Team.objects.create(
            district=district,
            name=name.strip(),
            kind=kind,
            cluster=cluster,
            purpose=purpose.strip(),
            order_reference=order_reference.strip(),
            stated_size=stated_size,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    for position, (person, duty) in enumerate(members):
        _seat(team, person, duty, position)
    audit.record(
        actor=actor,
        action="team.created",
        target=team_pointer(team),
        district_code=district.code,
        data={"kind": team.get_kind_display(), "members": ", ".join(str(person) for person, _ in members)},
    )
    return team


def _seat(team: Team, person: Person, duty: str, position: int) -> TeamMember:
    if person.district_id != team.district_id or not person.is_active:
        raise DomainError(f"{person} ไม่ใช่บุคลากรของสำนักงานนี้ที่ปฏิบัติงานอยู่", field="person")
    with explained(_TWICE):
        return TeamMember.objects.create(team=team, person=person, duty=duty.strip() or MEMBER, position=position)


def _locked(team: Team, actor: Any) -> Team:
    row = Team.objects.select_for_update(of=("self",)).select_related("district", "cluster").get(pk=team.pk)
    if not can_change_team(actor, row):
        raise NotAllowed("ท่านแก้ไขทีมนี้ไม่ได้")
    return row


@transaction.atomic
def edit_team(
    team: Team,
    *,
    actor: Any,
    name: str,
    starts_on: date,
    ends_on: date | None,
    cluster: Cluster | None,
    purpose: str = "",
    order_reference: str = "",
    stated_size: int | None = None,
) -> Team:
    """Correct a team, or end it by its last day."""
    team = _locked(team, actor)
    _check_kind(team.kind, cluster)
    _check_team(team.district, name, cluster, starts_on, ends_on)
    team.name, team.cluster, team.starts_on, team.ends_on = name.strip(), cluster, starts_on, ends_on
    team.purpose, team.order_reference = purpose.strip(), order_reference.strip()
    team.stated_size = stated_size
    with explained(_SPAN):
        team.save(
            update_fields=["name", "cluster", "starts_on", "ends_on", "purpose", "order_reference", "stated_size"]
        )
    audit.record(
        actor=actor,
        action="team.edited",
        target=team_pointer(team),
        district_code=team.district.code,
        data={"ends": thai_date(ends_on, "short") if ends_on else ""},
    )
    return team


@transaction.atomic
def add_member(team: Team, *, actor: Any, person: Person, duty: str = MEMBER) -> TeamMember:
    team = _locked(team, actor)
    last = team.members.aggregate(last=Max("position"))["last"]
    seat = _seat(team, person, duty, 0 if last is None else last + 1)
    audit.record(
        actor=actor,
        action="team.member_added",
        target=team_pointer(team),
        district_code=team.district.code,
        data={"person": str(person), "duty": seat.duty},
    )
    return seat


@transaction.atomic
def remove_member(team: Team, *, actor: Any, member: TeamMember) -> None:
    """Take somebody out of the team; visits they took part in keep them."""
    team = _locked(team, actor)
    row = team.members.select_related("person").filter(pk=member.pk).first()
    if row is None:
        raise DomainError("บุคลากรคนนี้ไม่ได้อยู่ในทีมแล้ว")
    row.delete()
    audit.record(
        actor=actor,
        action="team.member_removed",
        target=team_pointer(team),
        district_code=team.district.code,
        data={"person": str(row.person), "duty": row.duty},
    )


@transaction.atomic
def write_order_reference(team: Team, *, actor: Any, reference: str) -> Team:
    """The number of the order that appoints the team, written when the order is issued (empty when it is cancelled);
    whether the actor may issue orders is the caller's question."""
    row = Team.objects.select_for_update(of=("self",)).select_related("district").get(pk=team.pk)
    if row.order_reference != reference:
        row.order_reference = reference[:100]
        row.save(update_fields=["order_reference"])
        audit.record(
            actor=actor,
            action="team.ordered",
            target=team_pointer(row),
            district_code=row.district.code,
            data={"number": reference or "–"},
        )
    return row
