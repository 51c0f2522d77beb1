"""Committees in office as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import fixed
from kotpn.committee.models import Committee, Tenure


def gather(scope: Scope) -> Iterator[Record]:
    """Committees that were in office on any day of the year, by the order that made each, with their members. One
    query."""
    rows = (
        Tenure.objects.filter(committee__district=scope.district, committee__is_active=True)
        .filter(starts_on__lte=scope.end, ends_on__gte=scope.start)
        .annotate(seats=Count("members"))
        .order_by("-ordered_on", "-pk")
        .values_list("pk", "committee__name", "committee__kind", "order_number", "ordered_on", "seats")
    )
    for pk, name, kind, number, day, seats in rows:
        yield Record("committee_tenure", str(pk), f"{name} ตามคำสั่งที่ {number}", day, {"kind": (kind,)}, None, seats)


COMMITTEES = ProofSource(
    key="committees", thai="องค์คณะที่ดำรงตำแหน่ง", unit="คณะ", gather=gather, amount=("กรรมการ", "คน"),
    tags=(Tag("kind", "ประเภท", fixed(Committee.Kind.choices)),), page=lambda scope: reverse("committee:committees"),
)  # fmt: skip
