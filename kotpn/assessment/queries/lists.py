"""The records behind a number: live while the assessment is open, as submitted afterwards."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.pointers import kinds, provider
from core.thai.years import fiscal_year
from evidence.proofs import Gathered, Record, Scope, source
from kotpn.assessment.models import Assessment, LineProof
from kotpn.assessment.narrative import WHOLE_DISTRICT
from kotpn.assessment.proposing import Offer, compared, known, offer, schools_of_year
from kotpn.assessment.standing import kept_records, standing_of
from kotpn.standards.figures import names_in
from kotpn.standards.models import ProofLine
from schools.models import School


@dataclass(frozen=True)
class Listed:
    """A record as a list shows it; `url` is empty for a kind nobody answers for any more."""

    label: str
    date: date | None
    off_year: int | None
    url: str


@dataclass(frozen=True)
class LineList:
    """`offer` is what the line counts, `rows` what the page lists, `whole` all it compares with, `by_school` the
    schools of what it counts; `frozen` whether it is what was submitted."""

    line: ProofLine
    rows: tuple[Record, ...]
    offer: Offer
    proof: LineProof | None
    unit: str
    word: str
    amount_word: tuple[str, str] | None
    desk: str
    frozen: bool
    whole: bool
    by_school: bool
    all_schools: int | None

    @property
    def count(self) -> int:
        return len(self.rows)


def line_list(assessment: Assessment, line: ProofLine, *, whole: bool = False, by_school: bool = False) -> LineList:
    """What the line counts; with `whole` all the records it compares with, with `by_school` their schools. A closed
    assessment keeps what it took as it was submitted; what it did not take is empty there."""
    proof = LineProof.objects.filter(answer__assessment=assessment, line=line).select_related("decided_by").first()
    told = source(line.source) if line.source and known(line.source) else None
    scope = Scope(assessment.district, assessment.fiscal_year)
    held = Gathered(scope)
    found = offer(line, held) if assessment.is_open else standing_of(assessment).line_of(line).offer
    every = compared(line, held) if assessment.is_open else kept_records(_kept(proof, "among", ()))
    compares = whole and bool(every)
    unit = told.unit if told else "รายการ"
    rows = schools_among(found.records, unit) if by_school else every if compares else found.records
    return LineList(
        line,
        rows,
        found,
        proof,
        unit="โรงเรียน" if by_school else unit,
        word=told.thai if told else "",
        amount_word=told.amount if told else None,
        desk=told.page(scope) if told and told.page else "",
        frozen=not assessment.is_open,
        whole=compares and not by_school,
        by_school=by_school,
        all_schools=_all_schools(assessment, line, proof),
    )


def schools_among(records: tuple[Record, ...], unit: str) -> tuple[Record, ...]:
    """Each school the records concern, by name, and how many of them concern it."""
    counts = Counter(record.school for record in records if record.school is not None)
    rows = School.objects.filter(pk__in=counts).order_by("name_sort", "pk")
    return tuple(Record("school", str(row.pk), f"{row.name} · {counts[row.pk]:,} {unit}") for row in rows)


def _kept(proof: LineProof | None, name: str, otherwise: Any) -> Any:
    return proof.figures.get(name, otherwise) if proof is not None else otherwise


def _all_schools(assessment: Assessment, line: ProofLine, proof: LineProof | None) -> int | None:
    """The schools of the office where a sentence of the line compares with them."""
    if not WHOLE_DISTRICT & set(names_in(line.method) + names_in(line.result)):
        return None
    if not assessment.is_open:
        kept: int | None = _kept(proof, "all_schools", None)
        return kept
    return schools_of_year(assessment.district, assessment.fiscal_year)


def shown(rows: tuple[Record, ...], scope: Scope) -> list[Listed]:
    """Records as a page of a list shows them."""
    return [
        Listed(
            row.label, row.date, fiscal_year(row.date) if row.date and not scope.has(row.date) else None,
            address(row.kind, row.key),
        )
        for row in rows
    ]  # fmt: skip


def address(kind: str, key: str) -> str:
    """Where the record itself stands."""
    return provider(kind).url(key) if kind in kinds() else ""
