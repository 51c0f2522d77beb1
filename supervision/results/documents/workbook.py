"""`indicator-workbook`: schools × indicators as they were judged, everything above them worked out by formulas that an
office can follow, and the published figure beside them."""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from reports.base import BuildContext, Sheet
from reports.xlsx import Column, Formula
from schools.printing import DistrictDocument
from supervision.indicators.models import Indicator
from supervision.progress.queries.frame import AreaFrame
from supervision.results.documents.forms import EditionForm, edition_line, shown_of
from supervision.results.documents.ranking import colour_word, rules_told
from supervision.results.models import IndicatorResult, SchoolResult
from supervision.results.queries.pictures import frame_of_edition

SCORES, PERCENTS, TOTALS = "คะแนน", "ร้อยละ", "ผล"
WORDS = (Column("รหัส", 13), Column("โรงเรียน", 34), Column("กลุ่มจัดลำดับ", 22))
FIRST = len(WORDS) + 1
CRITERIA = ("น้ำหนักในด้าน", "คะแนนเต็ม", "คะแนนต่ำสุด", "ค่าน้อยดีกว่า (1 คือใช่)")
ANY_NUMBER = '">-1000000"'


class IndicatorWorkbook(DistrictDocument):
    key = "indicator-workbook"
    title = "สมุดงานโรงเรียนกับตัวชี้วัด"
    description = "คะแนนทุกตัวชี้วัดของทุกโรงเรียน ร้อยละ รายด้าน รวม และลำดับ เป็นสูตรที่ตรวจย้อนได้"
    formats = ("xlsx",)
    form_class = EditionForm
    capability = "report.run"

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['programme'].year}"

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        found = shown_of(context)
        rows = list(found.rows.order_by("participation__school__name_sort", "pk"))
        frames = frame_of_edition(found.edition)
        held = {
            (part, indicator): value
            for part, indicator, value in IndicatorResult.objects.filter(edition=found.edition)
            .order_by()
            .values_list("participation", "indicator", "value")
        }
        programme = found.edition.evaluation.programme
        made = _Book(frames, rows, held, rules_told(found.edition.evaluation, found.edition.rules))
        made.told = (f"{self.title} {programme} {edition_line(found)}", *made.told)
        return [made.scores(), made.percents(), made.totals(tie=bool(found.edition.rules.get("tie_by")))]


class _Book:
    """Where everything stands: the same school is in the same row of all three sheets."""

    def __init__(
        self, frames: Sequence[AreaFrame], rows: Sequence[SchoolResult], held: dict[tuple[int, int], Any],
        told: Sequence[str],
    ) -> None:  # fmt: skip
        self.frames, self.rows, self.held = frames, rows, held
        self.told: tuple[str, ...] = tuple(told)
        self.indicators: list[Indicator] = [one for frame in frames for one in frame.indicators]
        self.spans: list[tuple[str, str]] = []
        at = FIRST
        for frame in frames:
            self.spans.append((get_column_letter(at), get_column_letter(at + len(frame.indicators) - 1)))
            at += len(frame.indicators)

    @property
    def top(self) -> int:
        """The row of the first criterion: the heading's lines, an empty one and the heads stand above."""
        return len(self.told) + 3

    @property
    def start(self) -> int:
        return self.top + len(CRITERIA)

    def _columns(self) -> tuple[Column, ...]:
        return (*WORDS, *(Column(f"{one.code} {one.title}"[:80], 10, "number") for one in self.indicators))

    def _criteria(self) -> Iterator[tuple[Any, ...]]:
        figures = (
            [one.weight for one in self.indicators], [one.highest for one in self.indicators],
            [one.lowest for one in self.indicators], [int(one.lower_is_better) for one in self.indicators],
        )  # fmt: skip
        for word, values in zip(CRITERIA, figures, strict=True):
            yield ("", word, "", *values)

    def _words(self, row: SchoolResult) -> tuple[str, str, str]:
        school = row.participation.school
        return school.code10 or "", school.name, row.group

    def scores(self) -> Sheet:
        def lines() -> Iterator[tuple[Any, ...]]:
            yield from self._criteria()
            for row in self.rows:
                values = (self.held.get((row.participation_id, one.pk)) for one in self.indicators)
                yield (*self._words(row), *values)

        return Sheet(SCORES, self._columns(), lines(), self.told)

    def percents(self) -> Sheet:
        """(highest + lowest − value, where less is better, else the value) × 100 ÷ highest; nothing for no value."""
        letters = [get_column_letter(FIRST + place) for place in range(len(self.indicators))]
        _, highest, lowest, turned = (self.top + place for place in range(len(CRITERIA)))

        def lines() -> Iterator[tuple[Any, ...]]:
            yield from self._criteria()
            for number, row in enumerate(self.rows, start=self.start):
                cells = []
                for letter in letters:
                    value, full = f"'{SCORES}'!{letter}{number}", f"'{SCORES}'!{letter}${highest}"
                    low, less = f"'{SCORES}'!{letter}${lowest}", f"'{SCORES}'!{letter}${turned}"
                    cells.append(
                        Formula(f'=IF(ISNUMBER({value}),IF({less}=1,{full}+{low}-{value},{value})*100/{full},"")')
                    )
                yield (*self._words(row), *cells)

        return Sheet(PERCENTS, self._columns(), lines(), self.told)

    def totals(self, *, tie: bool) -> Sheet:
        """Area and whole by weights; the place among the complete of the group, unless a second criterion parts equal
        ones, which no formula here knows: then the published place stands alone."""
        first = FIRST
        last = first + len(self.frames) - 1
        whole, areas = get_column_letter(last + 1), (get_column_letter(first), get_column_letter(last))
        columns = (
            *WORDS, *(Column(f"{frame.area.code} {frame.area.name}", 12, "number") for frame in self.frames),
            Column("ร้อยละรวม", 12, "number"), Column("ลำดับในกลุ่ม", 10, "number"),
            Column("ร้อยละที่เผยแพร่", 13, "number"), Column("ลำดับที่เผยแพร่", 12, "number"), Column("พัฒนาการ", 11, "number"),
            Column("กลุ่มสี", 10), Column("หมายเหตุ", 30),
        )  # fmt: skip
        end = self.start + len(self.rows) - 1

        def lines() -> Iterator[tuple[Any, ...]]:
            nothing = ("",) * 7
            yield ("", "น้ำหนักด้าน", "", *(frame.area.weight for frame in self.frames), *nothing)
            for _ in CRITERIA[1:]:
                yield ("",) * (last + len(nothing))
            weights = f"{areas[0]}${self.top}:{areas[1]}${self.top}"
            for number, row in enumerate(self.rows, start=self.start):
                cells: list[Any] = [Formula(self._area(span, number)) for span in self.spans]
                mine = f"{areas[0]}{number}:{areas[1]}{number}"
                total: Any = "ไม่ครบ"
                place: Any = "" if tie or not row.is_complete else Formula(
                    f'=COUNTIFS(C${self.start}:C${end},C{number},{whole}${self.start}:{whole}${end},">"&{whole}{number})+1'
                )  # fmt: skip
                if row.is_complete:
                    total = Formula(f"=ROUND(SUMPRODUCT({mine},{weights})/SUMIFS({weights},{mine},{ANY_NUMBER}),8)")
                note = "" if row.is_complete else f"ยังประเมินไม่ครบ ขาด {row.missing} ตัวชี้วัด"
                yield (
                    *self._words(row), *cells, total, place, row.percent, row.rank, row.gain, colour_word(row), note,
                )  # fmt: skip

        return Sheet(TOTALS, columns, lines(), self.told)

    def _area(self, span: tuple[str, str], number: int) -> str:
        weights = f"'{SCORES}'!{span[0]}${self.top}:{span[1]}${self.top}"
        mine = f"'{PERCENTS}'!{span[0]}{number}:{span[1]}{number}"
        return f'=IFERROR(SUMPRODUCT({mine},{weights})/SUMIFS({weights},{mine},{ANY_NUMBER}),"")'
