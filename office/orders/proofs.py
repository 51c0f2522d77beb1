"""Orders and announcements as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import fixed
from office.orders.models import Order

_KINDS = {value: str(word) for value, word in Order.Kind.choices}


def gather(scope: Scope) -> Iterator[Record]:
    """Issued ones in force on any day of the year: begun by its end, not over and not replaced before it began. One
    query, however many sources ask."""
    begins = Coalesce("effective_on", "dated")
    later = Order.objects.issued().filter(supersedes=OuterRef("pk")).annotate(begins=begins)
    rows = (
        Order.objects.of_district(scope.district)
        .issued()
        .annotate(begins=begins, replaced=Exists(later.filter(begins__lte=scope.start)))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=scope.start))
        .filter(begins__lte=scope.end, replaced=False)
        .order_by("-dated", "-pk")
        .values_list("pk", "kind", "number", "year", "title", "dated", "about")
    )
    for pk, kind, number, year, title, dated, about in scope.once("orders.in_force", lambda: list(rows)):
        label = f"{_KINDS[kind]}ที่ {number}/{year} เรื่อง {title}"
        yield Record("order", str(pk), label, dated, {"about": (about,), "kind": (kind,)})


ORDERS = ProofSource(
    key="orders", thai="คำสั่งและประกาศ", unit="ฉบับ", gather=gather,
    tags=(Tag("about", "ว่าด้วย", fixed(Order.About.choices)), Tag("kind", "ชนิด", fixed(Order.Kind.choices))),
    page=lambda scope: reverse("orders:orders"),
)  # fmt: skip
