"""Horizontal bars: counts of things, and levels of 100 %."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from reports.charts.base import (
    FILL,
    INK,
    QUIET,
    SOFT,
    WIDTH,
    Chart,
    percent,
    ramp_of,
    rect,
    step_of,
    svg_of,
    width_of,
    words_at,
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
            words_at(0, y + 15, label),
            rect(0, y + 22, WIDTH - 150, 14, SOFT, "soft"),
            rect(0, y + 22, (WIDTH - 150) * count / top, 14, FILL, "fill"),
            words_at(WIDTH, y + 34, f"{count:,} {unit} ({share}%)" if whole else f"{count:,} {unit}", anchor="end"),
        )
        y += 46
    rows = tuple((label, f"{count:,}", percent(count, whole)) for label, count in items)
    text = f"{title}: " + ", ".join(f"{label} {count:,} {unit}" for label, count in items)
    return Chart(svg_of(parts, max(y, 20), text), title, text, ("รายการ", f"จำนวน ({unit})", "ร้อยละ"), rows)


def levels(rows: Sequence[tuple[str, Sequence[int]]], names: Sequence[str], *, title: str, unit: str = "ข้อ") -> Chart:
    """One bar of 100 % a row, cut by level (first name = lowest); each piece carries its count."""
    ramp = ramp_of(len(names))
    parts: list[SafeString] = []
    y, x = 6.0, 0.0
    for index, name in enumerate(names):
        step = 26 + width_of(name)
        if x + step > WIDTH and x:
            x, y = 0, y + 22
        parts += (rect(x, y, 14, 14, *step_of(ramp[index])), words_at(x + 20, y + 12, name, fill=QUIET, css="quiet"))
        x += step + 12
    y += 30
    for label, counts in rows:
        whole = sum(counts)
        parts.append(words_at(0, y + 13, label))
        parts.append(words_at(WIDTH, y + 13, f"{whole:,} {unit}", anchor="end", fill=QUIET, css="quiet"))
        y += 20
        at = 0.0
        for index, count in enumerate(counts):
            if not count:
                continue
            wide = WIDTH * count / whole
            parts.append(rect(at, y, wide - 2, 22, *step_of(ramp[index])))
            if wide > 12 + 8 * len(f"{count:,}"):
                on_dark = ramp[index] >= 4
                fill, css = ("#FFFFFF", "on-dark") if on_dark else (INK, "on-light")
                parts.append(words_at(at + wide / 2 - 1, y + 16, f"{count:,}", anchor="middle", fill=fill, css=css))
            at += wide
        if not whole:
            parts.append(words_at(0, y + 16, "ไม่มีข้อมูล", fill=QUIET, css="quiet"))
        y += 36
    table = tuple((label, *(f"{c:,} ({percent(c, sum(counts))})" for c in counts)) for label, counts in rows)
    text = f"{title}: " + "; ".join(
        f"{label} " + " ".join(f"{name} {count:,}" for name, count in zip(names, counts, strict=True))
        for label, counts in rows
    )
    return Chart(svg_of(parts, max(y, 20), text), title, text, ("รายการ", *names), table)
