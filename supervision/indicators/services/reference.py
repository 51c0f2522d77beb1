"""The models every office starts with; one the office already has, edited or not, is left as it is.

`reference/` holds one model a file with its indicator set; its procedure is shipped by `processes` and loaded before.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from processes.models import Procedure
from supervision.indicators.models import Area, Indicator, IndicatorSet, QualityModel

FOLDER = Path(__file__).resolve().parent.parent / "reference"
_MODEL = {"code", "procedure", "name", "purpose", "goal_label", "extra_label", "set"}
_SET = {"name", "year_from", "source", "note", "words", "areas"}
_AREA = {"code", "name", "description", "extra", "weight", "indicators"}
_INDICATOR = {
    "code", "title", "detail", "source", "computed", "lowest", "highest", "decimals", "unit", "lower_is_better",
    "weight", "target", "wanted", "levels", "kinds",
}  # fmt: skip
_NUMBERS = ("lowest", "highest", "weight", "target")


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The models of `reference/`, by file name. ValueError for a word nobody knows."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "set" not in told:
            continue
        unknown = set(told) - _MODEL | set(told["set"]) - _SET
        for area in told["set"]["areas"]:
            unknown |= set(area) - _AREA
            for row in area["indicators"]:
                unknown |= set(row) - _INDICATOR
        if unknown:
            raise ValueError(f"{path.name}: {sorted(unknown)}")
        found.append(told)
    return tuple(found)


@transaction.atomic
def load_quality_models(district: Any) -> int:
    """Add what the office lacks; gives the number of models added. One query where nothing is lacking."""
    held = set(QualityModel.objects.of_district(district).values_list("code", flat=True))
    wanted = [told for told in shipped() if told["code"] not in held]
    for told in wanted:
        _load(district, told)
    return len(wanted)


def _load(district: Any, told: dict[str, Any]) -> None:
    now = timezone.now()
    procedure = Procedure.objects.of_district(district).get(code=told["procedure"])
    model = QualityModel.objects.create(
        district=district, procedure=procedure, is_example=True, updated_at=now,
        **{name: told[name].strip() for name in ("code", "name", "purpose", "goal_label", "extra_label")},
    )  # fmt: skip
    words = told["set"]
    made = IndicatorSet.objects.create(
        model=model, number=1, name=words["name"], year_from=words.get("year_from"), source=words["source"].strip(),
        note=words["note"].strip(), state=IndicatorSet.State.PUBLISHED, is_example=True, updated_at=now,
        published_at=now,
    )  # fmt: skip
    areas = Area.objects.bulk_create(
        Area(
            set=made, position=place, code=one["code"], name=one["name"], description=one.get("description", ""),
            is_extra=one.get("extra", False), weight=Decimal(str(one["weight"])),
        )
        for place, one in enumerate(words["areas"], start=1)
    )  # fmt: skip
    Indicator.objects.bulk_create(
        _indicator(area, row, place, words["words"])
        for area, one in zip(areas, words["areas"], strict=True)
        for place, row in enumerate(one["indicators"], start=1)
    )


def _indicator(area: Area, told: dict[str, Any], place: int, words: dict[int, str]) -> Indicator:
    values = {name: value for name, value in told.items() if name not in ("levels", *_NUMBERS)}
    numbers = {name: Decimal(str(told[name])) for name in _NUMBERS if name in told}
    levels = [
        {"value": value, "label": words[value], "text": text} for value, text in sorted(told.get("levels", {}).items())
    ]
    return Indicator(area=area, position=place, levels=levels, **values, **numbers)
