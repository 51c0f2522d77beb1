"""A year of an office that was judged and published: six schools in two clusters, one of them incomplete."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from supervision.indicators.models import ColourBand, ColourScheme
from supervision.progress.models import SchoolIndicator
from supervision.results import services
from supervision.results.models import Edition
from tests.factories import base, results

LONG = "โรงเรียนชุมชนบ้านนาพึง นามาลา หัวด่านนาปูน ราษฎร์สามัคคีวิทยาคาร"


CUTS = (("blue", 80), ("green", 70), ("yellow", 60), ("orange", 50), ("red", 0))


def a_scheme(district: Any, result: str = "4q", *, limit: int | None = 50, cuts: Any = CUTS) -> ColourScheme:
    made = ColourScheme.objects.create(
        district=district, result=result, name="เกณฑ์ของสำนักงาน", lower_limit=limit, updated_at=timezone.now()
    )
    ColourBand.objects.bulk_create(ColourBand(scheme=made, colour=colour, lower=lower) for colour, lower in cuts)
    return made


def a_year(
    held: SimpleNamespace, *, many: int = 6, per_area: int = 2, publish: bool = True, **rules: Any
) -> SimpleNamespace:
    """`held` is the fixture `quality`. Schools get 5, 4, 3 … on every indicator; the last one is not complete. Every
    baseline is 2 and every target 4, on scales of 1 to 5."""
    district = held.district
    if not ColourScheme.objects.filter(district=district, result="4q").exists():
        a_scheme(district)
    clusters = [base.cluster(district), base.cluster(district)]
    held.school.name, held.school.cluster = LONG, clusters[0]
    held.school.save()
    schools = [held.school, *(base.school(district, cluster=clusters[n % 2]) for n in range(1, many))]
    made = results.an_evaluation(held.director, district, schools, per_area=per_area, **rules)
    now = made.programme.updated_at
    SchoolIndicator.objects.bulk_create(
        SchoolIndicator(participation=part, indicator=row, baseline=2, target=4, updated_at=now)
        for part in made.parts.values()
        for row in made.indicators
    )
    given = {school.pk: [5 - n % 4] * len(made.indicators) for n, school in enumerate(schools[:-1])}
    people = results.assessors(held.director, made.evaluation)
    results.scored(held.director, made, people, {key: [values, values] for key, values in given.items()})
    edition = services.compute(made.evaluation, actor=held.director)
    if publish:
        edition = services.publish(edition, actor=held.director, reason="โรงเรียนหนึ่งแห่งยังประเมินไม่ครบ")
    return SimpleNamespace(**vars(made), edition=edition, schools=schools, clusters=clusters)


def draft(held: SimpleNamespace, **more: Any) -> SimpleNamespace:
    made = a_year(held, publish=False, **more)
    assert made.edition.state == Edition.State.DRAFT
    return made
