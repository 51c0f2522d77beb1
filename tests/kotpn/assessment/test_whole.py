"""A whole set in one year: a weighted mean where every indicator has a level and the set asks for one."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from kotpn.assessment import services
from kotpn.assessment.queries import whole_set
from kotpn.standards.models import Indicator, OfficeStandard, OfficeStandardSet

pytestmark = pytest.mark.django_db


def judged(scene: SimpleNamespace, level: int, *, standard: OfficeStandard, number: int, weight: int) -> Indicator:
    made = Indicator.objects.create(
        standard=standard, number=number, title=f"ตัวบ่งชี้ {number}", weight=weight, rule=Indicator.Rule.JUDGED
    )
    begun = services.begin(made, actor=scene.director, fiscal_year=2568)
    services.judge_level(begun, actor=scene.director, level=level, reason="ตามผลงาน")
    return made


def test_no_mean_where_the_set_asks_for_none(scene: SimpleNamespace) -> None:
    found = whole_set(scene.assessment.indicator.standard.set, 2568)
    assert (found.mean, found.why) == (None, "ชุดมาตรฐานนี้ไม่รวมผลเป็นระดับเดียว")


def test_no_mean_while_a_level_is_missing(scene: SimpleNamespace) -> None:
    OfficeStandardSet.objects.update(aggregate=OfficeStandardSet.Aggregate.WEIGHTED)
    found = whole_set(OfficeStandardSet.objects.get(pk=scene.assessment.indicator.standard.set_id), 2568)
    assert (found.mean, found.why) == (None, "ยังรวมไม่ได้: 1 จาก 1 ตัวบ่งชี้ยังไม่มีระดับ")


def test_the_mean_weighs_indicators_in_their_standard_and_standards_in_the_set(scene: SimpleNamespace) -> None:
    for answer in scene.answers:
        services.state_carried_out(answer, actor=scene.director, carried_out=True)
    first = scene.assessment.indicator.standard
    judged(scene, 4, standard=first, number=5, weight=3)
    second = OfficeStandard.objects.create(set=first.set, number=2, title="มาตรฐานที่สอง", weight=2)
    judged(scene, 5, standard=second, number=1, weight=1)
    OfficeStandardSet.objects.update(aggregate=OfficeStandardSet.Aggregate.WEIGHTED)
    found = whole_set(OfficeStandardSet.objects.get(pk=first.set_id), 2568)
    assert [row.mean for row in found.standards] == [Decimal("3.25"), Decimal(5)]
    assert (found.mean, found.word) == (Decimal("4.42"), "ดีมาก")
