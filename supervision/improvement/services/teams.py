"""Working teams of a programme: put one together, take over one the office has, name and drop people, end it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from schools.models import Cluster, OutsidePerson, Person, School, Team
from supervision.improvement.models import Programme, WorkingMember, WorkingTeam
from supervision.improvement.permissions import may_write_team
from supervision.improvement.services.common import held, trace

Level = WorkingTeam.Level
# The state of an order of the register that was issued; of another desk only queries and services are taken.
_ISSUED = "issued"
WORDS = ("name", "duty", "order", "order_reference")


@transaction.atomic
def make_team(
    programme: Programme, *, actor: Any, level: str, name: str, cluster: Cluster | None = None,
    school: School | None = None, schools: Collection[School] = (), duty: str = "", order: Any = None,
    order_reference: str = "", taken_from: Team | None = None, now: datetime | None = None,
) -> WorkingTeam:  # fmt: skip
    """A team for the district, a cluster or a school; with `taken_from` its people too. The same name again is the team
    that is there. A school's own team may be made by its people."""
    now = now or timezone.now()
    found = held(programme)
    team = WorkingTeam(programme=found, level=level, cluster=cluster, school=school, taken_from=taken_from)
    team.created_by, team.updated_at = actor, now
    _may(actor, team)
    _check_place(team, schools)
    _put(team, {"name": name, "duty": duty, "order": order, "order_reference": order_reference})
    there = found.teams.filter(name=team.name, ended_on=None).select_related("programme", "school").first()
    if there is not None:
        if (there.level, there.cluster_id, there.school_id) != (team.level, team.cluster_id, team.school_id):
            raise DomainError("มีทีมชื่อนี้แล้วในการขับเคลื่อนนี้ กรุณาใช้ชื่ออื่น", field="name")
        return there
    if taken_from is not None and taken_from.district_id != found.district_id:
        raise DomainError("ทีมที่เลือกไม่ใช่ของเขตนี้", field="taken_from")
    if taken_from is not None and not team.order_label:
        team.order_reference = taken_from.order_reference
    team.save()
    team.schools.set(schools)
    if taken_from is not None:
        WorkingMember.objects.bulk_create(
            WorkingMember(team=team, person=row.person, duty=row.duty, position=place)
            for place, row in enumerate(taken_from.members.select_related("person"))
        )
    trace(found, "team_made", actor=actor, at=now, data={"team": team.name})
    return team


def _check_place(team: WorkingTeam, schools: Collection[School]) -> None:
    district = team.programme.district_id
    if team.level not in Level.values:
        raise DomainError("กรุณาเลือกระดับของทีม", field="level")
    team.cluster = team.cluster if team.level == Level.CLUSTER else None
    team.school = team.school if team.level == Level.SCHOOL else None
    if team.level == Level.CLUSTER and (team.cluster is None or team.cluster.district_id != district):
        raise DomainError("กรุณาเลือกกลุ่มโรงเรียนของเขตนี้", field="cluster")
    if team.level == Level.SCHOOL and (team.school is None or team.school.district_id != district):
        raise DomainError("กรุณาเลือกโรงเรียนของเขตนี้", field="school")
    if schools and team.level != Level.DISTRICT:
        raise DomainError("เลือกโรงเรียนที่ดูแลได้เฉพาะทีมระดับเขต", field="schools")
    if any(school.district_id != district for school in schools):
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="schools")


def _put(team: WorkingTeam, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(team, name, value.strip() if isinstance(value, str) else value)
    team.name = needed(" ".join(team.name.split()), "กรุณาระบุชื่อทีม", field="name")
    if team.order is not None and (team.order.district_id != team.programme.district_id or team.order.state != _ISSUED):
        raise DomainError("เลือกได้เฉพาะคำสั่งที่ออกแล้วของสำนักงานนี้", field="order")


@transaction.atomic
def edit_team(
    team: WorkingTeam, *, actor: Any, stamp: int | None = None, schools: Collection[School] | None = None,
    now: datetime | None = None, **words: Any,
) -> WorkingTeam:  # fmt: skip
    """Change WORDS of a team that stands, and the schools it looks after; its level and place stay."""
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"not words of a team: {sorted(unknown)}")
    now, row = now or timezone.now(), _to_write(team, actor)
    same = schools is None or {school.pk for school in schools} == set(row.schools.values_list("pk", flat=True))
    held_since(row, stamp, actor=actor, values=words if same else None)
    _put(row, words)
    if row.programme.teams.filter(name=row.name, ended_on=None).exclude(pk=row.pk).exists():
        raise DomainError("มีทีมชื่อนี้แล้วในการขับเคลื่อนนี้ กรุณาใช้ชื่ออื่น", field="name")
    if schools is not None:
        _check_place(row, schools)
        row.schools.set(schools)
    row.stamp, row.updated_at = row.stamp + 1, now
    row.save()
    trace(row.programme, "team_edited", actor=actor, at=now, data={"team": row.name})
    return row


@transaction.atomic
def add_member(
    team: WorkingTeam, *, actor: Any, person: Person | None = None, outside: OutsidePerson | None = None,
    name: str = "", post: str = "", duty: str = "กรรมการ", reports: bool = False, now: datetime | None = None,
) -> WorkingMember:  # fmt: skip
    """One person of the register, from outside, or a name as the order prints it. Who is in the team already stays
    once; their duty and whether they report become what is said now."""
    now, row = now or timezone.now(), _to_write(team, actor)
    name = " ".join(name.split())
    if sum(map(bool, (person, outside, name))) != 1:
        raise DomainError("กรุณาเลือกบุคลากร บุคคลภายนอก หรือพิมพ์ชื่อ อย่างใดอย่างหนึ่ง", field="person")
    for one in (person, outside):
        if one is not None and one.district_id != row.programme.district_id:
            raise DomainError("เลือกได้เฉพาะบุคคลในทะเบียนของเขตนี้", field="person")
    if reports and person is None:
        raise DomainError("ผู้รายงานความก้าวหน้าต้องเลือกจากทะเบียนบุคลากร เพื่อให้เข้าสู่ระบบได้", field="reports")
    duty = needed(" ".join(duty.split()), "กรุณาระบุหน้าที่ในทีม", field="duty")
    whose = {"person": person, "outside": outside, "name": name}
    member, added = WorkingMember.objects.update_or_create(
        team=row, **whose, defaults={"post": post.strip() if name else "", "duty": duty, "reports": reports},
        create_defaults={
            **whose, "team": row, "post": post.strip() if name else "", "duty": duty, "reports": reports,
            "position": (row.members.aggregate(top=Max("position"))["top"] or 0) + 1,
        },
    )  # fmt: skip
    if added:
        trace(row.programme, "member_added", actor=actor, at=now, data={"team": row.name, "who": member.who})
    return member


@transaction.atomic
def drop_member(member: WorkingMember, *, actor: Any, now: datetime | None = None) -> None:
    """Take somebody off the team; gone already is done."""
    row = _to_write(member.team, actor)
    if row.members.filter(pk=member.pk).delete()[0]:
        trace(
            row.programme, "member_dropped", actor=actor, at=now or timezone.now(),
            data={"team": row.name, "who": member.who},
        )  # fmt: skip


@transaction.atomic
def end_team(
    team: WorkingTeam, *, actor: Any, reason: str, on: date | None = None, now: datetime | None = None
) -> WorkingTeam:
    """A team that works no longer; it stays to be read, and its people report no more."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยุบทีม")
    row = _to_write(team, actor, ended=True)
    if row.stands:
        row.ended_on, row.end_reason, row.updated_at = on or timezone.localdate(now), reason, now
        row.save(update_fields=["ended_on", "end_reason", "updated_at"])
        trace(row.programme, "team_ended", actor=actor, at=now, data={"team": row.name, "reason": reason})
    return row


def _to_write(team: WorkingTeam, actor: Any, *, ended: bool = False) -> WorkingTeam:
    rows = WorkingTeam.objects.select_for_update(of=("self",))
    row = rows.select_related("programme__district", "school", "cluster", "order").get(pk=team.pk)
    _may(actor, row)
    if not row.stands and not ended:
        raise DomainError("ทีมนี้ยุบแล้ว จึงแก้ไขไม่ได้")
    return row


def _may(actor: Any, team: WorkingTeam) -> None:
    if not may_write_team(actor, team):
        raise NotAllowed("จัดทีมได้เฉพาะผู้ติดตามการขับเคลื่อนของสำนักงาน หรือโรงเรียนเจ้าของทีม")
    if not team.programme.is_open:
        raise DomainError("การขับเคลื่อนนี้สิ้นสุดหรือยกเลิกแล้ว จึงแก้ไขไม่ได้")
