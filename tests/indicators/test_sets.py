"""Editions of indicators: refusals, weights, freezing, a new edition, what nobody may overwrite."""

from decimal import Decimal
from typing import Any

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.indicators import services
from supervision.indicators.missing import missing
from supervision.indicators.models import Indicator, IndicatorSet
from supervision.indicators.permissions import can_edit_set
from supervision.indicators.queries.editions import set_for
from supervision.indicators.services import AreaWords, IndicatorWords
from supervision.indicators.services.parts import even
from tests.factories import base, improvement

pytestmark = pytest.mark.django_db
D = Decimal


def words(**more: Any) -> IndicatorWords:
    return IndicatorWords(**{"code": "9.9", "title": "ตัวชี้วัดใหม่", "weight": D(10), **more})


def field_of(act: Any) -> str:
    with pytest.raises(DomainError) as caught:
        act()
    return caught.value.field


def test_only_the_group_director_of_the_office_writes(district: Any, model: Any, draft: Any) -> None:
    other = base.user("group_director", base.district())
    for user in (other, base.user("supervisor", district), base.user("office_director", district)):
        with pytest.raises(NotAllowed):
            services.save_front(draft, actor=user, values={"name": "ใหม่"})
        with pytest.raises(NotAllowed):
            services.publish(draft, actor=user)
        with pytest.raises(NotAllowed):
            services.make_set(model, actor=user)


def test_what_is_in_use_is_frozen(district: Any, director: Any, model: Any) -> None:
    row = improvement.an_indicator_set(model)
    area = row.areas.first()
    for act in (
        lambda: services.save_front(row, actor=director, values={"name": "ใหม่"}),
        lambda: services.save_area(row, actor=director, words=AreaWords("Q9", "ใหม่", D(1))),
        lambda: services.save_indicator(area, actor=director, words=words()),
        lambda: services.remove(area, actor=director),
        lambda: services.even_weights(row, actor=director),
        lambda: services.delete_draft(row, actor=director),
    ):
        with pytest.raises(DomainError, match="ฉบับใหม่"):
            act()


def test_a_draft_a_year_stands_on_is_frozen_too(district: Any, director: Any, draft: Any) -> None:
    improvement.a_programme(director, district, set=draft)
    assert not can_edit_set(director, draft)
    with pytest.raises(DomainError, match="ถูกใช้แล้ว"):
        services.save_front(draft, actor=director, values={"name": "ใหม่"})


def test_weights_are_shown_and_refused_when_they_do_not_add_up(director: Any, draft: Any) -> None:
    areas = {area.code: area for area in draft.areas.all()}
    first = areas["Q1"].indicators.first()
    services.save_weights(draft, actor=director, areas={areas["Q2"].pk: D("24.5")}, indicators={first.pk: D("47.25")})
    told = [one.text for one in missing(draft)]
    assert told == [
        "น้ำหนักของด้านรวมกันได้ 99.5 ต้องเป็น 100", "น้ำหนักตัวชี้วัดในด้าน Q1 รวมกันได้ 97.25 ต้องเป็น 100",
    ]  # fmt: skip
    with pytest.raises(DomainError, match=r"97\.25"):
        services.publish(draft, actor=director)
    services.even_weights(draft, actor=director)
    services.even_weights(draft, actor=director, area=areas["Q1"])
    assert missing(draft) == []
    assert services.publish(draft, actor=director).state == "published"


def test_the_extra_area_stands_beside_the_hundred(director: Any, draft: Any) -> None:
    extra = draft.areas.get(is_extra=True)
    services.save_weights(draft, actor=director, areas={extra.pk: D(10)}, indicators={})
    assert missing(draft) == []
    assert field_of(lambda: services.save_weights(draft, actor=director, areas={extra.pk: D(-1)}, indicators={})) == (
        f"area_{extra.pk}"
    )


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 9, 13, 40])
def test_even_weights_add_up_to_exactly_a_hundred(count: int) -> None:
    assert sum(even(count)) == 100
    assert max(even(count)) - min(even(count)) <= D("0.01")


def test_an_indicator_says_which_field_is_wrong(district: Any, director: Any, draft: Any) -> None:
    area = draft.areas.first()

    def save(**more: Any) -> Any:
        return lambda: services.save_indicator(area, actor=director, words=words(**more))

    assert field_of(save(code="2.1")) == "code"
    assert field_of(save(title=" ")) == "title"
    assert field_of(save(lowest=D(5))) == "highest"
    assert field_of(save(lowest=D(-1))) == "lowest"
    assert field_of(save(target=D(6))) == "target"
    assert field_of(save(weight=D(101))) == "weight"
    assert field_of(save(source="computed")) == "computed"
    assert field_of(save(source="computed", result="qa-level", option="nothing")) == "computed"
    assert field_of(save(levels=[(D(6), "เกิน", "")])) == "levels"
    assert field_of(save(levels=[(D(5), "ดี", ""), (D(5), "ดีมาก", "")])) == "levels"
    assert field_of(save(kinds=["castle"])) == "kinds"
    assert Indicator.objects.filter(area=area).count() == 2


def test_a_computed_indicator_takes_the_scale_of_its_result(director: Any, draft: Any) -> None:
    made = services.save_indicator(
        draft.areas.first(), actor=director,
        words=words(source="computed", result="pupils-per-teacher", option="all", highest=D(7), target=D(20)),
    )  # fmt: skip
    assert (made.lowest, made.highest, made.lower_is_better, made.unit) == (0, 40, True, "คนต่อครู 1 คน")
    assert made.percent(D(10)) == 75


def test_the_page_of_another_does_not_overwrite(director: Any, draft: Any) -> None:
    seen = draft.stamp
    services.save_front(draft, actor=director, values={"name": "แก้ก่อน"}, stamp=seen)
    with pytest.raises(StaleRevision):
        services.save_front(draft, actor=director, values={"name": "แก้ทับ"}, stamp=seen)
    with pytest.raises(StaleRevision):
        services.publish(draft, actor=director, stamp=seen)


def test_two_clicks_publish_once_and_begin_one_draft(director: Any, model: Any, draft: Any) -> None:
    services.publish(draft, actor=director, stamp=draft.stamp)
    again = services.publish(draft, actor=director, stamp=draft.stamp)
    assert again.stamp == draft.stamp + 1
    first = services.new_edition(again, actor=director)
    assert services.new_edition(again, actor=director) == first == services.make_set(model, actor=director)
    assert model.sets.count() == 2


def test_a_new_edition_has_everything_and_leaves_the_old_alone(director: Any, model: Any) -> None:
    old = improvement.an_indicator_set(model)
    new = services.new_edition(old, actor=director)
    assert (new.number, new.based_on, new.state) == (2, old, "draft")
    assert [area.code for area in new.areas.all()] == [area.code for area in old.areas.all()]
    codes = list(Indicator.objects.filter(area__set=new).values_list("code", "weight", "target"))
    assert codes == list(Indicator.objects.filter(area__set=old).values_list("code", "weight", "target"))
    part = new.areas.first()
    services.remove(part, actor=director)
    services.remove(part, actor=director)
    assert (new.areas.count(), old.areas.count()) == (4, 5)


def test_parts_move_among_their_siblings(director: Any, draft: Any) -> None:
    services.move(draft.areas.get(code="Q2"), actor=director, up=True)
    services.move(draft.areas.get(code="Q2"), actor=director, up=True)
    assert [area.code for area in draft.areas.all()] == ["Q2", "Q1", "Q3", "Q4", "Q5"]


def test_a_year_begins_with_the_newest_edition_that_holds(director: Any, model: Any) -> None:
    old = improvement.an_indicator_set(model)
    new = services.new_edition(old, actor=director, values={"year_from": 2570})
    assert set_for(model, 2570) == old
    services.publish(new, actor=director)
    assert (set_for(model, 2569), set_for(model, 2570)) == (old, new)
    services.retire(new, actor=director)
    services.retire(new, actor=director)
    assert set_for(model, 2570) == old
    services.use_again(new, actor=director)
    assert set_for(model, 2570) == new


def test_a_school_reads_what_is_in_use_and_no_draft(district: Any, director: Any, model: Any, draft: Any) -> None:
    school = base.school(district)
    reader = base.user("principal", school)
    assert list(IndicatorSet.objects.visible_to(reader)) == []
    services.publish(draft, actor=director)
    assert list(IndicatorSet.objects.visible_to(reader)) == [draft]
    assert list(IndicatorSet.objects.visible_to(base.user("supervisor", base.district()))) == []
