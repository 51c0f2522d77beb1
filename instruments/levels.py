"""The level each school reached by a form, from its answer sheets of a period: one place for whoever counts schools by
level."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from instruments.models import Band, BandSet, Instrument, InstrumentVersion, Response
from instruments.scoring import band_of, together

ALL_TOGETHER = "ระดับจากคะแนนทุกฉบับของโรงเรียนรวมกันเทียบคะแนนเต็ม"
LATEST = "ระดับจากฉบับล่าสุดของโรงเรียน"


@dataclass(frozen=True)
class FormLevels:
    """`held` is {school: key of its band, None where nothing was scored}; `bands` best first; `rule` says how several
    sheets of one school become one level."""

    version: InstrumentVersion
    bands: tuple[Band, ...]
    held: dict[int, int | None]
    sheets: int
    rule: str


@dataclass(frozen=True)
class _Sheet:
    school: int
    band: int | None
    total: Decimal | None
    highest: Decimal | None


def levels_by(sheets: QuerySet[Response], *, day: str, by: str = "version") -> dict[Any, FormLevels]:
    """Of the office's sheets about whole schools, by version or what `by` leads to (sheets of one value of it are of
    one version); `day` leads to the day (or moment) a sheet is of. Three queries.

    Bands of percentages read all points over all possible points, as the results of an instrument do for a school;
    other bands are the latest sheet's, as with forms 7.1 to 7.3.
    """
    rows = (
        sheets.of_office()  # type: ignore[attr-defined]  # of the model's own manager
        .filter(person__isnull=True, school__isnull=False, version__instrument__subject=Instrument.Subject.SCHOOL)
        .filter(version__band_set__isnull=False)
        .order_by(day, "pk")
        .values_list(by, "version", "school", "band", "total", "highest")
    )
    heaps: dict[Any, list[_Sheet]] = {}
    versions: dict[Any, int] = {}
    for key, version, *rest in rows:
        versions[key] = version
        heaps.setdefault(key, []).append(_Sheet(*rest))
    known = InstrumentVersion.objects.select_related("instrument", "band_set").in_bulk(set(versions.values()))
    bands: dict[int, list[Band]] = {}
    for band in Band.objects.filter(band_set__in={one.band_set_id for one in known.values()}).order_by("-lower"):
        bands.setdefault(band.band_set_id, []).append(band)
    return {
        key: _levels(known[versions[key]], bands.get(known[versions[key]].band_set_id or 0, []), heap)
        for key, heap in heaps.items()
    }


def _levels(version: InstrumentVersion, bands: list[Band], heap: Iterable[_Sheet]) -> FormLevels:
    by_school: dict[int, list[_Sheet]] = {}
    count = 0
    for sheet in heap:
        by_school.setdefault(sheet.school, []).append(sheet)
        count += 1
    percent = version.band_set is not None and version.band_set.basis == BandSet.Basis.PERCENT
    held = {school: _band(found, bands, percent=percent) for school, found in by_school.items()}
    return FormLevels(version, tuple(bands), held, count, ALL_TOGETHER if percent else LATEST)


def _band(sheets: list[_Sheet], bands: list[Band], *, percent: bool) -> int | None:
    if not percent:
        return next((sheet.band for sheet in reversed(sheets) if sheet.band is not None), None)
    found = band_of(together((sheet.total, sheet.highest) for sheet in sheets), bands)
    return found.pk if found else None


__all__ = ["ALL_TOGETHER", "LATEST", "FormLevels", "levels_by"]
