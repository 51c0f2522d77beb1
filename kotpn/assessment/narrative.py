"""Sentences of the narrative: composed from a line's own words and the figures of its records, each leading to them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.urls import reverse

from core.thai.dates import date_range, thai_date
from evidence.proofs import source
from kotpn.assessment.models import IssueAnswer, LineProof, Sentence
from kotpn.assessment.proposing import Offer, known, labels_of, schools_of_year, unit_of
from kotpn.standards.figures import BY_SCHOOL, COMPARED, names_in
from kotpn.standards.models import ProofLine
from qa.levels.queries.tables import share

Part = tuple[str, str | None]
SECTIONS = (Sentence.Section.METHOD, Sentence.Section.RESULT)
WHOLE_DISTRICT = frozenset({"all_schools", "percent_schools"})


@dataclass(frozen=True)
class Draft:
    """A proposed sentence. `figures` are those it shows; `parts` is the text with the figures' links; `accepted` tells
    whether the line it rests on was accepted, without which it is not used; `used` whether it is in the narrative."""

    line: ProofLine
    section: str
    text: str
    figures: dict[str, str]
    parts: tuple[Part, ...]
    accepted: bool
    used: bool


@dataclass(frozen=True)
class Written:
    """A sentence as it reads. `source_url` and `source_label` are what it rests on (empty for an opinion without).
    `stale`: the figures it was written with are no longer those of the work, `now` (name → as shown)."""

    sentence: Sentence
    text: str
    parts: tuple[Part, ...]
    figures: dict[str, str]
    now: dict[str, str]
    stale: bool
    source_url: str
    source_label: str


def figures_of(line: ProofLine, offer: Offer, all_schools: int | None = None) -> dict[str, str]:
    """Every figure the records of a line give, as shown; those of the whole office where `all_schools` is known."""
    unit, word = unit_of(line), "รายการ"
    if line.source and known(line.source) and (amount := source(line.source).amount):
        word = amount[1]
    shown = {
        "count": f"{offer.count:,} {unit}",
        "schools": f"{offer.schools:,} โรงเรียน",
        "amount": f"{offer.amount:,} {word}",
        "dates": _dates(offer),
        "labels": labels_of(offer.records),
    }
    if offer.of is not None:
        shown |= {"of": f"{offer.of:,} {unit}", "percent_of": percent(offer.count, offer.of)}
    if all_schools is not None:
        shown |= {"all_schools": f"{all_schools:,} โรงเรียน", "percent_schools": percent(offer.schools, all_schools)}
    return shown


def percent(part: int, whole: int) -> str:
    """83.63; two decimals, half up, as every other table of the office prints them; "0.00" of nothing."""
    return str(share(part, whole) or "0.00")


def _dates(offer: Offer) -> str:
    if offer.first is None or offer.last is None:
        return ""
    return thai_date(offer.first, "short") if offer.first == offer.last else date_range(offer.first, offer.last)


def compose(template: str, shown: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The sentence with its figures, and those figures; a figure the line does not give reads as –."""
    used = {name: shown.get(name, "–") for name in names_in(template)}
    return template.format_map(used), used


def composed_parts(template: str, figures: Mapping[str, str], url: str) -> tuple[Part, ...]:
    """The composed sentence cut at its figures; each leads to the records or schools it counts."""
    parts: list[Part] = []
    for text, name, _, _ in Formatter().parse(template):
        if text:
            parts.append((text, None))
        if name is not None:
            asked = "?all=1" if name in COMPARED else "?schools=1" if name in BY_SCHOOL else ""
            parts.append((figures.get(name, "–"), f"{url}{asked}"))
    return tuple(parts)


def linked(text: str, figures: Mapping[str, str], url: str) -> tuple[Part, ...]:
    """A typed text cut where a figure stands in it."""
    shown = sorted({value for value in figures.values() if value and value != "–"}, key=len, reverse=True)
    if not shown:
        return ((text, None),)
    wanted = "|".join(re.escape(value) for value in shown)
    parts: list[Part] = []
    at = 0
    for match in re.finditer(rf"(?<![\d.,])(?:{wanted})(?!\d)", text):
        if match.start() > at:
            parts.append((text[at : match.start()], None))
        parts.append((match[0], url))
        at = match.end()
    if at < len(text):
        parts.append((text[at:], None))
    return tuple(parts)


def template_of(line: ProofLine, section: str) -> str:
    return line.method if section == Sentence.Section.METHOD else line.result


def line_url(assessment: Any, line_pk: int) -> str:
    return reverse("assessment:line", args=[assessment.pk, line_pk])


def drafts(answer: IssueAnswer, offers: Mapping[int, Offer]) -> dict[str, list[Draft]]:
    """Proposed sentences by section, in the order of the lines; nothing of a line without records or refused."""
    decided = dict(LineProof.objects.filter(answer=answer).values_list("line", "decision"))
    used = set(answer.sentences.exclude(origin=Sentence.Origin.OWN).exclude(line=None).values_list("section", "line"))
    lines = [offer.line for offer in offers.values() if offer.enough]
    lines = [line for line in lines if decided.get(line.pk) != LineProof.Decision.REFUSED]
    every = _all_schools(answer, (template_of(line, section) for line in lines for section in SECTIONS))
    found: dict[str, list[Draft]] = {str(section): [] for section in SECTIONS}
    for line in lines:
        shown = figures_of(line, offers[line.pk], every)
        for section in SECTIONS:
            template = template_of(line, section)
            if not template.strip():
                continue
            text, figures = compose(template, shown)
            parts = composed_parts(template, figures, line_url(answer.assessment, line.pk))
            found[str(section)].append(
                Draft(
                    line, str(section), text, figures, parts, decided.get(line.pk) == LineProof.Decision.ACCEPTED,
                    (str(section), line.pk) in used,
                )
            )  # fmt: skip
    return found


def written(answer: IssueAnswer, offers: Mapping[int, Offer]) -> dict[str, list[Written]]:
    """The narrative by section, numbered by its order. While the assessment is open composed sentences follow the
    figures; later they read as submitted."""
    rows = list(answer.sentences.select_related("line", "evidence__item").order_by("section", "position", "pk"))
    open_now = answer.assessment.is_open
    every = _all_schools(answer, (_template(row) for row in rows)) if open_now else None
    found: dict[str, list[Written]] = {str(section): [] for section in Sentence.Section}
    for row in rows:
        found[row.section].append(_written(row, answer, offers, every, open_now=open_now))
    return found


def _template(row: Sentence) -> str:
    if row.line is None or row.section == Sentence.Section.OPINION:
        return ""
    return template_of(row.line, row.section)


def _written(
    row: Sentence, answer: IssueAnswer, offers: Mapping[int, Offer], every: int | None, *, open_now: bool
) -> Written:
    url, label = _rests_on(row, answer)
    text, figures, now, stale = row.text, dict(row.figures), dict(row.figures), False
    offer = offers.get(row.line_id) if row.line_id is not None else None
    if open_now and offer is not None:
        shown = figures_of(offer.line, offer, every)
        now = {name: shown.get(name, "–") for name in row.figures}
        if row.origin == Sentence.Origin.COMPOSED:
            text, figures = compose(_template(row), shown)
            now, stale = figures, offer.count == 0
        else:
            stale = now != row.figures
    return Written(row, text, _parts(row, text, figures, url), figures, now, stale, url, label)


def _parts(row: Sentence, text: str, figures: Mapping[str, str], url: str) -> tuple[Part, ...]:
    if row.origin == Sentence.Origin.COMPOSED:
        return composed_parts(_template(row), figures, url)
    return linked(text, figures, url) if url else ((text, None),)


def _rests_on(row: Sentence, answer: IssueAnswer) -> tuple[str, str]:
    if row.line is not None:
        return line_url(answer.assessment, row.line.pk), row.line.title
    if row.evidence is not None:
        return reverse("evidence:item", args=[row.evidence.item_id]), row.evidence.item.title
    return "", ""


def _all_schools(answer: IssueAnswer, templates: Iterable[str]) -> int | None:
    """Asked only where a sentence compares with the whole office."""
    if not any(WHOLE_DISTRICT & set(names_in(template)) for template in templates):
        return None
    return schools_of_year(answer.assessment.district, answer.assessment.fiscal_year)


def standing_in(text: str, shown: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """The figures that stand in a typed text, so that it can be told when they are no longer true. A bare number of
    one digit may mean anything, and is one only where the text had it before."""
    return {name: value for name, value in shown.items() if (len(value) > 1 or name in before) and value in text}


def in_order(rows: Mapping[str, Sequence[Written]], section: str) -> list[str]:
    """The sentences of a section as plain text, for papers and comparisons."""
    return [row.text for row in rows[section]]
