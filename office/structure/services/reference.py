"""The shipped groups, posts and board. Rows are recognised by their keys, so what an office made of them stays."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from office.structure.models import BoardSeat, Post, Unit
from schools.models import Appointment, District

FILE = Path(__file__).resolve().parent.parent / "reference" / "office.yaml"


@cache
def shipped() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def load_structure(district: District) -> int:
    """Add what the office does not have; an office that has built a structure of its own before is left alone. Gives
    how many rows were added."""
    have = set(Unit.objects.of_district(district).values_list("reference_key", flat=True))
    if have and not have - {""}:
        return 0
    content = shipped()
    held = _holders(district)
    units, added = _units(district, content["units"])
    posts, more = _posts(district, content, units, held)
    return added + more + _board(district, content["board"], posts)


def _holders(district: District) -> dict[str, Any]:
    """Who holds the roles the system knows now, so that their posts are not vacant from the first day."""
    rows = Appointment.objects.in_force(timezone.localdate()).filter(
        district=district, role__in=("office_director", "deputy_director", "group_director"), person__is_active=True
    )
    return {row.role: row for row in rows.select_related("person").order_by("-acting", "-pk")}


def _units(district: District, entries: list[dict[str, Any]]) -> tuple[dict[str, Unit], int]:
    rows = {row.reference_key: row for row in Unit.objects.of_district(district)}
    names = {row.name for row in rows.values()}
    added = 0
    for position, entry in enumerate(entries, start=1):
        if entry["key"] in rows or entry["name"] in names:
            continue
        rows[entry["key"]] = Unit.objects.create(
            district=district, kind=entry["kind"], name=entry["name"], position=position, note=entry.get("note", ""),
            reference_key=entry["key"],
        )  # fmt: skip
        added += 1
    return rows, added


def _posts(
    district: District, content: dict[str, Any], units: dict[str, Unit], held: dict[str, Any]
) -> tuple[dict[str, Post], int]:
    entries = [
        *content["posts"],
        *(
            {"key": f"head-{unit['key']}", "title": unit["head"], "unit": unit["key"], "reports_to": "deputy",
             "role": unit.get("role", "")}
            for unit in content["units"]
        ),
    ]  # fmt: skip
    rows = {row.reference_key: row for row in Post.objects.of_district(district)}
    added = 0
    for position, entry in enumerate(entries, start=1):
        if entry["key"] in rows:
            continue
        holder = held.get(entry.get("role", ""))
        rows[entry["key"]] = Post.objects.create(
            district=district, title=entry["title"], position=position, unit=units.get(entry.get("unit", "-")),
            reports_to=rows.get(entry.get("reports_to", "-")), holder=holder.person if holder else None,
            is_acting=bool(holder and holder.acting), reference_key=entry["key"],
        )  # fmt: skip
        added += 1
    return rows, added


def _board(district: District, entries: list[dict[str, Any]], posts: dict[str, Post]) -> int:
    have = set(BoardSeat.objects.of_district(district).values_list("reference_key", flat=True))
    rows = [
        BoardSeat(
            district=district, position=position, duty=entry.get("duty", "กรรมการ"), words=entry.get("words", ""),
            post=posts.get(entry.get("post", "-")), reference_key=entry["key"],
        )
        for position, entry in enumerate(entries, start=1)
        if entry["key"] not in have
    ]  # fmt: skip
    return len(BoardSeat.objects.bulk_create(rows))
