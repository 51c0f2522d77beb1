"""Reports of a term or year as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator

from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import PERIOD, fixed, own_day, period_of
from supervision.reporting.models import ReportPaper


def gather(scope: Scope) -> Iterator[Record]:
    """Approved reports of periods that begin in the year; each counts for that year whenever it was approved. One
    query."""
    rows = (
        ReportPaper.objects.of_district(scope.district)
        .filter(approved_revision__isnull=False, period_start__range=(scope.start, scope.end))
        .exclude(state=ReportPaper.State.CANCELLED)
        .order_by("-approved_at", "-pk")
        .values_list("pk", "title", "period_code", "cluster", "approved_at")
    )
    for pk, title, code, cluster, approved in rows:
        tags = {"period": (period_of(code),), "whole": ("cluster" if cluster else "office",)}
        yield Record("period_report", str(pk), title, own_day(scope, approved), tags)


REPORTS = ProofSource(
    key="reports", thai="รายงานผลการนิเทศ", unit="ฉบับ", gather=gather,
    tags=(
        PERIOD,
        Tag("whole", "ของ", fixed([("office", "ทั้งเขตพื้นที่"), ("cluster", "กลุ่มโรงเรียน")])),
    ),
    page=lambda scope: reverse("reporting:reports"),
)  # fmt: skip
