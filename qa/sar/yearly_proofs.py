"""SARs the office received as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator

from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import academic_year_of, answered, fixed, own_day, yes_no
from qa.sar.models import ANSWERED, Sar

_STATES = [(state.value, str(state.label)) for state in Sar.State if state in ANSWERED]


def gather(scope: Scope) -> Iterator[Record]:
    """SARs that lie with the office, of the academic year whose results the fiscal year works with. One query."""
    year = academic_year_of(scope.fiscal_year)
    rows = (
        Sar.objects.of_district(scope.district)
        .standing()
        .answered()
        .filter(call__academic_year=year)
        .order_by("-submitted_at", "-pk")
        .values_list("pk", "school", "school__name", "state", "late", "submitted_at")
    )
    for pk, school, name, state, late, sent in rows:
        tags = {"state": (state,), "late": answered(late)}
        yield Record("sar", str(pk), f"SAR ปีการศึกษา {year} {name}", own_day(scope, sent), tags, school)


SARS = ProofSource(
    key="sars", thai="รายงานการประเมินตนเอง (SAR) ที่ได้รับ", unit="ฉบับ", gather=gather,
    tags=(Tag("state", "สถานะ", fixed(_STATES)), yes_no("late", "ส่งช้า")),
    page=lambda scope: reverse("sar:index"),
)  # fmt: skip
