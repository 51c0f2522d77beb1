"""A SAR as a whole: its parts, standards and items with evidence and verdicts; and the same as the words that are sent.

A fixed number of queries whatever the number of standards, items and pieces of evidence.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core import files
from core.approvals.content import plain
from qa.sar.models import Sar, SarCall, SarEvidence, SarItem, SarLevel
from qa.sar.scoring import Outcome, Verdict, figure, outcome_of
from qa.standards.models import ScaleLevel, StandardSet

TEXTS = (("how", "วิธีดำเนินการ"), ("result", "ผลที่เกิดขึ้น"), ("strengths", "จุดเด่น"), ("to_improve", "จุดที่ควรพัฒนา"))


@dataclass(frozen=True)
class Section:
    """A standard with its items, in reading order, and how its level came about."""

    row: SarItem
    items: tuple[SarItem, ...]
    verdict: Verdict
    scored: tuple[SarItem, ...]

    @property
    def done(self) -> int:
        return sum(item.is_answered for item in self.scored)

    @property
    def total(self) -> int:
        return len(self.scored)


@dataclass(frozen=True)
class Part:
    """A level of teaching: its set's scale, best first, and the overall verdict."""

    row: SarLevel
    scale: tuple[ScaleLevel, ...]
    sections: tuple[Section, ...]
    overall: Verdict

    @property
    def judged(self) -> bool:
        return self.row.set.method == StandardSet.Method.JUDGEMENT

    @property
    def done(self) -> int:
        return sum(section.done for section in self.sections)

    @property
    def total(self) -> int:
        return sum(section.total for section in self.sections)


@dataclass(frozen=True)
class Filled:
    """Everything a SAR holds. `proofs` are the links to evidence by the key of the item."""

    sar: Sar
    parts: tuple[Part, ...]
    proofs: dict[int, list[SarEvidence]]

    @property
    def short(self) -> bool:
        return self.sar.call.form == SarCall.Form.SHORT

    @property
    def done(self) -> int:
        return sum(part.done for part in self.parts)

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @cached_property
    def sections(self) -> dict[int, tuple[Part, Section]]:
        return {section.row.pk: (part, section) for part in self.parts for section in part.sections}

    def scored(self) -> Iterator[tuple[Part, Section, SarItem]]:
        for part in self.parts:
            for section in part.sections:
                for item in section.scored:
                    yield part, section, item


def filled(sar: Sar) -> Filled:
    """Five queries."""
    parts = list(sar.levels.select_related("set", "scale_level", "saved_by").prefetch_related("set__scale"))
    rows = list(
        SarItem.objects.filter(part__in=parts)
        .select_related("standard__parent", "scale_level", "saved_by")
        .order_by("standard__position", "pk")
    )
    short = sar.call.form == SarCall.Form.SHORT
    by_key = {part.pk: part for part in parts}
    roots: dict[int, list[SarItem]] = defaultdict(list)
    under: dict[int, list[SarItem]] = defaultdict(list)
    for row in rows:
        row.part = by_key[row.part_id]
        row.part.sar = sar
        (roots[row.part_id] if row.parent_id is None else under[row.parent_id]).append(row)
    made = []
    for part in sorted(parts, key=lambda one: one.level, reverse=True):
        outcome = outcome_of(part, roots[part.pk], under, short=short)
        made.append(_part(part, roots[part.pk], under, outcome, short=short))
    return Filled(sar, tuple(made), _proofs(rows))


def _part(
    part: SarLevel, roots: list[SarItem], under: dict[int, list[SarItem]], outcome: Outcome, *, short: bool
) -> Part:
    scale = tuple(sorted(part.set.scale.all(), key=lambda level: -level.value))
    sections = []
    for root in roots:
        items = tuple(under.get(root.pk, ()))
        scored = (root,) if short or not items else items
        sections.append(Section(root, items, outcome.standards[root.pk], scored))
    return Part(part, scale, tuple(sections), outcome.overall)


def _proofs(rows: list[SarItem]) -> dict[int, list[SarEvidence]]:
    found: dict[int, list[SarEvidence]] = defaultdict(list)
    for use in SarEvidence.objects.filter(target__in=rows).select_related("item").order_by("position", "pk"):
        found[use.target_id].append(use)
    return found


def snapshot(found: Filled) -> dict[str, Any]:
    """What is sent, as plain JSON values: it is hashed, compared with other revisions, printed."""
    sar, call = found.sar, found.sar.call
    return dict(
        plain(
            {
                "title": call.title,
                "year": call.academic_year,
                "form": call.form,
                "basic": sar.basic.get("rows", []),
                "levels": [_level(part, found) for part in found.parts],
                "plan": sar.plan,
                "help_wanted": sar.help_wanted,
                "board_on": sar.board_on,
                "files": [
                    {"key": row.file.sha256, "name": row.name} for row in files.attachments_of_key("sar", str(sar.pk))
                ],
            }
        )
    )


def _level(part: Part, found: Filled) -> dict[str, Any]:
    row = part.row
    return {
        "key": row.level,
        "name": row.get_level_display(),
        "set": row.set.name,
        "method": row.set.get_method_display(),
        **_verdict(part.overall),
        "evidence_text": row.evidence_text,
        "plan": row.plan,
        "standards": [_standard(section, found) for section in part.sections],
    }


def _standard(section: Section, found: Filled) -> dict[str, Any]:
    row = section.row
    told = {
        "key": row.standard.number, "title": row.standard.title, **_verdict(section.verdict),
        **{name: getattr(row, name) for name, _ in TEXTS},
        "evidence": _evidence(found.proofs.get(row.pk, ())),
    }  # fmt: skip
    if section.scored != (row,):
        told["items"] = [
            {
                "key": item.standard.number, "title": item.standard.title,
                "word": word_of(item), "value": item.scale_level.value if item.scale_level else None,
                "reason": item.reason, "evidence": _evidence(found.proofs.get(item.pk, ())),
            }
            for item in section.items
        ]  # fmt: skip
    return told


def word_of(item: SarItem) -> str:
    if item.not_assessed:
        return "ไม่ประเมิน"
    return item.scale_level.word if item.scale_level else ""


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "word": verdict.word,
        "value": verdict.level.value if verdict.level else None,
        "mean": figure(verdict.mean),
        "working": verdict.working,
        "reason": verdict.reason,
    }


def _evidence(uses: Any) -> list[dict[str, Any]]:
    return [
        {
            "key": use.item.content_key, "item": use.item_id, "title": use.item.title,
            "kind": use.item.get_kind_display(), "carried_from": use.carried_from,
        }
        for use in uses
        if not use.item.is_withdrawn
    ]  # fmt: skip
