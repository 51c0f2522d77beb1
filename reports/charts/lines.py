"""Lines over time."""

import math
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.base import FILL, QUIET, WIDTH, Chart, line_at, rect, short, svg_of, words_at

DASHES = ("", "6 4", "2 3", "10 4 2 4", "12 3", "1 4")


def trend(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    *,
    title: str,
    unit: str = "",
    low: float = 0,
    high: float | None = None,
    decimals: int = 0,
    width: int = WIDTH,
) -> Chart:
    """Lines over time; None leaves a gap. Several lines differ in dash and marker too, not in colour alone."""
    values = [value for _, line in series for value in line if value is not None]
    high = high if high is not None else _round_up(max(values, default=1), low)
    left, right, top, bottom = 58 if decimals else 44, width - 16, 16 + 22 * (len(series) > 1), 240

    def at(index: int, value: float) -> tuple[float, float]:
        x = left + (right - left) * ((index + 0.5) / max(len(labels), 1))
        return x, bottom - (bottom - top) * (value - low) / ((high - low) or 1)

    parts: list[SafeString] = []
    for tick in range(5):
        value = low + (high - low) * tick / 4
        y = at(0, value)[1]
        parts += (
            line_at(left, y, right, y),
            words_at(left - 6, y + 5, f"{value:,.{decimals}f}", anchor="end", fill=QUIET, css="quiet"),
        )
    every = max(1, -(-len(labels) * 64 // width))
    for index, label in enumerate(labels):
        if index % every == 0:
            parts.append(
                words_at(at(index, low)[0], bottom + 20, label, size=13, anchor="middle", fill=QUIET, css="quiet")
            )
    for number, (name, line) in enumerate(series):
        parts += _drawn_line(number, name, [None if v is None else at(i, v) for i, v in enumerate(line)])
        if len(series) == 1 and len(labels) <= 12:
            parts += [
                words_at(at(i, v)[0], at(i, v)[1] - 9, f"{v:,.{decimals}f}", size=13, anchor="middle")
                for i, v in enumerate(line)
                if v is not None
            ]
        if len(series) > 1:
            parts += _key(number, name, left + number * ((right - left) / len(series)), 28 if width > 400 else 16)
    table = tuple(
        (label, *("–" if line[i] is None else f"{line[i]:,.{decimals}f}" for _, line in series))
        for i, label in enumerate(labels)
    )
    text = f"{title}: " + "; ".join(
        f"{name} " + ", ".join(f"{labels[i]} {v:,.{decimals}f}" for i, v in enumerate(line) if v is not None)
        for name, line in series
    )
    head = ("ช่วงเวลา", *(f"{name} ({unit})" if unit else name for name, _ in series))
    return Chart(svg_of(parts, bottom + 30, text, width), title, text, head, table)


def _drawn_line(number: int, name: str, points: Sequence[tuple[float, float] | None]) -> list[SafeString]:
    parts: list[SafeString] = []
    run: list[str] = []
    for point in [*points, None]:
        if point is not None:
            run.append(f"{short(point[0])},{short(point[1])}")
            parts.append(marker(number, *point))
            continue
        if len(run) > 1:
            parts.insert(0, format_html(
                '<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-dasharray="{}" '
                'class="nt-chart-line"/>',
                " ".join(run), FILL, DASHES[number % len(DASHES)] or "none"))  # fmt: skip
        run = []
    return parts


def marker(number: int, x: float, y: float) -> SafeString:
    if number % 2:
        return rect(x - 4, y - 4, 8, 8, FILL, "fill")
    return format_html('<circle cx="{}" cy="{}" r="4.5" fill="{}" class="nt-chart-fill"/>', short(x), short(y), FILL)


def _key(number: int, name: str, x: float, long: float) -> list[SafeString]:
    return [
        *_drawn_line(number, name, [(x, 10), (x + long, 10)]),
        words_at(x + long + 8, 15, name, fill=QUIET, css="quiet"),
    ]


def _round_up(value: float, low: float) -> float:
    """The next round number above, in four equal steps."""
    span = max(value - low, 1)
    size = 10 ** math.floor(math.log10(span))
    return low + next(m * size for m in (1, 2, 4, 5, 8, 10, 20) if m * size >= span)
