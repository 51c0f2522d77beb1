"""What is approved: an assessment as one value, and the Thai name of each place in it."""

from collections.abc import Callable, Mapping
from typing import Any

from core.approvals import plain
from core.thai.dates import thai_date
from kotpn.assessment import narrative
from kotpn.assessment.models import Sentence
from kotpn.assessment.proposing import unit_of
from kotpn.assessment.standing import IssueStanding, Standing

_WORDS = {
    "indicator": "ตัวบ่งชี้", "set": "ชุดมาตรฐาน", "fiscal_year": "ปีงบประมาณ", "level": "ระดับ", "word": "ชื่อระดับ",
    "why": "ที่มาของระดับ",
    "rule": "คำอธิบายระดับคุณภาพ", "title": "ชื่อ", "carried_out": "การดำเนินการ", "no_evidence_reason": "เหตุที่ไม่มีหลักฐาน",
    "text": "ข้อความ", "count": "จำนวน", "reason": "เหตุผล", "day": "วันที่", "owner": "ผู้รับผิดชอบ",
}  # fmt: skip
_ROWS = {
    "issues": "ประเด็นที่", "proofs": "หลักฐานจากงาน", "evidence": "หลักฐานที่แนบ",
    **{str(section.value): str(section.label) for section in Sentence.Section},
}  # fmt: skip
CARRIED = {True: "ดำเนินการแล้ว", False: "ยังไม่ได้ดำเนินการ", None: "ยังไม่ระบุ"}


def snapshot(standing: Standing) -> dict[str, Any]:
    """Everything the approval is about, JSON-ready; rows carry `key` so that two revisions can be compared."""
    assessment, verdict = standing.assessment, standing.verdict
    made: dict[str, Any] = plain(
        {
            "indicator": str(assessment.indicator),
            "set": str(assessment.indicator.standard.set),
            "fiscal_year": assessment.fiscal_year,
            "level": verdict.level,
            "word": verdict.word,
            "rule": verdict.rule,
            "why": verdict.why,
            "issues": [_issue(row) for row in standing.issues],
        }
    )
    return made


def _issue(row: IssueStanding) -> dict[str, Any]:
    texts = narrative.written(row.answer, row.offers)
    return {
        "key": str(row.issue.number),
        "title": row.issue.title,
        "carried_out": CARRIED[row.carried_out],
        "no_evidence_reason": row.answer.no_evidence_reason,
        "owner": str(row.answer.owner) if row.answer.owner else "",
        "proofs": [
            {
                "key": str(line.line.pk), "title": line.line.title,
                "count": f"{line.counted:,} {unit_of(line.line)}", "reason": line.proof.reason if line.proof else "",
            }
            for line in row.lines
            if line.counts
        ],
        "evidence": [
            {
                "key": str(use.use.pk), "title": use.use.item.title, "day": thai_date(use.day, "short"),
                "reason": use.use.off_year_reason,
            }
            for use in row.uses
            if use.counts
        ],
        **{
            section: [{"key": str(one.sentence.pk), "text": one.text} for one in rows]
            for section, rows in texts.items()
        },
    }  # fmt: skip


def result_of(standing: Standing) -> dict[str, Any]:
    """What is kept with a submitted assessment: the level, its rule and what was counted, so that it can be explained
    when rules and work have changed."""
    return {
        **standing.verdict.as_data(),
        "issues": [
            {
                "number": row.issue.number, "title": row.issue.title, "carried_out": row.carried_out,
                "has_evidence": row.has_evidence, "evidence": row.evidence_count,
                "lines": [
                    {"key": line.line.pk, "title": line.line.title, "count": line.counted}
                    for line in row.lines
                    if line.counts
                ],
                "uses": [{"key": use.use.pk, "title": use.use.item.title} for use in row.uses if use.counts],
                "no_evidence_reason": row.answer.no_evidence_reason,
                "missing": list(row.missing),
            }
            for row in standing.issues
        ],
        "uses": [use.use.pk for row in standing.issues for use in row.uses if use.counts],
        "next_steps": list(standing.next_steps),
        "next_level": standing.next_level,
        "next_word": standing.next_word,
    }  # fmt: skip


def place_names(*contents: Mapping[str, Any]) -> Callable[[tuple[str, ...]], str]:
    """Names for `core.approvals.diff`: ประเด็นที่ 2 · ผลการดำเนินงาน · ข้อความ. Later contents win."""
    names: dict[tuple[str, ...], str] = {}
    for content in contents:
        for issue in content.get("issues", ()):
            for kind in _ROWS:
                for row in issue.get(kind, ()):
                    names["issues", str(issue["key"]), kind, str(row["key"])] = str(row.get("title", ""))

    def name(path: tuple[str, ...]) -> str:
        words, at = [], 0
        while at < len(path):
            part = path[at]
            if part in _ROWS and at + 1 < len(path):
                title = names.get(path[: at + 2], "")
                key = f" {path[at + 1]}" if part == "issues" else f" “{title}”" if title else ""
                words.append(f"{_ROWS[part]}{key}")
                at += 2
                continue
            words.append(_WORDS.get(part, part))
            at += 1
        return " · ".join(words)

    return name
