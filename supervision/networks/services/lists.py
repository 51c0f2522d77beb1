"""Shipped kinds of networks of an office."""

from functools import cache
from pathlib import Path

import yaml

from schools.models import District
from supervision.networks.models import NetworkKind

_FILE = Path(__file__).resolve().parent.parent / "reference" / "kinds.yaml"


@cache
def shipped() -> tuple[dict[str, str], ...]:
    return tuple(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def load_kinds(district: District) -> int:
    """Add what the office lacks; safe to run twice, and never over the office's own words."""
    rows = NetworkKind.objects.of_district(district)
    held, names = (set(rows.values_list(field, flat=True)) for field in ("reference_key", "name"))
    made = [
        NetworkKind(district=district, position=place, name=row["name"], reference_key=row["key"])
        for place, row in enumerate(shipped(), start=1)
        if row["key"] not in held and row["name"] not in names
    ]
    return len(NetworkKind.objects.bulk_create(made))
