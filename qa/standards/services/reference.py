"""The sets every office starts with; one the office already has, edited or not, is left alone.

`qa/standards/reference/` holds one set a file: its words, years, scale and, nested, its standards and items. Each says
where its wording is from and how sure that is.
"""

from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from qa.standards.models import ScaleLevel, Standard, StandardSet

FOLDER = Path(__file__).resolve().parent.parent / "reference"
_WORDS = ("code", "name", "level", "family", "edition", "year_from", "year_to", "method", "source", "certainty")


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The sets of `reference/`, by file name. ValueError for a word nobody knows."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        unknown = set(told) - set(_WORDS) - {"scale", "standards"}
        if unknown:
            raise ValueError(f"{path.name}: {sorted(unknown)}")
        found.append(told)
    return tuple(found)


@transaction.atomic
def load_standard_sets(district: Any) -> int:
    """Add what the office lacks; gives the number of sets added."""
    held = set(StandardSet.objects.of_district(district).values_list("code", flat=True))
    wanted = [one for one in shipped() if one["code"] not in held]
    now = timezone.now()
    made = StandardSet.objects.bulk_create(
        StandardSet(
            district=district,
            state=StandardSet.State.PUBLISHED,
            updated_at=now,
            **{name: one[name] for name in _WORDS if one.get(name) is not None},
        )
        for one in wanted
    )
    scale: list[ScaleLevel] = []
    rows: list[tuple[int, Standard]] = []
    for row, one in zip(made, wanted, strict=True):
        scale += [ScaleLevel(set=row, value=line[0], word=line[1], also=line[2:]) for line in one["scale"]]
        rows += _standards(row, one.get("standards") or [])
    ScaleLevel.objects.bulk_create(scale)
    # A child is given its parent's key, so a whole depth goes in before the next.
    for depth in range(max((at for at, _ in rows), default=-1) + 1):
        layer = [item for at, item in rows if at == depth]
        for item in layer:
            item.parent_id = item.parent.pk if item.parent else None
        Standard.objects.bulk_create(layer)
    return len(made)


def _standards(
    owner: StandardSet,
    lines: list[dict[str, Any]],
    parent: Standard | None = None,
    depth: int = 0,
    place: Iterator[int] | None = None,
) -> Iterator[tuple[int, Standard]]:
    """Every row with its depth, in reading order."""
    place = place or count(1)
    for line in lines:
        row = Standard(set=owner, parent=parent, position=next(place), number=str(line["number"]), title=line["title"])
        yield depth, row
        yield from _standards(owner, line.get("items") or [], row, depth + 1, place)
