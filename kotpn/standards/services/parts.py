"""Write the parts of a draft: standards, indicators with their level rules, issues; take one out with all below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from accounts.roles import ROLES
from core.errors import DomainError
from kotpn.standards.models import Indicator, Issue, LevelRule, OfficeStandard, OfficeStandardSet, ProofLine
from kotpn.standards.services.common import locked_draft, one_line, save

Part = OfficeStandard | Indicator | Issue | ProofLine
MOST_NUMBER, MOST_WEIGHT, MOST_RULES = 999, 10_000, 60


@dataclass(frozen=True)
class PartWords:
    """A standard's or an indicator's own; the last three are an indicator's. `owner_post` is a role's code."""

    number: int
    title: str
    weight: Decimal = Decimal(1)
    owner_post: str = ""
    rule: str = Indicator.Rule.COUNT
    note: str = ""


@dataclass(frozen=True)
class RuleRow:
    level: int
    carried_out: int
    with_evidence: int
    description: str


def set_of(part: Part) -> OfficeStandardSet:
    if isinstance(part, OfficeStandard):
        return part.set
    if isinstance(part, Indicator):
        return part.standard.set
    return set_of(part.indicator if isinstance(part, Issue) else part.issue)


@transaction.atomic
def save_standard(
    row: OfficeStandardSet, *, actor: Any, words: PartWords, standard: OfficeStandard | None = None,
    lock_version: int | None = None, now: datetime | None = None,
) -> OfficeStandard:  # fmt: skip
    """Write a standard of the set, or add one."""
    draft = locked_draft(row, actor=actor, lock_version=lock_version)
    standard = standard or OfficeStandard(set=draft)
    _write(standard, words, draft.standards, f"มีมาตรฐานที่ {words.number} ในชุดนี้แล้ว")
    standard.save()
    save(draft, "written", actor=actor, now=now)
    return standard


@transaction.atomic
def save_indicator(
    standard: OfficeStandard, *, actor: Any, words: PartWords, indicator: Indicator | None = None,
    lock_version: int | None = None, now: datetime | None = None,
) -> Indicator:  # fmt: skip
    """Write an indicator of the standard, or add one. Judged ones keep no level rules."""
    draft = locked_draft(standard.set, actor=actor, lock_version=lock_version)
    if words.rule not in Indicator.Rule.values:
        raise DomainError("กรุณาเลือกวิธีให้ระดับ", field="rule")
    if words.owner_post and words.owner_post not in ROLES:
        raise DomainError("ไม่พบตำแหน่งนี้", field="owner_post")
    indicator = indicator or Indicator(standard=standard)
    _write(indicator, words, standard.indicators, f"มีตัวบ่งชี้ที่ {words.number} ในมาตรฐานนี้แล้ว")
    indicator.owner_post, indicator.rule, indicator.note = words.owner_post, words.rule, words.note.strip()
    indicator.save()
    if indicator.rule == Indicator.Rule.JUDGED:
        indicator.rules.all().delete()
    save(draft, "written", actor=actor, now=now)
    return indicator


@transaction.atomic
def save_rules(
    indicator: Indicator, *, actor: Any, rows: Sequence[RuleRow], lock_version: int | None = None,
    now: datetime | None = None,
) -> None:  # fmt: skip
    """Replace the rows that give levels. More issues than there are is refused at publishing, not here: issues may
    still be added."""
    draft = locked_draft(indicator.standard.set, actor=actor, lock_version=lock_version)
    if indicator.rule != Indicator.Rule.COUNT:
        raise DomainError("ตัวบ่งชี้นี้ให้ผู้ประเมินตัดสิน จึงไม่มีเกณฑ์นับประเด็น")
    if len(rows) > MOST_RULES:
        raise DomainError(f"มีเกณฑ์ได้ไม่เกิน {MOST_RULES} แถว")
    levels = set(draft.labels.values_list("value", flat=True))
    counts: set[tuple[int, int]] = set()
    for row in rows:
        if row.level not in levels:
            raise DomainError(f"ระดับ {row.level} ไม่มีในระดับคุณภาพของชุด")
        if not 0 <= row.with_evidence <= row.carried_out <= MOST_NUMBER:
            raise DomainError(f"ระดับ {row.level}: ประเด็นที่มีหลักฐานต้องไม่เกินประเด็นที่ดำเนินการ")
        if not row.description.strip():
            raise DomainError(f"กรุณาเขียนคำอธิบายระดับ {row.level}")
        if (row.carried_out, row.with_evidence) in counts:
            raise DomainError(f"มีเกณฑ์ของดำเนินการ {row.carried_out} หลักฐาน {row.with_evidence} ประเด็นซ้ำกัน")
        counts.add((row.carried_out, row.with_evidence))
    indicator.rules.all().delete()
    LevelRule.objects.bulk_create(
        LevelRule(
            indicator=indicator, level=row.level, carried_out=row.carried_out, with_evidence=row.with_evidence,
            description=row.description.strip(),
        )
        for row in rows
    )  # fmt: skip
    save(draft, "written", actor=actor, now=now)


@transaction.atomic
def save_issue(
    indicator: Indicator, *, actor: Any, number: int, title: str, short: str = "", issue: Issue | None = None,
    lock_version: int | None = None, now: datetime | None = None,
) -> Issue:  # fmt: skip
    """Write an issue of the indicator, or add one."""
    draft = locked_draft(indicator.standard.set, actor=actor, lock_version=lock_version)
    issue = issue or Issue(indicator=indicator)
    issue.number = _number(number, indicator.issues, issue, f"มีประเด็นที่ {number} ในตัวบ่งชี้นี้แล้ว")
    issue.title = one_line(title, field="title", most=2000, empty="กรุณาเขียนข้อความของประเด็น")
    issue.short = one_line(short, field="short", most=200)
    issue.save()
    save(draft, "written", actor=actor, now=now)
    return issue


@transaction.atomic
def remove_part(part: Part, *, actor: Any, now: datetime | None = None) -> None:
    """Take it out of a draft with all below it; twice is once."""
    draft = locked_draft(set_of(part), actor=actor)
    if type(part)._default_manager.filter(pk=part.pk).delete()[0]:
        save(draft, "written", actor=actor, now=now)


def _write(part: OfficeStandard | Indicator, words: PartWords, siblings: Any, taken: str) -> None:
    part.number = _number(words.number, siblings, part, taken)
    part.title = one_line(words.title, field="title", most=400, empty="กรุณาเขียนชื่อ")
    if not 0 < words.weight < MOST_WEIGHT:
        raise DomainError("น้ำหนักต้องมากกว่า 0", field="weight")
    part.weight = words.weight


def _number(number: int, siblings: Any, part: models.Model, taken: str) -> int:
    if not 1 <= number <= MOST_NUMBER:
        raise DomainError(f"เลขที่ต้องเป็น 1 ถึง {MOST_NUMBER}", field="number")
    if siblings.filter(number=number).exclude(pk=part.pk).exists():
        raise DomainError(taken, field="number")
    return number
