"""The five official colour groups: how many schools stand in each. Always shape, word and number beside the colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.base import INK, QUIET, WIDTH, Chart, percent, short, svg_of, width_of, words_at

# fill, edge, text on the fill (look.md); the order is best first
COLOURS: dict[str, tuple[str, str, str, str]] = {
    "blue": ("น้ำเงิน", "#24569E", "#24569E", "#FFFFFF"),
    "green": ("เขียว", "#2C9C7C", "#2C9C7C", INK),
    "yellow": ("เหลือง", "#F8D362", "#8F6B00", INK),
    "orange": ("แสด", "#D2690A", "#D2690A", INK),
    "red": ("แดง", "#9A2223", "#9A2223", "#FFFFFF"),
}
NONE = ("ไม่มีผล", "none", "#8A8599", INK)
GAP = 3


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A year, a cluster or a size: schools by colour code, and those without a result."""

    label: str
    counts: Mapping[str, int]
    without: int = 0

    @property
    def judged(self) -> int:
        return sum(self.counts.values())


def _look(code: str) -> tuple[str, str, str, str]:
    return COLOURS.get(code, NONE)


def mark(code: str, x: float, y: float, size: float = 14) -> SafeString:
    """The shape of a group with its middle at x, y: ● ▲ ■ ◆ ▼."""
    _, fill, edge, _ = _look(code)
    half = size / 2
    css = f"nt-chart-g-{code}"
    if code == "blue":
        return format_html(
            '<circle cx="{}" cy="{}" r="{}" fill="{}" class="{}"/>', short(x), short(y), short(half), fill, css
        )
    corners = {
        "green": ((0, -half), (half, half), (-half, half)),
        "orange": ((0, -half), (half, 0), (0, half), (-half, 0)),
        "red": ((0, half), (half, -half), (-half, -half)),
    }.get(code, ((-half, -half), (half, -half), (half, half), (-half, half)))
    return format_html(
        '<polygon points="{}" fill="{}" stroke="{}" stroke-dasharray="{}" class="{}"/>',
        " ".join(f"{short(x + dx)},{short(y + dy)}" for dx, dy in corners), fill, edge,
        "3 2" if code == "none" else "none", css,
    )  # fmt: skip


def colour_groups(rows: Sequence[GroupRow], *, title: str, unit: str = "โรงเรียน", width: int = WIDTH) -> Chart:
    """A bar of 100 % a row over the schools that have a result; who has none stands beside it in words."""
    parts: list[SafeString] = []
    x, y = 0.0, 12.0
    for code, (word, *_) in COLOURS.items():
        step = 24 + width_of(word)
        if x and x + step > width:
            x, y = 0.0, y + 24
        parts += (mark(code, x + 7, y), words_at(x + 20, y + 5, word, fill=QUIET, css="quiet"))
        x += step + 14
    y += 20
    for row in rows:
        told = f"{row.judged:,} {unit}" + (f" · ไม่มีผล {row.without:,}" if row.without else "")
        parts += (words_at(0, y + 13, row.label), words_at(width, y + 13, told, anchor="end", fill=QUIET, css="quiet"))
        y += 20
        parts += _bar(row, y, width)
        y += 40
    head = ("รายการ", *(word for word, *_ in COLOURS.values()), "ไม่มีผล", "รวม")
    table = tuple((row.label, *_cells(row)) for row in rows)
    text = f"{title}: " + "; ".join(
        f"{row.label} " + " ".join(f"{word} {row.counts.get(code, 0):,}" for code, (word, *_) in COLOURS.items())
        for row in rows
    )
    return Chart(svg_of(parts, y, text, width), title, text, head, table)


def _cells(row: GroupRow) -> list[str]:
    counts = [row.counts.get(code, 0) for code in COLOURS]
    return [
        *(f"{count:,} ({percent(count, row.judged)})" for count in counts),
        f"{row.without:,}",
        f"{row.judged + row.without:,}",
    ]


def _bar(row: GroupRow, y: float, width: float) -> list[SafeString]:
    if not row.judged:
        return [words_at(0, y + 17, "ยังไม่มีผล", fill=QUIET, css="quiet")]
    parts: list[SafeString] = []
    at = 0.0
    for code, (_, fill, edge, ink) in COLOURS.items():
        count = row.counts.get(code, 0)
        if not count:
            continue
        wide = width * count / row.judged
        parts.append(format_html(
            '<rect x="{}" y="{}" width="{}" height="26" rx="3" fill="{}" stroke="{}" class="nt-chart-g-{}"/>',
            short(at + 0.5), short(y + 0.5), short(max(wide - GAP, 1)), fill, edge, code,
        ))  # fmt: skip
        if wide > 14 + 8 * len(f"{count:,}"):
            middle = at + (wide - GAP) / 2
            parts.append(words_at(middle, y + 19, f"{count:,}", anchor="middle", fill=ink, css=f"on-{code}"))
        at += wide
    return parts
