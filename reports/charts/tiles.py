"""School squares: one square a school."""

from collections.abc import Sequence
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.base import BAD, FIELD, FILL, RAMP, WIDTH, Chart, percent, short, svg_of, width_of, words_at

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
        step = 34 + width_of(told)
        if x + step > WIDTH and x:
            x, y = 0, y + 26
        parts += (*_square(x, y, 18, state, words), words_at(x + 26, y + 14, told))
        x += step
    text = f"{title}: " + ", ".join(f"{words} {counts[state]:,} {unit}" for state, words in legend.items())
    rows = tuple((words, f"{counts[state]:,}", percent(counts[state], len(items))) for state, words in legend.items())
    return Chart(svg_of(parts, y + 28, text), title, text, ("สถานะ", f"จำนวน ({unit})", "ร้อยละ"), rows)


def _square(x: float, y: float, size: float, state: str, label: str) -> list[SafeString]:
    fill, sign = _SQUARES[state]
    stroke = {"late": BAD, "none": FIELD, "plan": RAMP[3]}.get(state, FILL)
    box = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}" stroke="{}" stroke-width="1.5" '
        'stroke-dasharray="{}" class="nt-chart-sq-{}"><title>{}</title></rect>',
        short(x + 1), short(y + 1), short(size - 2), short(size - 2), fill, stroke,
        "4 3" if state == "none" else "none", state, label,
    )  # fmt: skip
    if not sign:
        return [box]
    colour = {"done": "#FFFFFF", "late": BAD}.get(state, FILL)
    mark = words_at(x + size / 2, y + size / 2 + 5, sign, anchor="middle", fill=colour, css=f"sign-{state}")
    return [box, mark]
