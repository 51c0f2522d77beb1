"""Values of many schools at once."""

from decimal import Decimal

import pytest

from core.errors import DomainError, NotAllowed
from supervision.progress.models import SchoolIndicator
from supervision.progress.services import SchoolValue, fill_targets, set_values
from tests.factories.progress import indicators_of


def test_only_who_drives_the_model_sets_values(office):
    for stranger in (office.principal, office.supervisor):
        with pytest.raises(NotAllowed):
            set_values(office.programme, [], actor=stranger)


def test_a_value_outside_the_scale_writes_nothing(office):
    first, second = indicators_of(office.programme)[:2]
    values = [
        SchoolValue(office.schools[0].pk, first.pk, baseline=Decimal(3)),
        SchoolValue(office.schools[1].pk, second.pk, baseline=Decimal(6)),
    ]
    with pytest.raises(DomainError, match="ต้องอยู่ระหว่าง 1 ถึง 5"):
        set_values(office.programme, values, actor=office.director)
    assert not SchoolIndicator.objects.exists()


def test_a_target_below_its_baseline_needs_a_reason(office):
    first = indicators_of(office.programme)[0]
    given = {"baseline": Decimal(4), "target": Decimal(3)}
    with pytest.raises(DomainError, match="ต่ำกว่าข้อมูลฐาน"):
        set_values(office.programme, [SchoolValue(office.schools[0].pk, first.pk, **given)], actor=office.director)
    told = SchoolValue(office.schools[0].pk, first.pk, target_reason="ครูย้ายออกสามคน", **given)
    assert set_values(office.programme, [told], actor=office.director) == 1


def test_values_stand_and_what_is_none_stays(office, django_assert_max_num_queries):
    indicators = indicators_of(office.programme)
    rows = [SchoolValue(school.pk, row.pk, baseline=Decimal(3)) for school in office.schools for row in indicators]
    with django_assert_max_num_queries(12):
        assert set_values(office.programme, rows, actor=office.director) == len(rows)
    aim = SchoolValue(office.schools[0].pk, indicators[0].pk, target=Decimal(4))
    set_values(office.programme, [aim], actor=office.director)
    row = SchoolIndicator.objects.get(participation=office.part, indicator=indicators[0])
    assert (row.baseline, row.target, row.baseline_origin) == (3, 4, "office")


def test_the_target_of_the_office_fills_what_is_empty(office):
    first, second = indicators_of(office.programme)[:2]
    school = office.schools[0].pk
    set_values(
        office.programme,
        [SchoolValue(school, first.pk, baseline=Decimal(5)), SchoolValue(school, second.pk, target=Decimal(3))],
        actor=office.director,
    )
    fill_targets(office.programme, actor=office.director)
    stand = dict(SchoolIndicator.objects.filter(participation=office.part).values_list("indicator", "target"))
    assert stand[first.pk] == 5, "never below the baseline"
    assert stand[second.pk] == 3, "what the school set stays"
    assert all(value is not None for value in stand.values())
