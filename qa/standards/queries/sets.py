"""A set as it is read: its rows in order with their depth, what they are tied to, two sets side by side."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from qa.standards.models import Standard, StandardSet, StandardTie

ROOT_WORD = "มาตรฐานที่"


@dataclass(frozen=True)
class ItemLine:
    """A row of a set: depth 0 is a มาตรฐาน; `is_leaf` rows get a level; `up` and `down` say whether it can move."""

    row: Standard
    depth: int
    is_leaf: bool
    up: bool
    down: bool
    ties: tuple[Standard, ...]

    @property
    def label(self) -> str:
        return f"{ROOT_WORD} {self.row.number}" if self.depth == 0 else self.row.number


@dataclass(frozen=True)
class Pair:
    """One line of two sets side by side; `row` is empty for an item of the other set that nothing is tied to."""

    row: Standard | None
    depth: int
    others: tuple[Standard, ...]


def outline(owner: StandardSet) -> list[ItemLine]:
    """Every row in reading order; three queries whatever the size."""
    ties = Prefetch(
        "ties", StandardTie.objects.select_related("other__set").order_by("other__set__level", "other__position")
    )
    children: dict[int | None, list[Standard]] = defaultdict(list)
    for row in owner.standards.order_by("position").prefetch_related(ties):
        children[row.parent_id].append(row)
    lines: list[ItemLine] = []

    def walk(parent: int | None, depth: int) -> None:
        rows = children.get(parent, [])
        for place, row in enumerate(rows):
            lines.append(
                ItemLine(
                    row,
                    depth,
                    row.pk not in children,
                    place > 0,
                    place < len(rows) - 1,
                    tuple(tie.other for tie in row.ties.all()),
                )
            )
            walk(row.pk, depth + 1)

    walk(None, 0)
    return lines


def tied_sets(lines: list[ItemLine]) -> list[StandardSet]:
    """The other sets that rows are tied to, in the order they are met."""
    found: dict[int, StandardSet] = {}
    for line in lines:
        for other in line.ties:
            found.setdefault(other.set_id, other.set)
    return list(found.values())


def beside(owner: StandardSet, other: StandardSet) -> list[Pair]:
    """`owner` row by row with what each is tied to in `other`, either way round; then the leaves of `other` that
    nothing is tied to."""
    lines = outline(owner)
    theirs = {row.pk: row for row in other.standards.order_by("position")}
    matched: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        matched[line.row.pk] |= {tied.pk for tied in line.ties if tied.set_id == other.pk}
    for mine, their in StandardTie.objects.filter(item__set=other, other__set=owner).values_list("other", "item"):
        matched[mine].add(their)
    pairs = [
        Pair(line.row, line.depth, tuple(row for pk, row in theirs.items() if pk in matched[line.row.pk]))
        for line in lines
    ]
    used = set().union(*matched.values()) if matched else set()
    parents = {row.parent_id for row in theirs.values()}
    left = [row for pk, row in theirs.items() if pk not in used and pk not in parents]
    return pairs + [Pair(None, 1, (row,)) for row in left]


def overlapping(row: StandardSet, *, year_from: int | None = None, year_to: Any = ...) -> list[StandardSet]:
    """Published sets of the same office, level and family that hold in some of the same academic years."""
    first = row.year_from if year_from is None else year_from
    last = row.year_to if year_to is ... else year_to
    rows = StandardSet.objects.of_district(row.district_id).in_use().of_level(row.level).filter(family=row.family)
    rows = rows.exclude(pk=row.pk).filter(Q(year_to__isnull=True) | Q(year_to__gte=first))
    return list(rows if last is None else rows.filter(year_from__lte=last))
