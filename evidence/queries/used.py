"""Who used an item where."""

from dataclasses import dataclass
from typing import Any

from evidence.models import EvidenceItem
from evidence.uses import UseKind, kinds


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
