"""Teams, rollout and cooperation: what the pages list and how far they are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from supervision.improvement.models import Cooperation, Participation, Programme, RolloutActivity, WorkingTeam
from supervision.improvement.working import Standing


def teams_of(programme: Programme) -> Any:
    """Every team with `n_people` and `n_reporting`, the standing first; a queryset."""
    people = Count("members", distinct=True)
    reporting = Count("members", filter=Q(members__reports=True), distinct=True)
    rows = programme.teams.select_related("cluster", "school", "order", "programme__district")
    return rows.annotate(n_people=people, n_reporting=reporting).order_by("level", "cluster__position", "name", "pk")


def teams_for(participation: Participation) -> Any:
    """Standing teams that work for one school: its own, its cluster's, those that look after it, those for all."""
    school = participation.school
    mine = Q(level=WorkingTeam.Level.SCHOOL, school=school)
    if school.cluster_id:
        mine |= Q(level=WorkingTeam.Level.CLUSTER, cluster=school.cluster_id)
    district = WorkingTeam.objects.filter(programme=participation.programme, level=WorkingTeam.Level.DISTRICT)
    mine |= Q(pk__in=district.filter(Q(schools=None) | Q(schools=school)).values("pk"))
    return teams_of(participation.programme).filter(mine, ended_on=None)


def teams_standing(programme: Programme) -> Standing:
    found = programme.teams.filter(ended_on=None).aggregate(
        n=Count("pk", distinct=True), people=Count("members"),
        district=Count("pk", filter=Q(level=WorkingTeam.Level.DISTRICT), distinct=True),
    )  # fmt: skip
    words = f"{found['n']} ทีม {found['people']} คน" if found["n"] else "ยังไม่มีทีม"
    return Standing(int(found["district"] > 0), 1, words)


def school_teams_standing(participation: Participation) -> Standing:
    n = teams_for(participation).order_by().count()
    return Standing(words=f"มี {n} ทีมร่วมงานกับโรงเรียน" if n else "ยังไม่มีทีม")


@dataclass(frozen=True, slots=True)
class Rollout:
    """The plan's lines, how many are done or late, and the money."""

    rows: tuple[RolloutActivity, ...]
    today: date

    @property
    def standing_rows(self) -> list[RolloutActivity]:
        return [row for row in self.rows if not row.cancel_reason]

    @property
    def done(self) -> int:
        return sum(row.done_on is not None for row in self.standing_rows)

    @property
    def late(self) -> int:
        return sum(row.done_on is None and row.ends_on < self.today for row in self.standing_rows)

    @property
    def budget(self) -> Any:
        return sum((row.budget for row in self.standing_rows if row.budget is not None), start=0)

    @property
    def spent(self) -> Any:
        return sum((row.spent for row in self.standing_rows if row.spent is not None), start=0)


def rollout_of(programme: Programme, today: date) -> Rollout:
    """One query."""
    return Rollout(tuple(programme.rollout.select_related("owner").order_by("starts_on", "pk")), today)


def rollout_standing(programme: Programme) -> Standing:
    today = timezone.localdate()
    rows = programme.rollout.filter(cancel_reason="")
    found = rows.aggregate(
        n=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False)),
        late=Count("pk", filter=Q(done_on__isnull=True, ends_on__lt=today)),
    )  # fmt: skip
    words = f"ทำแล้ว {found['done']} จาก {found['n']} กิจกรรม" if found["n"] else "ยังไม่มีแผน"
    return Standing(found["done"], found["n"], words, found["late"])


@dataclass(frozen=True, slots=True)
class Together:
    """What the log adds up to."""

    records: int
    schools: int
    inside: int
    outside: int
    reached: int


def together(rows: Any) -> Together:
    """Of cooperation records that count; one query."""
    found = rows.filter(cancel_reason="").aggregate(
        n=Count("pk"), schools=Count("school", distinct=True),
        inside=Count("pk", filter=Q(side=Cooperation.Side.INSIDE)), reached=Sum("reached"),
    )  # fmt: skip
    return Together(found["n"], found["schools"], found["inside"], found["n"] - found["inside"], found["reached"] or 0)


def cooperation_standing(programme: Programme) -> Standing:
    found = together(programme.cooperations.all())
    return Standing(words=f"{found.records} กิจกรรม จาก {found.schools} โรงเรียน" if found.records else "ยังไม่มีบันทึก")


def school_cooperation_standing(participation: Participation) -> Standing:
    n = participation.programme.cooperations.filter(school=participation.school_id, cancel_reason="").count()
    return Standing(words=f"บันทึกแล้ว {n} กิจกรรม" if n else "ยังไม่มีบันทึก")
