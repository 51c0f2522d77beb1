"""Points to improve of the district's summary, ready to be picked as findings of a plan."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.urls import reverse

from qa.levels.models import ExternalAdvice, SchoolLevel
from qa.levels.queries.synthesis import synthesise
from qa.levels.texts import IMPROVE, Text, texts_of
from qa.plans.models import QualityPlan
from qa.standards.models import EducationLevel, Standard

KIND = "quality_point"


@dataclass(frozen=True)
class Pick:
    """One point: `key` is made of the year, level, source, topic and words, so the same point is picked once; `schools`
    is how many wrote it, `urls` their papers."""

    key: str
    topic: str
    text: str
    schools: int
    urls: tuple[tuple[str, str], ...]
    taken: bool


def picks_for(plan: QualityPlan, *, academic_year: int, level: str, origin: str) -> list[Pick]:
    """The points of one academic year (พ.ศ.), level and source, the most frequent first within each topic."""
    district: Any = plan.district
    texts = [text for text in texts_of(district, academic_year, level, origin) if text.kind == IMPROVE]
    if origin == SchoolLevel.Source.EXTERNAL:
        texts += _recommendations(district, academic_year, level)
    if not texts:
        return []
    keys = {text.standard for text in texts if text.standard is not None}
    rows = Standard.objects.filter(pk__in=keys, set__district=district).order_by("set", "position")
    topics = synthesise(texts, [(row.pk, str(row)) for row in rows])
    taken = set(plan.findings.filter(source_kind=KIND).values_list("source_key", flat=True))
    found = []
    for topic in topics:
        for point in topic.improve:
            words = f"{academic_year}|{level}|{origin}|{topic.standard or ''}|{point.text}"
            key = sha256(words.encode()).hexdigest()[:32]
            urls = tuple((source.name, source.url) for source in point.sources)
            found.append(Pick(key, topic.label, point.text, point.count, urls, key in taken))
    return found


def _recommendations(district: Any, academic_year: int, level: str) -> list[Text]:
    """What assessors from outside recommended to schools in that academic year; each opens the school's page."""
    rows = ExternalAdvice.objects.filter(
        result__school__district=district, result__academic_year=academic_year, result__level=level
    ).select_related("result__school")
    return [
        Text(
            IMPROVE, row.result.school_id, row.result.school.name, row.text,
            reverse("levels:school", args=[row.result.school_id]),
        )
        for row in rows.order_by("pk")
    ]  # fmt: skip


def source_words(pick: Pick, academic_year: int, level: str) -> str:
    """How the source of a picked finding is printed."""
    return f"สรุประดับเขต {EducationLevel(level).label} ปีการศึกษา {academic_year} {pick.topic} ({pick.schools} โรงเรียน)"
