"""Sets as pages show them: what a set holds, the lines of an indicator with their rules in words, a rule tried out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from evidence.proofs import Gathered, Record, Scope, meets, source, sources
from kotpn.standards.models import Indicator, Issue, LevelRule, OfficeStandard, OfficeStandardSet, ProofLine


def former_editions(row: OfficeStandardSet, *, year_from: int, year_to: int | None = None) -> list[OfficeStandardSet]:
    """Published editions of the same text, before and after it, that hold in one of those fiscal years."""
    rows = OfficeStandardSet.objects.of_district(row.district_id).select_related("district")
    held = {one.pk: one for one in rows}

    def root(one: OfficeStandardSet) -> int:
        while one.based_on_id is not None:
            one = held[one.based_on_id]
        return one.pk

    return [
        one
        for one in held.values()
        if one.pk != row.pk
        and one.state == OfficeStandardSet.State.PUBLISHED
        and root(one) == root(held[row.pk])
        and (year_to is None or one.year_from <= year_to)
        and (one.year_to is None or one.year_to >= year_from)
    ]


@dataclass(frozen=True)
class StandardLine:
    """A standard of a set with its indicators, each with `issue_count` and `line_count`."""

    standard: OfficeStandard
    indicators: tuple[Indicator, ...]


def outline(row: OfficeStandardSet) -> list[StandardLine]:
    """Two queries."""
    held: dict[int, list[Indicator]] = {}
    rows = Indicator.objects.filter(standard__set=row).annotate(
        issue_count=Count("issues", distinct=True), line_count=Count("issues__lines", distinct=True)
    )
    for indicator in rows.order_by("number"):
        held.setdefault(indicator.standard_id, []).append(indicator)
    return [StandardLine(one, tuple(held.get(one.pk, ()))) for one in row.standards.order_by("number")]


@dataclass(frozen=True)
class LineRow:
    """An evidence line with its rule in words; `rule` is empty for one that is proved by hand. `known` is False when
    nothing here keeps the records it asks for."""

    line: ProofLine
    rule: str
    known: bool


@dataclass(frozen=True)
class IssueRow:
    issue: Issue
    lines: tuple[LineRow, ...]


def issues_of(indicator: Indicator, district: Any) -> list[IssueRow]:
    """The issues with their lines; two queries, and one for each list of the office that a rule's values come from."""
    words = RuleWords(district)
    found = []
    for issue in indicator.issues.order_by("number").prefetch_related("lines"):
        rows = sorted(issue.lines.all(), key=lambda one: (one.position, one.pk))
        lines = tuple(LineRow(line, words.of(line), not line.source or knows(line.source)) for line in rows)
        found.append(IssueRow(issue, lines))
    return found


def rules_of(indicator: Indicator) -> list[LevelRule]:
    """Best level first; of one level, more evidence first."""
    return list(indicator.rules.order_by("-level", "-carried_out", "-with_evidence"))


def knows(key: str) -> bool:
    """Whether something here keeps this kind of record."""
    return any(one.key == key for one in sources())


class RuleWords:
    """Rules as a person reads them; each list of values is asked for once."""

    def __init__(self, district: Any) -> None:
        self.district = district
        self._values: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, line: ProofLine) -> str:
        """การนิเทศ · ด้าน: วิชาการ · อย่างน้อย 1 ครั้ง · เทียบกับทั้งหมด."""
        if not line.source:
            return ""
        if not knows(line.source):
            return f"แหล่งหลักฐาน “{line.source}” ยังไม่มีในระบบ"
        held = source(line.source)
        parts = [held.thai, *self._conditions(line.source, line.where), f"อย่างน้อย {line.at_least} {held.unit}"]
        if line.among is not None:
            among = self._conditions(line.source, line.among)
            parts.append(f"เทียบกับ{' · '.join(among) or 'ทั้งหมด'}")
        return " · ".join(parts)

    def values(self, key: str, tag: str) -> dict[str, str]:
        """The values a tag of a source can have here, with their Thai; empty for a tag that does not exist."""
        if (key, tag) not in self._values:
            found = next((one for one in source(key).tags if one.key == tag), None)
            self._values[key, tag] = dict(found.choices(self.district)) if found else {}
        return self._values[key, tag]

    def _conditions(self, key: str, where: Mapping[str, Sequence[str]]) -> list[str]:
        names = {tag.key: tag.thai for tag in source(key).tags}
        return [
            f"{names.get(name, name)}: {' หรือ '.join(self.values(key, name).get(one, one) for one in wanted)}"
            for name, wanted in where.items()
        ]


@dataclass(frozen=True)
class Trial:
    """What a rule finds in a fiscal year: `of` where it compares, the first records, how many are of another year."""

    fiscal_year: int
    count: int
    of: int | None
    unit: str
    first: tuple[Record, ...]
    off_year: int


SHOWN = 5


def try_rule(
    district: Any, fiscal_year: int, key: str, where: Mapping[str, Sequence[str]],
    among: Mapping[str, Sequence[str]] | None,
) -> Trial:  # fmt: skip
    """The records a rule finds; the source is asked once."""
    held = Gathered(Scope(district, fiscal_year))
    found = held.picked(key, where)
    of = None if among is None else sum(meets(record, among) for record in held.of(key))
    off_year = sum(not held.scope.has(record.date) for record in found)
    return Trial(fiscal_year, len(found), of, source(key).unit, found[:SHOWN], off_year)
