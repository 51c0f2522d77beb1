"""The radar: one net, a value an axis."""

import math
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.base import FIELD, FILL, LINE, QUIET, WIDTH, Chart, line_at, short, svg_of, words_at
from reports.charts.lines import marker


def radar(
    axes: Sequence[tuple[str, float | None]],
    *,
    title: str,
    top: float = 5,
    target: Sequence[float | None] | None = None,
    decimals: int = 2,
    width: int = WIDTH,
) -> Chart:
    """A net of at least three axes from 0 to `top`; `target` is a dashed second line. The table carries the meaning."""
    reach = 140.0 if width > 400 else 108.0
    middle_x, middle_y = width / 2, reach + 60
    count = max(len(axes), 3)

    def at(index: int, value: float) -> tuple[float, float]:
        angle = 2 * math.pi * index / count - math.pi / 2
        return middle_x + reach * value / top * math.cos(angle), middle_y + reach * value / top * math.sin(angle)

    def ring(values: Sequence[float]) -> str:
        return " ".join(f"{short(x)},{short(y)}" for x, y in (at(i, v) for i, v in enumerate(values)))

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
        parts.append(line_at(middle_x, middle_y, x, y))
        name_x, name_y = at(index, top * 1.1)
        anchor = "middle" if abs(name_x - middle_x) < 12 else ("start" if name_x > middle_x else "end")
        down = 14 if name_y > middle_y + 20 else 0
        parts.append(words_at(name_x, name_y + down - 8, label, anchor=anchor, size=13))
        shown = "ไม่มีข้อมูล" if value is None else f"{value:.{decimals}f}"
        parts.append(words_at(name_x, name_y + down + 8, shown, anchor=anchor, size=13, fill=QUIET, css="quiet"))
    if target:
        parts.append(format_html(
            '<polygon points="{}" fill="none" stroke="{}" stroke-width="1.5" stroke-dasharray="5 4" '
            'class="nt-chart-target"/>',
            ring([value or 0 for value in target]), FIELD))  # fmt: skip
    parts.append(format_html(
        '<polygon points="{}" fill="{}" fill-opacity="0.16" stroke="{}" stroke-width="2.5" class="nt-chart-area"/>',
        ring([value or 0 for _, value in axes]), FILL, FILL))  # fmt: skip
    parts += [marker(0, *at(i, v)) for i, (_, v) in enumerate(axes) if v is not None]
    words = [(label, "–" if value is None else f"{value:.{decimals}f}") for label, value in axes]
    rows = tuple((*pair, f"{(target[i] or 0):.{decimals}f}") if target else pair for i, pair in enumerate(words))
    text = f"{title}: " + ", ".join(f"{label} {value}" for label, value in words)
    head = ("ด้าน", "ค่า", "เป้าหมาย") if target else ("ด้าน", "ค่า")
    return Chart(svg_of(parts, 2 * reach + 110, text, width), title, text, head, rows)
