"""What templates/evidence/_panel.html shows: the evidence of a target, what may be done, what is offered again."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from core import files
from core.models import Attachment
from evidence.models import EvidenceItem, EvidenceUse
from evidence.models.item import POINTER
from evidence.permissions import may_take_off, store_for
from evidence.uses import UseKind, use_kind

S = EvidenceUse.State


@dataclass(frozen=True)
class Row:
    """One link with its item and file, and what this person may do with it."""

    use: Any
    file: Attachment | None
    may_detach: bool
    may_accept: bool
    may_return: bool

    @property
    def item(self) -> EvidenceItem:
        return self.use.item


@dataclass(frozen=True)
class Offer:
    """An item that proved the same in an earlier year (พ.ศ.), or in a target without one."""

    item: EvidenceItem
    file: Attachment | None
    year: int | None


@dataclass(frozen=True)
class Panel:
    """`kind` and `key` name the target in addresses; `may_add` says whether adding is offered."""

    kind: str
    key: str
    label: str
    rows: tuple[Row, ...]
    offers: tuple[Offer, ...]
    may_add: bool
    may_review: bool
    in_school: bool
    most: int

    @property
    def dom_id(self) -> str:
        return f"evidence-{self.kind}-{self.key}"

    @property
    def accepted(self) -> int:
        return sum(row.use.state == S.ACCEPTED for row in self.rows)

    @property
    def returned(self) -> int:
        return sum(row.use.state == S.RETURNED for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.use.state == S.WAITING for row in self.rows)


@dataclass(frozen=True)
class Counts:
    """How many links of a target stand where."""

    total: int = 0
    waiting: int = 0
    accepted: int = 0
    returned: int = 0


def panel(user: Any, kind_key: str, target: Any) -> Panel:
    """The panel of one target; without a row and without rights for who may not see the target."""
    found = panels(user, kind_key, [target])
    return found.get(target.pk) or Panel(kind_key, str(target.pk), "", (), (), False, False, False, 0)


def panels(user: Any, kind_key: str, targets: Iterable[Any]) -> dict[int, Panel]:
    """Panels by the target's key, of those the person may see: three queries for any number of targets, besides what
    the kind's own functions ask."""
    kind = use_kind(kind_key)
    seen = [target for target in targets if kind.may_view(user, target)]
    if not seen:
        return {}
    before = _before(kind, [target for target in seen if kind.may_attach(user, target)])
    keys = {target.pk for target in seen} | {row.pk for rows in before.values() for row in rows}
    by_target: dict[int, list[Any]] = defaultdict(list)
    for use in kind.uses().filter(target__in=keys).select_related("item", "added_by", "decided_by"):
        by_target[use.target_id].append(use)
    hanging = files_of({use.item for uses in by_target.values() for use in uses})
    return {target.pk: _panel(user, kind, target, by_target, before.get(target.pk), hanging) for target in seen}


def counts(kind_key: str, targets: Collection[Any]) -> dict[int, Counts]:
    """How many links each target (its row or key) has, for lists and completeness; one query. Links to withdrawn
    evidence prove nothing and are not counted."""
    keys = [getattr(target, "pk", target) for target in targets]
    rows = (
        use_kind(kind_key).uses().filter(target__in=keys, item__withdrawn_at=None).order_by().values("target")
        .annotate(
            total=Count("pk"), waiting=Count("pk", filter=Q(state=S.WAITING)),
            accepted=Count("pk", filter=Q(state=S.ACCEPTED)), returned=Count("pk", filter=Q(state=S.RETURNED)),
        )
    )  # fmt: skip
    found = {row.pop("target"): Counts(**row) for row in rows}
    return {key: found.get(key, Counts()) for key in keys}


def _before(kind: UseKind, targets: list[Any]) -> dict[int, list[Any]]:
    return {target.pk: found for target in targets if (found := list(kind.previous(target)))}


def files_of(items: Iterable[EvidenceItem]) -> dict[str, Attachment]:
    """The file of each item that has one, by the item's key as text; one query."""
    keys = [str(item.pk) for item in items if item.kind == EvidenceItem.Kind.FILE]
    found = files.attachments_of_many(POINTER, keys) if keys else {}
    return {key: rows[0] for key, rows in found.items() if rows}


def _panel(  # noqa: PLR0917 (one caller, just above)
    user: Any, kind: UseKind, target: Any, by_target: dict[int, list[Any]], before: list[Any] | None,
    hanging: dict[str, Attachment],
) -> Panel:  # fmt: skip
    school = kind.school(target)
    may_attach = kind.may_attach(user, target)
    may_add = may_attach and store_for(user, kind.district(target), school) is not None
    may_review = kind.may_review(user, target)
    rows = []
    for use in by_target.get(target.pk, ()):
        own = user.pk in (use.added_by_id, use.item.added_by_id)
        rows.append(
            Row(
                use, hanging.get(str(use.item_id)),
                may_detach=may_attach and use.state != S.ACCEPTED and may_take_off(user, use),
                may_accept=may_review and not own and use.state != S.ACCEPTED and not use.item.is_withdrawn,
                may_return=may_review and not own and use.state != S.RETURNED,
            )
        )  # fmt: skip
    there = {row.use.item_id for row in rows}
    offers: dict[int, Offer] = {}
    for earlier in before or ():
        for use in by_target.get(earlier.pk, ()):
            if use.item_id not in there and use.item_id not in offers and not use.item.is_withdrawn:
                offers[use.item_id] = Offer(use.item, hanging.get(str(use.item_id)), kind.year(earlier))
    return Panel(
        kind.key, str(target.pk), kind.describe(target), tuple(rows), tuple(offers.values()) if may_add else (),
        may_add=may_add, may_review=may_review, in_school=school is not None, most=kind.most,
    )  # fmt: skip
