"""Read-only questions about standards for pages, documents and the apps to the right."""

from qa.standards.queries.district import people_told, settings_of
from qa.standards.queries.school import (
    SchoolTargets,
    TargetLine,
    levels_of,
    lines_of,
    previous_of,
    sets_for,
    targets_of,
    teaching_in,
)
from qa.standards.queries.sets import ItemLine, Pair, beside, outline, overlapping, tied_sets

__all__ = [
    "ItemLine",
    "Pair",
    "SchoolTargets",
    "TargetLine",
    "beside",
    "levels_of",
    "lines_of",
    "outline",
    "overlapping",
    "people_told",
    "previous_of",
    "sets_for",
    "settings_of",
    "targets_of",
    "teaching_in",
    "tied_sets",
]
