"""Both year systems of a plan: which term a planned day counts to, and which stretches of terms a fiscal year holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.errors import DomainError
from core.thai.dates import BE_OFFSET, date_range, thai_date
from core.thai.years import Term, academic_label, academic_term, fiscal_label, fiscal_range, law_terms
from schools.models import AcademicTerm

# A tail of the term before, such as 1–10 October, is offered but not chosen by itself.
_WHOLE_TERM_DAYS = 45
# Plans are made for years near the running one; anything else is a slip of the hand.
_YEARS_BACK, _YEARS_AHEAD = 15, 5


def office_terms(district: Any) -> list[Term]:
    """The boundaries the office has set; one query."""
    rows = AcademicTerm.objects.filter(district=district)
    return [Term(row.academic_year, row.term, row.starts_on, row.ends_on) for row in rows]


def term_of_day(terms: Sequence[Term], day: date) -> tuple[int, int]:
    """(ปีการศึกษา, ภาคเรียน) of a planned day."""
    return academic_term(day, terms)


def term_of_month(terms: Sequence[Term], month: date) -> tuple[int, int]:
    """(ปีการศึกษา, ภาคเรียน) of a month planned as a whole: that of its last day, so May belongs to the new year."""
    return academic_term(last_of_month(month), terms)


def last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Slice:
    """The part of one term that lies in one fiscal year, both days included."""

    year: int
    term: int
    start: date
    end: date

    @property
    def code(self) -> str:
        return f"{self.year}-{self.term}"

    @property
    def label(self) -> str:
        return f"{academic_label(self.year, self.term)} ({date_range(self.start, self.end)})"

    @property
    def is_main(self) -> bool:
        return (self.end - self.start).days >= _WHOLE_TERM_DAYS

    def school_days(self) -> list[date]:
        """Mondays to Fridays of the stretch, in order."""
        span = (self.end - self.start).days + 1
        days = (self.start + timedelta(days=n) for n in range(span))
        return [day for day in days if day.weekday() < 5]


def slices_of(district: Any, fiscal_year: int) -> list[Slice]:
    """Stretches of terms inside ปีงบประมาณ `fiscal_year`, in order of time; the office's boundaries before the law's."""
    first, last = fiscal_range(fiscal_year)
    own = {(term.year, term.term): term for term in office_terms(district)}
    years = (fiscal_year - 1, fiscal_year)
    by_law = {(term.year, term.term): term for year in years for term in law_terms(year)}
    found = [
        Slice(term.year, term.term, max(term.start, first), min(term.end, last))
        for term in ({**by_law, **own}).values()
        if term.start <= last and term.end >= first
    ]
    return sorted(found, key=lambda part: part.start)


def check_fiscal_year(year: int, *, today: date, field: str = "fiscal_year") -> int:
    """The year if it can be meant; DomainError with the right year for 2024 typed instead of 2567."""
    now = today.year + BE_OFFSET
    if now - _YEARS_BACK <= year + BE_OFFSET <= now + _YEARS_AHEAD:
        raise DomainError(f"ปี {year} เป็น ค.ศ. โปรดพิมพ์ปีงบประมาณเป็น พ.ศ. {year + BE_OFFSET}", field=field)
    if not now - _YEARS_BACK <= year <= now + _YEARS_AHEAD:
        raise DomainError(f"ปีงบประมาณ {year} อยู่ไกลจากปีปัจจุบันเกินไป โปรดตรวจสอบปี พ.ศ.", field=field)
    return year


def check_in_year(day: date, fiscal_year: int, *, field: str = "planned_on") -> date:
    """The day if it lies in the plan's fiscal year; DomainError naming the year's two ends otherwise."""
    first, last = fiscal_range(fiscal_year)
    if not first <= day <= last:
        raise DomainError(
            f"{thai_date(day)} ไม่อยู่ใน{fiscal_label(fiscal_year)} "
            f"({thai_date(first, 'short')} ถึง {thai_date(last, 'short')})",
            field=field,
        )
    return day
