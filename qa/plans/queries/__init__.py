"""Read-only questions about quality plans."""

from qa.plans.queries.content import place_names, snapshot
from qa.plans.queries.tree import Cell, IndicatorLine, PlanTree, ProjectLine, StrategyPart, tree_of

__all__ = [
    "Cell",
    "IndicatorLine",
    "PlanTree",
    "ProjectLine",
    "StrategyPart",
    "place_names",
    "snapshot",
    "tree_of",
]
