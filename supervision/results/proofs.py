"""Schools put in colour groups as proof of a year's work: published editions of results (evidence.proofs)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.pointers import Provider, register_provider
from evidence.proofs import ProofSource, Record, Scope, register_source
from evidence.tags import answered, own_day, yes_no
from supervision.improvement.models import Programme
from supervision.results.models import Edition
from supervision.results.permissions import can_read_edition

KIND = "quality_edition"


def gather(scope: Scope) -> Iterator[Record]:
    """Editions that stand: of the fiscal year's programmes, and of an academic year's those published in the year. One
    query."""
    fiscal = Q(evaluation__programme__year_kind=Programme.YearKind.FISCAL)
    rows = (
        Edition.objects.standing()
        .filter(evaluation__programme__district=scope.district)
        .exclude(evaluation__programme__state=Programme.State.CANCELLED)
        .filter(
            (fiscal & Q(evaluation__programme__year=scope.fiscal_year))
            | (~fiscal & Q(published_at__date__gte=scope.start, published_at__date__lte=scope.end))
        )
        .annotate(
            coloured=Count("schools", filter=~Q(schools__colour="")),
            below=Count("schools", filter=Q(schools__below_limit=True)),
        )
        .order_by("-published_at", "-pk")
        .values_list("pk", "number", "evaluation__programme__name", "published_at", "coloured", "below", "rules")
    )
    for pk, number, name, moment, coloured, below, rules in rows:
        limit = rules.get("lower_limit") is not None
        told = f" ต่ำกว่าคะแนนขีดจำกัดล่าง {below} แห่ง" if limit else ""
        yield Record(
            KIND, str(pk), f"กลุ่มสีคุณภาพตามผล {name} ฉบับที่ {number} จัดกลุ่ม {coloured} แห่ง{told}",
            own_day(scope, moment), {"coloured": answered(coloured), "limit": answered(limit)}, amount=coloured,
        )  # fmt: skip


COLOUR_GROUPS = ProofSource(
    key="colour-groups", thai="การจัดกลุ่มสีคุณภาพโรงเรียน", unit="ฉบับ", gather=gather,
    tags=(yes_no("coloured", "จัดกลุ่มสีแล้ว"), yes_no("limit", "มีคะแนนขีดจำกัดล่าง")),
    amount=("โรงเรียนที่จัดกลุ่ม", "แห่ง"), page=lambda scope: reverse("quality-results:colours"),
)  # fmt: skip


def _edition(key: str) -> Edition:
    return Edition.objects.select_related("evaluation__programme__district").get(pk=int(key))


def _may_view(user: Any, key: str) -> bool:
    found = Edition.objects.visible_to(user).filter(pk=int(key)).select_related("evaluation__programme").first()
    return found is not None and can_read_edition(user, found)


def _printed(key: str) -> tuple[str, dict[str, Any]]:
    edition = _edition(key)
    return "ranking", {"programme": edition.evaluation.programme_id, "edition": edition.number}


def register() -> None:
    """The pointer to an edition, and the source."""
    register_provider(
        KIND,
        Provider(
            label=lambda key: str(_edition(key)), url=lambda key: reverse("quality-results:edition", args=[key]),
            may_view=_may_view, may_change=lambda user, key: False,
            district_code=lambda key: _edition(key).evaluation.programme.district.code, printed=_printed,
        ),
    )  # fmt: skip
    register_source(COLOUR_GROUPS)
