"""The instruments every office starts with. An instrument the office already has, edited or not, is left alone."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from instruments.models import Band, BandSet, Instrument, InstrumentVersion, Item, ItemLevel, Section

FOLDER = Path(__file__).resolve().parent.parent / "reference"
# facts §5.2: ดีเยี่ยม ≥90 % · ดีมาก ≥80 · ดี ≥60 · พอใช้ ≥50 · ปรับปรุง <50 (54/48/36/30 of 60; 36/32/24/20 of 40).
PERCENT_BANDS = ((0, "ปรับปรุง"), (50, "พอใช้"), (60, "ดี"), (80, "ดีมาก"), (90, "ดีเยี่ยม"))
# facts §6.4, บุญชม: written as half-open bounds, so that 4.505 falls in exactly one.
MEAN_BANDS = (
    (Decimal("1"), "น้อยที่สุด"),
    (Decimal("1.51"), "น้อย"),
    (Decimal("2.51"), "ปานกลาง"),
    (Decimal("3.51"), "มาก"),
    (Decimal("4.51"), "มากที่สุด"),
)


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The files of `reference/`, by name."""
    return tuple(yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yaml")))


@transaction.atomic
def load_instruments(district: Any) -> int:
    """Add what the office lacks of the shipped instruments and band sets; returns the number of rows added."""
    added = _load_mean_bands(district)
    held = set(Instrument.objects.of_district(district).values_list("code", flat=True))
    for form in shipped():
        if form["code"] not in held:
            added += _load(district, form)
    return added


def _load_mean_bands(district: Any) -> int:
    bands, made = BandSet.objects.get_or_create(
        district=district,
        name="เกณฑ์ค่าเฉลี่ย 5 ระดับ (4.51/3.51/2.51/1.51)",
        defaults={"basis": BandSet.Basis.MEAN, "lowest": 1, "highest": 5, "source": "เกณฑ์แปลความหมายค่าเฉลี่ย (บุญชม)"},
    )
    if made:
        Band.objects.bulk_create(
            Band(band_set=bands, lower=lower, label=label, level=level)
            for level, (lower, label) in enumerate(MEAN_BANDS, start=1)
        )
    return 1 + len(MEAN_BANDS) if made else 0


def _load(district: Any, form: dict[str, Any]) -> int:
    bands, made = BandSet.objects.get_or_create(
        district=district,
        name=form["bands"]["name"],
        defaults={
            "basis": BandSet.Basis.PERCENT,
            "lowest": 0,
            "highest": 100,
            "source": form["bands"]["source"],
            "note": "ตั้งแต่ค่าล่างของช่วง และต่ำกว่าค่าล่างของช่วงถัดไป",
        },
    )
    added = 1 if made else 0
    if made:
        Band.objects.bulk_create(
            Band(band_set=bands, lower=lower, label=label, level=level)
            for level, (lower, label) in enumerate(PERCENT_BANDS, start=1)
        )
        added += len(PERCENT_BANDS)
    instrument = Instrument.objects.create(
        district=district, code=form["code"], name=form["name"], subject=form["subject"], note=form["note"]
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        number=1,
        state=InstrumentVersion.State.PUBLISHED,
        band_set=bands,
        instructions=form["instructions"],
        source=form["source"],
        published_at=timezone.now(),
    )
    added += 2
    number = 0
    for place, part in enumerate(form["sections"], start=1):
        section = Section.objects.create(version=version, position=place, title=part["title"])
        items = []
        for position, line in enumerate(part["items"], start=1):
            number += 1
            items.append(
                Item(section=section, position=position, code=f"q{number:02}", text=line["text"], required=True)
            )
        Item.objects.bulk_create(items)
        levels = [
            ItemLevel(item=item, value=value, label=form["words"][value], description=text)
            for item, line in zip(items, part["items"], strict=True)
            for value, text in line["levels"].items()
        ]
        ItemLevel.objects.bulk_create(levels)
        added += 1 + len(items) + len(levels)
    return added
