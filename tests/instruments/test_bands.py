"""Band sets: what is refused with its numbers, what is frozen, and which band a value falls into."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from instruments.models import BandSet, InstrumentVersion
from instruments.scoring import band_of
from instruments.services import load_instruments
from instruments.services.bands import (
    FAMILIES,
    FAMILY_WORDS,
    BandRow,
    check_rows,
    copy_band_set,
    retire_band_set,
    save_band_set,
)
from tests.factories import base

pytestmark = pytest.mark.django_db


def rows(*given: str) -> list[BandRow]:
    """ "4.51-5 มากที่สุด" or "4.51 มากที่สุด", as printed."""
    found = []
    for line in given:
        bounds, label = line.split()
        lower, _, upper = bounds.partition("-")
        found.append(BandRow(Decimal(lower), label, Decimal(upper) if upper else None))
    return found


FIVE = rows("4.51-5.00 มากที่สุด", "3.51-4.50 มาก", "2.51-3.50 ปานกลาง", "1.51-2.50 น้อย", "1.00-1.50 น้อยที่สุด")
EDGES = {"lowest": Decimal(1), "highest": Decimal(5)}


def given(**change: Any) -> dict[str, Any]:
    return {"name": "เกณฑ์ของเรา", "basis": "mean", **EDGES, "rows": FIVE, **change}


@pytest.mark.parametrize(
    ("lines", "words", "where"),
    [
        (rows("4.61-5 ก", "1-4.50 ข"), "ถึง 4.5 กับ “ก” ตั้งแต่ 4.61 มีช่องว่าง", "band-1"),
        (rows("4.51-5 ก", "1-4.60 ข"), "ถึง 4.6 กับ “ก” ตั้งแต่ 4.51 ทับกัน", "band-1"),
        (rows("4.51 ก", "1.5 ข"), "ไม่มีระดับสำหรับ 1 ถึงก่อน 1.5", "band-1"),
        (rows("4.51-4.90 ก", "1 ข"), "ถึง 4.9 ไม่ถึงค่าสูงสุด 5", "band-0"),
        (rows("4.51-5.50 ก", "1 ข"), "เกินค่าสูงสุด 5", "band-0"),
        (rows("6 ก", "1 ข"), "ตั้งแต่ 6 อยู่นอกช่วง 1–5", "band-0"),
        (rows("3 ก", "3 ข", "1 ค"), "เท่ากัน", "band-0"),
        (rows("3 ก", "1 ก"), "ซ้ำ", "band-0"),
        (rows("1 ก"), "อย่างน้อยสองระดับ", "rows"),
    ],
)
def test_what_cannot_be_is_refused_with_its_numbers(lines, words, where) -> None:
    with pytest.raises(DomainError) as refusal:
        check_rows(lines, **EDGES)
    assert words in refusal.value.message
    assert refusal.value.field == where


def test_whole_percentages_meet_by_one_or_at_the_bound() -> None:
    assert len(check_rows(rows("80-100 ก", "0-79 ข"), lowest=Decimal(0), highest=Decimal(100))) == 2
    assert len(check_rows(rows("80-100 ก", "0-80 ข"), lowest=Decimal(0), highest=Decimal(100))) == 2


def test_who_may_not_write(version_office: Any) -> None:
    district, director = version_office
    for user in (base.account(), base.user("supervisor", district), base.user("group_director", base.district())):
        with pytest.raises(NotAllowed):
            save_band_set(actor=user, district=district, **given())
    assert save_band_set(actor=director, district=district, **given()).bands.count() == 5


@pytest.fixture
def version_office() -> tuple[Any, Any]:
    district = base.district()
    return district, base.user("group_director", district)


def test_the_three_families_are_right_at_their_bounds(version_office) -> None:
    district, director = version_office
    found = []
    for name, lowers in FAMILIES.items():
        lines = [BandRow(lower, label) for lower, label in zip(lowers, FAMILY_WORDS, strict=True)]
        bands = list(save_band_set(actor=director, district=district, **given(name=name, rows=lines)).bands.all())
        found.append([band_of(Decimal(value), bands).label for value in ("4.505", "4.5", "4.2099", "1", "5")])
    assert found == [
        ["มาก", "มาก", "มาก", "น้อยที่สุด", "มากที่สุด"],
        ["มากที่สุด", "มากที่สุด", "มาก", "น้อยที่สุด", "มากที่สุด"],
        ["มากที่สุด", "มากที่สุด", "มาก", "น้อยที่สุด", "มากที่สุด"],
    ]


def test_a_name_twice_is_refused(version_office) -> None:
    district, director = version_office
    save_band_set(actor=director, district=district, **given())
    with pytest.raises(DomainError) as refusal:
        save_band_set(actor=director, district=district, **given())
    assert refusal.value.field == "name"


def test_a_used_set_is_frozen_and_copied(version_office) -> None:
    district, director = version_office
    load_instruments(district)
    used = InstrumentVersion.objects.filter(instrument__district=district, band_set__isnull=False).first()
    assert used is not None
    assert used.band_set is not None
    with pytest.raises(DomainError, match="ทำสำเนา"):
        save_band_set(actor=director, district=district, band_set=used.band_set, **given())
    copy = copy_band_set(used.band_set, actor=director)
    assert copy.name.endswith("(สำเนา)")
    assert copy_band_set(used.band_set, actor=director).name.endswith("(สำเนา 2)")
    save_band_set(actor=director, district=district, band_set=copy, **given())
    assert copy.bands.count() == 5
    retire_band_set(copy, actor=director, active=False)
    assert not BandSet.objects.get(pk=copy.pk).is_active


def posted(lines: list[tuple[str, str, str]], **more: str) -> dict[str, str]:
    data = {"name": "เกณฑ์ใหม่", "basis": "mean", "lowest": "1", "highest": "5", "band-INITIAL_FORMS": "0"}
    data["band-TOTAL_FORMS"] = str(len(lines))
    for place, (label, lower, upper) in enumerate(lines):
        data |= {f"band-{place}-label": label, f"band-{place}-lower": lower, f"band-{place}-upper": upper}
    return data | more


def test_pages(version_office, client) -> None:
    district, director = version_office
    client.force_login(base.user("supervisor", district))
    assert client.get(reverse("instruments:bands")).status_code == 200
    assert client.get(reverse("instruments:band-new")).status_code == 403
    client.force_login(director)
    address = reverse("instruments:band-new")
    assert client.get(address, {"family": "2"}).status_code == 200
    overlap = client.post(address, posted([("สูง", "3", "5"), ("", "", ""), ("ต่ำ", "1", "3.5")]))
    assert overlap.status_code == 422
    assert "ทับกัน" in overlap.content.decode()
    assert "ต่ำ" in overlap.content.decode()
    more = client.post(address, posted([("สูง", "3", "5")], more="1"))
    assert 'name="band-1-label"' in more.content.decode()
    assert client.post(address, posted([("สูง", "3", "5"), ("ต่ำ", "1", "2")])).status_code == 302
    held = BandSet.objects.get(district=district, name="เกณฑ์ใหม่")
    client.force_login(base.user("group_director", base.district()))
    assert client.get(reverse("instruments:band-edit", args=[held.pk])).status_code == 404
