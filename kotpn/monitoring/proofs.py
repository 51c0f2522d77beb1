"""Monitoring plans and results of the committee as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, Q
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import PERIOD, fixed, own_day, period_of
from kotpn.monitoring.models import Consideration, MonitoringPlan, ResultReport

_PARTS = (("plan", "แผนที่เห็นชอบ"), ("result", "ผลที่คณะกรรมการรับทราบ"), ("published", "ผลที่เผยแพร่"))


def _plans(scope: Scope) -> Iterator[Record]:
    agreed = Max("considerations__decided_at", filter=Q(considerations__decision=Consideration.Decision.AGREED))
    rows = (
        MonitoringPlan.objects.of_district(scope.district)
        .filter(fiscal_year=scope.fiscal_year, state=MonitoringPlan.State.AGREED)
        .annotate(agreed=agreed)
        .values_list("pk", "title", "agreed")
    )
    for pk, title, day in rows:
        yield Record("monitoring_plan", str(pk), title, own_day(scope, day), {"part": ("plan",)})


def _results(scope: Scope) -> Iterator[Record]:
    rows = (
        ResultReport.objects.of_district(scope.district)
        .filter(state=ResultReport.State.NOTED, period_start__range=(scope.start, scope.end))
        .values_list("pk", "title", "period_code", "published_at", "resolution__meeting__held_on")
    )
    for pk, title, code, published, noted in rows:
        parts = ("result", "published") if published else ("result",)
        tags = {"part": parts, "period": (period_of(code),)}
        yield Record("monitoring_result", str(pk), title, own_day(scope, noted), tags)


def gather(scope: Scope) -> list[Record]:
    """Plans of the year the committee agreed to, and results of its periods the committee noted; each counts for its
    own year, whenever that was. Two queries."""
    dated = [*_plans(scope), *_results(scope)]
    return sorted(dated, key=lambda record: (record.date or date.min, int(record.key)), reverse=True)


RESULTS = ProofSource(
    key="results", thai="แผนและผลการติดตามของคณะกรรมการ", unit="ฉบับ", gather=gather,
    tags=(
        Tag("part", "ส่วน", fixed(_PARTS)),
        PERIOD,
    ),
    page=lambda scope: reverse("monitoring:index"),
)  # fmt: skip
