"""The stretch of time a page or a report looks at: a term or a fiscal year, always named as such."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min

from core.thai.years import academic_label, academic_term, fiscal_label, fiscal_range, fiscal_year
from supervision.field.models import Visit
from supervision.field.years import term_days, terms_of
from supervision.planning.models import PlannedVisit


@dataclass(frozen=True)
class Period:
    """`code` is how addresses and parameters name it: 1-2567 for ภาคเรียนที่ 1/2567, fy2568 for ปีงบประมาณ 2568."""

    code: str
    label: str
    start: date
    end: date
    academic_year: int | None = None
    term: int | None = None
    fiscal_year: int | None = None

    def visits(self, rows: Any) -> Any:
        """Visits of the period, of a queryset of visits."""
        if self.fiscal_year is not None:
            return rows.filter(fiscal_year=self.fiscal_year)
        return rows.filter(academic_year=self.academic_year, term=self.term)

    def planned(self, rows: Any) -> Any:
        """Planned visits of the period that stand: of plans approved at least once, not cancelled."""
        rows = rows.in_force().agreed()
        if self.fiscal_year is not None:
            return rows.filter(activity__plan__fiscal_year=self.fiscal_year)
        return rows.filter(academic_year=self.academic_year, term=self.term)

    def months(self) -> list[date]:
        """First days of the months it touches, in order."""
        found, month = [], self.start.replace(day=1)
        while month <= self.end:
            found.append(month)
            month = (
                (month.replace(day=28).replace(month=month.month % 12 + 1, day=1))
                if month.month < 12
                else date(month.year + 1, 1, 1)
            )
        return found

    def as_of(self, today: date) -> date:
        """The day on which schools are counted: today, or the last day of a period that is over."""
        return min(max(today, self.start), self.end)


def term_period(district: Any, year: int, term: int) -> Period:
    start, end = term_days(district, year, term)
    return Period(f"{term}-{year}", academic_label(year, term), start, end, academic_year=year, term=term)


def fiscal_period(year: int) -> Period:
    start, end = fiscal_range(year)
    return Period(f"fy{year}", fiscal_label(year), start, end, fiscal_year=year)


def read_period(district: Any, code: str) -> Period | None:
    """The period a code names; None for what is no code."""
    try:
        if code.startswith("fy"):
            return fiscal_period(int(code[2:]))
        term, year = (int(part) for part in code.split("-"))
        return term_period(district, year, term)
    except (ValueError, OverflowError):
        return None


def terms_with_data(district: Any, today: date) -> list[tuple[int, int]]:
    """(year, term) that have visits or planned visits, and the running one, newest first; two queries."""
    now = academic_term(today, terms_of(district))
    visited = Visit.objects.of_district(district).order_by().values_list("academic_year", "term").distinct()
    planned = PlannedVisit.objects.of_district(district).order_by().values_list("academic_year", "term").distinct()
    return sorted({now, *visited, *planned}, reverse=True)


def fiscal_years_with_data(district: Any, today: date) -> list[int]:
    years = Visit.objects.of_district(district).order_by().values_list("fiscal_year", flat=True).distinct()
    return sorted({fiscal_year(today), *years}, reverse=True)


def choices(district: Any, today: date) -> list[tuple[str, str]]:
    """(code, label) of the periods from the first visit until now: terms first, then fiscal years, newest first.

    Read from the boundaries, not from the visits, so ten years of them cost no more than one.
    """
    first = Visit.objects.of_district(district).aggregate(day=Min("visited_on"))["day"] or today
    own = terms_of(district)
    terms = {(term.year, term.term) for term in own if term.end >= first and term.start <= today}
    now = academic_term(today, own)
    found = [(f"{term}-{year}", academic_label(year, term)) for year, term in sorted({*terms, now}, reverse=True)]
    years = range(fiscal_year(today), fiscal_year(first) - 1, -1)
    return found + [(f"fy{year}", fiscal_label(year)) for year in years]


def latest_period(district: Any, today: date) -> Period:
    """The latest term with visits sent; the running one when there are none yet."""
    last = (
        Visit.objects.of_district(district)
        .made()
        .filter(visited_on__lte=today)
        .order_by("-academic_year", "-term")
        .values_list("academic_year", "term")
        .first()
    )
    year, term = last or academic_term(today, terms_of(district))
    return term_period(district, year, term)
