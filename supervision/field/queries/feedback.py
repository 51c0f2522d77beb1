"""What a teacher or a school is told on the spot: strengths, what to improve, who does what until when."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from instruments.models import Answer, Response
from instruments.permissions import readable
from schools.models import Person
from supervision.field.models import Finding, Visit, VisitSignature

_SHOWN = 3


@dataclass(frozen=True)
class FeedbackLine:
    """One rated item with its level's word."""

    text: str
    value: int
    highest: int
    word: str


@dataclass(frozen=True)
class FeedbackSheet:
    """A sheet's score with its best and its weakest items; an item stands on one side only."""

    response: Response
    best: tuple[FeedbackLine, ...]
    weakest: tuple[FeedbackLine, ...]

    @property
    def about(self) -> str:
        return " ".join(filter(None, (self.response.classroom, str(self.response.person or "")))) or "ทั้งโรงเรียน"


@dataclass(frozen=True)
class Signed:
    """A signature that stands; `earlier` when the content changed after it was drawn."""

    row: VisitSignature
    earlier: bool


@dataclass(frozen=True)
class Feedback:
    """`person` None is the sheet for the school: no score of a named person stands on it."""

    visit: Visit
    person: Person | None
    sheets: tuple[FeedbackSheet, ...]
    findings: tuple[Finding, ...]
    signatures: tuple[Signed, ...]


def feedback(visit: Visit, user: Any | None, *, person: Person | None = None) -> Feedback:
    """For the school, or for one teacher: then their own sheets, if `user` may read them (None: the command line)."""
    rows = Response.objects.filter(visit_sheet__visit=visit, person=person)
    if user is not None:
        rows = rows.filter(readable(user))
    sheets = list(
        rows.select_related("version__instrument", "person", "band").order_by("visit_sheet__position", "visit_sheet")
    )
    lines = _lines([sheet.pk for sheet in sheets])
    return Feedback(
        visit=visit,
        person=person,
        sheets=tuple(_sheet(sheet, lines.get(sheet.pk, [])) for sheet in sheets),
        findings=tuple(visit.findings.order_by("position", "pk")),
        signatures=tuple(signatures([visit]).get(visit.pk, ())),
    )


def signatures(visits: Collection[Visit]) -> dict[int, list[Signed]]:
    """Those that stand of each visit, the supervisor's first; one query."""
    by_key = {visit.pk: visit for visit in visits}
    found: dict[int, list[Signed]] = {}
    rows = VisitSignature.objects.filter(visit__in=list(by_key), withdrawn_at=None)
    for row in rows.select_related("image__file").order_by("-side", "signed_at"):
        said = by_key[row.visit_id].content_hash
        found.setdefault(row.visit_id, []).append(Signed(row, bool(said) and row.content_hash != said))
    return found


def _lines(responses: Collection[Any]) -> dict[Any, list[FeedbackLine]]:
    found: dict[Any, list[FeedbackLine]] = {}
    answers = (
        Answer.objects.filter(response__in=list(responses), number__isnull=False, item__kind="rating")
        .select_related("item")
        .prefetch_related("item__levels")
        .order_by("item__section__position", "item__position")
    )
    for answer in answers:
        levels = {level.value: level.label for level in answer.item.levels.all()}
        if answer.number is None or not levels:
            continue
        value = int(answer.number)
        found.setdefault(answer.response_id, []).append(
            FeedbackLine(answer.item.text, value, max(levels), levels.get(value, ""))
        )
    return found


def _sheet(response: Response, lines: list[FeedbackLine]) -> FeedbackSheet:
    """Best: the upper half of the scale; weakest: below it. At most three of each, in the order of the form."""

    def share(line: FeedbackLine) -> float:
        return line.value / line.highest

    best = sorted((line for line in lines if share(line) >= 0.75), key=share, reverse=True)[:_SHOWN]
    weakest = sorted((line for line in lines if share(line) < 0.75), key=share)[:_SHOWN]
    return FeedbackSheet(response, tuple(best), tuple(weakest))
