"""Read-only questions about quality plans."""

from qa.plans.queries.content import place_names, snapshot
from qa.plans.queries.picks import Pick, picks_for, source_words
from qa.plans.queries.tree import Cell, IndicatorLine, PlanTree, ProjectLine, StrategyPart, tree_of

__all__ = [
    "Cell",
    "IndicatorLine",
    "Pick",
    "PlanTree",
    "ProjectLine",
    "StrategyPart",
    "picks_for",
    "place_names",
    "snapshot",
    "source_words",
    "tree_of",
]
