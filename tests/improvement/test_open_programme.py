"""Opening a model's year: who may, what it refuses, the run it opens, and which schools are in."""

from datetime import date
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from processes.models import Run
from supervision.improvement import services
from supervision.improvement.models import Programme
from supervision.indicators.models import IndicatorSet
from tests.factories import base, improvement, procedures

pytestmark = pytest.mark.django_db
YEAR = 2568


@pytest.fixture
def there() -> SimpleNamespace:
    district = base.district()
    director = base.user("group_director", district)
    school = base.school(district)
    procedure = procedures.published(director, district, level="office")
    procedure.year_kind = "fiscal"
    procedure.save()
    model = improvement.a_quality_model(district, procedure=procedure)
    return SimpleNamespace(
        district=district, director=director, school=school, model=model, set=improvement.an_indicator_set(model)
    )


def test_only_the_group_director_of_the_office_opens_a_year(there) -> None:
    for user in (
        base.user("supervisor", there.district),
        base.user("principal", there.school),
        base.user("group_director", base.district()),
    ):
        with pytest.raises(NotAllowed):
            services.open_programme(there.model, actor=user, year=YEAR)
    assert not Programme.objects.exists()


def test_without_a_published_set_or_with_another_models_set_it_is_refused(there) -> None:
    IndicatorSet.objects.update(state="retired")
    with pytest.raises(DomainError) as caught:
        services.open_programme(there.model, actor=there.director, year=YEAR)
    assert caught.value.field == "set"
    other = improvement.an_indicator_set(improvement.a_quality_model(there.district, code="other"))
    with pytest.raises(DomainError) as caught:
        services.open_programme(there.model, actor=there.director, year=YEAR, set=other)
    assert caught.value.field == "set"


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ({"ends_on": date(2024, 9, 30)}, "ends_on"),
        ({"counts_on": date(2023, 10, 1)}, "counts_on"),
        ({"joiners": "perhaps"}, "joiners"),
        ({"uses_extra": True, "extra_uses": []}, "extra_uses"),
        ({"report_every": 0}, "report_every"),
        ({"name": "  "}, "name"),
    ],
)
def test_rules_that_make_no_sense_are_refused_beside_their_field(there, rules: dict, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        services.open_programme(there.model, actor=there.director, year=YEAR, **rules)
    assert caught.value.field == field
    assert not Run.objects.exists()


def test_it_opens_the_run_and_takes_every_school_and_two_clicks_make_one(there) -> None:
    made = services.open_programme(there.model, actor=there.director, year=YEAR)
    again = services.open_programme(there.model, actor=there.director, year=YEAR)
    assert again.pk == made.pk
    assert (made.starts_on, made.ends_on, made.academic_year) == (date(2024, 10, 1), date(2025, 9, 30), 2567)
    assert made.set == there.set
    assert made.run.procedure_id == there.model.procedure_id
    row = made.participations.get()
    assert (row.school, row.is_in, row.reason) == (there.school, True, "")


def test_who_joined_or_left_midyear_is_in_or_out_by_the_rule_and_named(there) -> None:
    base.school(there.district, name="เปิดใหม่", opened_on=date(2025, 1, 15))
    base.school(there.district, name="ปิดกลางปี", closed_on=date(2025, 3, 1), status="closed")
    base.school(there.district, name="ปิดก่อน", closed_on=date(2024, 5, 1), status="closed")
    base.school(there.district, name="เปิดปีหน้า", opened_on=date(2026, 5, 1))
    made = services.open_programme(there.model, actor=there.director, year=YEAR)
    told = {row.school.name: (row.is_in, row.reason) for row in made.participations.select_related("school")}
    assert set(told) == {there.school.name, "เปิดใหม่", "ปิดกลางปี"}
    assert not told["เปิดใหม่"][0]
    assert "หลังวันนับโรงเรียน ไม่นับรวมตามเกณฑ์" in told["เปิดใหม่"][1]
    assert "ก่อนสิ้นสุด ไม่นับรวมตามเกณฑ์" in told["ปิดกลางปี"][1]
    services.edit_programme(made, actor=there.director, joiners="in", leavers="in")
    assert made.participations.filter(is_in=True).count() == 3
    assert "นับรวมตามเกณฑ์" in made.participations.get(school__name="เปิดใหม่").reason


def test_a_cancelled_year_gives_way_to_another(there) -> None:
    made = services.open_programme(there.model, actor=there.director, year=YEAR)
    with pytest.raises(DomainError):
        services.cancel_programme(made, actor=there.director, reason=" ")
    done = services.cancel_programme(made, actor=there.director, reason="เปิดผิดปี")
    assert done.state == Programme.State.CANCELLED
    assert services.cancel_programme(made, actor=there.director, reason="เปิดผิดปี").stamp == done.stamp
    second = services.open_programme(there.model, actor=there.director, year=YEAR)
    assert second.pk != made.pk
    assert second.run_id != made.run_id
