"""Quality levels of schools as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import academic_year_of, fixed
from qa.levels.models import SchoolLevel
from qa.standards.models import EducationLevel, ScaleLevel

KIND = "school_level"
_TEACHING = {value: str(word) for value, word in EducationLevel.choices}
_SOURCES = {value: str(word) for value, word in SchoolLevel.Source.choices}


def gather(scope: Scope) -> Iterator[Record]:
    """Overall levels of the academic year whose results the fiscal year works with; a school that was not assessed has
    none. One query."""
    year = academic_year_of(scope.fiscal_year)
    rows = (
        SchoolLevel.objects.filter(school__district=scope.district, academic_year=year)
        .filter(standard__isnull=True, scale_level__isnull=False)
        .order_by("level", "school__name_sort", "source", "pk")
        .values_list("pk", "school", "school__name", "level", "source", "scale_level__word", "scale_level__value")
    )
    for pk, school, name, teaching, source, word, value in rows:
        label = f"{name} ระดับ{_TEACHING[teaching]} ปีการศึกษา {year}: {word} ({_SOURCES[source]})"
        tags = {"level": (word,), "value": (str(value),), "teaching": (teaching,), "source": (source,)}
        yield Record(KIND, str(pk), label, None, tags, school)


def _words(district: Any) -> list[tuple[str, str]]:
    """Every level the scales of the office's sets know, best first."""
    rows = ScaleLevel.objects.filter(set__district=district).order_by("-value", "pk").values_list("word", flat=True)
    return [(word, word) for word in dict.fromkeys(rows)]


LEVELS = ProofSource(
    key="qa-levels", thai="ระดับคุณภาพของสถานศึกษา", unit="แห่ง", gather=gather,
    tags=(
        Tag("level", "ระดับคุณภาพ", _words),
        Tag("value", "ค่าระดับ", fixed([(str(value), str(value)) for value in range(1, 7)])),
        Tag("teaching", "ระดับการศึกษา", fixed(EducationLevel.choices)),
        Tag("source", "ที่มา", fixed(SchoolLevel.Source.choices)),
    ),
    page=lambda scope: f"{reverse('levels:summary')}?year={academic_year_of(scope.fiscal_year)}",
)  # fmt: skip
