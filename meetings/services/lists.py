"""Shipped kinds and bodies of an office, and its rules about minutes."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from meetings.models import GatheringBody, GatheringKind, MeetingRules
from schools.models import District
from schools.permissions import can_edit_lists
from schools.services.locks import lock_district
from schools.services.reference import add_shipped, in_order

_FILE = Path(__file__).resolve().parent.parent / "reference" / "lists.yaml"
_MODELS: dict[str, type[GatheringKind] | type[GatheringBody]] = {"kinds": GatheringKind, "bodies": GatheringBody}


@cache
def shipped() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def load_lists(district: District) -> int:
    """Add what the office lacks; safe to run twice, and never over the office's own words."""
    return sum(_load(district, name) for name in _MODELS)


def _load(district: District, name: str) -> int:
    return add_shipped(_MODELS[name], district, in_order(shipped()[name]))


def kind_of(district: District, key: str) -> GatheringKind:
    """The office's row of a shipped kind, made where the office has not loaded it yet; DomainError for no such kind."""
    found: GatheringKind | None = GatheringKind.objects.of_district(district).filter(reference_key=key).first()
    if found is None:
        if key not in {row["key"] for row in shipped()["kinds"]}:
            raise DomainError("ไม่มีการประชุมประเภทนี้", field="kind")
        _load(district, "kinds")
        found = GatheringKind.objects.of_district(district).filter(reference_key=key).first()
    if found is None:  # the office has a row of that name which it wrote itself
        name = next(row["name"] for row in shipped()["kinds"] if row["key"] == key)
        found = GatheringKind.objects.of_district(district).get(name=name)
    return found


def minutes_days(district: Any) -> int:
    """Days until the minutes of a gathering are due."""
    row = MeetingRules.objects.filter(district=district).first()
    return row.minutes_days if row else MeetingRules.MINUTES_DAYS


@transaction.atomic
def save_rules(district: District, *, actor: Any, minutes_days: int) -> MeetingRules:
    if not can_edit_lists(actor, district):
        raise NotAllowed("ท่านแก้ไขการตั้งค่าของเขตนี้ไม่ได้")
    if not 1 <= minutes_days <= 60:
        raise DomainError("ต้องเป็นจำนวน 1–60 วัน", field="minutes_days")
    lock_district(district.pk)
    row, _ = MeetingRules.objects.get_or_create(district=district)
    if row.minutes_days != minutes_days:
        row.minutes_days = minutes_days
        row.save(update_fields=["minutes_days"])
        audit.record(
            actor=actor, action="gathering.rules", target=Pointer("district", str(district.pk), district.name),
            district_code=district.code, data={"days": minutes_days},
        )  # fmt: skip
    return row
