"""The procedures every office starts with; one the office already has, edited or not, is left alone.

`processes/reference/` holds one procedure a file; docs/developing.md says what may stand in it.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from processes.models import Procedure, ProcedureVersion, Step

FOLDER = Path(__file__).resolve().parent.parent / "reference"
_HEAD = {"code", "name", "level", "year_kind", "is_example", "steps"}
_WORDS = {"document_code", "group", "objectives", "scope", "monitoring", "references", "forms", "source", "note"}
_ROWS = {"definitions": ("term", "meaning"), "duties": ("who", "what")}
_STEP = {"title", "phase", "shape", "detail", "timing", "owner", "post", "quality", "forms", "references", "pages"}


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The procedures of `reference/`, by file name. ValueError for a word nobody knows."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        told = yaml.safe_load(path.read_text())
        unknown = set(told) - _HEAD - _WORDS - set(_ROWS)
        for step in told["steps"]:
            unknown |= set(step) - _STEP - {"months", "back_to", "back_label", "substeps"}
        if unknown:
            raise ValueError(f"{path.name}: {sorted(unknown)}")
        found.append(told)
    return tuple(found)


def load_procedures(district: Any) -> int:
    """Add what the office lacks; gives the number of procedures added."""
    held = set(Procedure.objects.of_district(district).values_list("code", flat=True))
    wanted = [one for one in shipped() if one["code"] not in held]
    with transaction.atomic():
        for one in wanted:
            _load(district, one)
    return len(wanted)


def _load(district: Any, told: dict[str, Any]) -> None:
    now = timezone.now()
    procedure = Procedure.objects.create(
        district=district, code=told["code"], name=told["name"], level=told["level"], year_kind=told["year_kind"],
        is_example=told.get("is_example", False),
    )  # fmt: skip
    words = {name: told[name] for name in _WORDS if told.get(name)}
    rows = {name: [[row[a], row[b]] for row in told.get(name) or []] for name, (a, b) in _ROWS.items()}
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, state=ProcedureVersion.State.PUBLISHED, published_at=now, updated_at=now,
        **{name: value.strip() if isinstance(value, str) else value for name, value in words.items()}, **rows,
    )  # fmt: skip
    made: list[Step] = []
    small: list[Step] = []
    for place, line in enumerate(told["steps"]):
        step = _step(version, line, place)
        if line.get("back_to"):
            step.back_to, step.back_label = made[line["back_to"] - 1], line.get("back_label", "ไม่เห็นชอบ")
        step.save()
        made.append(step)
        small += [
            _step(version, sub, number, parent=step) for number, sub in enumerate(line.get("substeps") or [])
        ]  # fmt: skip
    Step.objects.bulk_create(small)


def _step(version: ProcedureVersion, line: dict[str, Any], place: int, *, parent: Step | None = None) -> Step:
    first, last = line.get("months") or (None, None)
    values = {name: line[name] for name in _STEP if line.get(name)}
    values = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    return Step(version=version, parent=parent, position=place, month_from=first, month_to=last, **values)
