"""What the pages of writing and reviewing show of one standard: items with evidence, last year's, comments."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.queries import Panel, panels
from qa.sar.models import Sar, SarComment, SarItem
from qa.sar.proofs import KIND, earlier_items
from qa.sar.queries.content import TEXTS, Filled, Part, Section, word_of


@dataclass(frozen=True)
class Row:
    """An item as drawn. `heading` is the group it opens; `before` its level last time, `before_year` when that was."""

    item: SarItem
    heading: str
    panel: Panel | None
    before: str
    before_year: int | None
    comments: tuple[SarComment, ...]
    chosen: str
    own_comment: str
    is_open: bool


@dataclass(frozen=True)
class Before:
    """A text of the last SAR of this school, to take over."""

    year: int
    text: str


@dataclass(frozen=True)
class Standing:
    """A standard as drawn: its scored rows, its own row, whether that one's level is stated, last year's texts."""

    part: Part
    section: Section
    rows: tuple[Row, ...]
    own: Row
    is_stated: bool
    before: dict[str, Before]

    @property
    def stated(self) -> Row | None:
        return self.own if self.is_stated else None

    @property
    def comments(self) -> tuple[SarComment, ...]:
        return self.own.comments


def standings(user: Any, found: Filled, sections: Iterable[tuple[Part, Section]]) -> list[Standing]:
    """The given standards; a fixed number of queries whatever their number and their items'."""
    chosen = list(sections)
    roots = [section.row for _, section in chosen]
    scored = [item for _, section in chosen for item in section.scored]
    known = {item.pk: item for item in [*roots, *scored]}
    earlier = earlier_items(known.values(), found.sar) if known else {}
    for item in known.values():
        item.earlier = earlier.get(item.pk, [])
    shown = panels(user, KIND, scored)
    said = _comments(user, found.sar, known)
    return [_standing(part, section, shown, earlier, said) for part, section in chosen]


def _standing(
    part: Part, section: Section, shown: dict[int, Panel], earlier: dict[int, list[SarItem]],
    said: dict[int, list[SarComment]],
) -> Standing:  # fmt: skip
    rows, group = [], None
    for item in section.scored:
        parent = item.standard.parent
        middle = parent if parent is not None and parent.parent_id is not None else None
        heading = f"{middle.number} {middle.title}" if middle is not None and middle.pk != group else ""
        group = middle.pk if middle is not None else None
        rows.append(_row(item, heading, shown.get(item.pk), earlier, said))
    root = section.row
    own = section.verdict.stated and section.scored != (root,)
    last = next(iter(earlier.get(root.pk, ())), None)
    before = {
        name: Before(last.part.sar.call.academic_year, getattr(last, name))
        for name, _ in TEXTS
        if last is not None and getattr(last, name).strip()
    }
    return Standing(part, section, tuple(rows), _row(root, "", None, earlier, said), own, before)


def _row(
    item: SarItem, heading: str, shown: Panel | None, earlier: dict[int, list[SarItem]],
    said: dict[int, list[SarComment]],
) -> Row:  # fmt: skip
    last = next(iter(earlier.get(item.pk, ())), None)
    word = word_of(last) if last is not None else ""
    year = last.part.sar.call.academic_year if last is not None and word else None
    chosen = "none" if item.not_assessed else str(item.scale_level_id or "")
    comments = tuple(said.get(item.pk, ()))
    sar = item.part.sar
    own = [one.text for one in comments if one.revision == sar.revision and sar.state == Sar.State.SUBMITTED]
    told = any(one.revision == sar.revision for one in comments)
    unproved = shown is not None and sar.call.ask_evidence and not shown.rows and not item.not_assessed
    open_ = not item.is_answered or told or unproved or bool(shown and shown.returned)
    return Row(item, heading, shown, word, year, comments, chosen, next(iter(own), ""), open_)


def _comments(user: Any, sar: Sar, known: Iterable[int]) -> dict[int, list[SarComment]]:
    """The newest first. While a revision is under review its words are the reviewer's alone."""
    rows = SarComment.objects.filter(item__in=list(known)).select_related("author").order_by("-revision", "-pk")
    if sar.state == Sar.State.SUBMITTED:
        # Each reviewer sees own words of this revision; earlier revisions' words are everybody's.
        rows = [row for row in rows if row.revision < sar.revision or row.author_id == user.pk]
    found: dict[int, list[SarComment]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found
