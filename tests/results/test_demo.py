"""The demo year: judged, agreed on, worked out and published by the services, and only once."""

from types import SimpleNamespace

from schools.demo import DemoContext
from supervision.results import demo
from supervision.results.models import Edition, Evaluation
from tests.factories import base, improvement


def test_a_year_that_is_over_is_judged_and_published_once(quality: SimpleNamespace) -> None:
    base.user("committee_member", quality.district)
    schools = [quality.school, quality.neighbour]
    schools += [base.school(quality.district, cluster=quality.cluster) for _ in range(4)]
    chosen = improvement.an_indicator_set(improvement.a_quality_model(quality.district), per_area=3)
    improvement.a_programme(quality.director, quality.district, schools=schools, set=chosen, uses_extra=True)
    context = DemoContext(districts={"first": quality.district})
    demo.seed_office(quality.district, context)
    demo.seed_office(quality.district, context)
    evaluation = Evaluation.objects.get()
    edition = Edition.objects.get(evaluation=evaluation)
    assert edition.state == "published"
    assert edition.schools.complete().count() == 6
    assert evaluation.sheets.count() == 12
