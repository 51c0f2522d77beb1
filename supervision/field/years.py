"""Both year systems of a day, by the office's own term boundaries."""

from datetime import date
from typing import Any

from core.thai.years import Term, academic_term, law_terms
from schools.models import AcademicTerm


def terms_of(district: Any) -> list[Term]:
    return [
        Term(row.academic_year, row.term, row.starts_on, row.ends_on)
        for row in AcademicTerm.objects.of_district(district)
    ]


def term_of_day(district: Any, day: date) -> tuple[int, int]:
    """(ปีการศึกษา, ภาคเรียน) of a day in this office; one query."""
    return academic_term(day, terms_of(district))


def term_days(district: Any, year: int, term: int) -> tuple[date, date]:
    """First day of the term, and the day before the next one begins: holidays count to the term before them."""
    own = {(row.year, row.term): row for row in terms_of(district)}
    every = sorted(
        [own.get((rule.year, rule.term), rule) for around in (year - 1, year, year + 1) for rule in law_terms(around)]
        + [row for key, row in own.items() if key[1] > 2],
        key=lambda row: row.start,
    )
    for place, row in enumerate(every):
        if (row.year, row.term) == (year, term):
            following = every[place + 1].start if place + 1 < len(every) else row.end
            return row.start, date.fromordinal(following.toordinal() - 1) if place + 1 < len(every) else row.end
    raise ValueError(f"no term {term}/{year}")
