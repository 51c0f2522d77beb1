"""Fair groups: schools are ranked among their like, by size band of the year's pupils, by kind, or both."""

from collections.abc import Iterable

from schools.models import School, SchoolYearCount
from schools.queries.schools import band_of, bands_of
from supervision.results.models import Evaluation

ALL, UNKNOWN = "ทุกโรงเรียน", "ไม่ทราบขนาด"


def size_names(evaluation: Evaluation, keys: Iterable[int]) -> dict[int, str]:
    """The size band of each school by the pupils of the programme's academic year, or the latest before it; a school
    nobody counted stands in a group of its own name, never silently among the small ones. Three queries."""
    programme = evaluation.programme
    bands = bands_of(programme.district)
    rows = SchoolYearCount.objects.filter(school__in=list(keys), academic_year__lte=programme.academic_year)
    latest = {row.school_id: row.pupils for row in rows.order_by("school_id", "-academic_year").distinct("school_id")}
    named = {}
    for key in keys:
        band = band_of(latest.get(key), bands)
        named[key] = band.label if band else UNKNOWN
    return named


def group_names(evaluation: Evaluation, schools: list[School]) -> dict[int, str]:
    """The group each school is ranked in, by the evaluation's rule."""
    how = evaluation.rank_by
    by = Evaluation.RankBy
    if how == by.ALL:
        return {row.pk: ALL for row in schools}
    kinds = {row.pk: row.get_kind_display() for row in schools}
    if how == by.KIND:
        return kinds
    sizes = size_names(evaluation, [row.pk for row in schools])
    return sizes if how == by.SIZE else {key: f"{name} · {kinds[key]}" for key, name in sizes.items()}
