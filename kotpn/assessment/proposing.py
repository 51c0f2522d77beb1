"""What the work of a fiscal year offers for each line of a set: counted, dated, with its records; one place for the
proposals, the narrative, the lists behind the numbers and the level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidence.proofs import Gathered, Record, Scope, source, sources
from kotpn.standards.models import ProofLine
from schools.models import School


@dataclass(frozen=True)
class Offer:
    """The records one line finds. `of` is how many there are in all where the line compares (closed of all findings),
    `schools` the different schools among them, `off_year` those made in another fiscal year."""

    line: ProofLine
    records: tuple[Record, ...]
    of: int | None
    amount: int
    schools: int
    off_year: tuple[Record, ...]

    @property
    def count(self) -> int:
        return len(self.records)

    @property
    def enough(self) -> bool:
        return self.count >= self.line.at_least

    @property
    def first(self) -> date | None:
        return min((record.date for record in self.records if record.date), default=None)

    @property
    def last(self) -> date | None:
        return max((record.date for record in self.records if record.date), default=None)


def known(key: str) -> bool:
    """Whether an app here keeps this kind of record; a line of another kind is proved by hand."""
    return any(one.key == key for one in sources())


def offer(line: ProofLine, held: Gathered) -> Offer:
    """What the line finds; empty for one that is proved by hand."""
    if not line.source or not known(line.source):
        return Offer(line, (), None, 0, 0, ())
    records = held.picked(line.source, line.where)
    of = len(compared(line, held)) if line.among is not None else None
    return Offer(
        line, records, of, sum(record.amount for record in records),
        len({record.school for record in records if record.school is not None}),
        tuple(record for record in records if not held.scope.has(record.date)),
    )  # fmt: skip


def compared(line: ProofLine, held: Gathered) -> tuple[Record, ...]:
    """All the records the line's own are a part of; empty for a line that does not compare."""
    if line.among is None or not line.source or not known(line.source):
        return ()
    return held.picked(line.source, line.among)


def offers(district: Any, fiscal_year: int, lines: Iterable[ProofLine]) -> dict[int, Offer]:
    """By the line's key; every source is asked once."""
    held = Gathered(Scope(district, fiscal_year))
    return {line.pk: offer(line, held) for line in lines}


@dataclass(frozen=True)
class Figure:
    """A number of a sentence as it is shown ("107 โรงเรียน"); its list is the line's."""

    name: str
    shown: str


def schools_of_year(district: Any, fiscal_year: int) -> int:
    """Schools open at the end of the fiscal year."""
    return School.objects.filter(district=district).open_on(Scope(district, fiscal_year).end).count()


def labels_of(records: Sequence[Record], most: int = 5) -> str:
    """Names of the first records, and how many more; one alone bears no number."""
    if len(records) == 1:
        return records[0].label
    named = " ".join(f"{place}) {record.label}" for place, record in enumerate(records[:most], start=1))
    return f"{named} และอีก {len(records) - most} รายการ" if len(records) > most else named


def unit_of(line: ProofLine) -> str:
    return source(line.source).unit if line.source and known(line.source) else "รายการ"
