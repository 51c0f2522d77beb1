"""SAR items as targets of evidence: who may see, add and review there, and what proved the same in earlier years."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evidence.uses import UseKind
from qa.sar import permissions
from qa.sar.models import Sar, SarCall, SarEvidence, SarItem

KIND = "sar_item"
_PATHS = (
    "standard", "part__set", "part__sar__call__district__settings", "part__sar__school__district",
    "part__sar__school__cluster",
)  # fmt: skip


def item_of(key: str) -> SarItem:
    return SarItem.objects.select_related(*_PATHS).get(pk=int(key))


def describe(item: SarItem) -> str:
    sar = item.part.sar
    return f"SAR ปีการศึกษา {sar.call.academic_year} ระดับ{item.part.get_level_display()} {item.standard.number}"


def url_of(item: SarItem) -> str:
    """Leads each person to where they write, review or read the item."""
    return reverse("sar:item", args=[item.part.sar_id, item.pk])


def earlier_items(items: Iterable[SarItem], sar: Sar) -> dict[int, list[SarItem]]:
    """Item key → its counterparts of earlier years, newest first: the same standard, or the same number at the same
    level of teaching where the set has changed since. One query."""
    wanted = list(items)
    rows = (
        SarItem.objects.filter(
            part__sar__school=sar.school_id, part__sar__call__academic_year__lt=sar.call.academic_year
        )
        .filter(Q(standard__in=[item.standard_id for item in wanted])
                | Q(standard__number__in=[item.standard.number for item in wanted]))
        .exclude(part__sar__call__state=SarCall.State.CANCELLED)
        .select_related("standard", "part__sar__call", "scale_level")
        .order_by("-part__sar__call__academic_year", "pk")
    )  # fmt: skip
    same: dict[int, list[SarItem]] = {}
    alike: dict[tuple[str, str], list[SarItem]] = {}
    for row in rows:
        same.setdefault(row.standard_id, []).append(row)
        alike.setdefault((row.part.level, row.standard.number), []).append(row)
    return {
        item.pk: same.get(item.standard_id) or alike.get((item.part.level, item.standard.number), []) for item in wanted
    }


def previous(item: SarItem) -> list[SarItem]:
    """What a page read for all its items at once, or the item's own."""
    held = getattr(item, "earlier", None)
    return earlier_items([item], item.part.sar)[item.pk] if held is None else held


def visible(user: Any) -> Any:
    return SarItem.objects.filter(part__sar__in=Sar.objects.readable_by(user).values("pk"))


USE = UseKind(
    key=KIND,
    model=SarEvidence,
    thai="SAR",
    target=item_of,
    describe=describe,
    url=url_of,
    school=lambda item: item.part.sar.school,
    district=lambda item: item.part.sar.call.district,
    may_view=lambda user, item: permissions.may_see_live(user, item.part.sar),
    may_attach=lambda user, item: permissions.can_write(user, item.part.sar, timezone.localdate()),
    may_review=lambda user, item: permissions.can_review(user, item.part.sar),
    year=lambda item: item.part.sar.call.academic_year,
    previous=previous,
    visible=visible,
    related=tuple(f"target__{path}" for path in ("standard", "part__sar__call__district", "part__sar__school")),
    most=20,
)
