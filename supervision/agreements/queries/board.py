"""How far the signing is: schools by state, over the programme and by cluster."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from core.models import Attachment
from supervision.agreements.models import Agreement
from supervision.improvement.models import Participation, Programme

NONE = "none"
WORDS: dict[str, str] = {
    Agreement.State.SIGNED: "ลงนามครบแล้ว", Agreement.State.SCHOOL_SIGNED: "โรงเรียนลงนามแล้ว",
    Agreement.State.ISSUED: "รอลงนาม", NONE: "ยังไม่ออก",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Schools of the programme by how far their agreement is."""

    signed: int = 0
    school: int = 0
    issued: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        return self.signed + self.school + self.issued + self.none

    @property
    def words(self) -> str:
        pairs = (
            ("ลงนามครบ", self.signed),
            ("โรงเรียนลงนาม", self.school),
            ("รอลงนาม", self.issued),
            ("ยังไม่ออก", self.none),
        )
        return " · ".join(f"{word}\u00a0{count}" for word, count in pairs if count)


def board_rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Participations with `agreement_key`, `agreement_state` ("none" without one), `has_copy`, and the standing
    agreement in `standing`; those in the programme, and those that left it after theirs was issued."""
    standing = Agreement.objects.standing().filter(participation=OuterRef("pk"))
    copies = Attachment.objects.filter(owner_kind="agreement", owner_key=OuterRef("agreement_text_key"))
    found = rows.annotate(
        agreement_key=Subquery(standing.values("pk")[:1]),
        agreement_state=Coalesce(Subquery(standing.values("state")[:1]), Value(NONE)),
        agreement_number=Subquery(standing.values("number")[:1]),
    ).filter(Q(is_in=True) | Q(agreement_key__isnull=False))
    kept = Prefetch("agreements", queryset=Agreement.objects.standing(), to_attr="standing")
    with_copy = found.annotate(agreement_text_key=Cast("agreement_key", CharField())).annotate(has_copy=Exists(copies))
    return with_copy.select_related("school__cluster").prefetch_related(kept)


def _states(programme: Programme) -> QuerySet[Any]:
    standing = Agreement.objects.standing().filter(participation=OuterRef("pk"))
    rows: QuerySet[Any] = Participation.objects.filter(programme=programme).counted()
    return rows.annotate(state=Coalesce(Subquery(standing.values("state")[:1]), Value(NONE))).order_by()


def _counts(pairs: dict[str, int]) -> Counts:
    return Counts(**{name: pairs.get(name, 0) for name in ("signed", "school", "issued", "none")})


def counts_of(programme: Programme) -> Counts:
    """One query."""
    return _counts(dict(_states(programme).values_list("state").annotate(Count("pk"))))


def whole_of(clusters: Iterable[tuple[Any, str, Counts]]) -> Counts:
    """The programme's counts from those of its clusters."""
    rows = [counts for _, _, counts in clusters]
    return Counts(
        sum(row.signed for row in rows), sum(row.school for row in rows), sum(row.issued for row in rows),
        sum(row.none for row in rows),
    )  # fmt: skip


def cluster_counts(programme: Programme) -> list[tuple[Any, str, Counts]]:
    """(key, name, counts) by cluster in the order of names, schools without one last; one query."""
    rows = _states(programme).values_list(
        "school__cluster", "school__cluster__name", "school__cluster__name_sort", "state"
    )
    held: dict[tuple[str, Any, str], dict[str, int]] = {}
    for key, name, order, state, count in rows.annotate(Count("pk")):
        held.setdefault((order or "\uffff", key, name or "ไม่อยู่ในกลุ่มโรงเรียน"), {})[state] = count
    return [(key, name, _counts(pairs)) for (_, key, name), pairs in sorted(held.items(), key=lambda one: one[0][0])]
