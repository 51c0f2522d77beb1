"""Agreements with schools as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator

from django.db.models import Q

from core.models import Attachment
from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import answered, fixed, own_day, yes_no
from supervision.agreements.models import Agreement
from supervision.improvement.models import Programme

_STATES = [(value, str(word)) for value, word in Agreement.State.choices if value != Agreement.State.CANCELLED]


def gather(scope: Scope) -> Iterator[Record]:
    """Standing ones of the fiscal year's programmes, and of an academic year's those made in the year. Two queries."""
    fiscal = Q(participation__programme__year_kind=Programme.YearKind.FISCAL)
    rows = (
        Agreement.objects.of_district(scope.district)
        .standing()
        .exclude(participation__programme__state=Programme.State.CANCELLED)
        .filter(
            (fiscal & Q(participation__programme__year=scope.fiscal_year))
            | (~fiscal & Q(dated__gte=scope.start, dated__lte=scope.end))
        )
        .order_by("-dated", "-pk")
        .values_list(
            "pk", "number", "wording__school", "wording__year", "state", "dated", "signed_on", "participation__school"
        )
    )
    for pk, number, school, year, state, dated, signed_on, key in rows:
        yield Record(
            "agreement", str(pk), f"บันทึกข้อตกลง {school} เลขที่ {number}/{year}", own_day(scope, signed_on or dated),
            {"state": (state,), "copy": answered(str(pk) in _copies(scope))}, school=key,
        )  # fmt: skip


def _copies(scope: Scope) -> frozenset[str]:
    """Keys of the agreements a signed copy hangs on."""
    rows = Attachment.objects.filter(owner_kind="agreement", district_code=scope.district.code)
    found: frozenset[str] = scope.once("agreements.copies", lambda: frozenset(rows.values_list("owner_key", flat=True)))
    return found


AGREEMENTS = ProofSource(
    key="agreements", thai="บันทึกข้อตกลงกับโรงเรียน (MOU)", unit="ฉบับ", gather=gather,
    tags=(Tag("state", "สถานะ", fixed(_STATES)), yes_no("copy", "ฉบับลงนาม", yes="แนบแล้ว", no="ยังไม่แนบ")),
)  # fmt: skip
