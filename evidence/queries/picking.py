"""What may be picked as evidence of a target: what lies in the stores already, and records of our own."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core import pointers
from core.pointers import Pointer
from evidence.models import EvidenceItem
from evidence.queries.panels import files_of
from evidence.uses import UseKind

EACH = 8
STORE = 30


@dataclass(frozen=True)
class Found:
    """`items` are (item, its file or None); `records` (word of the kind, records) of the kinds that found any."""

    items: tuple[tuple[EvidenceItem, Any], ...]
    records: tuple[tuple[str, tuple[Pointer, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.items or self.records)


def find_to_pick(user: Any, kind: UseKind, target: Any, text: str) -> Found:
    """What the person may see and the target does not have yet, newest first; all of it for an empty text."""
    district, school = kind.district(target), kind.school(target)
    text = " ".join(text.replace("\x00", "").split())[:100]
    rows = EvidenceItem.objects.visible_to(user).offered().of_district(district)
    if school is not None:
        rows = rows.filter(Q(school=school) | Q(school=None))
    if text:
        rows = rows.containing(text)
    rows = rows.exclude(pk__in=kind.uses().filter(target=target).values("item"))
    items = list(rows.select_related("school", "district")[:STORE])
    hanging = files_of(items)
    records = []
    for name, owner in pointers.searchable().items():
        if owner.search is None or name == kind.key:
            continue
        hits = [hit for hit in owner.search(user, district, school, text, EACH) if hit.key]
        if hits:
            records.append((owner.thai or name, tuple(hits)))
    return Found(tuple((item, hanging.get(str(item.pk))) for item in items), tuple(records))
