"""Scores of a school, a person or an item over rounds: read-only.

When a sheet was filled in is known by the app it belongs to (a visit, a collection round), which stands right of this
one: each registers a source of occasions in `apps.ready()`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from instruments import scoring
from instruments.models import Answer, Instrument, Item, ItemLevel, Response
from instruments.permissions import readable
from instruments.scoring import decimal, deviation, together

MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """A round as people speak of it, such as ภาคเรียนที่ 1/2568; rounds of the same `key` are one column."""

    key: tuple[int, ...]
    label: str


# (keys of responses) → occasion of those that count; a draft's sheet has none.
Source = Callable[[Collection[Any]], dict[Any, Occasion]]
_sources: list[Source] = []


def register_occasions(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True, slots=True)
class Cell:
    """One item (or the whole form) in one round: n sheets, mean of the values, S.D., and for the whole form the percent
    of all points together. None where nothing was scored."""

    n: int = 0
    mean: Decimal | None = None
    sd: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True)
class ItemRow:
    code: str
    text: str
    highest: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """`versions` holds for each round the numbers of the versions its sheets are of: where they differ between rounds,
    items are matched by their code and may be worded differently. `sd_label` says which S.D. it is."""

    instrument: Instrument
    occasions: tuple[Occasion, ...]
    totals: tuple[Cell, ...]
    rows: tuple[ItemRow, ...]
    versions: tuple[tuple[int, ...], ...]
    sd_label: str

    @property
    def version_changed(self) -> bool:
        return len(set(self.versions)) > 1


def compare(
    instrument: Instrument, user: Any, *, school: Any = None, person: Any = None, sample: bool = True
) -> Comparison:
    """The latest MOST_ROUNDS rounds, oldest first, of what `user` may read; five queries and one for each source.

    Sheets of different versions are counted together by the code of their items; a school's own sheets only where the
    reader is concerned with them.
    """
    rows = Response.objects.visible_to(user).filter(readable(user), version__instrument=instrument)
    if school is not None:
        rows = rows.filter(school=school)
    if person is not None:
        rows = rows.filter(person=person)
    sheets = {sheet.pk: sheet for sheet in rows.select_related("version").order_by()}
    when: dict[Any, Occasion] = {}
    for source in _sources:
        when |= source(list(sheets))
    occasions = tuple(sorted(set(when.values()))[-MOST_ROUNDS:])
    by_round: dict[Occasion, list[Response]] = defaultdict(list)
    for key, occasion in when.items():
        by_round[occasion].append(sheets[key])
    label = scoring.sd_label(sample=sample)
    return Comparison(
        instrument=instrument,
        occasions=occasions,
        totals=tuple(_total(by_round[occasion], sample=sample) for occasion in occasions),
        rows=_rows(occasions, by_round, sample=sample),
        versions=tuple(tuple(sorted({sheet.version.number for sheet in by_round[one]})) for one in occasions),
        sd_label=label,
    )


def _total(sheets: Sequence[Response], *, sample: bool) -> Cell:
    percents = [Fraction(sheet.percent) for sheet in sheets if sheet.percent is not None]
    if not percents:
        return Cell()
    return Cell(
        n=len(percents),
        mean=decimal(sum(percents, Fraction(0)) / len(percents), 2),
        sd=decimal(deviation(percents, sample=sample), 2),
        percent=decimal(together((sheet.total, sheet.highest) for sheet in sheets), 2),
    )


def _rows(
    occasions: Sequence[Occasion], by_round: dict[Occasion, list[Response]], *, sample: bool
) -> tuple[ItemRow, ...]:
    place = {sheet.pk: index for index, occasion in enumerate(occasions) for sheet in by_round[occasion]}
    versions = {sheet.version_id: sheet.version.number for occasion in occasions for sheet in by_round[occasion]}
    items = list(
        Item.objects.filter(section__version__in=list(versions), kind=Item.Kind.RATING)
        .select_related("section")
        .order_by("section__position", "position")
    )
    # Wording and order of the newest version that has the code.
    newest: dict[str, Item] = {}
    for item in sorted(items, key=lambda one: -versions[one.section.version_id]):
        newest.setdefault(item.code, item)
    highest = {
        item: max(values)
        for item, values in _levels([item.pk for item in newest.values()]).items()
        if values
    }  # fmt: skip
    values: dict[tuple[str, int], list[Fraction]] = defaultdict(list)
    for response, code, number in Answer.objects.filter(
        response__in=list(place), number__isnull=False, item__kind=Item.Kind.RATING
    ).values_list("response_id", "item__code", "number"):
        if number is not None:
            values[code, place[response]].append(Fraction(number))
    ordered = sorted(newest.values(), key=lambda one: (one.section.position, one.position))
    return tuple(
        ItemRow(
            item.code,
            item.text,
            highest.get(item.pk, 0),
            tuple(_cell(values.get((item.code, index), []), sample=sample) for index in range(len(occasions))),
        )
        for item in ordered
    )


def _levels(items: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for item, value in ItemLevel.objects.filter(item__in=list(items)).values_list("item_id", "value"):
        found[item].append(value)
    return found


def _cell(values: Sequence[Fraction], *, sample: bool) -> Cell:
    if not values:
        return Cell()
    mean = sum(values, Fraction(0)) / len(values)
    return Cell(n=len(values), mean=decimal(mean, 2), sd=decimal(deviation(values, sample=sample), 2))
