"""Every line of an issue for the workbook: what was taken, what was not, what hangs by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from core.thai.dates import date_range
from kotpn.assessment.documents.read import absolute, address_of, counted_of, days_of, other_years
from kotpn.assessment.models import LineProof
from kotpn.assessment.standing import IssueStanding, LineStanding, UseStanding

ACCEPTED = LineProof.Decision.ACCEPTED.label
WORK, HAND = "งานในระบบ", "แนบเอง"


@dataclass(frozen=True)
class Line:
    """`count` of `of` (None where it compares with nothing), enough from `at_least`; `decision` is ACCEPTED for what
    may count."""

    manual: str
    title: str
    url: str
    origin: str
    decision: str
    count: int
    of: int | None
    at_least: int
    days: str
    remark: str


def lines_of(row: IssueStanding) -> Iterator[Line]:
    """In the order of the set; what was hung besides its lines at the end."""
    for line in row.lines:
        if line.line.source or not line.uses:
            yield _of_work(row, line)
        yield from (_of_hand(use, line.line.manual_number) for use in line.uses)
    yield from (_of_hand(use, "") for use in row.uses if use.use.line_id is None)


def _of_work(row: IssueStanding, line: LineStanding) -> Line:
    records = counted_of(line)
    others = frozenset((one.kind, one.key) for one in line.offer.off_year)
    reason = line.proof.reason if line.proof else ""
    decision = line.proof.get_decision_display() if line.proof else ("ยังไม่ตัดสิน" if line.offer.count else "ยังไม่มี")
    remark = other_years(records, others, reason) or (reason if line.refused else "")
    return Line(
        line.line.manual_number, line.line.title, address_of(row, line), WORK if line.line.source else HAND, decision,
        len(records), line.offer.of, line.line.at_least, days_of(records), remark,
    )  # fmt: skip


def _of_hand(use: UseStanding, manual: str) -> Line:
    item = use.use.item
    url = item.url or absolute(reverse("evidence:item", args=[item.pk]))
    return Line(
        manual, item.title, url, HAND, ACCEPTED if use.counts else "ไม่นับ", 1, None, 1,
        date_range(use.day, None) if use.day else "", use.why_not or use.use.off_year_reason,
    )  # fmt: skip
