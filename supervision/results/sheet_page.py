"""A sheet as its page shows it: areas, indicators with their levels, what the school told and shows for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from core.stamps import said
from supervision.indicators.models import Area, Indicator
from supervision.progress.models import IndicatorEvidence, SchoolIndicator
from supervision.results.models import Score, Sheet
from supervision.results.queries.asked import asked
from supervision.results.services.sheets import Given

# A scale of more whole values than this is typed, not tapped.
_TAPPED = 11
NONE = "none"


@dataclass(frozen=True)
class Level:
    """One value of a scale as a row to tap."""

    value: int
    word: str
    description: str


@dataclass(frozen=True)
class Row:
    """An indicator on the sheet. `value` and `note` are what stands in the form; `levels` empty: the value is typed.

    `kept` says what another screen saved where that is not what was typed here.
    """

    indicator: Indicator
    levels: tuple[Level, ...]
    value: str
    note: str
    error: str
    told: SchoolIndicator | None
    evidence: tuple[IndicatorEvidence, ...]
    kept: str = ""

    @property
    def is_done(self) -> bool:
        return bool(self.value) and not self.error

    @property
    def is_aside(self) -> bool:
        return self.value == NONE


@dataclass(frozen=True)
class Page:
    """`parts` by area; how many indicators are done of how many."""

    parts: tuple[tuple[Area, tuple[Row, ...]], ...]
    done: int
    total: int


def levels_of(indicator: Indicator) -> tuple[Level, ...]:
    """Whole values from best to worst with their words, where there are few enough to tap."""
    low, high = indicator.lowest, indicator.highest
    if indicator.decimals or low != int(low) or high != int(high) or high - low >= _TAPPED:
        return ()
    words = {str(row.get("value")): row for row in indicator.levels}
    values = range(int(high), int(low) - 1, -1)
    ordered = reversed(values) if indicator.lower_is_better else values
    return tuple(
        Level(value, words.get(str(value), {}).get("label", ""), words.get(str(value), {}).get("text", ""))
        for value in ordered
    )


def shown(score: Score | None, indicator: Indicator) -> str:
    """What a kept score is in its field."""
    if score is None:
        return ""
    if score.not_applicable:
        return NONE
    return "" if score.value is None else f"{score.value:.{indicator.decimals}f}"


def kept_words(score: Score | None, indicator: Indicator, value: str, note: str) -> str:
    """What is kept of an indicator, for who typed something else; empty where both say the same."""
    kept, kept_note = shown(score, indicator), score.note if score else ""
    same_note = said(kept_note) == said(note)
    if same_note and _same(kept, value.strip()):
        return ""
    words = "ไม่เกี่ยวข้อง" if kept == NONE else f"ให้ {kept}" if kept else "ยังไม่ให้คะแนน"
    return words if same_note else f"{words} · {kept_note or 'ไม่ได้เขียนสิ่งที่พบ'}"


def _same(one: str, other: str) -> bool:
    """Whether two fields hold one value, 4 and 4.0 alike."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def page_of(
    sheet: Sheet, *, typed: Mapping[str, Any] | None = None, errors: Mapping[int, str] | None = None,
    overtaken: bool = False,
) -> Page:  # fmt: skip
    """Five queries. `typed` is what was posted and not kept: it stands in the form instead; with `overtaken`, what
    another screen kept is told beside it."""
    scores = {row.indicator_id: row for row in sheet.scores.all()}
    told = {row.indicator_id: row for row in SchoolIndicator.objects.filter(participation=sheet.participation_id)}
    evidence: dict[int, list[IndicatorEvidence]] = {}
    for use in IndicatorEvidence.objects.filter(target__participation=sheet.participation_id).select_related(
        "item", "target"
    ):
        evidence.setdefault(use.target.indicator_id, []).append(use)
    parts: dict[int, tuple[Area, list[Row]]] = {}
    for indicator in asked(sheet):
        score, key = scores.get(indicator.pk), indicator.pk
        value, note = shown(score, indicator), score.note if score else ""
        if typed is not None:
            value, note = str(typed.get(f"v{key}", "")), str(typed.get(f"n{key}", note))
            value = NONE if typed.get(f"x{key}") else value
        row = Row(
            indicator, levels_of(indicator), value, note, (errors or {}).get(key, ""), told.get(key),
            tuple(evidence.get(key, ())), kept_words(score, indicator, value, note) if overtaken else "",
        )  # fmt: skip
        parts.setdefault(indicator.area_id, (indicator.area, []))[1].append(row)
    rows = [row for _, held in parts.values() for row in held]
    return Page(
        tuple((area, tuple(held)) for area, held in parts.values()), sum(row.is_done for row in rows), len(rows)
    )


def given_of(posted: Mapping[str, Any], sheet: Sheet) -> tuple[dict[int, Given], dict[int, str]]:
    """What was posted by indicator, and what of it cannot be a value at all. An empty field takes a value away."""
    found: dict[int, Given] = {}
    wrong: dict[int, str] = {}
    for indicator in asked(sheet):
        key = indicator.pk
        if f"n{key}" not in posted and f"v{key}" not in posted:
            continue
        text, note = str(posted.get(f"v{key}", "")).strip(), str(posted.get(f"n{key}", ""))[:4000]
        if text == NONE or posted.get(f"x{key}"):
            found[key] = Given(None, True, note)
            continue
        try:
            found[key] = Given(Decimal(text) if text else None, False, note)
        except InvalidOperation:
            wrong[key] = "ต้องเป็นตัวเลข"
    return found, wrong
