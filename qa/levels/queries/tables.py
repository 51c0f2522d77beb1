"""Counts and percentages of schools per quality level: the one place such a table is worked out, for this app's pages
and documents and for the forms of the office's own follow-up.

Every table stands on the schools in scope: what is not assessed, told in another set or missing has its own column, so
a line always adds up to its schools. Percentages are of the exact ratio, two decimals, half up; their printed sum is
shown as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from qa.levels.queries.sets import NOT_ASSESSED

CENT = Decimal("0.01")
# What stands in a column that is no level of the scale.
NONE, OTHER, MISSING = "none", "other", "missing"
STATES = {NONE: NOT_ASSESSED, OTHER: "รายงานด้วยชุดอื่น", MISSING: "ยังไม่มีผล"}


@dataclass(frozen=True)
class Word:
    """A level of a scale."""

    pk: int
    word: str
    value: int


Scale = tuple[Word, ...]
"""Best first."""


def share(part: int, whole: int) -> Decimal | None:
    """Per cent of the exact ratio, two decimals, half up; None of nothing."""
    return (Decimal(100 * part) / Decimal(whole)).quantize(CENT, ROUND_HALF_UP) if whole else None


@dataclass(frozen=True)
class Cell:
    """One figure of a line: `key` is the level's key or a state of STATES, for the list behind it."""

    key: str
    label: str
    count: int
    share: Decimal | None
    is_level: bool
    of_assessed: Decimal | None = None  # share of the schools that have a level


@dataclass(frozen=True)
class Line:
    """Schools of one group (or standard, or year) by level. `where` are the filters of the list behind the line."""

    label: str
    scale: Scale
    counts: tuple[int, ...]
    not_assessed: int
    other: int
    missing: int
    where: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0

    @property
    def total(self) -> int:
        """Schools in scope of this line."""
        return sum(self.counts) + self.not_assessed + self.other + self.missing

    @property
    def assessed(self) -> int:
        """Schools with a level."""
        return sum(self.counts)

    @property
    def level_cells(self) -> list[Cell]:
        pairs = zip(self.scale, self.counts, strict=True)
        return [
            Cell(str(word.pk), word.word, n, share(n, self.total), True, share(n, self.assessed)) for word, n in pairs
        ]

    @property
    def state_cells(self) -> list[Cell]:
        told = ((NONE, self.not_assessed), (OTHER, self.other), (MISSING, self.missing))
        return [Cell(key, STATES[key], n, share(n, self.total), False) for key, n in told]

    @property
    def cells(self) -> list[Cell]:
        """Levels, and of the states those that hold a school."""
        return [*self.level_cells, *(cell for cell in self.state_cells if cell.count)]

    @property
    def summed(self) -> Decimal:
        """The sum of the printed percentages, as it comes out."""
        return sum((cell.share or Decimal(0) for cell in self.cells), Decimal(0))

    @property
    def of_assessed(self) -> list[Decimal | None]:
        """Shares of the schools that have a level, in the order of the scale."""
        return [share(count, self.assessed) for count in self.counts]

    @property
    def summed_of_assessed(self) -> Decimal:
        return sum((part or Decimal(0) for part in self.of_assessed), Decimal(0))

    @property
    def is_complete(self) -> bool:
        return self.assessed == self.total


Held = Mapping[int, int | None]
"""{school: key of its level, None for ไม่ประเมิน}; a school that is absent has no level yet."""


def line(
    label: str,
    schools: Iterable[Any],
    held: Held,
    scale: Scale,
    *,
    elsewhere: Iterable[int] = (),
    where: Mapping[str, str] | None = None,
    depth: int = 0,
) -> Line:
    """A line over `schools`; `elsewhere` are the schools told in another set."""
    counts = dict.fromkeys((word.pk for word in scale), 0)
    not_assessed = other = missing = 0
    elsewhere = frozenset(elsewhere)
    for school in schools:
        if school.pk in held:
            level = held[school.pk]
            if level is None:
                not_assessed += 1
            else:
                counts[level] += 1
        elif school.pk in elsewhere:
            other += 1
        else:
            missing += 1
    return Line(label, scale, tuple(counts.values()), not_assessed, other, missing, where or {}, depth)


@dataclass(frozen=True)
class Group:
    """What a table is split by: `key` names the filter, `of(school)` gives (order, value, label)."""

    key: str
    title: str
    of: Callable[[Any], tuple[Any, str, str]]


def split(
    group: Group, schools: Iterable[Any], held: Held, scale: Scale, *, elsewhere: Iterable[int] = ()
) -> list[Line]:
    """One line a group, in the groups' order."""
    elsewhere = frozenset(elsewhere)
    heaps: dict[tuple[Any, str, str], list[Any]] = {}
    for school in schools:
        heaps.setdefault(group.of(school), []).append(school)
    return [
        line(label, heap, held, scale, elsewhere=elsewhere, where={group.key: value})
        for (_, value, label), heap in sorted(heaps.items(), key=lambda pair: pair[0][0])
    ]


@dataclass(frozen=True)
class LevelTable:
    """Lines under one heading, all of one scale."""

    key: str
    title: str
    first: str  # heading of the first column
    lines: Sequence[Line]

    @property
    def scale(self) -> Scale:
        return self.lines[0].scale if self.lines else ()

    @property
    def states(self) -> list[str]:
        """The states some line has schools in: only those get a column."""
        return [key for key in STATES if any(_state(one, key) for one in self.lines)]

    @property
    def head(self) -> list[str]:
        return [*(word.word for word in self.scale), *(STATES[key] for key in self.states)]

    @property
    def rows(self) -> list[tuple[Line, list[Cell]]]:
        """Each line with its cells under `head`."""
        states = self.states
        return [(one, [*one.level_cells, *(c for c in one.state_cells if c.key in states)]) for one in self.lines]


def _state(one: Line, key: str) -> int:
    return {NONE: one.not_assessed, OTHER: one.other, MISSING: one.missing}[key]
