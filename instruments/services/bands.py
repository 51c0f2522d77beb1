"""Band sets of an office: written with the bounds as they are printed, kept as lower bounds only.

A band is [its lower bound, the next band's lower bound) on the unrounded value, the top one closed (facts §6.4).
Printed uppers are only checked: they must meet the next band without gap or overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from instruments.models import Band, BandSet, InstrumentVersion, Response
from instruments.permissions import may_begin
from schools.models import District
from schools.services.locks import lock_district

MOST_BANDS = 12
# Three families are in use side by side (facts §6.4): lower bounds of five levels on a scale of 1 to 5.
FAMILIES: dict[str, tuple[Decimal, ...]] = {
    "4.51 / 3.51 / 2.51 / 1.51": tuple(map(Decimal, ("1", "1.51", "2.51", "3.51", "4.51"))),
    "4.21 / 3.41 / 2.61 / 1.81": tuple(map(Decimal, ("1", "1.81", "2.61", "3.41", "4.21"))),
    "4.50 / 3.50 / 2.50 / 1.50": tuple(map(Decimal, ("1", "1.50", "2.50", "3.50", "4.50"))),
}
FAMILY_WORDS = ("น้อยที่สุด", "น้อย", "ปานกลาง", "มาก", "มากที่สุด")


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band as it is printed; `upper` None where only the lower bound is written."""

    lower: Decimal
    label: str
    upper: Decimal | None = None


def band_set_pointer(band_set: BandSet) -> Pointer:
    return Pointer("band-set", str(band_set.pk), f"เกณฑ์แปลผล {band_set.name}")


def is_used(band_set: BandSet) -> bool:
    """Scores were put into words with it, or a version that is no draft names it."""
    if Response.objects.filter(band__band_set=band_set).exists():
        return True
    versions = InstrumentVersion.objects.filter(band_set=band_set)
    return versions.exclude(state=InstrumentVersion.State.DRAFT).exists()


def check_rows(rows: Sequence[BandRow], *, lowest: Decimal, highest: Decimal) -> list[BandRow]:
    """The rows from the lowest up. DomainError with field "band-N" (N the row as given, from 0) naming the numbers of
    a gap, an overlap, or a bound outside `lowest`..`highest`."""
    if lowest >= highest:
        raise DomainError(f"ค่าต่ำสุด {_n(lowest)} ต้องน้อยกว่าค่าสูงสุด {_n(highest)}", field="lowest")
    if len(rows) < 2:
        raise DomainError("เกณฑ์ต้องมีอย่างน้อยสองระดับ", field="rows")
    if len(rows) > MOST_BANDS:
        raise DomainError(f"เกณฑ์มีได้ไม่เกิน {MOST_BANDS} ระดับ", field="rows")
    placed = sorted(enumerate(rows), key=lambda pair: (pair[1].lower, pair[0]))
    labels: set[str] = set()
    for place, row in placed:
        if not lowest <= row.lower <= highest:
            raise DomainError(
                f"“{row.label}” ตั้งแต่ {_n(row.lower)} อยู่นอกช่วง {_n(lowest)}–{_n(highest)}", field=f"band-{place}"
            )
        if row.label in labels:
            raise DomainError(f"คำของระดับ “{row.label}” ซ้ำ", field=f"band-{place}")
        labels.add(row.label)
    first_place, first = placed[0]
    if first.lower != lowest:
        raise DomainError(
            f"ไม่มีระดับสำหรับ {_n(lowest)} ถึงก่อน {_n(first.lower)} ระดับล่างสุดต้องเริ่มที่ค่าต่ำสุด", field=f"band-{first_place}"
        )
    _check_meeting(placed)
    top_place, top = placed[-1]
    if top.upper is not None and top.upper != highest:
        word = "เกิน" if top.upper > highest else "ไม่ถึง"
        raise DomainError(f"“{top.label}” ถึง {_n(top.upper)} {word}ค่าสูงสุด {_n(highest)}", field=f"band-{top_place}")
    return [row for _, row in placed]


def _check_meeting(placed: Sequence[tuple[int, BandRow]]) -> None:
    """Each printed upper meets the next lower bound; `placed` are (place as given, row) from the lowest up."""
    unit = _unit([value for _, row in placed for value in (row.lower, row.upper) if value is not None])
    for (place, row), (_, following) in pairwise(placed):
        if following.lower == row.lower:
            raise DomainError(f"“{row.label}” กับ “{following.label}” ตั้งแต่ {_n(row.lower)} เท่ากัน", field=f"band-{place}")
        if row.upper is None:
            continue
        between = f"“{row.label}” ถึง {_n(row.upper)} กับ “{following.label}” ตั้งแต่ {_n(following.lower)}"
        if row.upper > following.lower:
            raise DomainError(f"{between} ทับกัน", field=f"band-{place}")
        if following.lower - row.upper > unit:
            raise DomainError(f"{between} มีช่องว่าง", field=f"band-{place}")


def save_band_set(
    *,
    actor: Any,
    district: District,
    name: str,
    basis: str,
    lowest: Decimal,
    highest: Decimal,
    rows: Sequence[BandRow],
    source: str = "",
    note: str = "",
    band_set: BandSet | None = None,
) -> BandSet:
    """Write a new set, or one nobody has used yet: a used one is frozen and copied instead."""
    if not may_begin(actor, district):
        raise NotAllowed("จัดการเกณฑ์ได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงาน")
    name = " ".join(name.split())[:150]
    if not name:
        raise DomainError("กรุณาตั้งชื่อเกณฑ์", field="name")
    if basis not in BandSet.Basis.values:
        raise DomainError("กรุณาเลือกว่าคิดจากค่าใด", field="basis")
    ordered = check_rows(rows, lowest=lowest, highest=highest)
    facts = {
        "name": name, "basis": basis, "lowest": lowest, "highest": highest, "source": source.strip()[:300],
        "note": note.strip(),
    }  # fmt: skip
    try:
        with transaction.atomic():
            lock_district(district.pk)
            if band_set is None:
                kept = BandSet.objects.create(district=district, **facts)
            else:
                kept = BandSet.objects.select_for_update().get(pk=band_set.pk, district=district)
                if is_used(kept):
                    raise DomainError("เกณฑ์นี้ใช้แปลผลแล้ว จึงแก้ไม่ได้ กรุณาทำสำเนาแล้วแก้สำเนา")
                for field, value in facts.items():
                    setattr(kept, field, value)
                kept.save(update_fields=list(facts))
                kept.bands.all().delete()
            Band.objects.bulk_create(
                Band(band_set=kept, lower=row.lower, label=row.label, level=level)
                for level, row in enumerate(ordered, start=1)
            )
            audit.record(actor=actor, action="bands.saved", target=band_set_pointer(kept), district_code=district.code)
    except IntegrityError as error:
        raise DomainError("มีเกณฑ์ชื่อนี้แล้ว กรุณาตั้งชื่ออื่น", field="name") from error
    return kept


def copy_band_set(band_set: BandSet, *, actor: Any) -> BandSet:
    """A set of the same bands under another name, free to be changed."""
    held = set(BandSet.objects.filter(district=band_set.district_id).values_list("name", flat=True))
    number, name = 2, f"{band_set.name[:130]} (สำเนา)"
    while name in held:
        name, number = f"{band_set.name[:130]} (สำเนา {number})", number + 1
    return save_band_set(
        actor=actor, district=band_set.district, name=name, basis=band_set.basis, lowest=band_set.lowest,
        highest=band_set.highest, source=band_set.source, note=band_set.note,
        rows=[BandRow(row.lower, row.label) for row in band_set.bands.order_by("lower")],
    )  # fmt: skip


def retire_band_set(band_set: BandSet, *, actor: Any, active: bool) -> BandSet:
    """Offer a set for new versions no more, or again; what was put into words with it stays."""
    if not may_begin(actor, band_set.district):
        raise NotAllowed("จัดการเกณฑ์ได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงาน")
    with transaction.atomic():
        kept = BandSet.objects.select_for_update().get(pk=band_set.pk)
        if kept.is_active != active:
            kept.is_active = active
            kept.save(update_fields=["is_active"])
            audit.record(
                actor=actor, action="bands.switched", target=band_set_pointer(kept),
                district_code=band_set.district.code, data={"state": "ใช้" if active else "เลิกใช้"},
            )  # fmt: skip
    return kept


def _unit(values: Sequence[Decimal]) -> Decimal:
    """One step of the finest decimals in use: 0.01 where bounds are printed with two, 1 where they are whole."""
    places = [max(0, -int(value.normalize().as_tuple().exponent)) for value in values]
    return Decimal(1).scaleb(-max(places, default=0))


def _n(value: Decimal) -> str:
    return f"{value.normalize():f}"
