"""What an act on a school does to work: shown before it is done, carried out in the same transaction.

Apps to the right (visits, plans, findings) register here in `apps.ready()`; this app's own effects are in `lifecycle`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from schools.models import Cluster, School


@dataclass(frozen=True)
class Act:
    """`kind` is a SchoolChange.Kind value; `into` the school merged into, `cluster` the one moved to."""

    kind: str
    school: School
    effective_on: date
    into: School | None = None
    cluster: Cluster | None = None


@dataclass(frozen=True)
class Impact:
    """One line of the preview: what is touched, how many, what becomes of it, and the list behind the number."""

    label: str
    count: int
    outcome: str
    url: str = ""

    def told(self) -> list[Any]:
        return [self.label, self.count, self.outcome]


@dataclass(frozen=True)
class ImpactProvider:
    """`preview(user, act)` is read-only and may leave lines with count 0 out; `carry_out(actor, act)` runs inside the
    act's transaction and returns the lines that are kept with the change."""

    preview: Callable[[Any, Act], Sequence[Impact]]
    carry_out: Callable[[Any, Act], Sequence[Impact]]


_providers: dict[str, ImpactProvider] = {}


def register_impact(key: str, provider: ImpactProvider) -> None:
    """`key` names the app and its thing, such as "field.visits"; the same key twice is a fault of ours."""
    if _providers.get(key, provider) != provider:
        raise ValueError(f"school impact {key} is registered twice")
    _providers[key] = provider


def previews(user: Any, act: Act) -> list[Impact]:
    return [line for provider in _providers.values() for line in provider.preview(user, act)]


def carry_out_all(actor: Any, act: Act) -> list[Impact]:
    return [line for provider in _providers.values() for line in provider.carry_out(actor, act)]
