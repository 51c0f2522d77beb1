"""Teams with their members by post, held against the number their order states: a team "18 คน" whose posts come to 20
is pointed out, and so is whoever is counted twice (Phatthalung 2 prints such a team)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from schools.models import Team, TeamMember

NO_POST = "ไม่ระบุตำแหน่ง"


@dataclass(frozen=True)
class Post:
    """How many members hold one post, and who, in the order of the team."""

    name: str
    people: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class TeamCount:
    """A team as it is printed: posts in the order they first appear. `twice` are names that stand in it more than
    once, `elsewhere` (name, other teams) who also sits in another of the teams it was counted with."""

    team: Team
    posts: tuple[Post, ...]
    twice: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def counted(self) -> int:
        """Members, as their posts add up."""
        return sum(post.count for post in self.posts)

    @property
    def stated(self) -> int | None:
        return self.team.stated_size

    @property
    def agrees(self) -> bool:
        return self.stated is None or self.stated == self.counted

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before printing it."""
        found = []
        if not self.agrees:
            found.append(f"คำสั่งระบุ {self.stated} คน แต่รายชื่อรวมตามตำแหน่งได้ {self.counted} คน")
        found += [f"นับซ้ำในทีมเดียวกัน: {name}" for name in self.twice]
        found += [f"{name} อยู่ใน{' และ'.join(teams)}ด้วย นับซ้ำเมื่อรวมทุกทีม" for name, teams in self.elsewhere]
        return tuple(found)


def count_of(team: Team, members: Iterable[TeamMember]) -> TeamCount:
    """One team; `members` come with their people."""
    seats = list(members)
    posts: dict[str, list[str]] = {}
    for seat in seats:
        posts.setdefault(seat.person.position.strip() or NO_POST, []).append(seat.person.full_name)
    names = Counter(seat.person.full_name for seat in seats)
    return TeamCount(
        team,
        tuple(Post(name, tuple(people)) for name, people in posts.items()),
        tuple(name for name, times in names.items() if times > 1),
    )


@dataclass(frozen=True)
class TeamsTable:
    """Teams counted together; `people` are different persons, `seats` the sum of the teams."""

    teams: tuple[TeamCount, ...]
    people: int

    @property
    def seats(self) -> int:
        return sum(team.counted for team in self.teams)

    @property
    def posts(self) -> tuple[tuple[str, int], ...]:
        """Each post with its members over all teams, most first."""
        found: Counter[str] = Counter()
        for team in self.teams:
            for post in team.posts:
                found[post.name] += post.count
        return tuple(found.most_common())

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(f"{team.team.name}: {said}" for team in self.teams for said in team.warnings)


def teams_between(district: Any, first: date, last: date) -> TeamsTable:
    """The office's teams in force on some day of the span, by name; two queries. Whoever sits in two teams of one kind
    is named, for the sum of such teams (กลุ่มดอกไม้) is meant to be the people of the office."""
    rows = Team.objects.of_district(district).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last
    )
    teams = list(rows.select_related("cluster").order_by("kind", "name", "pk"))
    seats = list(TeamMember.objects.filter(team__in=teams).select_related("person").order_by("team", "position", "pk"))
    members: dict[int, list[TeamMember]] = {}
    sits: dict[tuple[int, str], list[Team]] = {}
    by_key = {team.pk: team for team in teams}
    for seat in seats:
        team = by_key[seat.team_id]
        members.setdefault(team.pk, []).append(seat)
        if team.kind == Team.Kind.NAMED:
            sits.setdefault((seat.person_id, team.kind), []).append(team)
    counted = [_with_others(team, members.get(team.pk, []), sits) for team in teams]
    return TeamsTable(tuple(counted), len({seat.person_id for seat in seats}))


def _with_others(team: Team, seats: Sequence[TeamMember], sits: dict[tuple[int, str], list[Team]]) -> TeamCount:
    one = count_of(team, seats)
    elsewhere = []
    for seat in seats:
        others = tuple(str(row) for row in sits.get((seat.person_id, team.kind), []) if row.pk != team.pk)
        if others:
            elsewhere.append((seat.person.full_name, others))
    return TeamCount(team, one.posts, one.twice, tuple(elsewhere))


__all__ = ["NO_POST", "Post", "TeamCount", "TeamsTable", "count_of", "teams_between"]
