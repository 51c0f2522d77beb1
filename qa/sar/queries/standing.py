"""Where the schools of the latest call stand, counted for a body that meets."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from qa.sar.models import SarCall
from qa.sar.queries.lists import CallBoard, board


@dataclass(frozen=True)
class Standing:
    call: SarCall
    board: CallBoard


def standing(district: Any, *, today: date) -> Standing | None:
    """Of the latest call that was opened; None where the office called none yet. Two queries."""
    call = (
        SarCall.objects.of_district(district)
        .filter(opened_at__isnull=False)
        .exclude(state=SarCall.State.CANCELLED)
        .order_by("-academic_year", "-pk")
        .first()
    )
    return Standing(call, board(call, today=today)) if call else None
