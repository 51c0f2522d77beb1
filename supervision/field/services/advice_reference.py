"""The advice every office starts with, for the two instruments of its own kind; an office's edits are left alone."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from instruments.models import Instrument
from supervision.field.models import Advice

FILE = Path(__file__).resolve().parent.parent / "reference" / "advice.yaml"


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(FILE.read_text()))


def load_advice(district: Any) -> int:
    """Add the shipped lines of instruments that have none yet; gives the number of rows added. Safe to run twice."""
    held = set(Advice.objects.of_district(district).values_list("instrument_id", flat=True))
    instruments = {row.code: row for row in Instrument.objects.of_district(district)}
    rows = []
    for part in shipped():
        instrument = instruments.get(part["instrument"])
        if instrument is None or instrument.pk in held:
            continue
        for code, (finding, recommendation, days) in part["lines"].items():
            rows.append(
                Advice(
                    district=district, instrument=instrument, item_code=code, at_most=part["at_most"],
                    finding=finding, recommendation=recommendation, due_days=days,
                )
            )  # fmt: skip
    return len(Advice.objects.bulk_create(rows))
