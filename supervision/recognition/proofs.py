"""Honours given as proof of a year's work (evidence.proofs): one record for each award that was announced."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import fixed, own_day
from supervision.recognition.models import Award


def honours(scope: Scope) -> Iterator[Record]:
    """Awards of the fiscal year that were announced and stand, with how many received them; one query."""
    rows = (
        Award.objects.of_district(scope.district)
        .for_fiscal_year(scope.fiscal_year)
        .announced()
        .annotate(n=Count("recipients", filter=Q(recipients__revoked_at=None)))
        .order_by("-announced_at", "-pk")
        .values_list("pk", "name", "kind", "recipient", "way", "announced_at", "n")
    )
    for pk, name, kind, recipient, way, at, count in rows:
        tags = {"kind": (kind,), "recipient": (recipient,), "way": (way,)}
        yield Record("award", str(pk), name, own_day(scope, at), tags, None, count)


HONOURS = ProofSource(
    key="honours", thai="การยกย่องเชิดชูเกียรติ", unit="รางวัล", gather=honours, amount=("ผู้ได้รับ", "ราย"),
    tags=(
        Tag("kind", "ประเภท", fixed(Award.Kind.choices)), Tag("recipient", "มอบแก่", fixed(Award.For.choices)),
        Tag("way", "วิธีคัดเลือก", fixed(Award.Way.choices)),
    ),
    page=lambda scope: reverse("recognition:index"),
)  # fmt: skip
