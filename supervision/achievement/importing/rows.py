"""Rehearses the rows: which school, which paper, which figures, and what that changes."""

from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from core.errors import DomainError
from core.thai.dates import thai_date
from qa.levels.queries.scope import Years, was_open
from schools.importing import cells
from schools.importing.result import CHANGED, CREATED, UNCHANGED, Change, Row
from schools.importing.school_rows import Reader
from schools.importing.sheets import folded
from schools.importing.workbook import SheetRows
from schools.models import District, School
from supervision.achievement.importing.sheet import DISTRICT_WORD, NATIONAL_WORD, SHEET
from supervision.achievement.models import Exam, ExamResult, Paper
from supervision.achievement.services.results import Figures, faults_of, not_given, untaught

Scope = ExamResult.Scope
Key = tuple[int, int, str, int | None]
"""Paper, academic year, scope, school or None."""
_DISTRICT = frozenset(
    folded(word) for word in (DISTRICT_WORD, "เขตพื้นที่", "ระดับเขต", "ระดับเขตพื้นที่", "สพป.", "เขตพื้นที่การศึกษา")
)
_NATIONAL = frozenset(folded(word) for word in (NATIONAL_WORD, "ระดับประเทศ", "ประเทศไทย"))
_TOLD = (
    ("sat", "ผู้เข้าสอบ"), ("mean", "คะแนนเฉลี่ย"), ("sd", "S.D."), ("strong", "เก่ง"), ("middle", "ปานกลาง"),
    ("weak", "อ่อน"),
)  # fmt: skip
FIGURES = tuple(name for name, _ in _TOLD)
# Announced means are rounded; a greater distance is worth a look.
FAR = Decimal("0.5")
# Rows named after one warning.
MOST_ROWS = 10


def number(value: Any, what: str) -> Decimal:
    """A figure with at most four decimals kept."""
    try:
        found = Decimal(cells.text(value).replace(",", ""))
    except InvalidOperation:
        raise DomainError(f"{what}ไม่ใช่ตัวเลข") from None
    if isinstance(value, bool) or not found.is_finite():
        raise DomainError(f"{what}ไม่ใช่ตัวเลข")
    if abs(found) >= 1000:
        raise DomainError(f"{what}มากผิดปกติ")
    return found.quantize(Decimal("0.0001"))


def _bare(subject: str) -> str:
    return folded(subject).removeprefix("วิชา").removeprefix("ด้าน")


@dataclass
class Wanted:
    """What one sound row asks for; `held` is the key of the row it changes."""

    figures: Figures
    held: int | None = None


@dataclass
class Office:
    """What the office holds, read once in a fixed number of queries; `years` are those the file speaks of. `untaught`
    is what to look at again of grades a school does not teach → the rows that say so."""

    district: District
    years: frozenset[int]
    wanted: dict[Key, Wanted] = field(default_factory=dict)
    seen: dict[Key, Row] = field(default_factory=dict)
    untaught: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        years = Years(self.district)
        self.spans = {year: years.span(year) for year in self.years}
        self.exams: dict[str, Exam] = {}
        self.papers: dict[tuple[int, str, str], Paper] = {}
        for exam in Exam.objects.of_district(self.district):
            for word in (exam.short_name, exam.name, exam.code):
                self.exams.setdefault(folded(word), exam)
        for paper in Paper.objects.of_district(self.district).select_related("exam"):
            self.papers[paper.exam_id, paper.grade, _bare(paper.subject)] = paper
        self.by_key = {paper.pk: paper for paper in self.papers.values()}
        self.codes: dict[str, set[School]] = {}
        for school in School.objects.of_district(self.district):
            for code in (school.code10, school.smis8):
                if code:
                    self.codes.setdefault(code, set()).add(school)
        rows = ExamResult.objects.of_district(self.district).filter(academic_year__in=self.years).order_by()
        self.held: dict[Key, tuple[Any, ...]] = {
            row[:4]: row[4:]
            for row in rows.values_list("paper_id", "academic_year", "scope", "school_id", *FIGURES, "pk")
        }
        self._found: dict[str, tuple[School | None, str]] = {}

    def school_called(self, code: str) -> tuple[School | None, str]:
        """The school a code means, or why none does. A number cell drops its leading zeros: they are put back."""
        if code not in self._found:
            found = self.codes.get(code, set())
            if not found and code.isdigit():
                found = self.codes.get(code.zfill(10), set()) | self.codes.get(code.zfill(8), set())
            if len(found) > 1:
                told = f"รหัส {code} ตรงกับหลายโรงเรียน: {', '.join(sorted(one.name for one in found))}"
                self._found[code] = None, told
            else:
                self._found[code] = next(iter(found), None), "ไม่พบโรงเรียนรหัสนี้ในเขต"
        return self._found[code]


def years_of(sheet: SheetRows) -> frozenset[int]:
    """The years the file speaks of; what cannot be read is refused row by row."""
    found = set()
    for _, raw in sheet.rows:
        try:
            found.add(cells.be_year(raw.get("academic_year")))
        except DomainError:
            continue
    return frozenset(found)


def filled(sheet: SheetRows) -> SheetRows:
    """The rows with a figure: the form has a line for every school and paper, and few schools sit them all."""
    rows = [(at, raw) for at, raw in sheet.rows if not all(cells.is_blank(raw.get(key)) for key in FIGURES)]
    return replace(sheet, rows=rows)


def rehearse_rows(office: Office, sheet: SheetRows) -> list[Row]:
    """Every row with what it would do; `office.wanted` then holds the sound ones that change something."""
    rows = [_row(office, sheet.sheet.title, number, raw) for number, raw in sheet.rows]
    office.wanted = {key: wanted for key, wanted in office.wanted.items() if office.seen[key].imported}
    return rows


def _row(office: Office, title: str, at: int, raw: dict[str, Any]) -> Row:
    row = Row(title, at)
    reader = Reader(SHEET, row, raw)
    year = reader.get("academic_year", cells.be_year)
    if year is None and not row.faults:
        reader.refuse("academic_year", "ไม่มีปีการศึกษา")
    scope, school = _whose(office, reader, year)
    paper = _paper(office, reader)
    row.label = " · ".join(filter(None, (school.name if school else _said(reader, scope), str(paper or ""))))
    if paper is not None and year is not None and (why := not_given(paper, year)):
        reader.refuse("subject", why)
    figures = _figures(reader, scope)
    if paper is None or year is None or (scope == Scope.SCHOOL and school is None):
        return row
    if school is not None and (words := untaught(school, paper.grade)):
        office.untaught.setdefault(words, []).append(at)
    key = (paper.pk, year, scope, school.pk if school else None)
    before = office.seen.get(key)
    if before is not None:
        reader.refuse("subject", f"ซ้ำกับแถวที่ {before.number}")
        if f"ซ้ำกับแถวที่ {at}" not in before.reason:
            before.refuse(SHEET.title_of("subject"), f"ซ้ำกับแถวที่ {at}")
        return row
    office.seen[key] = row
    if figures is not None and row.imported:
        _compare(office, row, key, figures)
    return row


def _said(reader: Reader, scope: str) -> str:
    if scope != Scope.SCHOOL:
        return Scope(scope).label
    return reader.text("name") or str(reader.raw.get("school") or "")[:80]


def _whose(office: Office, reader: Reader, year: int | None) -> tuple[str, School | None]:
    if not reader.has("school"):
        reader.refuse("school", f"ไม่มีรหัสโรงเรียน (ค่าเฉลี่ยที่ประกาศใส่คำว่า {DISTRICT_WORD} หรือ {NATIONAL_WORD})")
        return Scope.SCHOOL, None
    code = cells.text(reader.raw["school"]).replace(" ", "")
    if folded(code) in _DISTRICT:
        return Scope.DISTRICT, None
    if folded(code) in _NATIONAL:
        return Scope.NATIONAL, None
    school, why = office.school_called(code)
    if school is None:
        reader.refuse("school", why)
    elif year in office.spans and not was_open(school, office.spans[year]):
        closed = f": ปิดหรือรวมแล้วเมื่อ {thai_date(school.closed_on, 'short')}" if school.closed_on else ""
        reader.refuse("school", f"โรงเรียนนี้ไม่ได้เปิดสอนในปีการศึกษา {year}{closed}")
    return Scope.SCHOOL, school


def _paper(office: Office, reader: Reader) -> Paper | None:
    for key, words in (("exam", "ไม่มีชื่อการทดสอบ"), ("grade", "ไม่มีชั้น"), ("subject", "ไม่มีวิชา")):
        if not reader.has(key):
            reader.refuse(key, words)
            return None
    exam = office.exams.get(folded(cells.text(reader.raw["exam"])))
    if exam is None:
        known = ", ".join(dict.fromkeys(one.short_name for one in office.exams.values()))
        reader.refuse("exam", f"ไม่รู้จักการทดสอบ “{str(reader.raw['exam'])[:40]}” (มี {known})")
        return None
    try:
        first, last = cells.levels(reader.raw["grade"])
    except DomainError:
        first, last = "", "-"
    if first != last:
        reader.refuse("grade", f"ไม่รู้จักชั้น “{str(reader.raw['grade'])[:40]}” ใส่เช่น ป.6")
        return None
    paper = office.papers.get((exam.pk, first, _bare(cells.text(reader.raw["subject"]))))
    if paper is None:
        known = ", ".join(one.subject for key, one in office.papers.items() if key[:2] == (exam.pk, first))
        reader.refuse("subject", f"{exam.short_name} {first} ไม่มีวิชานี้ ({f'มี {known}' if known else 'ไม่มีการสอบชั้นนี้'})")
    return paper


def _figures(reader: Reader, scope: str) -> Figures | None:
    sound = len(reader.row.faults)
    sat = reader.get("sat", partial(cells.whole, what="จำนวนผู้เข้าสอบ"))
    mean = reader.get("mean", partial(number, what="คะแนนเฉลี่ย"))
    sd = reader.get("sd", partial(number, what="S.D."))
    counts = [
        reader.get(key, partial(cells.whole, what=f"จำนวน{SHEET.title_of(key)}"))
        for key in ("strong", "middle", "weak")
    ]
    if len(reader.row.faults) > sound:
        return None
    if mean is None:
        reader.refuse("mean", "ไม่มีคะแนนเฉลี่ย ถ้าโรงเรียนไม่ได้เข้าสอบให้เว้นว่างทุกช่อง")
        return None
    found = Figures(sat, mean, sd, *counts)
    faults = faults_of(found, scope=scope)
    for key, reason in faults:
        reader.refuse(key, reason)
    return None if faults else found


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, Decimal) else f"{value:,}"


def _compare(office: Office, row: Row, key: Key, figures: Figures) -> None:
    held = office.held.get(key)
    if held is None:
        row.status = CREATED
        row.changes.append(Change("คะแนนเฉลี่ย", "", _shown(figures.mean)))
        office.wanted[key] = Wanted(figures)
        return
    old = dict(zip(FIGURES, held, strict=False))
    row.changes += [
        Change(label, _shown(old[name]), _shown(getattr(figures, name)))
        for name, label in _TOLD
        if old[name] != getattr(figures, name)
    ]
    row.status = CHANGED if row.changes else UNCHANGED
    if row.changes:
        office.wanted[key] = Wanted(figures, held=held[-1])


def grades(office: Office) -> list[str]:
    """Schools with results of grades they do not teach, with the rows: Thai sentences."""
    said = []
    for words, rows in office.untaught.items():
        more = f" และอีก {len(rows) - MOST_ROWS} แถว" if len(rows) > MOST_ROWS else ""
        said.append(f"{words} (แถวที่ {', '.join(str(row) for row in rows[:MOST_ROWS])}{more})")
    return said


def totals(office: Office) -> list[str]:
    """Papers and years of the file whose schools do not add up to what the district was told: Thai sentences.

    What the file says stands before what is held already.
    """
    now: dict[Key, tuple[int | None, Decimal]] = {key: (held[0], held[1]) for key, held in office.held.items()}
    now |= {key: (one.figures.sat, one.figures.mean) for key, one in office.wanted.items()}
    sums: dict[tuple[int, int], list[Any]] = {}
    for (paper, year, scope, _), (sat, mean) in now.items():
        if scope == Scope.SCHOOL and sat:
            found = sums.setdefault((paper, year), [0, Decimal(0)])
            found[0] += sat
            found[1] += sat * mean
    said = []
    touched = {(key[0], key[1]) for key in office.seen}
    for paper, year in sorted(touched & set(sums)):
        announced = now.get((paper, year, Scope.DISTRICT, None))
        if announced is None:
            continue
        (sat, mean), (total, weighed) = announced, sums[paper, year]
        what = f"{office.by_key[paper]} ปีการศึกษา {year}"
        if sat is not None and sat != total:
            said.append(f"{what}: ผู้เข้าสอบรวมรายโรงเรียน {total:,} คน ไม่เท่ากับของเขต {sat:,} คน")
        if abs(weighed / total - mean) > FAR:
            said.append(f"{what}: เฉลี่ยถ่วงน้ำหนักรายโรงเรียน {weighed / total:.2f} ต่างจากค่าเฉลี่ยของเขต {mean:.2f}")
    return said
