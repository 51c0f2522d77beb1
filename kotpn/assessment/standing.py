"""How an assessment stands: per issue what was done and what proves it, the level that gives, and what is missing to
the next one. Live from the work while it is open; as it was submitted afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from evidence.proofs import Gathered, Record, Scope
from kotpn.assessment.models import Assessment, IssueAnswer, IssueEvidence, LineProof
from kotpn.assessment.proposing import Offer, offer, unit_of
from kotpn.standards.models import Indicator, Issue, LevelRule, ProofLine
from kotpn.standards.rules import Verdict, judge


@dataclass(frozen=True)
class UseStanding:
    """A piece of evidence hung by hand. `day` is the day it is about; `why_not` says why it does not count."""

    use: IssueEvidence
    day: date | None
    off_year: bool
    counts: bool
    why_not: str


@dataclass(frozen=True)
class LineStanding:
    """A line of the set: what the work offers (as submitted, once it was), what was decided, what hangs on it."""

    line: ProofLine
    offer: Offer
    proof: LineProof | None
    uses: tuple[UseStanding, ...]

    @property
    def accepted(self) -> bool:
        return self.proof is not None and self.proof.decision == LineProof.Decision.ACCEPTED

    @property
    def refused(self) -> bool:
        return self.proof is not None and self.proof.decision == LineProof.Decision.REFUSED

    @property
    def unexplained(self) -> bool:
        """Accepted, with records of another fiscal year that nobody gave a reason for: those do not count."""
        return self.proof is not None and self.accepted and bool(self.offer.off_year) and not self.proof.reason

    @property
    def counted(self) -> int:
        return self.offer.count - (len(self.offer.off_year) if self.unexplained else 0)

    @property
    def counts(self) -> bool:
        """Whether the line proves its issue by the work's own records."""
        return self.accepted and self.counted >= self.line.at_least

    @property
    def proved(self) -> bool:
        """Whether it is proved at all, by records or by hand."""
        return self.counts or any(use.counts for use in self.uses)

    @property
    def waits(self) -> bool:
        """Whether the work offers enough and nobody has decided."""
        return self.proof is None and self.offer.enough


@dataclass(frozen=True)
class IssueStanding:
    """`uses` are all pieces of evidence hung by hand, those for a line too; `missing` says in plain words, with the
    number of the issue, what it lacks."""

    answer: IssueAnswer
    lines: tuple[LineStanding, ...]
    uses: tuple[UseStanding, ...]
    missing: tuple[str, ...]

    @property
    def issue(self) -> Issue:
        return self.answer.issue

    @property
    def carried_out(self) -> bool | None:
        return self.answer.carried_out

    @property
    def offers(self) -> dict[int, Offer]:
        return {row.line.pk: row.offer for row in self.lines}

    @property
    def evidence_count(self) -> int:
        """How many lines and pieces prove it."""
        return len(proofs_of(self))

    @property
    def has_evidence(self) -> bool:
        return self.evidence_count > 0

    @property
    def waiting(self) -> tuple[LineStanding, ...]:
        """Proposals nobody has decided on."""
        return tuple(row for row in self.lines if row.waits)


@dataclass(frozen=True)
class Standing:
    """`live` is whether it follows the work. `next_level` and `next_word` name the level `next_steps` lead to; None
    when there is none above, or no rule."""

    assessment: Assessment
    verdict: Verdict
    issues: tuple[IssueStanding, ...]
    next_steps: tuple[str, ...]
    next_level: int | None
    next_word: str
    live: bool

    def issue_of(self, answer: IssueAnswer) -> IssueStanding:
        """StopIteration for an answer of another assessment."""
        return next(row for row in self.issues if row.answer.pk == answer.pk)

    def line_of(self, line: ProofLine) -> LineStanding:
        return next(row for issue in self.issues for row in issue.lines if row.line.pk == line.pk)


def proofs_of(issue: IssueStanding) -> dict[str, str]:
    """What proves the issue, by a lasting key, as it is called."""
    found = {f"line-{row.line.pk}": row.line.title for row in issue.lines if row.counts}
    return found | {f"use-{row.use.pk}": row.use.item.title for row in issue.uses if row.counts}


def standing_of(assessment: Assessment, *, held: Gathered | None = None) -> Standing:
    """`held` is what was gathered already for the same office and year, for several assessments at once."""
    indicator = assessment.indicator
    answers = list(assessment.answers.select_related("issue", "owner").order_by("issue__number"))
    for answer in answers:
        answer.assessment = assessment
    by_issue: dict[int, list[LineStanding]] = {}
    proofs = {row.line_id: row for row in LineProof.objects.filter(answer__assessment=assessment)}
    uses = _uses(assessment)
    held = held or Gathered(Scope(assessment.district, assessment.fiscal_year))
    for line in lines_of(indicator):
        proof = proofs.get(line.pk)
        found = offer(line, held) if assessment.is_open else _kept(line, proof)
        on_line = tuple(use for use in uses if use.use.line_id == line.pk)
        by_issue.setdefault(line.issue_id, []).append(LineStanding(line, found, proof, on_line))
    issues = tuple(
        _issue(answer, by_issue.get(answer.issue_id, []), [use for use in uses if use.use.target_id == answer.pk])
        for answer in answers
    )
    if not assessment.is_open and assessment.result:
        return _as_submitted(assessment, issues)
    rows = list(indicator.rules.all())
    words = words_of(indicator)
    verdict = _verdict(assessment, issues, rows, words)
    level, steps = _ahead(indicator, verdict, issues, rows)
    word = words.get(level, "") if level is not None else ""
    return Standing(assessment, verdict, issues, steps, level, word, live=assessment.is_open)


def lines_of(indicator: Indicator) -> list[ProofLine]:
    """Every line of evidence of an indicator, in the order of the form; one query."""
    return list(
        ProofLine.objects.filter(issue__indicator=indicator)
        .select_related("issue")
        .order_by("issue__number", "position", "pk")
    )


def words_of(indicator: Indicator) -> dict[int, str]:
    """What the levels of its set are called."""
    return dict(indicator.standard.set.labels.values_list("value", "word"))


def record_data(record: Record, scope: Scope) -> dict[str, Any]:
    """A record as it is kept with a submitted assessment."""
    return {
        "kind": record.kind, "key": record.key, "label": record.label,
        "day": record.date.isoformat() if record.date else None, "other_year": not scope.has(record.date),
        "school": record.school, "amount": record.amount,
    }  # fmt: skip


def kept_records(rows: Iterable[dict[str, Any]]) -> tuple[Record, ...]:
    """Records as they were kept by `record_data`."""
    return tuple(
        Record(
            row["kind"], row["key"], row["label"], date.fromisoformat(row["day"]) if row["day"] else None, {},
            row["school"], row["amount"],
        )
        for row in rows
    )  # fmt: skip


def _kept(line: ProofLine, proof: LineProof | None) -> Offer:
    """The offer as submitted; empty for a line nobody took."""
    rows = proof.records if proof is not None else []
    records = kept_records(rows)
    others = tuple(record for record, row in zip(records, rows, strict=True) if row["other_year"])
    figures = proof.figures if proof is not None else {}
    return Offer(line, records, figures.get("of"), figures.get("amount", 0), figures.get("schools", 0), others)


def _uses(assessment: Assessment) -> list[UseStanding]:
    rows = IssueEvidence.objects.filter(target__assessment=assessment).select_related("item", "line", "added_by")
    scope = Scope(assessment.district, assessment.fiscal_year)
    submitted = None if assessment.is_open or not assessment.result else set(assessment.result.get("uses", ()))
    return [_use(row, scope, submitted) for row in rows.order_by("position", "pk")]


def _use(row: IssueEvidence, scope: Scope, submitted: set[int] | None) -> UseStanding:
    day = row.proof_on or row.item.record_date
    off_year = not scope.has(day)
    if submitted is not None:
        return UseStanding(row, day, off_year, row.pk in submitted, "" if row.pk in submitted else "ไม่ได้นับเมื่อส่ง")
    if row.item.is_withdrawn:
        why = f"เจ้าของถอนหลักฐานแล้ว: {row.item.withdrawn_reason}"
    elif row.state == IssueEvidence.State.RETURNED:
        why = f"ส่งกลับแล้ว: {row.reason}"
    elif off_year and not row.off_year_reason:
        why = "เป็นหลักฐานของปีงบประมาณอื่น ยังไม่ได้บอกเหตุผล"
    else:
        why = ""
    return UseStanding(row, day, off_year, not why, why)


def _issue(answer: IssueAnswer, lines: list[LineStanding], uses: list[UseStanding]) -> IssueStanding:
    bare = IssueStanding(answer, tuple(lines), tuple(uses), ())
    return IssueStanding(answer, bare.lines, bare.uses, tuple(_missing(bare)))


def _missing(row: IssueStanding) -> Iterable[str]:
    name = f"ประเด็นที่ {row.issue.number}"
    if row.carried_out is None:
        yield f"{name} ยังไม่ได้ระบุว่าดำเนินการแล้วหรือไม่"
    elif not row.carried_out:
        yield f"{name} ระบุว่ายังไม่ได้ดำเนินการ"
    said = False
    for line in row.lines:
        if text := _lacking(line):
            said = True
            yield f"{name} {text}"
    if row.has_evidence or said:
        return
    if row.waiting:
        yield f"{name} มีหลักฐานในระบบ {len(row.waiting)} รายการ ยังไม่ได้รับ"
    else:
        yield f"{name} ยังไม่มีหลักฐาน"


def _lacking(row: LineStanding) -> str:
    if row.proved or (row.refused and not row.line.needed):
        return ""
    if row.unexplained:
        return f"หลักฐาน{row.line.title} เป็นของปีงบประมาณอื่น ยังไม่ได้บอกเหตุผล"
    if not row.line.needed and not row.accepted:
        return ""
    if row.waits:
        return f"มี{row.line.title} {row.offer.count:,} {unit_of(row.line)} ในระบบ ยังไม่ได้รับเป็นหลักฐาน"
    if row.accepted and not row.line.needed and not row.offer.count:
        return f"หลักฐาน{row.line.title} ที่รับไว้ไม่มีแล้ว"
    return lacking_words(row.line, row.offer, refused=row.refused)


def lacking_words(line: ProofLine, found: Offer, *, refused: bool = False) -> str:
    """ยังไม่มีหลักฐานรายงานผลภาคเรียนที่ 1, with what there is of it."""
    there = f"{found.count:,} จาก {line.at_least:,}" if not found.enough else f"{found.count:,}"
    words = "ไม่ใช้" if refused else "มี"
    part = f" ({words} {there} {unit_of(line)}ในระบบ)" if found.count else ""
    return f"ยังไม่มีหลักฐาน{line.lacking or line.title}{part}"


def _verdict(
    assessment: Assessment, issues: tuple[IssueStanding, ...], rows: list[LevelRule], words: Mapping[int, str]
) -> Verdict:
    done = sum(bool(row.carried_out) for row in issues)
    proved = sum(bool(row.carried_out) and row.has_evidence for row in issues)
    if assessment.indicator.rule == Indicator.Rule.COUNT:
        return judge(rows, issues=len(issues), carried_out=done, with_evidence=proved, words=dict(words))
    level = assessment.judged_level
    word = words.get(level, "") if level is not None else ""
    why = f"ผู้ประเมินตัดสิน: {assessment.judged_reason}" if level is not None else "ยังไม่ได้ตัดสินระดับ"
    return Verdict(level, word, len(issues), done, proved, assessment.indicator.note, why)


def _ahead(
    indicator: Indicator, verdict: Verdict, issues: tuple[IssueStanding, ...], rows: list[LevelRule]
) -> tuple[int | None, tuple[str, ...]]:
    """The next level and the steps to it, those of issues that hold it back only."""
    if indicator.rule == Indicator.Rule.JUDGED:
        steps = () if verdict.level is not None else ("ตัวบ่งชี้นี้ให้ผู้ประเมินตัดสินระดับพร้อมเหตุผล ยังไม่ได้ตัดสิน",)
        return None, steps
    level = next_level(rows, verdict)
    back = [row for row in issues if not row.carried_out or not row.has_evidence]
    if level is None:
        return None, () if verdict.level is not None else (verdict.why,)
    return level, tuple(text for row in back for text in row.missing)


def next_level(rows: Iterable[LevelRule], verdict: Verdict) -> int | None:
    """The lowest level of the rule above the one given."""
    return min((row.level for row in rows if verdict.level is None or row.level > verdict.level), default=None)


def _as_submitted(assessment: Assessment, issues: tuple[IssueStanding, ...]) -> Standing:
    result = assessment.result or {}
    names = {one.name for one in fields(Verdict)}
    # What is kept under "issues" is each of them; a verdict counts them.
    told = {name: value for name, value in result.items() if name in names}
    verdict = Verdict(**told | {"issues": len(result.get("issues", ()))})
    kept = {row["number"]: row for row in result.get("issues", ())}
    for row in issues:
        row.answer.carried_out = kept.get(row.issue.number, {}).get("carried_out", row.answer.carried_out)
    as_told = tuple(replace(row, missing=tuple(kept.get(row.issue.number, {}).get("missing", ()))) for row in issues)
    return Standing(
        assessment, verdict, as_told, tuple(result.get("next_steps", ())), result.get("next_level"),
        result.get("next_word", ""), live=False,
    )  # fmt: skip
