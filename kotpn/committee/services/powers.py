"""The powers of ก.ต.ป.น. by ข้อ 25–26: shipped to every office, edited by it, never taken away but ended."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from kotpn.committee.models import Power
from kotpn.committee.permissions import may_write_powers
from schools.models import District
from schools.services.locks import lock_district
from schools.services.refusals import explained

FILE = Path(__file__).resolve().parent.parent / "reference" / "powers.yaml"
FIELDS = ("position", "text", "legal_reference", "certainty", "starts_on", "ends_on")
_SPAN = {"power_ends_after_start": ("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", "ends_on")}


@cache
def shipped() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return told


@transaction.atomic
def load_powers(district: District) -> int:
    """Add what the office lacks of the shipped powers, by their place in the file; what it edited is left alone."""
    told = shipped()
    held = set(Power.objects.of_district(district).values_list("reference_key", flat=True))
    rows = [
        Power(
            district=district, position=number, text=text, reference_key=f"2560-{number}",
            **{name: told[name] for name in ("legal_reference", "certainty", "starts_on")},
        )
        for number, text in enumerate(told["powers"], 1)
        if f"2560-{number}" not in held
    ]  # fmt: skip
    Power.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def save_power(
    district: District, *, actor: Any, values: Mapping[str, Any], power: Power | None = None,
    now: datetime | None = None,
) -> Power:  # fmt: skip
    """Add a power, or correct one: its words, its law, the days it holds."""
    if not may_write_powers(actor, district):
        raise NotAllowed("แก้ไขอำนาจหน้าที่ได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    wanted = {name: values[name] for name in FIELDS if name in values}
    wanted["text"] = needed(wanted.get("text", ""), "กรุณาเขียนอำนาจหน้าที่", field="text")
    starts_on: date | None = wanted.get("starts_on")
    if starts_on is None:
        raise DomainError("กรุณาระบุวันที่เริ่มใช้", field="starts_on")
    lock_district(district.pk)
    row = Power.objects.of_district(district).get(pk=power.pk) if power else Power(district=district)
    if power is None:
        same = Power.objects.of_district(district).filter(text=wanted["text"], starts_on=starts_on).first()
        if same is not None:
            return same
    if all(getattr(row, name) == value for name, value in wanted.items()) and row.pk:
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    with explained(_SPAN):
        row.save()
    audit.record(
        actor=actor, action="committee.power_saved", target=Pointer("district", str(district.pk), district.name),
        district_code=district.code, data={"number": row.position}, at=now,
    )  # fmt: skip
    return row
