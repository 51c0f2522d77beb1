"""The page of an assessment with one issue open, from how it stands."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accounts.roles import ROLES
from core.thai.dates import NBSP, date_range
from core.thai.years import fiscal_year
from evidence.permissions import may_fill
from evidence.proofs import ProofSource, source
from kotpn.assessment import narrative
from kotpn.assessment.models import Assessment, IssueAnswer, Sentence
from kotpn.assessment.narrative import Draft, Written
from kotpn.assessment.permissions import may_keep, may_write
from kotpn.assessment.proposing import known, unit_of
from kotpn.assessment.standing import IssueStanding, LineStanding, Standing, UseStanding
from kotpn.standards.models import Issue, ProofLine
from kotpn.standards.rules import Verdict

ICONS = {
    "orders": "file-text", "structure": "sitemap", "channels": "message", "teams": "users-group", "committees": "users",
    "visits": "clipboard-check", "findings": "flag", "instruments": "forms", "answers": "inbox",
    "summaries": "report-analytics", "internal": "school", "qa-followup": "clipboard-list", "sars": "book",
    "gatherings": "users", "gathering-lessons": "bulb", "minutes": "notes", "resolutions": "gavel",
    "reports": "report", "results": "report-analytics", "plans": "list-check", "projects": "briefcase",
    "runs": "route", "evidence": "paperclip",
}  # fmt: skip


@dataclass(frozen=True)
class LineRow:
    """A line of evidence as the page shows it."""

    held: LineStanding

    @property
    def line(self) -> ProofLine:
        return self.held.line

    @cached_property
    def told(self) -> ProofSource | None:
        return source(self.line.source) if self.line.source and known(self.line.source) else None

    @property
    def word(self) -> str:
        return self.told.thai if self.told else ""

    @property
    def unit(self) -> str:
        return unit_of(self.line)

    @property
    def icon(self) -> str:
        return ICONS.get(self.line.source, "file-text" if self.line.source else "paperclip")

    @property
    def decision(self) -> str:
        return self.held.proof.decision if self.held.proof else ""

    @property
    def reason(self) -> str:
        return self.held.proof.reason if self.held.proof else ""

    @property
    def count(self) -> int:
        return self.held.offer.count

    @property
    def schools(self) -> int:
        return self.held.offer.schools

    @property
    def count_words(self) -> str:
        """143 จาก 171 เรื่อง."""
        of = f" จาก{NBSP}{self.held.offer.of:,}" if self.held.offer.of is not None else ""
        return f"{self.count:,}{of}{NBSP}{self.unit}"

    @property
    def days(self) -> str:
        first = self.held.offer.first
        return date_range(first, self.held.offer.last) if first else ""

    @property
    def off_years(self) -> list[tuple[int, int]]:
        """(fiscal year, how many records of it), of those of another year."""
        return sorted(Counter(fiscal_year(row.date) for row in self.held.offer.off_year if row.date).items())

    @property
    def lacks(self) -> str:
        """Why an accepted line proves nothing, or an offered one is not enough."""
        if self.held.unexplained:
            return "มีหลักฐานของปีงบประมาณอื่นที่ยังไม่ได้บอกเหตุผล จึงยังไม่นับ"
        if self.count < self.line.at_least and (self.count or self.held.accepted):
            return f"ต้องมีอย่างน้อย {self.line.at_least}{NBSP}{self.unit}"
        return ""


@dataclass(frozen=True)
class UseRow:
    """A piece of evidence hung by hand."""

    held: UseStanding

    @property
    def use(self) -> Any:
        return self.held.use

    @property
    def off_year(self) -> int | None:
        return fiscal_year(self.held.day) if self.held.off_year and self.held.day else None


@dataclass(frozen=True)
class SectionRow:
    """A section of the narrative: what was written, the drafts that may be used, and those whose evidence is
    still to be accepted."""

    code: str
    label: str
    written: tuple[Written, ...]
    drafts: tuple[Draft, ...]
    waiting: tuple[Draft, ...]


@dataclass(frozen=True)
class Tab:
    """An issue in the list at the left."""

    held: IssueStanding

    @property
    def issue(self) -> Issue:
        return self.held.issue

    @property
    def carried_out(self) -> bool | None:
        return self.held.carried_out

    @property
    def has_evidence(self) -> bool:
        return self.held.has_evidence

    @property
    def words(self) -> str:
        """หลักฐานชัดเจน 6 รายการ, or what waits to be taken."""
        if self.held.has_evidence:
            return f"หลักฐานชัดเจน {self.held.evidence_count}{NBSP}รายการ"
        waiting = len(self.held.waiting) if self.held.answer.assessment.is_open else 0
        return f"ยังไม่ชัดเจน · เสนอให้รับ {waiting}{NBSP}รายการ" if waiting else "ยังไม่มีหลักฐานชัดเจน"


@dataclass(frozen=True)
class IssuePage:
    """The open issue. `plain` is how many proposals may be taken in one press: enough, and none of another year."""

    held: IssueStanding
    accepted: tuple[LineRow, ...]
    offered: tuple[LineRow, ...]
    refused: tuple[LineRow, ...]
    empty: tuple[LineRow, ...]
    evidence: tuple[UseRow, ...]
    sections: tuple[SectionRow, ...]
    may_write: bool
    may_hang: bool
    may_name: bool

    @property
    def answer(self) -> IssueAnswer:
        return self.held.answer

    @property
    def issue(self) -> Issue:
        return self.held.issue

    @property
    def carried_out(self) -> bool | None:
        return self.held.carried_out

    @property
    def is_done(self) -> bool:
        return self.carried_out is True

    @property
    def is_not_done(self) -> bool:
        return self.carried_out is False

    @property
    def missing(self) -> tuple[str, ...]:
        return self.held.missing if self.answer.assessment.is_open else ()

    @property
    def plain(self) -> int:
        return sum(row.held.waits and not row.off_years for row in self.offered)

    @property
    def may_explain(self) -> bool:
        return self.may_write and self.is_done and not self.held.has_evidence


@dataclass(frozen=True)
class Working:
    """The head of the page: level, what leads to the next, the issues."""

    standing: Standing
    levels: tuple[int, ...]
    lowest: str
    highest: str
    issues: tuple[Tab, ...]

    @property
    def verdict(self) -> Verdict:
        return self.standing.verdict

    @property
    def top(self) -> int:
        return max(self.levels, default=0)

    @property
    def next_steps(self) -> tuple[str, ...]:
        return self.standing.next_steps


def working(standing: Standing) -> Working:
    """Two queries: what the set calls its levels, and the rule."""
    indicator = standing.assessment.indicator
    words = {row.value: row.word for row in indicator.standard.set.labels.all()}
    levels = tuple(sorted(words)) or (0,)
    proved = {row.level: row.with_evidence for row in indicator.rules.all()}
    return Working(
        standing, levels,
        "ไม่มีหลักฐาน" if proved.get(levels[0]) == 0 else words.get(levels[0], ""),
        "หลักฐานชัดเจนทุกประเด็น" if proved.get(levels[-1]) == len(standing.issues) else words.get(levels[-1], ""),
        tuple(Tab(row) for row in standing.issues),
    )  # fmt: skip


def chosen_of(standing: Standing, number: int | None) -> IssueStanding | None:
    """The issue asked for; else the first that is not clear yet, or the first of all."""
    rows = standing.issues
    asked = next((row for row in rows if row.issue.number == number), None)
    waits = next((row for row in rows if not row.carried_out or not row.has_evidence), None)
    return asked or waits or next(iter(rows), None)


def issue_page(user: Any, held: IssueStanding) -> IssuePage:
    answer, assessment = held.answer, held.answer.assessment
    rows = [LineRow(row) for row in held.lines]
    live = assessment.is_open
    writes = may_write(user, answer)
    undecided = [row for row in rows if not row.decision]
    return IssuePage(
        held,
        accepted=tuple(row for row in rows if row.held.accepted),
        offered=tuple(row for row in undecided if row.count) if live else (),
        refused=tuple(row for row in rows if row.held.refused),
        empty=tuple(row for row in undecided if not row.count and not row.held.uses) if live else (),
        evidence=tuple(UseRow(row) for row in held.uses),
        sections=_sections(answer, held, live=live),
        may_write=writes,
        may_hang=writes and may_fill(user, assessment.district, None),
        may_name=live and may_keep(user, assessment.district_id),
    )


def _sections(answer: IssueAnswer, held: IssueStanding, *, live: bool) -> tuple[SectionRow, ...]:
    written = narrative.written(answer, held.offers)
    drafts = narrative.drafts(answer, held.offers) if live else {}
    found = []
    for code, label in Sentence.Section.choices:
        rows = [row for row in drafts.get(code, ()) if not row.used]
        ready, waiting = (tuple(row for row in rows if row.accepted is accepted) for accepted in (True, False))
        found.append(SectionRow(code, label, tuple(written[code]), ready, waiting))
    return tuple(found)


def owner_post(assessment: Assessment) -> str:
    """The post that answers for the indicator, in Thai."""
    role = ROLES.get(assessment.indicator.owner_post)
    return role.thai if role else assessment.indicator.owner_post
