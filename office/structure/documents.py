"""`office-structure`: the chart of the office, its posts in the line of command, and the executive board."""

import re
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from office.structure.queries import PostNode, Structure, structure_of
from reports.base import Book, BuildContext
from reports.charts import FONT
from reports.registry import register
from schools.models import District
from schools.printing import DistrictDocument, PrintedForm
from schools.scope import holds

WIDTH, BOX, ROW, GAP = 640, 148, 62, 14
# Even, so that the line to the next row passes between two boxes.
_PER_ROW = 4
_MOST_LINES = 3
_BREAKS = re.compile(" |และ|การ")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


class OfficeStructure(DistrictDocument):
    key = "office-structure"
    title = "โครงสร้างสำนักงานและบอร์ดบริหาร"
    description = "แผนผังกลุ่มและหน่วย สายบังคับบัญชา ผู้ดำรงตำแหน่ง ตำแหน่งว่าง และรายชื่อบอร์ดบริหาร"
    formats = ("pdf",)
    form_class = PrintedForm

    def may_run(self, user: Any, district_code: str) -> bool:
        district = District.objects.filter(code=district_code).first()
        return super().may_run(user, district_code) or (
            district is not None and holds(user, "desk.write", district=district.pk)
        )

    def pdf(self, context: BuildContext) -> Book:
        district = self.district(context)
        found = structure_of(district, rows=lambda model: context.visible(model.objects))
        data = {"district": district, "found": found, "chart": chart_of(found, district.name)}
        blocks = (
            context.block("documents/office/structure.html", data, title="โครงสร้างสำนักงาน"),
            context.block("documents/office/board.html", data, title="บอร์ดบริหาร"),
        )
        return Book(f"{self.title} {district.name}", blocks, digits=self.digits(context))


def chart_of(found: Structure, name: str) -> SafeString:
    """The heads of the line of command one under the other, then the groups and units in rows of four with their
    head; what is vacant is dashed and says so. Only presentation attributes: the same in a page and on paper."""
    tops = [node for node in found.line if node.post.unit_id is None and _leads(node, found)]
    parts: list[SafeString] = []
    y = 4.0
    for number, node in enumerate(tops):
        if number:
            parts.append(_line(WIDTH / 2, y - GAP, WIDTH / 2, y))
        parts.append(_box((WIDTH - 330) / 2, y, 330, node.post.title, _held(node.post)))
        y += ROW + GAP
    units = [node for node in found.units if node.depth == 0]
    for start in range(0, len(units), _PER_ROW):
        row = units[start : start + _PER_ROW]
        left = (WIDTH - len(row) * BOX - (len(row) - 1) * GAP) / 2
        middles = [left + index * (BOX + GAP) + BOX / 2 for index in range(len(row))]
        if not start and tops:
            parts.append(_line(WIDTH / 2, y - GAP, WIDTH / 2, y))
        parts.append(_line(min(*middles, WIDTH / 2), y, max(*middles, WIDTH / 2), y))
        for node, middle in zip(row, middles, strict=True):
            head = node.posts[0] if node.posts else None
            parts.append(_line(middle, y, middle, y + GAP))
            parts.append(_box(middle - BOX / 2, y + GAP, BOX, node.unit.name, _held(head) if head else ""))
        y += ROW + 2 * GAP + GAP
        if start + _PER_ROW < len(units):
            parts.append(_line(WIDTH / 2, y - ROW - 3 * GAP, WIDTH / 2, y))
    inside = mark_safe("".join(parts))  # noqa: S308 - every part was made by format_html
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" class="nt-chart" '
        'role="img" aria-label="โครงสร้าง {}" font-family="{}">{}</svg>',
        WIDTH, round(y + 4), WIDTH, round(y + 4), name, FONT, inside,
    )  # fmt: skip


def _leads(node: PostNode, found: Structure) -> bool:
    """Somebody reports to it, or it is the only post at the top."""
    return any(other.post.reports_to_id == node.post.pk for other in found.line)


def _held(post: Any) -> str:
    if post is None or post.is_vacant:
        return "(ว่าง)"
    return f"{post.holder.full_name}{' รักษาการ' if post.is_acting else ''}"


def _line(x1: float, y1: float, x2: float, y2: float) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#676279" class="nt-chart-rule"/>', *_at(x1, y1, x2, y2)
    )


def _at(*places: float) -> tuple[str, ...]:
    return tuple(f"{place:.1f}" for place in places)


def _box(x: float, y: float, wide: float, title: str, held: str) -> SafeString:
    """A rectangle with the title on one or two lines and the holder under it."""
    lines = _wrapped(title, wide)
    texts = [(line, 12, "#1E1B2C") for line in lines] + ([(held, 11, "#676279")] if held else [])
    step = 14
    first = y + (ROW - step * (len(texts) - 1)) / 2 + 4
    words = format_html_join(
        "", '<text x="{}" y="{}" font-size="{}" text-anchor="middle" fill="{}" class="nt-chart-ink">{}</text>',
        ((f"{x + wide / 2:.1f}", f"{first + index * step:.1f}", size, fill, line)
         for index, (line, size, fill) in enumerate(texts)),
    )  # fmt: skip
    dash = "4 3" if held == "(ว่าง)" else "none"
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="#FFFFFF" stroke="#54408F" '
        'stroke-dasharray="{}" class="nt-chart-box"/>{}',
        *_at(x, y, wide, ROW), dash, words,
    )  # fmt: skip


def _wrapped(title: str, wide: float) -> list[str]:
    """At most three lines, broken at a blank or before a word that often joins two; a long word where the box ends."""
    room, rest = int(wide / 6.8), title
    lines: list[str] = []
    while rest and len(lines) < _MOST_LINES:
        if _length(rest) <= room:
            return [*lines, rest]
        found = (hit.start() for hit in _BREAKS.finditer(rest))
        places = [at for at in found if at and _length(rest[:at]) <= room]
        cut = max(places, default=0) or max(at for at in range(1, len(rest)) if _length(rest[:at]) <= room)
        lines.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*lines[:-1], f"{lines[-1]}…"] if rest else lines


def _length(text: str) -> int:
    return sum(
        1 for char in text if not ("\u0e34" <= char <= "\u0e3a" or "\u0e47" <= char <= "\u0e4e" or char == "\u0e31")
    )


register(OfficeStructure())
