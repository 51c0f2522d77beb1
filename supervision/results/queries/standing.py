"""Which edition a person reads, what it ended with, and 4Q as a result the other desks may use."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from schools.results import Because, ResultKind
from schools.scope import holds
from supervision.improvement.models import Programme
from supervision.indicators.models import Area
from supervision.results.models import AreaResult, Edition, IndicatorResult, SchoolResult
from supervision.results.querysets import early_districts
from supervision.results.rules import RESULT, TOTAL


def edition_for(user: Any, programme: Programme) -> Edition | None:
    """The newest edition this person may read: for the few who read early the draft, else what is published."""
    rows = Edition.objects.visible_to(user).of_programme(programme).exclude(state="superseded")
    found: Edition | None = rows.select_related("evaluation__programme__district").order_by("-number").first()
    return found


def published_edition(programme: Programme) -> Edition | None:
    rows = Edition.objects.of_programme(programme).standing()
    found: Edition | None = rows.select_related("evaluation__programme__district").first()
    return found


def finals(programme: Programme, school: int | None = None) -> Mapping[tuple[int, int], Decimal]:
    """(school, indicator) → its published value, of one school or all; empty until published. One query."""
    rows = IndicatorResult.objects.filter(
        edition__evaluation__programme=programme, edition__state="published", value__isnull=False
    ).exclude(origin="none")
    if school is not None:
        rows = rows.filter(participation__school=school)
    return {
        (place, indicator): value
        for place, indicator, value in rows.values_list("participation__school", "indicator", "value")
    }


def _options(district: Any) -> Sequence[tuple[str, str]]:
    """The total, then the areas of every model that was ever published, by code."""
    areas = Area.objects.filter(
        set__programmes__district=district, set__programmes__evaluation__editions__state="published"
    )
    named = dict(areas.order_by("set__number").values_list("code", "name"))
    return [(TOTAL, "คะแนนรวมทุกด้าน"), *((code, f"{code} {named[code]}") for code in sorted(named))]


def _published(district: Any) -> Any:
    return Edition.objects.filter(evaluation__programme__district=district, state="published")


def _years(district: Any, option: str) -> Sequence[int]:
    years = _published(district).values_list("evaluation__programme__year", flat=True)
    return sorted(set(years), reverse=True)


def _values(district: Any, year: int, option: str) -> Mapping[int, Decimal]:
    """Where two models ran in one year, a school's value is that of the one published last."""
    editions = _published(district).filter(evaluation__programme__year=year)
    if option in (TOTAL, ""):
        rows = SchoolResult.objects.complete().filter(edition__in=editions)
    else:
        rows = AreaResult.objects.filter(edition__in=editions, area__code=option, percent__isnull=False)
    found = rows.order_by("edition__published_at").values_list("participation__school", "percent")
    return {school: percent for school, percent in found if percent is not None}


def _explain(school: Any, year: int, option: str) -> Sequence[Because]:
    row = (
        SchoolResult.objects.filter(
            participation__school=school, edition__state="published", edition__evaluation__programme__year=year
        )
        .order_by("-edition__published_at")
        .select_related("edition__evaluation__programme", "participation")
        .first()
    )
    if row is None:
        return []
    url = reverse("quality-results:school", args=[row.edition_id, row.participation_id])
    areas = AreaResult.objects.filter(edition=row.edition_id, participation=row.participation_id)
    lines = [
        Because(str(one.area), "–" if one.percent is None else f"ร้อยละ {one.percent:.2f}", url)
        for one in areas.select_related("area").order_by("area__position")
        if option in (TOTAL, "", one.area.code)
    ]
    total = "ยังไม่ครบ" if row.percent is None else f"ร้อยละ {row.percent:.2f}"
    return [*lines, Because(str(row.edition.evaluation.programme), total, url)]


def _may_read(user: Any, district: Any, year: int) -> bool:
    """Only published values are given at all; of other schools the office reads."""
    return holds(user, "district.read", district=district) or district.pk in early_districts(user)


QUALITY = ResultKind(
    key=RESULT, thai="ผลประเมินตามรูปแบบของเขต (4Q)", unit="ร้อยละ", lowest=Decimal(0), highest=Decimal(100),
    options=_options, years=_years, values=_values, explain=_explain, year_kind="fiscal", may_read=_may_read,
)  # fmt: skip
