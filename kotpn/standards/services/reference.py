"""The sets every office starts with; one the office already has, edited or not, is left as it is.

`reference/` holds one set a file, nested: labels, standards, indicators with their level rules, issues, evidence lines.
A line that was shipped without a source and has one now gets it, also in a published set: no rule changes by it.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from kotpn.standards.models import Indicator, Issue, LevelLabel, LevelRule, OfficeStandard, OfficeStandardSet, ProofLine

FOLDER = Path(__file__).resolve().parent.parent / "reference"
_FRONT = {
    "code", "name", "edition", "year_from", "year_to", "aggregate", "source", "missing_parts", "state",
}  # fmt: skip
_WORDS = {
    "set": _FRONT | {"labels", "standards"},
    "standard": {"number", "title", "weight", "indicators"},
    "indicator": {"number", "title", "weight", "owner_post", "rule", "note", "rules", "issues"},
    "issue": {"number", "title", "short", "lines"},
    "line": {
        "manual", "title", "source", "where", "among", "at_least", "needed", "lacking", "method", "result", "in_full",
    },
}  # fmt: skip
_FOUND_LATER = ("source", "where", "among")


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The sets of `reference/`, by file name. ValueError for a word nobody knows."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        _check(path.name, "set", told)
        for standard in told["standards"]:
            _check(path.name, "standard", standard)
            for indicator in standard.get("indicators", ()):
                _check(path.name, "indicator", indicator)
                for issue in indicator.get("issues", ()):
                    _check(path.name, "issue", issue)
                    for line in issue.get("lines", ()):
                        _check(path.name, "line", line)
        found.append(told)
    return tuple(found)


def _check(name: str, level: str, told: dict[str, Any]) -> None:
    if unknown := set(told) - _WORDS[level]:
        raise ValueError(f"{name}: {level} {sorted(unknown)}")


@transaction.atomic
def load_office_sets(district: Any) -> int:
    """Add what the office lacks; gives the number of sets added."""
    held = {row.code: row for row in OfficeStandardSet.objects.of_district(district)}
    added = 0
    for told in shipped():
        row = held.get(told["code"])
        if row is None:
            _make(district, told)
            added += 1
        else:
            _fill_sources(row, told)
    return added


def _make(district: Any, told: dict[str, Any]) -> None:
    made = OfficeStandardSet.objects.create(
        district=district, updated_at=timezone.now(), **{name: told[name] for name in _FRONT if name in told}
    )
    LevelLabel.objects.bulk_create(LevelLabel(set=made, value=value, word=word) for value, word in told["labels"])
    lines: list[ProofLine] = []
    for one in told["standards"]:
        standard = OfficeStandard.objects.create(set=made, **_own(one, "number", "title", "weight"))
        for entry in one.get("indicators", ()):
            indicator = Indicator.objects.create(
                standard=standard, **_own(entry, "number", "title", "weight", "owner_post", "rule", "note")
            )
            LevelRule.objects.bulk_create(
                LevelRule(
                    indicator=indicator, level=level, carried_out=carried_out, with_evidence=with_evidence,
                    description=description,
                )
                for level, carried_out, with_evidence, description in entry.get("rules", ())
            )  # fmt: skip
            issues = Issue.objects.bulk_create(
                Issue(indicator=indicator, **_own(issue, "number", "title", "short"))
                for issue in entry.get("issues", ())
            )
            for issue, words in zip(issues, entry.get("issues", ()), strict=True):
                lines += [
                    ProofLine(issue=issue, position=place, manual_number=line.get("manual", ""), **_line(line))
                    for place, line in enumerate(words.get("lines", ()), start=1)
                ]
    ProofLine.objects.bulk_create(lines)


def _own(told: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}


def _line(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "manual"}


def _fill_sources(row: OfficeStandardSet, told: dict[str, Any]) -> None:
    """One query where nothing is to fill. A line is recognised by its place and title: one the office rewrote is its
    own."""
    empty = {
        (line.issue.indicator.standard.number, line.issue.indicator.number, line.issue.number, line.title): line
        for line in ProofLine.objects.filter(issue__indicator__standard__set=row, source="").select_related(
            "issue__indicator__standard"
        )
    }
    if not empty:
        return
    filled = []
    for standard in told["standards"]:
        for indicator in standard.get("indicators", ()):
            for issue in indicator.get("issues", ()):
                for line in issue.get("lines", ()):
                    found = empty.get((standard["number"], indicator["number"], issue["number"], line["title"]))
                    if found is not None and line.get("source"):
                        for name in _FOUND_LATER:
                            if name in line:
                                setattr(found, name, line[name])
                        filled.append(found)
    ProofLine.objects.bulk_update(filled, list(_FOUND_LATER))
