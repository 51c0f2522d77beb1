"""What the papers of a self-assessment print, read already: no template asks the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.models import Attachment
from evidence.models import EvidenceItem
from evidence.proofs import Record
from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.standards.models import ProofLine
from kotpn.standards.rules import Verdict


@dataclass(frozen=True)
class LevelRow:
    """One row of the form: `reached` is ticked, and the narrative stands beside it. `value` None is the row of an
    assessment without a level, which has no box."""

    value: int | None
    word: str
    description: str
    reached: bool


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence; `url` is the whole address of the list behind a figure, "" for plain words."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Told:
    """A numbered sentence of the narrative."""

    number: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Section:
    label: str
    lines: tuple[Told, ...]


@dataclass(frozen=True)
class Proof:
    """One line of เอกสาร/หลักฐานอ้างอิง: records found in the work (`line`), or evidence hung by hand (`item`).

    `number` runs within the issue, `shown` is what was counted ("24 ครั้ง"), `days` when, `remark` why something of
    another year is taken. `url` is the whole address of the list, or of the evidence itself; `stored` that of its page
    here.
    """

    number: int
    title: str
    url: str
    stored: str = ""
    shown: str = ""
    days: str = ""
    remark: str = ""
    line: ProofLine | None = None
    records: tuple[Record, ...] = ()
    off_year: frozenset[tuple[str, str]] = frozenset()
    item: EvidenceItem | None = None
    attachment: Attachment | None = None
    on: date | None = None


@dataclass(frozen=True)
class IssuePaper:
    """`answer` with its issue; `state` says in words whether it was carried out and proved."""

    answer: IssueAnswer
    number: int
    title: str
    sections: tuple[Section, ...]
    proofs: tuple[Proof, ...]
    state: str
    has_evidence: bool

    @property
    def brief(self) -> bool:
        """Whether its row is so short that it need not be broken over pages."""
        return len(self.proofs) <= 1 and sum(len(section.lines) for section in self.sections) <= 1


@dataclass(frozen=True)
class AssessmentPaper:
    """The whole form of one indicator. `draft` until the last lane has approved; `pages` is an estimate."""

    assessment: Assessment
    verdict: Verdict
    rows: tuple[LevelRow, ...]
    issues: tuple[IssuePaper, ...]
    signers: tuple[dict[str, Any], ...]
    draft: bool
    foot: str
    pages: int
