"""What every chart is made of: the pieces of SVG, the violet ramp, and the chart with its words and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FONT = "SarTh, SarLa, Sarabun, sans-serif"
WIDTH = 640
INK, QUIET, LINE, FILL, SOFT, BAD, FIELD = "#1E1B2C", "#676279", "#E1DEE9", "#54408F", "#EFEDF4", "#A4231D", "#8A8599"
# One violet ramp for amounts and levels, light to dark; the text on a step flips at the third.
RAMP = ("#EFEDF4", "#E2DAF4", "#C5B6E8", "#9C87D1", "#6E57B3", "#473480")


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


def words_at(
    x: float, y: float, words: object, *, size: int = 14, anchor: str = "start", fill: str = INK, css: str = "ink"
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}" class="nt-chart-{}">{}</text>',
        short(x),
        short(y),
        size,
        anchor,
        fill,
        css,
        words,
    )


def rect(x: float, y: float, wide: float, high: float, fill: str, css: str) -> SafeString:  # noqa: PLR0917 (place, size and colour, as SVG orders them)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" class="nt-chart-{}"/>',
        short(x),
        short(y),
        short(max(wide, 0)),
        short(high),
        fill,
        css,
    )


def line_at(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, css: str = "rule", wide: float = 1
) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}" class="nt-chart-{}"/>',
        short(x1),
        short(y1),
        short(x2),
        short(y2),
        stroke,
        short(wide),
        css,
    )


def short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def svg_of(parts: Iterable[SafeString], height: float, text: str, width: int = WIDTH) -> SafeString:
    inside = mark_safe("".join(parts))  # noqa: S308 - every part was made by format_html
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" class="nt-chart" '
        'role="img" aria-label="{}" font-family="{}">{}</svg>',
        width,
        short(height),
        width,
        short(height),
        text,
        FONT,
        inside,
    )


def ramp_of(count: int) -> list[int]:
    """Steps of RAMP for `count` levels, the last always the darkest."""
    if count <= 1:
        return [5] * count
    return [round(1 + 4 * index / (count - 1)) for index in range(count)]


def step_of(step: int) -> tuple[str, str]:
    return RAMP[step], f"step-{step}"


def width_of(text: str) -> float:
    """Rough width at 14 units: marks above and below take no room."""
    return sum(0 if c == "\u0e31" or "\u0e34" <= c <= "\u0e3a" or "\u0e47" <= c <= "\u0e4e" else 8.2 for c in text)
