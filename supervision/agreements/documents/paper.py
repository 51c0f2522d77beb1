"""What templates/documents/agreements/agreement.html reads, made of an issued agreement or of one that would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from core.thai.dates import thai_date
from supervision.agreements.models import Agreement, AgreementWitness
from supervision.agreements.queries import AreaRows, Draft, by_area
from supervision.agreements.wording import paragraphs

_DOTS = "........................................"
_NO_DAY = "........ .................... พ.ศ. ............"
_OFFICE, _SCHOOL = "ฝ่ายสำนักงานเขตพื้นที่การศึกษา", "ฝ่ายโรงเรียน"
_SECTIONS = (("aims", "วัตถุประสงค์"), ("office_duties", "สำนักงานเขตพื้นที่การศึกษาจะ"), ("school_duties", "โรงเรียนจะ"))
_WITNESS = {"office": "พยานฝ่ายสำนักงานเขตพื้นที่การศึกษา", "school": "พยานฝ่ายโรงเรียน"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A signature and the side it is of; without one it keeps the place beside a witness of the other side empty."""

    name: str
    post: str
    said: str

    @property
    def lines(self) -> list[str]:
        return paragraphs(self.post)

    @property
    def named(self) -> str:
        return self.name or _DOTS

    @property
    def line(self) -> str:
        return " ".join(self.lines)


_BESIDE = Sign("", "", "")


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered section of the text."""

    number: int
    title: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Paper:
    """One agreement as it is printed; `number` is empty on a preview."""

    words: dict[str, Any]
    number: str
    dated: str
    areas: list[AreaRows]
    office: Sign
    school: Sign
    signs: list[tuple[Sign, ...]]
    garuda: str = ""
    cancelled: bool = False

    @property
    def preamble(self) -> list[str]:
        return paragraphs(self.words["preamble"])

    @property
    def closing(self) -> list[str]:
        return paragraphs(self.words["closing"])

    @property
    def parts(self) -> list[Part]:
        found = [(title, paragraphs(self.words[name])) for name, title in _SECTIONS]
        kept = [pair for pair in found if pair[1]]
        return [Part(place, title, lines) for place, (title, lines) in enumerate(kept, start=1)]

    @property
    def lends(self) -> bool:
        """Whether some targets are the office's own, lent to a school that had set none."""
        return any(row["from_office"] for area in self.areas for row in area.rows)

    @property
    def target_number(self) -> int:
        return len(self.parts) + 1


def issued_paper(row: Agreement, *, garuda: str) -> Paper:
    """`row` with its witnesses, as `AgreementQuerySet.whole` reads them."""
    edition = f" ฉบับที่ {row.edition}" if row.edition > 1 else ""
    ours, theirs = Sign(row.office_signer, row.office_post, _OFFICE), Sign(row.school_signer, row.school_post, _SCHOOL)
    witnesses = [(one.side, one.name, one.post) for one in row.witnesses.all()]
    return Paper(
        words=row.wording, number=f"{row.number}/{row.wording['year']}{edition}", dated=thai_date(row.dated),
        areas=by_area(row.targets), office=ours, school=theirs, signs=[(ours, theirs), *_pairs(witnesses)],
        garuda=garuda, cancelled=not row.is_standing,
    )  # fmt: skip


def draft_paper(draft: Draft, *, garuda: str) -> Paper:
    """As it would be printed, its day left open."""
    ours, theirs = (
        Sign(draft.office.name, draft.office.post, _OFFICE),
        Sign(draft.school.name, draft.school.post, _SCHOOL),
    )
    return Paper(
        words=draft.wording, number="", dated=_NO_DAY, areas=by_area(draft.targets.rows), office=ours, school=theirs,
        signs=[(ours, theirs), *_pairs(draft.witnesses)], garuda=garuda,
    )  # fmt: skip


def _pairs(witnesses: Sequence[tuple[str, str, str]]) -> list[tuple[Sign, ...]]:
    """Witnesses of the office on the left, of the school on the right."""
    sides = [
        [Sign(name, post, _WITNESS[side]) for at, name, post in witnesses if at == side]
        for side in AgreementWitness.Side.values
    ]
    return [(left or _BESIDE, right or _BESIDE) for left, right in zip_longest(*sides)]
