"""Reads a self-assessment for its papers: as it stands while it is open, as it was submitted afterwards."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from core import files
from core.approvals import lane_signers, short_hash
from core.models import Attachment
from core.thai.dates import date_range
from core.thai.years import fiscal_year
from evidence.models import EvidenceItem
from evidence.models.item import POINTER
from evidence.proofs import Record
from kotpn.assessment import narrative
from kotpn.assessment.documents.shapes import (
    AssessmentPaper,
    IssuePaper,
    LevelRow,
    Part,
    Proof,
    Section,
    Told,
)
from kotpn.assessment.models import Assessment, Sentence
from kotpn.assessment.proposing import unit_of
from kotpn.assessment.standing import IssueStanding, LineStanding, Standing, UseStanding, standing_of, words_of
from kotpn.standards.models import Indicator
from kotpn.standards.rules import Verdict

_CHARACTERS_A_PAGE = 1500
APPROVED = (Assessment.State.APPROVED, Assessment.State.SENT)


def paper_of(assessment: Assessment, standing: Standing | None = None) -> AssessmentPaper:
    """The form of one indicator; `standing` where it was asked for already."""
    standing = standing or standing_of(assessment)
    attachments = _attachments(standing)
    issues = tuple(_issue(row, attachments) for row in standing.issues)
    draft = assessment.state not in APPROVED
    return AssessmentPaper(
        assessment=assessment,
        verdict=standing.verdict,
        rows=tuple(level_rows(assessment.indicator, standing.verdict)),
        issues=issues,
        signers=tuple(_signers(assessment)),
        draft=draft,
        foot=_foot(assessment),
        pages=2 + sum(_length(issue) for issue in issues) // _CHARACTERS_A_PAGE,
    )


def level_rows(indicator: Indicator, verdict: Verdict) -> list[LevelRow]:
    """The levels from the best down in the words of the rule; a row of its own before them when none is reached."""
    words = words_of(indicator)
    if indicator.rule == Indicator.Rule.COUNT:
        described = [(row.level, row.description) for row in indicator.rules.order_by("-level", "-with_evidence")]
    else:
        described = [(value, "") for value in sorted(words, reverse=True)]
    found = []
    reached = False
    for value, description in described:
        here = not reached and value == verdict.level and (not verdict.rule or description in ("", verdict.rule))
        reached = reached or here
        found.append(LevelRow(value, words.get(value, ""), description, here))
    if reached:
        return found
    if verdict.level is not None:
        # The rule has changed since: the row that gave the level is the one kept with the result.
        return [LevelRow(verdict.level, verdict.word, verdict.rule or verdict.why, True), *found]
    return [LevelRow(None, "ไม่มีระดับ", verdict.why.replace(" (", "\n("), True), *found]


def _issue(row: IssueStanding, attachments: Mapping[str, Attachment]) -> IssuePaper:
    proofs = tuple(_numbered(_proofs(row, attachments)))
    return IssuePaper(
        answer=row.answer,
        number=row.issue.number,
        title=row.issue.title,
        sections=tuple(_sections(row)),
        proofs=proofs,
        state=_state(row),
        has_evidence=row.has_evidence,
    )


def _state(row: IssueStanding) -> str:
    """What the reader must know beside the narrative; nothing where it was carried out and proved."""
    if row.carried_out is None:
        return "ยังไม่ได้ระบุว่าดำเนินการแล้วหรือไม่"
    if not row.carried_out:
        return "ยังไม่ได้ดำเนินการ"
    reason = row.answer.no_evidence_reason
    return "" if row.has_evidence else f"ไม่มีร่องรอยหลักฐาน{': ' + reason if reason else ''}"


def _sections(row: IssueStanding) -> Iterator[Section]:
    written = narrative.written(row.answer, row.offers)
    for value, label in Sentence.Section.choices:
        sentences = written.get(value, [])
        if not sentences:
            continue
        yield Section(
            label,
            tuple(
                Told(
                    _number(value, row.issue.number, place, len(sentences)),
                    tuple(Part(text, absolute(url)) for text, url in one.parts),
                )
                for place, one in enumerate(sentences, start=1)
            ),
        )


def _number(section: str, issue: int, place: int, count: int) -> str:
    """1.1 for what was done, 1. for what came of it, as the manual numbers them; an only opinion has none."""
    if section == Sentence.Section.METHOD:
        return f"{issue}.{place}"
    return "" if section == Sentence.Section.OPINION and count == 1 else f"{place}."


def absolute(url: str | None) -> str:
    if not url:
        return ""
    return url if url.startswith(("http://", "https://")) else settings.SITE_URL + url


def _numbered(proofs: Iterable[dict[str, Any]]) -> Iterator[Proof]:
    for number, fields in enumerate(proofs, start=1):
        yield Proof(number=number, **fields)


def _proofs(row: IssueStanding, attachments: Mapping[str, Attachment]) -> Iterator[dict[str, Any]]:
    """What counts, in the order of the set's lines; what was hung besides them at the end."""
    for line in row.lines:
        if line.counts:
            yield _line(row, line)
        yield from (_use(use, attachments) for use in line.uses if use.counts)
    yield from (_use(use, attachments) for use in row.uses if use.counts and use.use.line_id is None)


def _line(row: IssueStanding, line: LineStanding) -> dict[str, Any]:
    offer = line.offer
    others = frozenset((one.kind, one.key) for one in offer.off_year)
    records = counted_of(line)
    among = f" จาก {offer.of:,}" if offer.of is not None else ""
    return {
        "title": line.line.title,
        "url": address_of(row, line),
        "shown": f"{line.counted:,}{among} {unit_of(line.line)}",
        "days": days_of(records),
        "remark": other_years(records, others, line.proof.reason if line.proof else ""),
        "line": line.line,
        "records": records,
        "off_year": others,
    }


def address_of(row: IssueStanding, line: LineStanding) -> str:
    """The whole address of the list behind a line."""
    return absolute(reverse("assessment:line", args=[row.answer.assessment_id, line.line.pk]))


def counted_of(line: LineStanding) -> tuple[Record, ...]:
    """The records a line counts: not those of another year that nobody gave a reason for."""
    if not line.unexplained:
        return line.offer.records
    others = {(one.kind, one.key) for one in line.offer.off_year}
    return tuple(one for one in line.offer.records if (one.kind, one.key) not in others)


def days_of(records: Iterable[Record]) -> str:
    """The first and the last day among them."""
    days = sorted(one.date for one in records if one.date)
    return date_range(days[0], days[-1]) if days else ""


def other_years(records: Iterable[Record], others: frozenset[tuple[str, str]], reason: str) -> str:
    """Which other fiscal years they are of, and why they are taken; "" where none is."""
    years = sorted({fiscal_year(one.date) for one in records if (one.kind, one.key) in others and one.date})
    return f"ปีงบประมาณ {', '.join(map(str, years))}: {reason}" if years else ""


def _use(use: UseStanding, attachments: Mapping[str, Attachment]) -> dict[str, Any]:
    item: EvidenceItem = use.use.item
    stored = settings.SITE_URL + reverse("evidence:item", args=[item.pk])
    year = fiscal_year(use.day) if use.off_year and use.day else None
    return {
        "title": item.title,
        "url": item.url if item.kind == EvidenceItem.Kind.LINK else stored,
        "stored": stored,
        "days": date_range(use.day, None) if use.day else "",
        "remark": f"ปีงบประมาณ {year}: {use.use.off_year_reason}" if year else "",
        "item": item,
        "attachment": attachments.get(str(item.pk)),
        "on": use.day,
    }


def _attachments(standing: Standing) -> dict[str, Attachment]:
    """The files of the evidence hung by hand, by the item's key; one query."""
    keys = [str(use.use.item_id) for row in standing.issues for use in row.uses if use.counts]
    found = files.attachments_of_many(POINTER, keys) if keys else {}
    return {key: rows[-1] for key, rows in found.items() if rows}


def _signers(assessment: Assessment) -> list[dict[str, Any]]:
    """Who assessed, and the lanes of the round that approved it, or of the last one sent."""
    signers: list[dict[str, Any]] = [{"said": "ผู้ประเมินตนเอง", "name": assessment.author.get_full_name()}]
    rounds = assessment.rounds.order_by("-submitted_at")
    if assessment.state in APPROVED:
        rounds = rounds.filter(revision=assessment.approved_revision)
    round_ = None if assessment.is_open else rounds.first()
    if round_ is None:
        return [*signers, {"said": "ผู้อนุมัติ", "post": f"ผู้อำนวยการ{assessment.district.name}"}]
    return [*signers, *lane_signers(round_)]


def _foot(assessment: Assessment) -> str:
    words = f"{assessment} ฉบับที่ {assessment.revision} · {assessment.get_state_display()}"
    if assessment.is_open or not assessment.content_hash:
        return words
    return f"{words} · รหัสตรวจสอบ {short_hash(assessment.content_hash)}"


def _length(issue: IssuePaper) -> int:
    """Characters of the longer of the two columns that run beside each other; the narrow one is half as wide."""
    told = sum(len(part.text) for section in issue.sections for one in section.lines for part in one.parts)
    listed = sum(len(proof.title) + len(proof.shown) + len(proof.days) + 20 for proof in issue.proofs)
    return max(told, 2 * listed)
