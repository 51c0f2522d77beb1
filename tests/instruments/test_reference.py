"""The shipped instruments: complete, loaded once, never over an office's edits."""

import pytest

from instruments.models import BandSet, Instrument, Item, ItemLevel
from instruments.services import load_instruments
from tests.factories import base

pytestmark = pytest.mark.django_db


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


def test_a_second_load_changes_nothing() -> None:
    district = base.district()
    load_instruments(district)
    Instrument.objects.filter(code="active-learning").update(name="ชื่อที่เขตแก้แล้ว")
    assert load_instruments(district) == 0
    assert Instrument.objects.get(district=district, code="active-learning").name == "ชื่อที่เขตแก้แล้ว"
