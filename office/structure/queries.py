"""The office as a tree of units with their posts, the line of command, who is vacant, and the board."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from office.structure.models import BoardSeat, Channel, Post, Unit


@dataclass(frozen=True)
class UnitNode:
    """A unit in its place of the tree: depth from 0, its own posts in order."""

    unit: Unit
    depth: int
    posts: tuple[Post, ...]
    under: str = ""


@dataclass(frozen=True)
class PostNode:
    """A post in the line of command: depth from 0."""

    post: Post
    depth: int


@dataclass(frozen=True)
class Structure:
    units: tuple[UnitNode, ...]
    loose: tuple[Post, ...]  # posts of no unit: the heads of the office
    line: tuple[PostNode, ...]
    board: tuple[BoardSeat, ...]

    @property
    def vacant(self) -> tuple[Post, ...]:
        return tuple(node.post for node in self.line if node.post.is_vacant)

    @property
    def posts(self) -> int:
        return len(self.line)


def structure_of(district: Any, *, inactive: bool = False, rows: Any = None) -> Structure:
    """The whole of it in three queries; with `inactive` also what is switched off. `rows(Model)` narrows each model to
    what the reader may see."""
    reads = rows or (lambda model: model.objects.all())
    units = _of(reads(Unit).select_related("work_group"), district, inactive)
    posts = _of(reads(Post).select_related("holder", "unit", "reports_to"), district, inactive)
    seats = _of(reads(BoardSeat).select_related("post__holder", "person"), district, inactive)
    by_unit: dict[int | None, list[Post]] = defaultdict(list)
    known = {unit.pk for unit in units}
    for post in posts:
        by_unit[post.unit_id if post.unit_id in known else None].append(post)
    names = {unit.pk: f"อยู่ใต้{unit.name}" for unit in units}
    nodes = tuple(
        UnitNode(unit, depth, tuple(by_unit[unit.pk]), names.get(unit.parent_id, ""))
        for unit, depth in _walk(units, lambda row: row.parent_id)
    )
    line = tuple(PostNode(post, depth) for post, depth in _walk(posts, lambda row: row.reports_to_id))
    return Structure(nodes, tuple(by_unit[None]), line, tuple(seats))


def _of(rows: Any, district: Any, inactive: bool) -> list[Any]:
    found = rows.filter(district=district)
    return list(found if inactive else found.filter(is_active=True))


def _walk(rows: Iterable[Any], above: Any) -> Iterator[tuple[Any, int]]:
    """Each row after the one above it, with its depth; one whose upper is switched off stands at the top."""
    ordered = list(rows)
    known = {row.pk for row in ordered}
    under: dict[int | None, list[Any]] = defaultdict(list)
    for row in ordered:
        key = above(row)
        under[key if key in known else None].append(row)

    def go(key: int | None, depth: int) -> Iterator[tuple[Any, int]]:
        for row in under[key]:
            yield row, depth
            yield from go(row.pk, depth + 1)

    return go(None, 0)


@dataclass(frozen=True)
class ChannelLine:
    """A channel on a list: whether it is in use that day, and how many pieces of evidence hang on it."""

    channel: Channel
    in_use: bool
    proofs: int


def channels_of(rows: Any, today: date) -> list[ChannelLine]:
    """In the office's order; one query."""
    counted = rows.annotate(proofs=Count("evidence")).order_by("position", "pk")
    return [ChannelLine(row, row.is_in_use(today), row.proofs) for row in counted]
