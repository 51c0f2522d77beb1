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
from instruments.models import Instrument, Item, Response
from instruments.permissions import readable
from instruments.queries import Form, ItemFigures, form_of, item_figures
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
    """The latest MOST_ROUNDS rounds, oldest first, of what `user` may read; a number of queries that grows with the
    rounds shown and the versions in them, never with sheets.

    Sheets of different versions are counted together by the code of their items. What the conditions of a form leave
    out does not count, here as in every other figure.
    """
    rows = Response.objects.visible_to(user).of_office().filter(readable(user), version__instrument=instrument)
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
    """Wording and order of an item are those of the newest version that has its code."""
    forms: dict[int, Form] = {}
    figures: dict[tuple[str, int], list[ItemFigures]] = defaultdict(list)
    for index, occasion in enumerate(occasions):
        keys: dict[int, list[Any]] = defaultdict(list)
        for sheet in by_round[occasion]:
            keys[sheet.version_id].append(sheet.pk)
        for version, responses in keys.items():
            form = forms[version] = forms.get(version) or form_of(version)
            for row in item_figures(form, responses, sample=sample):
                figures[row.item.code, index].append(row)
    newest: dict[str, tuple[Form, Item]] = {}
    for form in sorted(forms.values(), key=lambda one: -one.version.number):
        for key in form.rated:
            newest.setdefault(form.items[key].code, (form, form.items[key]))
    return tuple(
        ItemRow(
            code,
            item.text,
            max(form.levels[item.pk]),
            tuple(_pooled(figures[code, index], sample=sample) for index in range(len(occasions))),
        )
        for code, (form, item) in newest.items()
    )


def _pooled(parts: Sequence[ItemFigures], *, sample: bool) -> Cell:
    """One item's figures of a round; of several versions together as if their sheets had been one heap."""
    told = [part for part in parts if part.n and part.mean is not None]
    n = sum(part.n for part in told)
    if not n:
        return Cell()
    if len(told) == 1:
        return Cell(n, _rounded(told[0].mean), _rounded(told[0].sd))
    mean = sum(part.n * (part.mean or 0) for part in told) / n
    less = 1 if sample else 0
    squares = sum((part.n - less) * (part.sd or 0) ** 2 + part.n * ((part.mean or 0) - mean) ** 2 for part in told)
    return Cell(n, _rounded(mean), _rounded((squares / (n - less)) ** 0.5 if n > less else None))


def _rounded(value: float | None) -> Decimal | None:
    return None if value is None else decimal(Fraction(value), 2)
