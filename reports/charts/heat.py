"""The heat map: many schools by many indicators. A table of its own in page and paper alike, because a table repeats
its heads on every sheet and reads aloud, which a drawing does not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

STEPS = (50, 60, 70, 80, 90)
LEAD_COLUMN = '<col class="nt-hm-c2"/>'
NOTHING = '<td class="nt-hx">–</td>'


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A school and its values from 0 to 100 in the order of the columns, None where there is none; `lead` are cells of
    words before them."""

    label: str
    values: Sequence[float | None]
    url: str = ""
    lead: Sequence[SafeString] = ()


@dataclass(frozen=True, slots=True)
class HeatMap:
    """`table` is drawn by static/css/chart.css in a page and by print.css on paper; `text` is its message in words."""

    title: str
    text: str
    table: SafeString
    legend: tuple[tuple[int, str], ...] = field(default=())


def step_for(value: float, steps: Sequence[float] = STEPS) -> int:
    """0 below the first cut point up to 5 from the last on."""
    return sum(1 for cut in steps if value >= cut)


def legend(steps: Sequence[float] = STEPS) -> tuple[tuple[int, str], ...]:
    """Each step of the ramp with its words."""
    told = [(0, f"ต่ำกว่า {steps[0]:g}")]
    told += [(n, f"{low:g} ถึงต่ำกว่า {high:g}") for n, (low, high) in enumerate(pairwise(steps), start=1)]
    return (*told, (len(steps), f"ตั้งแต่ {steps[-1]:g}"))


def heat_map(
    rows: Sequence[HeatRow], columns: Sequence[tuple[str, str]], *, title: str, first: str = "โรงเรียน",
    lead: Sequence[str] = (), groups: Sequence[tuple[str, int]] = (), css: str = "",
) -> HeatMap:  # fmt: skip
    """`columns` are short head and full name; `groups` a head above them with how many columns each spans. Written as
    text, not through a template: four thousand cells are one page."""
    wide = 1 + len(lead)
    head = []
    if groups:
        spans = "".join(f'<th colspan="{many}" scope="colgroup">{escape(name)}</th>' for name, many in groups)
        blank = f'<td colspan="{wide}"></td>'
        head.append(f'<tr class="nt-hm-groups">{blank}{spans}</tr>')
    cells = "".join(f'<th scope="col" title="{escape(full)}">{escape(short)}</th>' for short, full in columns)
    leads = "".join(f'<th scope="col" class="nt-hm-lead">{conditional_escape(word)}</th>' for word in lead)
    head.append(f'<tr><th scope="col" class="nt-hm-first">{conditional_escape(first)}</th>{leads}{cells}</tr>')
    body = "".join(_row(row) for row in rows)
    table = (
        f'<table class="nt-hm{" " + css if css else ""}"><caption class="nt-sr">{escape(title)}</caption>'
        f'<colgroup><col class="nt-hm-c1"/>{LEAD_COLUMN * len(lead)}'
        f"{'<col/>' * len(columns)}</colgroup><thead>{''.join(head)}</thead><tbody>{body}</tbody></table>"
    )
    return HeatMap(title, _text(rows, columns, title), mark_safe(table), legend())  # noqa: S308 - all words escaped above


def _row(row: HeatRow) -> str:
    name = escape(row.label)
    if row.url:
        name = f'<a href="{escape(row.url)}">{name}</a>'
    lead = "".join(f'<td class="nt-hm-lead">{conditional_escape(cell)}</td>' for cell in row.lead)
    cells = "".join(
        NOTHING if value is None else f'<td class="nt-h{step_for(value)}">{value:.0f}</td>' for value in row.values
    )
    return f'<tr><th scope="row" class="nt-hm-first">{name}</th>{lead}{cells}</tr>'


def _text(rows: Sequence[HeatRow], columns: Sequence[tuple[str, str]], title: str) -> str:
    """The lowest column and the highest, by the average of the schools that have a value there."""
    means = []
    for place, (short, full) in enumerate(columns):
        held = [value for row in rows if (value := row.values[place]) is not None]
        if held:
            means.append((sum(held) / len(held), f"{short} {full}".strip()))
    if not means:
        return f"{title}: ยังไม่มีข้อมูล"
    (low, weakest), (high, best) = min(means), max(means)
    return (
        f"{title}: {len(rows):,} โรงเรียน {len(columns):,} รายการ เฉลี่ยสูงสุด {best} ร้อยละ {high:.2f} "
        f"ต่ำสุด {weakest} ร้อยละ {low:.2f}"
    )
