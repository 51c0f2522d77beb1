"""Charts drawn on the server: the same SVG in a page and on paper, with its numbers as a table and its message as text.

Only presentation attributes and classes: the content policy kills every `style`, WeasyPrint knows no page style sheet
inside an SVG, and in a page static/css/chart.css turns the classes to the tokens of the scheme (dark included).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FONT = "SarTh, SarLa, Sarabun, sans-serif"
WIDTH = 640
INK, QUIET, LINE, FILL, SOFT, BAD, FIELD = "#1E1B2C", "#676279", "#E1DEE9", "#54408F", "#EFEDF4", "#A4231D", "#8A8599"
# One violet ramp for amounts and levels, light to dark; the text on a step flips at the third.
RAMP = ("#EFEDF4", "#E2DAF4", "#C5B6E8", "#9C87D1", "#6E57B3", "#473480")
DASHES = ("", "6 4", "2 3", "10 4 2 4")


@dataclass(frozen=True, slots=True)
class Chart:
    """`svg` for page and paper, `text` the message in words, `head` and `rows` the numbers behind it."""

    svg: SafeString
    title: str
    text: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def percent(part: float, whole: float) -> str:
    """Two decimals of the exact ratio, half up, never forced to add up to 100."""
    if not whole:
        return "–"
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _text(
    x: float, y: float, words: object, *, size: int = 14, anchor: str = "start", fill: str = INK, css: str = "ink"
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}" class="nt-chart-{}">{}</text>',
        _n(x),
        _n(y),
        size,
        anchor,
        fill,
        css,
        words,
    )


def _rect(x: float, y: float, wide: float, high: float, fill: str, css: str) -> SafeString:  # noqa: PLR0917
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" class="nt-chart-{}"/>',
        _n(x),
        _n(y),
        _n(max(wide, 0)),
        _n(high),
        fill,
        css,
    )


def _line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, css: str = "rule") -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" class="nt-chart-{}"/>',
        _n(x1),
        _n(y1),
        _n(x2),
        _n(y2),
        stroke,
        css,
    )


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _svg(parts: Iterable[SafeString], height: float, text: str, width: int = WIDTH) -> SafeString:
    inside = mark_safe("".join(parts))  # noqa: S308 - every part was made by format_html
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" class="nt-chart" '
        'role="img" aria-label="{}" font-family="{}">{}</svg>',
        width,
        _n(height),
        width,
        _n(height),
        text,
        FONT,
        inside,
    )


def bars(items: Sequence[tuple[str, int]], *, title: str, unit: str, whole: int | None = None) -> Chart:
    """Horizontal bars, count and share behind each; `whole` is what 100 % is (the sum unless given)."""
    whole = sum(count for _, count in items) if whole is None else whole
    top = max((count for _, count in items), default=0) or 1
    parts: list[SafeString] = []
    y = 0.0
    for label, count in items:
        share = percent(count, whole)
        parts += (
            _text(0, y + 15, label),
            _rect(0, y + 22, WIDTH - 150, 14, SOFT, "soft"),
            _rect(0, y + 22, (WIDTH - 150) * count / top, 14, FILL, "fill"),
            _text(WIDTH, y + 34, f"{count:,} {unit} ({share}%)" if whole else f"{count:,} {unit}", anchor="end"),
        )
        y += 46
    rows = tuple((label, f"{count:,}", percent(count, whole)) for label, count in items)
    text = f"{title}: " + ", ".join(f"{label} {count:,} {unit}" for label, count in items)
    return Chart(_svg(parts, max(y, 20), text), title, text, ("รายการ", f"จำนวน ({unit})", "ร้อยละ"), rows)


def levels(rows: Sequence[tuple[str, Sequence[int]]], names: Sequence[str], *, title: str, unit: str = "ข้อ") -> Chart:
    """One bar of 100 % a row, cut by level (first name = lowest); each piece carries its count."""
    ramp = _ramp(len(names))
    parts: list[SafeString] = []
    y, x = 6.0, 0.0
    for index, name in enumerate(names):
        step = 26 + _width(name)
        if x + step > WIDTH and x:
            x, y = 0, y + 22
        parts += (_rect(x, y, 14, 14, *_step(ramp[index])), _text(x + 20, y + 12, name, fill=QUIET, css="quiet"))
        x += step + 12
    y += 30
    for label, counts in rows:
        whole = sum(counts)
        parts.append(_text(0, y + 13, label))
        parts.append(_text(WIDTH, y + 13, f"{whole:,} {unit}", anchor="end", fill=QUIET, css="quiet"))
        y += 20
        at = 0.0
        for index, count in enumerate(counts):
            if not count:
                continue
            wide = WIDTH * count / whole
            parts.append(_rect(at, y, wide - 2, 22, *_step(ramp[index])))
            if wide > 12 + 8 * len(f"{count:,}"):
                on_dark = ramp[index] >= 4
                fill, css = ("#FFFFFF", "on-dark") if on_dark else (INK, "on-light")
                parts.append(_text(at + wide / 2 - 1, y + 16, f"{count:,}", anchor="middle", fill=fill, css=css))
            at += wide
        if not whole:
            parts.append(_text(0, y + 16, "ไม่มีข้อมูล", fill=QUIET, css="quiet"))
        y += 36
    table = tuple((label, *(f"{c:,} ({percent(c, sum(counts))})" for c in counts)) for label, counts in rows)
    text = f"{title}: " + "; ".join(
        f"{label} " + " ".join(f"{name} {count:,}" for name, count in zip(names, counts, strict=True))
        for label, counts in rows
    )
    return Chart(_svg(parts, max(y, 20), text), title, text, ("รายการ", *names), table)


def _ramp(count: int) -> list[int]:
    """Steps of RAMP for `count` levels, the last always the darkest."""
    if count <= 1:
        return [5] * count
    return [round(1 + 4 * index / (count - 1)) for index in range(count)]


def _step(step: int) -> tuple[str, str]:
    return RAMP[step], f"step-{step}"


def _width(text: str) -> float:
    """Rough width at 14 units: marks above and below take no room."""
    return sum(0 if c == "\u0e31" or "\u0e34" <= c <= "\u0e3a" or "\u0e47" <= c <= "\u0e4e" else 8.2 for c in text)


def trend(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    *,
    title: str,
    unit: str = "",
    low: float = 0,
    high: float | None = None,
    decimals: int = 0,
) -> Chart:
    """Lines over time; None leaves a gap. Several lines differ in dash and marker too, not in colour alone."""
    values = [value for _, line in series for value in line if value is not None]
    high = high if high is not None else _round_up(max(values, default=1), low)
    left, right, top, bottom = 44, WIDTH - 16, 16 + 22 * (len(series) > 1), 240

    def at(index: int, value: float) -> tuple[float, float]:
        x = left + (right - left) * ((index + 0.5) / max(len(labels), 1))
        return x, bottom - (bottom - top) * (value - low) / ((high - low) or 1)

    parts: list[SafeString] = []
    for tick in range(5):
        value = low + (high - low) * tick / 4
        y = at(0, value)[1]
        parts += (
            _line(left, y, right, y),
            _text(left - 6, y + 5, f"{value:,.{decimals}f}", anchor="end", fill=QUIET, css="quiet"),
        )
    every = max(1, -(-len(labels) // 10))
    for index, label in enumerate(labels):
        if index % every == 0:
            parts.append(
                _text(at(index, low)[0], bottom + 20, label, size=13, anchor="middle", fill=QUIET, css="quiet")
            )
    for number, (name, line) in enumerate(series):
        parts += _drawn_line(number, name, [None if v is None else at(i, v) for i, v in enumerate(line)])
        if len(series) == 1 and len(labels) <= 12:
            parts += [
                _text(at(i, v)[0], at(i, v)[1] - 9, f"{v:,.{decimals}f}", size=13, anchor="middle")
                for i, v in enumerate(line)
                if v is not None
            ]
        if len(series) > 1:
            parts += _key(number, name, left + number * ((right - left) / len(series)))
    table = tuple(
        (label, *("–" if line[i] is None else f"{line[i]:,.{decimals}f}" for _, line in series))
        for i, label in enumerate(labels)
    )
    text = f"{title}: " + "; ".join(
        f"{name} " + ", ".join(f"{labels[i]} {v:,.{decimals}f}" for i, v in enumerate(line) if v is not None)
        for name, line in series
    )
    head = ("ช่วงเวลา", *(f"{name} ({unit})" if unit else name for name, _ in series))
    return Chart(_svg(parts, bottom + 30, text), title, text, head, table)


def _drawn_line(number: int, name: str, points: Sequence[tuple[float, float] | None]) -> list[SafeString]:
    parts: list[SafeString] = []
    run: list[str] = []
    for point in [*points, None]:
        if point is not None:
            run.append(f"{_n(point[0])},{_n(point[1])}")
            parts.append(_marker(number, *point))
            continue
        if len(run) > 1:
            parts.insert(0, format_html(
                '<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-dasharray="{}" '
                'class="nt-chart-line"/>',
                " ".join(run), FILL, DASHES[number % len(DASHES)] or "none"))  # fmt: skip
        run = []
    return parts


def _marker(number: int, x: float, y: float) -> SafeString:
    if number % 2:
        return _rect(x - 4, y - 4, 8, 8, FILL, "fill")
    return format_html('<circle cx="{}" cy="{}" r="4.5" fill="{}" class="nt-chart-fill"/>', _n(x), _n(y), FILL)


def _key(number: int, name: str, x: float) -> list[SafeString]:
    return [
        *_drawn_line(number, name, [(x, 10), (x + 28, 10)]),
        _text(x + 36, 15, name, fill=QUIET, css="quiet"),
    ]


def _round_up(value: float, low: float) -> float:
    """The next round number above, in four equal steps."""
    span = max(value - low, 1)
    size = 10 ** math.floor(math.log10(span))
    return low + next(m * size for m in (1, 2, 4, 5, 8, 10, 20) if m * size >= span)


def radar(
    axes: Sequence[tuple[str, float | None]],
    *,
    title: str,
    top: float = 5,
    target: Sequence[float | None] | None = None,
    decimals: int = 2,
) -> Chart:
    """A net of at least three axes from 0 to `top`; `target` is a dashed second line. The table carries the meaning."""
    size, middle_x, middle_y, reach = WIDTH, WIDTH / 2, 200.0, 140.0
    count = max(len(axes), 3)

    def at(index: int, value: float) -> tuple[float, float]:
        angle = 2 * math.pi * index / count - math.pi / 2
        return middle_x + reach * value / top * math.cos(angle), middle_y + reach * value / top * math.sin(angle)

    def ring(values: Sequence[float]) -> str:
        return " ".join(f"{_n(x)},{_n(y)}" for x, y in (at(i, v) for i, v in enumerate(values)))

    parts: list[SafeString] = []
    for step in range(1, 6):
        parts.append(
            format_html(
                '<polygon points="{}" fill="none" stroke="{}" class="nt-chart-rule"/>',
                ring([top * step / 5] * count),
                LINE,
            )
        )
    for index, (label, value) in enumerate(axes):
        x, y = at(index, top)
        parts.append(_line(middle_x, middle_y, x, y))
        name_x, name_y = at(index, top * 1.1)
        anchor = "middle" if abs(name_x - middle_x) < 12 else ("start" if name_x > middle_x else "end")
        down = 14 if name_y > middle_y + 20 else 0
        parts.append(_text(name_x, name_y + down - 8, label, anchor=anchor, size=13))
        shown = "ไม่มีข้อมูล" if value is None else f"{value:.{decimals}f}"
        parts.append(_text(name_x, name_y + down + 8, shown, anchor=anchor, size=13, fill=QUIET, css="quiet"))
    if target:
        parts.append(format_html(
            '<polygon points="{}" fill="none" stroke="{}" stroke-width="1.5" stroke-dasharray="5 4" '
            'class="nt-chart-target"/>',
            ring([value or 0 for value in target]), FIELD))  # fmt: skip
    parts.append(format_html(
        '<polygon points="{}" fill="{}" fill-opacity="0.16" stroke="{}" stroke-width="2.5" class="nt-chart-area"/>',
        ring([value or 0 for _, value in axes]), FILL, FILL))  # fmt: skip
    parts += [_marker(0, *at(i, v)) for i, (_, v) in enumerate(axes) if v is not None]
    words = [(label, "–" if value is None else f"{value:.{decimals}f}") for label, value in axes]
    rows = tuple((*pair, f"{(target[i] or 0):.{decimals}f}") if target else pair for i, pair in enumerate(words))
    text = f"{title}: " + ", ".join(f"{label} {value}" for label, value in words)
    head = ("ด้าน", "ค่า", "เป้าหมาย") if target else ("ด้าน", "ค่า")
    return Chart(_svg(parts, 390, text, size), title, text, head, rows)


SquareState = Literal["done", "plan", "late", "none"]
_SQUARES: dict[str, tuple[str, str]] = {
    "done": (FILL, "✓"),
    "plan": (RAMP[1], "•"),
    "late": ("#FBE8E6", "!"),
    "none": ("none", ""),
}


def squares(
    items: Sequence[tuple[str, SquareState]], legend: dict[SquareState, str], *, title: str, unit: str, across: int = 20
) -> Chart:
    """One square a school, `across` a row, sign and shape besides colour; the legend carries words and numbers."""
    cell = WIDTH / across
    parts: list[SafeString] = []
    for index, (label, state) in enumerate(items):
        parts += _square(index % across * cell, index // across * cell, cell - 4, state, label)
    y = -(-len(items) // across) * cell + 8
    counts = {state: sum(1 for _, s in items if s == state) for state in legend}
    x = 0.0
    for state, words in legend.items():
        told = f"{words} {counts[state]:,} {unit}"
        step = 34 + _width(told)
        if x + step > WIDTH and x:
            x, y = 0, y + 26
        parts += (*_square(x, y, 18, state, words), _text(x + 26, y + 14, told))
        x += step
    text = f"{title}: " + ", ".join(f"{words} {counts[state]:,} {unit}" for state, words in legend.items())
    rows = tuple((words, f"{counts[state]:,}", percent(counts[state], len(items))) for state, words in legend.items())
    return Chart(_svg(parts, y + 28, text), title, text, ("สถานะ", f"จำนวน ({unit})", "ร้อยละ"), rows)


def _square(x: float, y: float, size: float, state: str, label: str) -> list[SafeString]:
    fill, sign = _SQUARES[state]
    stroke = {"late": BAD, "none": FIELD, "plan": RAMP[3]}.get(state, FILL)
    box = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}" stroke="{}" stroke-width="1.5" '
        'stroke-dasharray="{}" class="nt-chart-sq-{}"><title>{}</title></rect>',
        _n(x + 1), _n(y + 1), _n(size - 2), _n(size - 2), fill, stroke,
        "4 3" if state == "none" else "none", state, label,
    )  # fmt: skip
    if not sign:
        return [box]
    colour = {"done": "#FFFFFF", "late": BAD}.get(state, FILL)
    mark = _text(x + size / 2, y + size / 2 + 5, sign, anchor="middle", fill=colour, css=f"sign-{state}")
    return [box, mark]
