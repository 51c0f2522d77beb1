"""Early warning: each part of the rule, what breaks a row of years, and means that are not announced."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from supervision.achievement import services
from supervision.achievement.models import ExamResult, WarningRule
from supervision.achievement.queries.figures import exam_year, school_exams, standings
from supervision.achievement.queries.warning import rule_of, warned_schools
from tests.factories.achievement import give, paper


def kinds(office: SimpleNamespace, **rule: object) -> dict[int, set[str]]:
    given = {"below_national": None, "falling_years": None, "weak_share": None, **rule}
    made = WarningRule(district=office.district, **given)
    return {one.school.pk: set(one.kinds) for one in warned_schools(office.district, made)}


def test_below_the_country_by_as_much_as_asked(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    give(thai, 60)
    give(thai, 55, school=office.schools[0])
    give(thai, Decimal("55.01"), school=office.schools[1])
    assert kinds(office, below_national=Decimal(5)) == {office.schools[0].pk: {"below"}}


def test_falling_needs_every_year_of_the_row(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    for year, means in ((2565, (60, 60, 60)), (2566, (55, 55, None)), (2567, (50, 55, 40))):
        for school, mean in zip(office.schools, means, strict=True):
            if mean is not None:
                give(thai, mean, school=school, year=year)
    assert kinds(office, falling_years=2) == {office.schools[0].pk: {"falling"}}
    assert kinds(office, falling_years=1) == {office.schools[0].pk: {"falling"}}


def test_weak_share_of_those_who_sat(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    give(thai, 50, school=office.schools[0], strong=2, middle=4, weak=4)
    give(thai, 50, school=office.schools[1], strong=3, middle=4, weak=3)
    give(thai, 50, school=office.schools[2])
    [warned] = warned_schools(office.district, WarningRule(district=office.district, weak_share=Decimal(40)))
    assert warned.school == office.schools[0]
    assert "ร้อยละ 40.00 (4 จาก 10 คน)" in warned.papers[0].reasons[0].words


def test_each_exam_is_looked_at_in_its_own_last_year(office: SimpleNamespace) -> None:
    nt = paper(office.district, "nt", "ป.3", "ด้านภาษาไทย")
    give(nt, 60, year=2566)
    give(nt, 40, school=office.schools[0], year=2566)
    give(paper(office.district), 50, school=office.schools[1], year=2567)
    assert kinds(office, below_national=Decimal(5)) == {office.schools[0].pk: {"below"}}


def test_who_sets_the_rule(office: SimpleNamespace) -> None:
    for actor in (office.supervisor, office.stranger, office.principals[0]):
        with pytest.raises(NotAllowed):
            services.save_rule(
                office.district, actor=actor, below_national=Decimal(1), falling_years=None, weak_share=None
            )
    with pytest.raises(DomainError, match="อย่างน้อยหนึ่งข้อ"):
        services.save_rule(office.district, actor=office.head, below_national=None, falling_years=None, weak_share=None)
    for _ in range(2):
        services.save_rule(
            office.district, actor=office.head, below_national=Decimal(8), falling_years=3, weak_share=None
        )
    assert rule_of(office.district).falling_years == 3


def test_the_districts_mean_is_weighed_until_it_is_announced(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    give(thai, 40, school=office.schools[0], sat=10)
    give(thai, 60, school=office.schools[1], sat=30)
    found = standings(office.district)[thai.pk, 2567]
    assert (found.district, found.sat, found.schools, found.announced) == (Decimal(55), 40, 2, None)
    give(thai, 54, scope="district", sat=40)
    give(thai, 50)
    found = standings(office.district)[thai.pk, 2567]
    assert (found.district, found.difference) == (Decimal(54), Decimal(4))
    assert [line.now.national for line in exam_year(thai.exam, 2567).lines] == [Decimal(50)]


def test_three_years_of_a_school(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    for year in (2564, 2565, 2566, 2567):
        give(thai, 40 + year - 2564, school=office.schools[0], year=year)
        give(thai, 50, year=year)
    [found] = school_exams(ExamResult.objects.visible_to(office.principals[0]), office.schools[0])
    assert found.years == [2565, 2566, 2567]
    assert [cell.difference for cell in found.lines[0].cells] == [Decimal(-9), Decimal(-8), Decimal(-7)]
    assert found.overall()[-1] == (2567, Decimal(43), Decimal(43), Decimal(50))
