"""Write the evidence lines of an issue: what is asked for, the rule that finds it in the work, its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from core.errors import DomainError
from evidence.proofs import check_conditions
from kotpn.standards.figures import COMPARED, names_in
from kotpn.standards.models import Issue, OfficeStandardSet, ProofLine
from kotpn.standards.services.common import locked_draft, one_line, save

MOST_LINES, MOST_IN_FULL = 60, 200


@dataclass(frozen=True)
class LineWords:
    """See ProofLine; an empty `source` is a line people prove by hand, which asks for no figures."""

    title: str
    manual_number: str = ""
    source: str = ""
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    among: Mapping[str, Sequence[str]] | None = None
    at_least: int = 1
    needed: bool = False
    lacking: str = ""
    method: str = ""
    result: str = ""
    in_full: int = 3


@transaction.atomic
def save_line(
    issue: Issue, *, actor: Any, words: LineWords, line: ProofLine | None = None, lock_version: int | None = None,
    now: datetime | None = None,
) -> ProofLine:  # fmt: skip
    """Write a line of the issue, or add one at the end."""
    draft = locked_draft(issue.indicator.standard.set, actor=actor, lock_version=lock_version)
    if line is None:
        if issue.lines.count() >= MOST_LINES:
            raise DomainError(f"หนึ่งประเด็นมีรายการหลักฐานได้ไม่เกิน {MOST_LINES} รายการ")
        line = ProofLine(issue=issue, position=1 + (issue.lines.aggregate(last=Max("position"))["last"] or 0))
    _fill(line, words, draft)
    line.save()
    save(draft, "written", actor=actor, now=now)
    return line


@transaction.atomic
def move_line(line: ProofLine, *, actor: Any, up: bool, now: datetime | None = None) -> None:
    """One place up or down; at the end it stays."""
    draft = locked_draft(line.issue.indicator.standard.set, actor=actor)
    rows = list(line.issue.lines.order_by("position", "pk"))
    place = next((index for index, row in enumerate(rows) if row.pk == line.pk), None)
    other = None if place is None else place - 1 if up else place + 1
    if place is None or other is None or not 0 <= other < len(rows):
        return
    one, two = rows[place], rows[other]
    here, there = one.position, two.position
    # By way of a place nobody has: two rows may not hold one, not even in between.
    for row, position in ((one, rows[-1].position + 1), (two, here), (one, there)):
        row.position = position
        row.save(update_fields=["position"])
    save(draft, "written", actor=actor, now=now)


def _fill(line: ProofLine, words: LineWords, draft: OfficeStandardSet) -> None:
    line.title = one_line(words.title, field="title", most=300, empty="กรุณาเขียนรายการหลักฐาน")
    line.manual_number = one_line(words.manual_number, field="manual_number", most=10)
    line.source, line.where, line.among = words.source, dict(words.where), words.among
    if words.source:
        check_conditions(words.source, words.where, draft.district)
        check_conditions(words.source, words.among or {}, draft.district)
    elif words.where or words.among is not None:
        raise DomainError("รายการที่แนบหลักฐานเองไม่มีเงื่อนไข", field="source")
    if not 1 <= words.at_least <= 10_000:
        raise DomainError("จำนวนอย่างน้อยต้องเป็น 1 ขึ้นไป", field="at_least")
    if not 0 <= words.in_full <= MOST_IN_FULL:
        raise DomainError(f"พิมพ์ฉบับเต็มได้ 0 ถึง {MOST_IN_FULL} รายการ", field="in_full")
    line.at_least, line.in_full, line.needed = words.at_least, words.in_full, words.needed
    line.lacking = one_line(words.lacking, field="lacking", most=200)
    if line.needed and not line.lacking:
        raise DomainError("กรุณาเขียนว่าขาดอะไร เช่น รายงานผลภาคเรียนที่ 1", field="lacking")
    for name in ("method", "result"):
        text = one_line(getattr(words, name), field=name, most=1000)
        asked = names_in(text, name)
        if asked and not words.source:
            raise DomainError("รายการที่แนบหลักฐานเองไม่มีตัวเลขให้ใช้ในประโยค", field=name)
        if COMPARED & set(asked) and words.among is None:
            raise DomainError("{of} และ {percent_of} ใช้ได้เมื่อเทียบกับทั้งหมด", field=name)
        setattr(line, name, text)
