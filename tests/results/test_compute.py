"""Working out: what counts, what is missing, ranks, ties and groups, against examples worked out by hand."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from supervision.improvement.models import Participation
from supervision.indicators.models import Area, Indicator
from supervision.progress.models import SchoolIndicator
from supervision.results import services
from supervision.results.models import Edition, SchoolResult
from tests.factories import base, results


def ranks(edition: Edition) -> dict[int, int | None]:
    return dict(edition.schools.values_list("participation__school", "rank"))


def percents(edition: Edition) -> dict[int, Decimal | None]:
    return dict(edition.schools.values_list("participation__school", "percent"))


@pytest.fixture
def four(quality: SimpleNamespace) -> list:
    return [quality.school, quality.neighbour, base.school(quality.district), base.school(quality.district)]


def test_others_do_not_work_it_out(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four)
    for stranger in (quality.supervisor, quality.head, quality.principal, quality.stranger):
        with pytest.raises(NotAllowed):
            services.compute(made.evaluation, actor=stranger)


def test_weights_that_do_not_add_up_are_named(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four)
    Indicator.objects.filter(pk=made.indicators[0].pk).update(weight=90)
    with pytest.raises(DomainError, match=r"น้ำหนักตัวชี้วัดในด้าน Q1 .* รวมกันได้ 90"):
        services.compute(made.evaluation, actor=quality.director)
    Indicator.objects.filter(pk=made.indicators[0].pk).update(weight=Decimal("99.99"))
    with pytest.raises(DomainError, match=r"รวมกันได้ 99.99"):
        services.compute(made.evaluation, actor=quality.director)
    Area.objects.filter(pk=made.indicators[1].area_id).update(weight=20)
    with pytest.raises(DomainError, match="ไม่ครบ 100"):
        services.compute(made.evaluation, actor=quality.director)


def test_equal_scores_share_a_rank_and_the_next_is_left_out(quality: SimpleNamespace, four: list) -> None:
    """1, 2, 2, 4: (5+5+5+5)/20 = 100 %, twice 16/20 = 80 % made of different scores, 12/20 = 60 %."""
    made = results.an_evaluation(quality.director, quality.district, four)
    keys = [school.pk for school in four]
    edition = results.alike(
        quality.director, made,
        dict(zip(keys, ([5, 5, 5, 5], [5, 3, 4, 4], [4, 4, 4, 4], [3, 3, 3, 3]), strict=True)),
    )  # fmt: skip
    assert ranks(edition) == dict(zip(keys, (1, 2, 2, 4), strict=True))
    assert percents(edition) == dict(zip(keys, map(Decimal, (100, 80, 80, 60)), strict=True))
    assert set(edition.schools.values_list("of", flat=True)) == {4}


def test_a_second_criterion_parts_them_only_when_chosen(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four, tie_by="area:Q1")
    keys = [school.pk for school in four]
    edition = results.alike(
        quality.director, made,
        dict(zip(keys, ([5, 5, 5, 5], [4, 4, 4, 4], [5, 3, 4, 4], [4, 5, 3, 4]), strict=True)),
    )  # fmt: skip
    # By Q1 the third stands before the two that are still equal.
    assert ranks(edition) == dict(zip(keys, (1, 3, 2, 3), strict=True))
    services.edit_evaluation(made.evaluation, actor=quality.director, tie_by="gain")
    for key, baseline in zip(keys, (3, 2, 3, 4), strict=True):
        SchoolIndicator.objects.bulk_create(
            SchoolIndicator(
                participation=made.parts[key], indicator=row, baseline=baseline, updated_at=made.programme.updated_at
            )
            for row in made.indicators
        )
    edition = services.compute(made.evaluation, actor=quality.director)
    # Gains of the three at 80 %: 40, 20, 0.
    assert ranks(edition) == dict(zip(keys, (1, 2, 3, 4), strict=True))
    assert dict(edition.schools.values_list("participation__school", "gain")) == dict(
        zip(keys, map(Decimal, (40, 40, 20, 0)), strict=True)
    )


def test_what_no_one_scored_leaves_the_school_unranked(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:2])
    edition = results.alike(quality.director, made, {four[0].pk: [5, 4, 4, 5]})
    row = SchoolResult.objects.get(edition=edition, participation=made.parts[four[1].pk])
    assert (row.is_complete, row.missing, row.percent, row.rank) == (False, 4, None, None)
    assert ranks(edition)[four[0].pk] == 1
    assert edition.indicators.filter(participation=row.participation, value=None).count() == 4


def test_one_assessor_where_two_are_wanted_is_not_enough(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:1])
    people = results.assessors(quality.director, made.evaluation)
    results.scored(quality.director, made, people[:1], {four[0].pk: [[5, 5, 5, 5]]})
    assert not services.compute(made.evaluation, actor=quality.director).schools.get().is_complete
    services.edit_evaluation(made.evaluation, actor=quality.director, assessors_wanted=1)
    assert services.compute(made.evaluation, actor=quality.director).schools.get().percent == 100


def test_assessors_too_far_apart_wait_for_a_moderation(quality: SimpleNamespace, four: list) -> None:
    """5 and 3 of 5 lie 40 % apart; a limit of 20 holds for one step and no more."""
    made = results.an_evaluation(quality.director, quality.district, four[:1])
    people = results.assessors(quality.director, made.evaluation)
    results.scored(quality.director, made, people, {four[0].pk: [[5, 5, 4, 4], [3, 4, 4, 4]]})
    row = services.compute(made.evaluation, actor=quality.director).schools.get()
    assert (row.is_complete, row.missing) == (False, 1)
    part = made.parts[four[0].pk]
    services.moderate(
        made.evaluation, part, made.indicators[0], actor=quality.director, value=4, reason="ดูหลักฐานร่วมกันแล้ว"
    )
    edition = services.compute(made.evaluation, actor=quality.director)
    first, second = edition.indicators.order_by("indicator__area__position")[:2]
    assert (first.origin, first.value, first.spread) == ("moderated", 4, 40)
    assert (second.origin, second.value, second.spread) == ("assessors", Decimal("4.5"), 20)
    # (80 + 90 + 80 + 80) / 4
    assert edition.schools.get().percent == Decimal("82.5")


def test_what_does_not_concern_a_school_leaves_its_weight_to_the_rest(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:2])
    edition = results.alike(quality.director, made, {four[0].pk: [None, 5, 4, 3], four[1].pk: [1, 5, 4, 3]})
    # (100 + 80 + 60) / 3 against (20 + 100 + 80 + 60) / 4
    assert percents(edition) == {four[0].pk: Decimal(80), four[1].pk: Decimal(65)}
    assert edition.areas.get(participation=made.parts[four[0].pk], area__code="Q1").percent is None


def test_one_who_sets_it_aside_and_one_who_scores_it_must_agree(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:1])
    people = results.assessors(quality.director, made.evaluation)
    results.scored(quality.director, made, people, {four[0].pk: [[None, 5, 4, 4], [5, 5, 4, 4]]})
    edition = services.compute(made.evaluation, actor=quality.director)
    assert edition.schools.get().missing == 1
    assert edition.indicators.get(indicator=made.indicators[0]).spread == 100


def test_the_extra_area_counts_where_the_year_uses_it(quality: SimpleNamespace, four: list) -> None:
    """With Q5 of 25 beside 100: (100 × 4 + 20) × 25 ÷ 125 = 84."""
    made = results.an_evaluation(quality.director, quality.district, four[:1], extra=True, uses_extra=True)
    edition = results.alike(quality.director, made, {four[0].pk: [5, 5, 5, 5, 1]})
    assert percents(edition) == {four[0].pk: Decimal(84)}


def test_less_is_better_is_turned_round(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:1])
    Indicator.objects.filter(pk=made.indicators[0].pk).update(lower_is_better=True)
    edition = results.alike(quality.director, made, {four[0].pk: [1, 5, 5, 5]})
    assert percents(edition) == {four[0].pk: Decimal(100)}


def test_a_school_that_is_out_is_left_out_by_its_row(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:2])
    edition = results.alike(quality.director, made, {four[0].pk: [5, 4, 4, 5], four[1].pk: [5, 5, 5, 5]})
    assert ranks(edition)[four[0].pk] == 2
    Participation.objects.filter(school=four[1]).update(is_in=False, reason="เข้าร่วมกลางปี")
    edition = services.compute(made.evaluation, actor=quality.director)
    assert ranks(edition) == {four[0].pk: 1}
    assert edition.indicators.count() == 4
    assert edition.areas.count() == 4


def test_groups_are_fair_and_a_school_nobody_counted_stands_apart(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:2], rank_by="kind")
    edition = results.alike(quality.director, made, {four[0].pk: [5, 4, 4, 5], four[1].pk: [5, 5, 5, 5]})
    assert ranks(edition) == {four[0].pk: 1, four[1].pk: 1}
    services.edit_evaluation(made.evaluation, actor=quality.director, rank_by="size")
    edition = services.compute(made.evaluation, actor=quality.director)
    assert set(edition.schools.values_list("group", flat=True)) == {"ไม่ทราบขนาด"}


def test_working_out_again_keeps_one_draft_and_the_same_rows(quality: SimpleNamespace, four: list) -> None:
    made = results.an_evaluation(quality.director, quality.district, four[:2])
    edition = results.alike(quality.director, made, {four[0].pk: [5, 4, 4, 5], four[1].pk: [5, 5, 5, 5]})
    held = set(edition.indicators.values_list("pk", flat=True))
    again = services.compute(made.evaluation, actor=quality.director)
    assert again.pk == edition.pk
    assert set(again.indicators.values_list("pk", flat=True)) == held
