"""Where schools are: a dot a school by its position, darker the more it counts, lines between pairs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.base import FILL, QUIET, WIDTH, Chart, short, step_of, svg_of, words_at

_MARGIN = 24
_TALLEST = 560


@dataclass(frozen=True, slots=True)
class Place:
    """`latitude` and `longitude` in degrees; `count` is what the dot counts, `words` what it says when asked."""

    name: str
    latitude: float
    longitude: float
    count: int
    words: str = ""


def places(
    rows: Sequence[Place], joins: Sequence[tuple[int, int]] = (), *, title: str, unit: str, width: int = WIDTH
) -> Chart:
    """North is up, east to the right, degrees of longitude shortened as they are at that latitude. `joins` are pairs of
    positions in `rows`. The table names every place with what it counts."""
    text = f"{title}: {len(rows):,} แห่ง มี{unit} {sum(1 for row in rows if row.count):,} แห่ง"
    table = tuple((row.name, f"{row.count:,}", row.words) for row in rows)
    head = ("โรงเรียน", f"จำนวน ({unit})", "ได้แก่")
    if not rows:
        return Chart(
            svg_of((words_at(0, 20, "ยังไม่มีพิกัดโรงเรียน", css="quiet"),), 28, text, width), title, text, head, table
        )
    south, north = min(row.latitude for row in rows), max(row.latitude for row in rows)
    west, east = min(row.longitude for row in rows), max(row.longitude for row in rows)
    across = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * across, 1e-4), max(north - south, 1e-4)
    scale = min((width - 2 * _MARGIN) / wide, (_TALLEST - 2 * _MARGIN) / high)
    left = (width - wide * scale) / 2
    spots = [(left + (row.longitude - west) * across * scale, _MARGIN + (north - row.latitude) * scale) for row in rows]
    parts: list[SafeString] = [_join(spots[one], spots[other]) for one, other in joins]
    top = max((row.count for row in rows), default=0)
    parts += [
        _dot(spot, row, top, unit) for spot, row in sorted(zip(spots, rows, strict=True), key=lambda p: p[1].count)
    ]
    return Chart(svg_of(parts, 2 * _MARGIN + high * scale, text, width), title, text, head, table)


def _join(one: tuple[float, float], other: tuple[float, float]) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="1.5" class="nt-chart-line"/>',
        short(one[0]), short(one[1]), short(other[0]), short(other[1]), FILL,
    )  # fmt: skip


def _dot(spot: tuple[float, float], row: Place, top: int, unit: str) -> SafeString:
    """Larger and darker the more it counts; a ring where it counts nothing."""
    step = 0 if not row.count else 2 + round(3 * (row.count - 1) / max(1, top - 1))
    fill, css = step_of(step)
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1" class="nt-chart-{}"><title>{}</title>'
        "</circle>",
        short(spot[0]), short(spot[1]), short(5 + min(row.count, 6)), fill, QUIET, css,
        f"{row.name}: {row.count} {unit} {row.words}".strip(),
    )  # fmt: skip
