"""The demo years: a year that is over and the one begun from it, seeded once."""

from datetime import timedelta

from schools.demo import DemoContext
from schools.demo_rows import FIRST_OFFICE, SECOND_OFFICE
from supervision.progress import demo
from supervision.progress.models import BaselineSheet, PlanLine, ProgressReport, SchoolIndicator
from tests.factories import base, improvement, progress


def test_both_years_are_filled_and_a_second_seeding_changes_nothing(office):
    today = office.programme.ends_on + timedelta(days=50)
    running = improvement.a_programme(
        office.director, office.district, schools=office.schools, set=office.programme.set,
        year=office.programme.year + 1, starts_on=office.programme.ends_on + timedelta(days=1),
        ends_on=office.programme.ends_on + timedelta(days=365),
    )  # fmt: skip
    context = DemoContext(
        today=today, districts={FIRST_OFFICE.code: office.district, SECOND_OFFICE.code: base.district()}
    )
    demo.seed(context)
    for programme in (office.programme, running):
        rows = SchoolIndicator.objects.filter(participation__programme=programme)
        assert rows.filter(baseline__isnull=False, target__isnull=False).count() == 3 * len(
            progress.indicators_of(programme)
        )
    running.refresh_from_db()
    assert running.carried_from == office.programme
    assert PlanLine.objects.filter(participation__programme=running).exclude(carried="").exists()
    assert BaselineSheet.objects.filter(participation__programme=office.programme, state="accepted").count() == 3
    counts = [model.objects.count() for model in (SchoolIndicator, PlanLine, ProgressReport, BaselineSheet)]
    assert counts[2] > 0
    demo.seed(context)
    assert [model.objects.count() for model in (SchoolIndicator, PlanLine, ProgressReport, BaselineSheet)] == counts
