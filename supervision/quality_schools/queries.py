"""Read-only: the year's quality schools, how they stand by focus point, what a school is in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Max, OuterRef, Subquery, Sum
from django.urls import reverse

from core.search import Hit
from instruments.models import Answer
from instruments.models.instrument import ItemLevel
from processes.models import Run
from schools.work_sources import WorkRow
from supervision.field.models import Visit
from supervision.quality_schools.focus import INSTRUMENT, PROCEDURE
from supervision.quality_schools.models import Dispatch, FeederSchool, FocusPoint, QualitySchool, QualityYear


@dataclass(frozen=True)
class Standing:
    """A school's sheets of the follow-up form in the year: percent of the highest points by key of the focus point,
    None where nothing was asked; `sheets` how many, `last_on` the day of the latest."""

    school: Any
    role: str
    percents: Sequence[Decimal | None]
    sheets: int
    last_on: date | None


def years_of(district: Any, this: int) -> list[int]:
    """Fiscal years that were begun, and this one, newest first."""
    found = QualityYear.objects.of_district(district).values_list("fiscal_year", flat=True)
    return sorted({*found, this}, reverse=True)


def schools_of(year: QualityYear) -> list[QualitySchool]:
    """With amphoe, school and feeders; two queries."""
    rows = year.quality_schools.select_related("amphoe", "school")
    return list(rows.prefetch_related("feeders__school").order_by("amphoe__name_sort"))


def run_of(year: QualityYear) -> Run | None:
    """The year's run of the six steps."""
    runs = Run.objects.standing().filter(district=year.district_id, procedure__code=PROCEDURE, year=year.fiscal_year)
    return runs.select_related("procedure").first()


def follow_up(
    year: QualityYear, rows: Sequence[QualitySchool], points: Sequence[FocusPoint]
) -> tuple[list[Standing], list[Decimal | None]]:
    """Every quality school followed by its feeders, and the mean of all by focus point: all points over all possible
    points, two decimals half up; two queries."""
    keys = [row.school_id for row in rows] + [one.school_id for row in rows for one in row.feeders.all()]
    visits = Visit.objects.of_district(year.district_id).made().filter(fiscal_year=year.fiscal_year, school__in=keys)
    of_form = visits.filter(sheets__response__version__instrument__code=INSTRUMENT)
    made = {
        row["school"]: (row["n"], row["last"])
        for row in of_form.order_by()
        .values("school")
        .annotate(n=Count("sheets__response", distinct=True), last=Max("visited_on"))
    }
    top = ItemLevel.objects.filter(item=OuterRef("item")).order_by("-value").values("value")[:1]
    given = (
        Answer.objects.filter(
            response__visit_sheet__visit__in=visits.order_by().values("pk"), item__kind="rating", number__isnull=False,
            response__version__instrument__code=INSTRUMENT,
        )
        .annotate(top=Subquery(top))
        .order_by()
        .values("response__school", "item__section__code")
        .annotate(points=Sum("number"), highest=Sum("top"))
    )  # fmt: skip
    sums = {(row["response__school"], row["item__section__code"]): (row["points"], row["highest"]) for row in given}
    standings = []
    for row in rows:
        standings.append(_standing(row.school, "โรงเรียนคุณภาพ", points, sums, made))
        standings += [_standing(one.school, "โรงเรียนเครือข่าย", points, sums, made) for one in row.feeders.all()]
    return standings, [_share(_total(sums, point.code)) for point in points]


def _standing(school: Any, role: str, points: Sequence[FocusPoint], sums: Any, made: Any) -> Standing:
    count, last = made.get(school.pk, (0, None))
    return Standing(school, role, [_share(sums.get((school.pk, point.code))) for point in points], count, last)


def _total(sums: Any, code: str) -> tuple[Decimal, int] | None:
    found = [value for (_, section), value in sums.items() if section == code and code]
    return (sum((one[0] for one in found), Decimal(0)), sum(one[1] for one in found)) if found else None


def _share(value: tuple[Decimal, int] | None) -> Decimal | None:
    if value is None or not value[1]:
        return None
    return (value[0] * 100 / value[1]).quantize(Decimal("0.01"), ROUND_HALF_UP)


def places_of(school: Any) -> tuple[list[QualitySchool], list[FeederSchool]]:
    """Years the school is a quality school in, and those it is a feeder in; two queries."""
    own = QualitySchool.objects.filter(school=school).select_related("year", "amphoe").order_by("-year__fiscal_year")
    feeds = FeederSchool.objects.filter(school=school).select_related("year", "quality_school__school")
    return list(own), list(feeds.order_by("-year__fiscal_year"))


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Quality schools by name, newest year first; the office's people only."""
    if district is None:
        return []
    rows = QualitySchool.objects.visible_to(user).filter(year__district=district, school__name__icontains=text)
    return [
        Hit(
            "โรงเรียนคุณภาพ", row.school.name, f"{reverse('quality-schools:index')}?year={row.year.fiscal_year}",
            (f"ปีงบประมาณ {row.year.fiscal_year}", row.amphoe.name), "school",
        )
        for row in rows.select_related("year", "amphoe", "school").order_by("-year__fiscal_year", "pk")[:limit]
    ]  # fmt: skip


def sent_between(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Plans sent to เลขาธิการ กพฐ. on those days."""
    rows = Dispatch.objects.filter(plan__district=district, sent_on__range=(start, end))
    for row in rows.select_related("plan__year"):
        year = row.plan.year
        yield WorkRow(
            row.sent_on, f"ส่งแผนโรงเรียนคุณภาพ ปีงบประมาณ {year.fiscal_year}",
            reverse("quality-schools:plan", args=[row.plan_id]),
            state=row.get_reply_display() if row.reply else "รอผลการพิจารณา", key=year.pk,
        )  # fmt: skip


def owners_of(district: Any, years: set[int]) -> Iterable[tuple[int, int]]:
    return QualityYear.owners.through.objects.filter(qualityyear__in=years).values_list("qualityyear", "person")
