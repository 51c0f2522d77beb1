"""Monitoring plans and results of the committee as proof of a year's work (evidence.proofs)."""

from datetime import date
from typing import Any

from django.db.models import F, Max, Q, Value
from django.db.models.functions import TruncDate
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import PERIOD, fixed, own_day, period_of
from kotpn.monitoring.models import Consideration, MonitoringPlan, ResultReport

_PARTS = (("plan", "แผนที่เห็นชอบ"), ("result", "ผลที่คณะกรรมการรับทราบ"), ("published", "ผลที่เผยแพร่"))


def _plans(scope: Scope) -> Any:
    """(part, key, title, period, when it was agreed, whether it was published)."""
    agreed = Max("considerations__decided_at", filter=Q(considerations__decision=Consideration.Decision.AGREED))
    rows = MonitoringPlan.objects.of_district(scope.district).filter(state=MonitoringPlan.State.AGREED)
    return (
        rows.filter(fiscal_year=scope.fiscal_year)
        .order_by()
        .annotate(part=Value("plan"), period=Value(""), day=TruncDate(agreed), told=Value(False))
        .values_list("part", "pk", "title", "period", "day", "told")
    )


def _results(scope: Scope) -> Any:
    """The same of results, with the day the committee noted them."""
    rows = ResultReport.objects.of_district(scope.district).filter(state=ResultReport.State.NOTED)
    return (
        rows.filter(period_start__range=(scope.start, scope.end))
        .order_by()
        .annotate(
            part=Value("result"), period=F("period_code"), day=F("resolution__meeting__held_on"),
            told=Q(published_at__isnull=False),
        )
        .values_list("part", "pk", "title", "period", "day", "told")
    )  # fmt: skip


def gather(scope: Scope) -> list[Record]:
    """Plans of the year the committee agreed to, and results of its periods the committee noted; each counts for its
    own year, whenever that was. One query."""
    found = []
    for part, key, title, period, day, told in _plans(scope).union(_results(scope), all=True):
        parts = (part, "published") if told else (part,)
        tags = {"part": parts, "period": (period_of(period),)} if period else {"part": parts}
        found.append(Record(f"monitoring_{part}", str(key), title, own_day(scope, day), tags))
    return sorted(found, key=lambda record: (record.date or date.min, int(record.key)), reverse=True)


RESULTS = ProofSource(
    key="results", thai="แผนและผลการติดตามของคณะกรรมการ", unit="ฉบับ", gather=gather,
    tags=(
        Tag("part", "ส่วน", fixed(_PARTS)),
        PERIOD,
    ),
    page=lambda scope: reverse("monitoring:index"),
)  # fmt: skip
