"""Supervision plans as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import answered, fixed, own_day, yes_no
from supervision.planning.models import Plan, PlanRound


def gather(scope: Scope) -> Iterator[Record]:
    """Plans of the year and of the next that were approved; revised is one that was approved again after a change. One
    query."""
    again = Count("rounds", filter=Q(rounds__state=PlanRound.State.APPROVED))
    rows = (
        Plan.objects.of_district(scope.district)
        .filter(fiscal_year__in=(scope.fiscal_year, scope.fiscal_year + 1), approved_revision__isnull=False)
        .exclude(state=Plan.State.CANCELLED)
        .annotate(approvals=again)
        .order_by("-approved_at", "-pk")
        .values_list(
            "pk", "kind", "fiscal_year", "title", "approved_at", "approvals", "owner__prefix", "owner__first_name",
            "owner__last_name",
        )
    )  # fmt: skip
    for pk, kind, year, title, approved, approvals, prefix, first, last in rows:
        label = f"{title} · {f'{prefix}{first} {last}'.strip()}" if kind == Plan.Kind.PERSONAL else title
        tags = {
            "kind": (kind,), "revised": answered(approvals > 1), "next": answered(year > scope.fiscal_year),
        }  # fmt: skip
        yield Record("plan", str(pk), label, own_day(scope, approved), tags)


PLANS = ProofSource(
    key="plans", thai="แผนนิเทศที่อนุมัติแล้ว", unit="แผน", gather=gather,
    tags=(
        Tag("kind", "ชนิดแผน", fixed(Plan.Kind.choices)), yes_no("revised", "ปรับหลังอนุมัติ"),
        yes_no("next", "ของปีงบประมาณถัดไป"),
    ),
    page=lambda scope: reverse("planning:plans"),
)  # fmt: skip
