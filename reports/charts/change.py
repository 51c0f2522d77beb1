"""Before and after: where each thing stood, where it stands now, and what it was meant to reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.base import FIELD, FILL, QUIET, SOFT, WIDTH, Chart, line_at, rect, short, svg_of, words_at

ROW = 52.0
NOTHING = "ไม่มีข้อมูล"


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after on one scale; any of them may be missing."""

    label: str
    before: float | None
    after: float | None
    target: float | None = None

    @property
    def difference(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


def signed(value: float | None, decimals: int = 2) -> str:
    """+12.50, −3.00, 0.00; a dash for nothing."""
    if value is None:
        return "–"
    told = f"{abs(value):.{decimals}f}"
    if not float(told):
        return told
    return f"{'+' if value > 0 else '−'}{told}"


def _told(value: float | None, decimals: int) -> str:
    return "–" if value is None else f"{value:.{decimals}f}"


def changes(
    items: Sequence[Change], *, title: str, high: float = 100, decimals: int = 2, width: int = WIDTH,
    words: tuple[str, str] = ("ก่อน", "หลัง"),
) -> Chart:  # fmt: skip
    """One track of 0 to `high` a thing: a hollow ring before, a full mark after, a stroke at the target. The mark
    points the way it went (▲ up, ▼ down, ● as it was), so that neither colour nor size carries it alone."""
    has_target = any(item.target is not None for item in items)
    parts = _legend(words, has_target=has_target)
    y = 30.0
    for item in items:
        parts.append(words_at(0, y + 14, item.label))
        difference = item.difference
        told = NOTHING if item.after is None else _told(item.after, decimals)
        if difference is not None:
            told = f"{told} ({signed(difference, decimals)})"
        parts.append(words_at(width, y + 14, told, anchor="end", fill=QUIET, css="quiet"))
        parts.append(rect(0, y + 27, width, 8, SOFT, "soft"))
        parts += _marks(item, y + 31, lambda value: 8 + (width - 16) * min(max(value, 0), high) / high)
        y += ROW
    head = ("รายการ", *words, "เปลี่ยนแปลง", *(("เป้าหมาย",) if has_target else ()))
    rows = tuple(
        (
            item.label, _told(item.before, decimals), _told(item.after, decimals), signed(item.difference, decimals),
            *((_told(item.target, decimals),) if has_target else ()),
        )
        for item in items
    )  # fmt: skip
    text = f"{title}: " + ", ".join(
        f"{item.label} {words[0]} {_told(item.before, decimals)} {words[1]} {_told(item.after, decimals)}"
        for item in items
    )
    return Chart(svg_of(parts, y, text, width), title, text, head, rows)


def _legend(words: tuple[str, str], *, has_target: bool) -> list[SafeString]:
    parts = [
        _ring(8, 11), words_at(22, 16, words[0], fill=QUIET, css="quiet"),
        _arrow(98, 11, 1), words_at(112, 16, words[1], fill=QUIET, css="quiet"),
    ]  # fmt: skip
    if has_target:
        parts += [_stroke(192, 11), words_at(202, 16, "เป้าหมาย", fill=QUIET, css="quiet")]
    return parts


def _marks(item: Change, y: float, at: Callable[[float], float]) -> list[SafeString]:
    parts: list[SafeString] = []
    if item.before is not None and item.after is not None:
        parts.append(line_at(at(item.before), y, at(item.after), y, stroke=FILL, css="line", wide=3))
    if item.target is not None:
        parts.append(_stroke(at(item.target), y))
    if item.before is not None:
        parts.append(_ring(at(item.before), y))
    if item.after is not None:
        parts.append(_arrow(at(item.after), y, item.difference or 0))
    return parts


def _ring(x: float, y: float) -> SafeString:
    return format_html(
        '<circle cx="{}" cy="{}" r="5.5" fill="#FFFFFF" stroke="{}" stroke-width="2" class="nt-chart-ring"/>',
        short(x), short(y), FILL,
    )  # fmt: skip


def _arrow(x: float, y: float, way: float) -> SafeString:
    if not way:
        return format_html(
            '<circle cx="{}" cy="{}" r="5.5" fill="{}" class="nt-chart-fill"/>', short(x), short(y), FILL
        )
    up = -1 if way > 0 else 1
    points = f"{short(x)},{short(y + 7 * up)} {short(x + 7)},{short(y - 5 * up)} {short(x - 7)},{short(y - 5 * up)}"
    return format_html('<polygon points="{}" fill="{}" class="nt-chart-fill"/>', points, FILL)


def _stroke(x: float, y: float) -> SafeString:
    return line_at(x, y - 10, x, y + 10, stroke=FIELD, css="target", wide=2)
