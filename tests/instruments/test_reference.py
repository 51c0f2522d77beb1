"""The shipped instruments: complete, sound, loaded once, never over an office's edits."""

from decimal import Decimal

import pytest

from instruments.content import content_of
from instruments.logic import check, cycle, parse
from instruments.models import BandSet, Instrument, InstrumentVersion, Item, ItemLevel
from instruments.scoring import band_of
from instruments.services import load_instruments
from instruments.services.reference import content, shipped
from tests.factories import base

CODES = [form["code"] for form in shipped()]


@pytest.mark.django_db
def test_both_forms_are_as_in_their_source() -> None:
    district = base.district()
    assert load_instruments(district) > 100
    classroom = Item.objects.filter(section__version__instrument__code="quality-classroom")
    active = Item.objects.filter(section__version__instrument__code="active-learning")
    assert (classroom.count(), active.count()) == (12, 10)
    assert active.values("section").distinct().count() == 5
    assert ItemLevel.objects.filter(item__in=classroom).count() == 60
    assert ItemLevel.objects.filter(item__in=active).count() == 40
    assert not ItemLevel.objects.filter(item__in=classroom | active, description="").exists()
    bands = BandSet.objects.get(district=district, basis="percent").bands.order_by("-lower")
    assert [(int(band.lower), band.label) for band in bands] == [
        (90, "ดีเยี่ยม"), (80, "ดีมาก"), (60, "ดี"), (50, "พอใช้"), (0, "ปรับปรุง"),
    ]  # fmt: skip


def test_the_teaching_form_has_its_four_areas() -> None:
    sections = content("teaching-25").sections
    assert [sum(item.kind == "rating" for item in part.items) for part in sections] == [5, 9, 5, 6, 0]
    assert {level.value for item in content("teaching-25").items() for level in item.levels} == {1, 2, 3, 4, 5}
    assert [item.text for item in sections[-1].items] == ["สิ่งที่พบ", "การสะท้อนคิด", "จุดเด่น", "สิ่งที่ควรปรับปรุง"]


@pytest.mark.django_db
def test_a_total_of_25_has_a_level() -> None:
    district = base.district()
    load_instruments(district)
    version = InstrumentVersion.objects.get(instrument__code="teaching-25")
    assert version.band_set is not None
    bands = list(version.band_set.bands.order_by("lower"))
    found = {
        total: getattr(band_of(Decimal(total), bands), "label", None) for total in (24, 25, 26, 49, 50, 97, 98, 125)
    }
    assert found == {
        24: None, 25: "ควรปรับปรุง", 26: "พอใช้", 49: "พอใช้", 50: "ดี", 97: "ดีมาก", 98: "ดีเยี่ยม", 125: "ดีเยี่ยม",
    }  # fmt: skip


def test_the_start_of_term_check_has_its_six_areas() -> None:
    assert [part.title for part in content("term-start").sections] == [
        "บริหาร", "อาคารสถานที่และสิ่งแวดล้อม", "การจัดการเรียนการสอน", "อุปกรณ์การเรียน", "อาหารกลางวัน", "ความปลอดภัย",
    ]  # fmt: skip


def test_four_areas_give_one_level_each() -> None:
    rated = [[item.code for item in part.items if item.kind == "rating"] for part in content("four-areas").sections]
    assert rated == [["level_academic"], ["level_budget"], ["level_people"], ["level_general"]]


def test_the_follow_up_form_gives_one_level_to_each_of_eight_elements() -> None:
    rated = [[item.code for item in part.items if item.kind == "rating"] for part in content("iqa-7-1").sections]
    assert rated == [[f"level_{number}"] for number in range(1, 9)]
    assert all(sum(item.kind == "yes_no" for item in part.items) == 4 for part in content("iqa-7-1").sections)


@pytest.mark.parametrize("code", CODES)
def test_every_form_is_sound(code: str) -> None:
    whole = content(code)
    items = list(whole.items())
    codes = [item.code for item in items]
    assert len(set(codes)) == len(codes)
    asks: dict[str, set[str]] = {}
    for part in whole.sections:
        for item in part.items:
            for text in filter(None, (part.relevant, item.relevant)):
                check(text, codes=codes)
            if item.constraint:
                check(item.constraint, codes=codes, this=True)
                assert item.constraint_message
            asks[item.code] = set().union(*(parse(text).codes() for text in (part.relevant, item.relevant) if text))
            assert len(item.text) <= 500
            assert bool(item.levels) == (item.kind in ("rating", "choice", "choices"))
            assert all(level.label and len(level.label) <= 100 for level in item.levels)
    assert cycle(asks) == []


@pytest.mark.django_db
def test_what_is_stored_is_what_the_files_say() -> None:
    district = base.district()
    load_instruments(district)
    for version in InstrumentVersion.objects.filter(instrument__district=district).select_related("instrument"):
        assert content_of(version) == content(version.instrument.code)
    examples = Instrument.objects.filter(district=district, is_example=True).values_list("code", flat=True)
    assert set(examples) == {
        "four-areas", "internal-supervision", "environment", "curriculum-review", "special-education",
        "iqa-7-1", "iqa-7-2", "iqa-7-3", "gathering-evaluation", "network-survey", "network-follow-up",
        "quality-school-follow-up", "media-review", "assessment-check",
    }  # fmt: skip


@pytest.mark.django_db
def test_three_families_of_mean_bands() -> None:
    district = base.district()
    load_instruments(district)
    lowers = {
        tuple(f"{band.lower:.2f}" for band in bands.bands.order_by("lower"))
        for bands in BandSet.objects.filter(district=district, basis="mean")
    }
    assert lowers == {
        ("1.00", "1.51", "2.51", "3.51", "4.51"),
        ("1.00", "1.81", "2.61", "3.41", "4.21"),
        ("1.00", "1.50", "2.50", "3.50", "4.50"),
    }


@pytest.mark.django_db
def test_a_second_load_changes_nothing() -> None:
    district = base.district()
    load_instruments(district)
    Instrument.objects.filter(code="active-learning").update(name="ชื่อที่เขตแก้แล้ว")
    assert load_instruments(district) == 0
    assert Instrument.objects.get(district=district, code="active-learning").name == "ชื่อที่เขตแก้แล้ว"
