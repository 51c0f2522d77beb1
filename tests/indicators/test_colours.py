"""Colour schemes: who writes them, gaps, overlaps and backward bounds refused at the right field, half-open reading."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from core.errors import DomainError, NotAllowed, StaleRevision
from schools import results
from schools.results import ResultKind
from supervision.indicators.models import ColourScheme
from supervision.indicators.queries.colours import colour_of, scheme_for, schemes_of
from supervision.indicators.services import remove_scheme, save_scheme
from tests.factories import base

pytestmark = pytest.mark.django_db
D = Decimal
WHOLE = [
    ("blue", D(80), "ดีเยี่ยม"), ("green", D(70), ""), ("yellow", D(60), ""), ("orange", D(50), ""), ("red", D(0), ""),
]  # fmt: skip


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def kind(key: str, *, less: bool = False) -> ResultKind:
        return ResultKind(
            key=key, thai=f"ผล {key}", unit="ร้อยละ", lowest=D(0), highest=D(100),
            options=lambda district: [("a", "ก"), ("b", "ข")], years=lambda district, option: [2568],
            values=lambda district, year, option: {}, explain=lambda school, year, option: [], lower_is_better=less,
        )  # fmt: skip

    monkeypatch.setitem(results._kinds, "more", kind("more"))
    monkeypatch.setitem(results._kinds, "less", kind("less", less=True))
    yield


def saved(director: Any, district: Any, bands: Any = WHOLE, **more: Any) -> ColourScheme:
    return save_scheme(district, actor=director, **{"result": "more", "name": "เกณฑ์ของเขต", "bands": bands, **more})


def refused(director: Any, district: Any, bands: Any, **more: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        saved(director, district, bands, **more)
    assert not ColourScheme.objects.exists()
    return caught.value


def test_strangers_and_readers_of_the_office_are_refused(district: Any) -> None:
    other = base.district()
    for user in (base.user("group_director", other), base.user("supervisor", district)):
        with pytest.raises(NotAllowed):
            saved(user, district)


def test_an_overlap_a_gap_and_a_backward_bound_are_told_at_their_field(district: Any, director: Any) -> None:
    twice = refused(director, district, [("blue", D(80), ""), ("green", D(80), ""), ("red", D(0), "")])
    assert (twice.field, "ซ้อน" in twice.message) == ("lower_green", True)
    gap = refused(director, district, [("blue", D(80), ""), ("red", D(10), "")])
    assert (gap.field, "ช่องว่าง" in gap.message) == ("lower_red", True)
    backward = refused(director, district, [("blue", D(60), ""), ("green", D(70), ""), ("red", D(0), "")])
    assert (backward.field, "กลับด้าน" in backward.message) == ("lower_green", True)
    assert refused(director, district, [("blue", D(101), ""), ("red", D(0), "")]).field == "lower_blue"
    assert refused(director, district, [("blue", D("80.123"), ""), ("red", D(0), "")]).field == "lower_blue"
    assert refused(director, district, WHOLE, lower_limit=D(101)).field == "lower_limit"
    assert "สองสี" in refused(director, district, [("red", D(0), "")]).message
    assert refused(director, district, WHOLE, option="ค").field == "option"
    assert refused(director, district, WHOLE, result="none").field == "result"


def test_a_bound_belongs_to_the_band_that_begins_there(district: Any, director: Any) -> None:
    saved(director, district, lower_limit=D("49.5"))
    scheme = scheme_for(district, "more", "a")
    told = {value: colour_of(scheme, D(value)) for value in ("100", "80", "79.99999999", "70", "50", "49.9", "0")}
    assert told == {
        "100": "blue", "80": "blue", "79.99999999": "green", "70": "green", "50": "orange", "49.9": "red", "0": "red",
    }  # fmt: skip
    assert colour_of(scheme, None) == ""
    assert [scheme.is_below_limit(D(value)) for value in ("49.5", "49.49")] == [False, True]
    assert [(band.colour, band.lower, band.upper) for band in scheme.bands][:2] == [
        ("blue", D(80), D(100)), ("green", D(70), D(80)),
    ]  # fmt: skip


def test_where_less_is_better_the_bounds_rise(district: Any, director: Any) -> None:
    wrong = refused(director, district, [("blue", D(50), ""), ("red", D(0), "")], result="less")
    assert wrong.field == "lower_red"
    saved(director, district, [("blue", D(0), ""), ("green", D(20), ""), ("red", D(40), "")], result="less",
          lower_limit=D(60))  # fmt: skip
    scheme = scheme_for(district, "less")
    assert [colour_of(scheme, D(value)) for value in (0, 19, 20, 40, 100)] == ["blue", "blue", "green", "red", "red"]
    assert [scheme.is_below_limit(D(value)) for value in (60, 61)] == [False, True]


def test_the_example_stands_until_the_office_has_its_own_and_an_option_goes_before_the_whole(
    district: Any, director: Any
) -> None:
    example = scheme_for(district, "more", "a")
    assert (example.is_example, colour_of(example, D(80)), colour_of(example, D("79.9"))) == (True, "blue", "green")
    turned = scheme_for(district, "less")
    assert [colour_of(turned, D(value)) for value in (0, 20, 30, 100)] == ["blue", "green", "yellow", "red"]
    levels = [colour_of(scheme_for(district, "qa-level"), D(value)) for value in (5, 4, 3, 2, 1)]
    assert levels == ["blue", "green", "yellow", "orange", "red"]
    saved(director, district, [("green", D(50), ""), ("red", D(0), "")])
    own = saved(director, district, [("blue", D(10), ""), ("red", D(0), "")], option="a")
    assert [colour_of(scheme_for(district, "more", option), D(55)) for option in ("a", "b")] == ["blue", "green"]
    remove_scheme(own, actor=director)
    remove_scheme(own, actor=director)
    assert colour_of(scheme_for(district, "more", "a"), D(55)) == "green"
    assert scheme_for(base.district(), "more").is_example


def test_two_people_do_not_overwrite_each_other(district: Any, director: Any) -> None:
    first = saved(director, district, stamp=0)
    with pytest.raises(StaleRevision):
        saved(director, district, stamp=0, name="ของอีกคน")
    assert saved(director, district, stamp=first.stamp, name="แก้แล้ว").name == "แก้แล้ว"
    assert ColourScheme.objects.count() == 1


def test_all_schemes_of_an_office_are_two_queries(
    district: Any, director: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for option in ("", "a", "b"):
        saved(director, district, option=option)
    with django_assert_num_queries(2):
        held = schemes_of(district)
    with django_assert_num_queries(0):
        assert scheme_for(district, "more", "b", held=held).bands
