"""The level a rule of data gives, and how it came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kotpn.standards.models import Indicator, LevelRule


@dataclass(frozen=True)
class Verdict:
    """`level` None: no level, and `why` says it in Thai. `rule` is the row that gave it, in the set's own words."""

    level: int | None
    word: str
    issues: int
    carried_out: int
    with_evidence: int
    rule: str
    why: str

    def as_data(self) -> dict[str, Any]:
        """For keeping with a result."""
        return {
            "level": self.level, "word": self.word, "issues": self.issues, "carried_out": self.carried_out,
            "with_evidence": self.with_evidence, "rule": self.rule, "why": self.why,
        }  # fmt: skip


def judge(
    rows: Iterable[LevelRule], *, issues: int, carried_out: int, with_evidence: int, words: dict[int, str]
) -> Verdict:
    """The level of so many issues carried out and proved (facts §4.1).

    Not all carried out and no row for it: ยังไม่เข้าเกณฑ์ (ดำเนินการ n/N), no level. All carried out and no row: the set
    lacks a rule for the count, no level either.
    """
    for row in rows:
        if (row.carried_out, row.with_evidence) == (carried_out, with_evidence):
            why = f"ดำเนินการครบ {carried_out} จาก {issues} ประเด็น · หลักฐานชัดเจน {with_evidence} ประเด็น"
            return Verdict(
                row.level, words.get(row.level, ""), issues, carried_out, with_evidence, row.description, why
            )
    if carried_out < issues:
        why = f"ยังไม่เข้าเกณฑ์ (ดำเนินการ {carried_out}/{issues})"
    else:
        why = f"ชุดมาตรฐานนี้ไม่มีเกณฑ์สำหรับหลักฐาน {with_evidence} ประเด็น"
    return Verdict(None, "", issues, carried_out, with_evidence, "", why)


def uncovered(indicator: Indicator) -> list[int]:
    """Counts of issues with evidence, all being carried out, for which the indicator has no rule row; two queries."""
    issues = indicator.issues.count()
    held = set(indicator.rules.filter(carried_out=issues).values_list("with_evidence", flat=True))
    return [count for count in range(issues + 1) if count not in held]
