"""Who is in which network: the matrix of schools, the map, the networks of one school."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from reports import charts
from schools.models import School
from supervision.networks.models import Member, Network, Pair


@dataclass(frozen=True)
class SchoolLine:
    """One school with the networks it is in now: by itself, or by `people` of its own (how many, by network)."""

    school: School
    itself: frozenset[int]
    people: dict[int, int]

    @property
    def networks(self) -> frozenset[int]:
        return self.itself | frozenset(self.people)

    @property
    def count(self) -> int:
        return len(self.networks)


@dataclass(frozen=True)
class Belonging:
    """Every open school of the office against every active network; `lines` by amphoe and name."""

    networks: tuple[Network, ...]
    lines: tuple[SchoolLine, ...]
    pairs: tuple[Pair, ...]

    @property
    def inside(self) -> int:
        return sum(bool(line.count) for line in self.lines)

    def cells(self, line: SchoolLine) -> list[str]:
        """What stands in each column: ● by itself, a number of its people, or nothing."""
        return [
            "●" if network.pk in line.itself else str(line.people[network.pk]) if network.pk in line.people else ""
            for network in self.networks
        ]


def belonging(user: Any, district: Any, *, kind: int | None = None, amphoe: int | None = None) -> Belonging:
    """Four queries. `kind` and `amphoe` are keys that narrow columns and lines."""
    networks = Network.objects.visible_to(user).of_district(district).active().select_related("kind")
    if kind is not None:
        networks = networks.filter(kind=kind)
    rows = tuple(networks.order_by("kind__position", "name", "pk"))
    keys = [row.pk for row in rows]
    itself: dict[int, set[int]] = defaultdict(set)
    people: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    members = Member.objects.now().filter(network__in=keys)
    for network, school, at in members.values_list("network", "school", "person__school"):
        if school is not None:
            itself[school].add(network)
        elif at is not None:
            people[at][network] += 1
    schools = School.objects.visible_to(user).of_district(district).filter(status=School.Status.OPEN)
    if amphoe is not None:
        schools = schools.filter(amphoe=amphoe)
    lines = tuple(
        SchoolLine(school, frozenset(itself[school.pk]), dict(people[school.pk]))
        for school in schools.select_related("amphoe").order_by("amphoe__name", "name_sort", "pk")
    )
    pairs = Pair.objects.filter(network__in=keys, ended_on=None).select_related("lead", "partner", "network")
    return Belonging(rows, lines, tuple(pairs.order_by("network__name", "pk")))


def map_of(found: Belonging, *, width: int = charts.WIDTH) -> charts.Chart | None:
    """Schools that have a position, pairs joined; None where no school has one."""
    placed = [line for line in found.lines if line.school.latitude is not None and line.school.longitude is not None]
    if not placed:
        return None
    names = {row.pk: row.name for row in found.networks}
    at = {line.school.pk: place for place, line in enumerate(placed)}
    rows = [
        charts.Place(
            line.school.name, float(line.school.latitude or 0), float(line.school.longitude or 0), line.count,
            ", ".join(sorted(names[key] for key in line.networks)),
        )
        for line in placed
    ]  # fmt: skip
    joins = [
        (at[pair.lead_id], at[pair.partner_id]) for pair in found.pairs if {pair.lead_id, pair.partner_id} <= set(at)
    ]
    return charts.places(rows, joins, title="โรงเรียนในเครือข่าย", unit="เครือข่าย", width=width)


def networks_of_school(user: Any, school: School) -> list[Network]:
    """Active networks the school is in, that the reader may see; one query."""
    rows = Network.objects.visible_to(user).active().with_school([school.pk]).select_related("kind")
    return list(rows.order_by("name", "pk"))
