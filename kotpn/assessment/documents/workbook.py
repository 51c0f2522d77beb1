"""`office-standard-workbook`: the score sheet worked out by formulas from the evidence list, and the years before.

No level is typed in: evidence → issue → level, by the rule's rows, so that whoever changes a cell sees what becomes of
it. What the system holds stands beside it, and whether the two agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from kotpn.assessment.documents.base import Asked, AssessmentDocument
from kotpn.assessment.documents.listing import ACCEPTED, Line, lines_of
from kotpn.assessment.models import Assessment
from kotpn.assessment.queries.whole import whole_set
from kotpn.assessment.result_tables import result_tables
from kotpn.assessment.standing import IssueStanding, Standing, standing_of, words_of
from kotpn.standards.models import Indicator, OfficeStandardSet
from reports.base import BuildContext, Sheet
from reports.xlsx import Column, Formula, Link

LEVELS, ISSUES, PROOFS, RULES, WORDS, STANDARDS, HISTORY = (
    "ระดับ", "ประเด็น", "หลักฐาน", "เกณฑ์", "คำเรียกระดับ", "มาตรฐาน", "ประวัติ",
)  # fmt: skip
NOT_YET = "ยังไม่เข้าเกณฑ์"
# Two lines of heading, an empty one, the titles of the columns.
FIRST = 5


@dataclass(frozen=True)
class _Row:
    """An indicator of the workbook; `standing` None: nobody began it."""

    indicator: Indicator
    standing: Standing | None

    @property
    def name(self) -> str:
        """Its key in every sheet: words, since SUMIFS takes "1.1" and "1.10" for the same number."""
        return f"{self.standard} ตัวบ่งชี้ที่ {self.indicator.number}"

    @property
    def standard(self) -> str:
        return f"มาตรฐานที่ {self.indicator.standard.number}"


@dataclass(frozen=True)
class _Area:
    """The cells of a column of a sheet, or of several side by side, for formulas."""

    sheet: str
    rows: int

    def __call__(self, column: str, last: str = "") -> str:
        return f"'{self.sheet}'!${column}${FIRST}:${last or column}${FIRST + max(self.rows, 1) - 1}"


class OfficeStandardWorkbook(AssessmentDocument):
    key = "office-standard-workbook"
    title = "ตารางคะแนนมาตรฐานสำนักงาน"
    description = "ระดับคิดด้วยสูตรจากหลักฐานและเกณฑ์ บัญชีหลักฐานพร้อมลิงก์ ประวัติรายปี และตารางผลของปี"
    formats = ("xlsx",)

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        asked = self.asked(context)
        rows = _rows_of(asked)
        held = rows[0].indicator.standard.set
        head = (asked.name, str(self.district(context)))
        issues = [(row, issue) for row in rows if row.standing for issue in row.standing.issues]
        proofs = [(row, issue, line) for row, issue in issues for line in lines_of(issue)]
        rules = [(row, rule) for row in rows for rule in row.indicator.rules.order_by("-level", "-with_evidence")]
        words = words_of(rows[0].indicator)
        areas = _Areas(
            _Area(LEVELS, len(rows)), _Area(ISSUES, len(issues)), _Area(PROOFS, len(proofs)), _Area(RULES, len(rules)),
            _Area(WORDS, len(words)),
        )  # fmt: skip
        yield Sheet(LEVELS, _LEVEL_COLUMNS, _level_cells(rows, areas), head)
        if asked.whole and held.aggregate == OfficeStandardSet.Aggregate.WEIGHTED:
            yield Sheet(STANDARDS, _STANDARD_COLUMNS, _standard_cells(rows, areas), head)
        yield Sheet(ISSUES, _ISSUE_COLUMNS, _issue_cells(issues, areas), head)
        yield Sheet(PROOFS, _PROOF_COLUMNS, _proof_cells(proofs), head)
        yield Sheet(
            RULES, _RULE_COLUMNS,
            ((row.name, one.level, one.carried_out, one.with_evidence, one.description) for row, one in rules), head,
        )  # fmt: skip
        yield Sheet(
            WORDS, (Column("ระดับ", 10, "number"), Column("คำเรียก", 20)), sorted(words.items(), reverse=True), head
        )
        yield Sheet(HISTORY, _HISTORY_COLUMNS, _history_cells(context, self.district(context), rows), head)
        yield from result_tables(self.district(context), asked.year).sheets(head)


@dataclass(frozen=True)
class _Areas:
    levels: _Area
    issues: _Area
    proofs: _Area
    rules: _Area
    words: _Area


def _rows_of(asked: Asked) -> list[_Row]:
    """The assessment asked for, or every indicator of the set."""
    if asked.whole is None:
        one = asked.assessments[0]
        return [_Row(one.indicator, standing_of(one))]
    seen = {one.pk for one in asked.assessments}
    return [
        _Row(row.indicator, row.standing if row.assessment and row.assessment.pk in seen else None)
        for part in whole_set(asked.whole, asked.year).standards
        for row in part.indicators
    ]


_WORD_COLUMNS = (Column("ระดับ", 10, "number"), Column("คำเรียก", 20))
_LEVEL_COLUMNS = (
    Column("ตัวบ่งชี้", 28), Column("ชื่อ", 50, "wrap"), Column("จำนวนประเด็น", 12, "number"),
    Column("ดำเนินการ", 12, "number"), Column("หลักฐานชัดเจน", 14, "number"), Column("ระดับ (สูตร)", 34),
    Column("คำเรียก", 14), Column("ระดับในระบบ", 34), Column("ตรงกัน", 12),
    Column("น้ำหนัก", 10, "score"), Column("ระดับ × น้ำหนัก", 14, "score"), Column("มาตรฐาน", 16),
    Column("สถานะ", 16), Column("วันที่ส่ง สพฐ.", 14, "date"),
)  # fmt: skip


def _level_cells(rows: Sequence[_Row], at: _Areas) -> Iterable[list[Any]]:
    for number, row in enumerate(rows, start=FIRST):
        standing = row.standing
        assessment = standing.assessment if standing else None
        yield [
            row.name, row.indicator.title,
            Formula(f"=COUNTIFS({at.issues('A')},A{number})"),
            Formula(f"=SUMIFS({at.issues('E')},{at.issues('A')},A{number})"),
            Formula(f"=SUMIFS({at.issues('G')},{at.issues('A')},A{number})"),
            _level(row, number, at),
            Formula(f'=IFERROR(VLOOKUP(F{number},{at.words("A", "B")},2,FALSE),"")'),
            _held(row), Formula(f'=IF(F{number}=H{number},"ตรงกัน","ไม่ตรงกัน")'), row.indicator.weight,
            Formula(f'=IF(ISNUMBER(F{number}),F{number}*J{number},"")'), row.standard,
            assessment.get_state_display() if assessment else "", assessment.sent_on if assessment else None,
        ]  # fmt: skip


def _level(row: _Row, number: int, at: _Areas) -> Any:
    """By the rule's rows; of an indicator that a person judges, what was judged."""
    if row.standing is None or row.indicator.rule == Indicator.Rule.JUDGED:
        return _held(row)
    asked = f"{at.rules('A')},A{number},{at.rules('C')},D{number},{at.rules('D')},E{number}"
    short = f'"{NOT_YET} (ดำเนินการ "&D{number}&"/"&C{number}&")"'
    none = f'"ชุดมาตรฐานนี้ไม่มีเกณฑ์สำหรับหลักฐาน "&E{number}&" ประเด็น"'
    return Formula(f"=IF(COUNTIFS({asked})=0,IF(D{number}<C{number},{short},{none}),SUMIFS({at.rules('B')},{asked}))")


def _held(row: _Row) -> Any:
    if row.standing is None:
        return "ยังไม่ได้เริ่มประเมิน"
    verdict = row.standing.verdict
    return verdict.why if verdict.level is None else verdict.level


_STANDARD_COLUMNS = (
    Column("มาตรฐาน", 16), Column("ชื่อ", 60, "wrap"), Column("น้ำหนัก", 10, "score"), Column("ค่าเฉลี่ย", 14, "score"),
    Column("ค่าเฉลี่ย × น้ำหนัก", 18, "score"),
)  # fmt: skip


def _standard_cells(rows: Sequence[_Row], at: _Areas) -> Iterable[list[Any]]:
    """The mean of each standard by the weights of its indicators, then that of the set; empty while a level lacks."""
    standards = list({row.indicator.standard_id: row.indicator.standard for row in rows}.values())
    for number, one in enumerate(standards, start=FIRST):
        mine = f"{at.levels('L')},A{number}"
        whole = f'COUNTIFS({mine})=COUNTIFS({mine},{at.levels("F")},">0")'
        yield [
            f"มาตรฐานที่ {one.number}", one.title, one.weight,
            Formula(f'=IF({whole},SUMIFS({at.levels("K")},{mine})/SUMIFS({at.levels("J")},{mine}),"")'),
            Formula(f'=IF(ISNUMBER(D{number}),C{number}*D{number},"")'),
        ]  # fmt: skip
    last = FIRST + len(standards) - 1
    summed = f"SUM(E{FIRST}:E{last})/SUM(C{FIRST}:C{last})"
    total = Formula(f'=IF(COUNT(D{FIRST}:D{last})={len(standards)},{summed},"ยังรวมไม่ได้")')
    yield ["รวมทั้งชุด", "", None, total, None]


_ISSUE_COLUMNS = (
    Column("ตัวบ่งชี้", 28), Column("ประเด็นที่", 10, "number"), Column("ประเด็นการพิจารณา", 60, "wrap"),
    Column("ผู้รับผิดชอบ", 26), Column("ดำเนินการแล้ว (1/0)", 16, "number"), Column("หลักฐานที่นับ", 14, "number"),
    Column("หลักฐานชัดเจน (1/0)", 16, "number"), Column("หมายเหตุ", 50, "wrap"),
)  # fmt: skip


def _issue_cells(rows: Sequence[tuple[_Row, IssueStanding]], at: _Areas) -> Iterable[list[Any]]:
    proofs = at.proofs
    for number, (row, one) in enumerate(rows, start=FIRST):
        asked = f"{proofs('A')},A{number},{proofs('B')},B{number}"
        yield [
            row.name, one.issue.number, one.issue.title, str(one.answer.owner or ""), int(bool(one.carried_out)),
            Formula(f"=SUMIFS({proofs('K')},{asked})"), Formula(f"=IF(AND(E{number}=1,F{number}>0),1,0)"),
            one.answer.no_evidence_reason or ("ยังไม่ได้ระบุว่าดำเนินการแล้วหรือไม่" if one.carried_out is None else ""),
        ]  # fmt: skip


_PROOF_COLUMNS = (
    Column("ตัวบ่งชี้", 28), Column("ประเด็นที่", 10, "number"), Column("ลำดับ", 8, "number"), Column("เลขในคู่มือ", 10),
    Column("รายการหลักฐาน", 60, "wrap"), Column("ที่มา", 16), Column("การรับ", 16), Column("จำนวน", 10, "number"),
    Column("จากทั้งหมด", 12, "number"), Column("อย่างน้อย", 10, "number"), Column("นับเป็นหลักฐาน (1/0)", 14, "number"),
    Column("วันที่", 26), Column("หมายเหตุ", 50, "wrap"),
)  # fmt: skip


def _proof_cells(rows: Sequence[tuple[_Row, IssueStanding, Line]]) -> Iterable[list[Any]]:
    place = 0
    before: tuple[str, int] | None = None
    for number, (row, issue, line) in enumerate(rows, start=FIRST):
        here = (row.name, issue.issue.number)
        place = place + 1 if here == before else 1
        before = here
        yield [
            row.name, issue.issue.number, place, line.manual, Link(line.title, line.url), line.origin, line.decision,
            line.count, line.of, line.at_least, Formula(f'=IF(AND(G{number}="{ACCEPTED}",H{number}>=J{number}),1,0)'),
            line.days, line.remark,
        ]  # fmt: skip


_RULE_COLUMNS = (
    Column("ตัวบ่งชี้", 28), Column("ระดับ", 10, "number"), Column("ดำเนินการ", 12, "number"),
    Column("หลักฐานชัดเจน", 14, "number"), Column("คำอธิบายระดับคุณภาพ", 80, "wrap"),
)  # fmt: skip

_HISTORY_COLUMNS = (
    Column("ปีงบประมาณ", 12), Column("ตัวบ่งชี้", 28), Column("ชุดมาตรฐาน", 40), Column("ระดับ", 10, "number"),
    Column("คำเรียก", 14), Column("ดำเนินการ", 12, "number"), Column("หลักฐานชัดเจน", 14, "number"),
    Column("ที่มาของระดับ", 50, "wrap"),
    Column("สถานะ", 16), Column("วันที่อนุมัติ", 14, "date"), Column("วันที่ส่ง สพฐ.", 14, "date"), Column("เลขที่หนังสือส่ง", 22),
)  # fmt: skip


def _history_cells(context: BuildContext, district: Any, rows: Sequence[_Row]) -> Iterable[list[Any]]:
    """Every year of the same indicators, of this edition or another with the same numbers; what is still open has the
    level it stands at only where it is in this workbook."""
    standings = {row.standing.assessment.pk: row.standing for row in rows if row.standing}
    same = Q(pk__in=standings)
    for row in rows:
        same |= Q(indicator__number=row.indicator.number, indicator__standard__number=row.indicator.standard.number)
    found = context.visible(Assessment.objects).of_district(district).standing().filter(same)
    found = found.select_related("indicator__standard__set").order_by(
        "-fiscal_year", "indicator__standard__number", "indicator__number", "pk"
    )
    for one in found:
        here = standings.get(one.pk)
        result = here.verdict.as_data() if here else one.result or {"why": "กำลังประเมิน"}
        indicator = one.indicator
        yield [
            str(one.fiscal_year), f"มาตรฐานที่ {indicator.standard.number} ตัวบ่งชี้ที่ {indicator.number}",
            str(indicator.standard.set), result.get("level"), result.get("word", ""), result.get("carried_out"),
            result.get("with_evidence"), result.get("why", ""), one.get_state_display(), one.approved_at, one.sent_on,
            one.sent_reference,
        ]  # fmt: skip
