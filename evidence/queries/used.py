"""Who used an item where."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from evidence.models import EvidenceItem, EvidenceUse
from evidence.queries.panels import Counts
from evidence.uses import UseKind, kinds

S = EvidenceUse.State


@dataclass(frozen=True)
class Used:
    """One link of an item, to a target this person may see."""

    kind: UseKind
    use: Any
    label: str
    url: str


@dataclass(frozen=True)
class UsedWhere:
    """`hidden` counts links to things this person may not see."""

    rows: tuple[Used, ...]
    hidden: int

    @property
    def total(self) -> int:
        return len(self.rows) + self.hidden


def uses_of(item: EvidenceItem, user: Any) -> UsedWhere:
    """Every use of an item, newest first; one query per registered kind, besides what the kinds' own functions ask."""
    found, hidden = [], 0
    for kind in kinds():
        for use in kind.uses().filter(item=item).select_related("added_by", "decided_by", *kind.related):
            if not kind.may_view(user, use.target):
                hidden += 1
                continue
            found.append(Used(kind, use, kind.describe(use.target), kind.url(use.target)))
    return UsedWhere(tuple(sorted(found, key=lambda row: row.use.added_at, reverse=True)), hidden)


def use_counts(items: Collection[EvidenceItem]) -> dict[int, Counts]:
    """How many links each item has in which state, whoever may see them; one query for all."""
    keys = [item.pk for item in items]
    queries = [kind.uses().filter(item__in=keys).order_by().values_list("item", "state", "pk") for kind in kinds()]
    found: dict[int, list[str]] = defaultdict(list)
    if queries and keys:
        for item, state, _ in queries[0].union(*queries[1:], all=True):
            found[item].append(state)
    return {
        key: Counts(len(states), states.count(S.WAITING), states.count(S.ACCEPTED), states.count(S.RETURNED))
        for key in keys
        for states in (found[key],)
    }
