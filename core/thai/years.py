"""The two year systems every dated record stands on, always named: ปีงบประมาณ and ปีการศึกษา/ภาคเรียน. Years are พ.ศ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.thai.dates import BE_OFFSET, local_date


@dataclass(frozen=True, slots=True)
class Term:
    """One ภาคเรียน of one ปีการศึกษา (พ.ศ.) with its first and last day, as an office sets it."""

    year: int
    term: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class TermRule:
    """First and last day (month, day) of a term in every year; `end_offset` 1 = ends in the next calendar year."""

    term: int
    start: tuple[int, int]
    end: tuple[int, int]
    end_offset: int = 0


# ระเบียบกระทรวงศึกษาธิการ ว่าด้วยปีการศึกษา การเปิดและปิดสถานศึกษา พ.ศ. 2549: the year runs 16 May – 15 May.
LAW_2549 = (TermRule(1, (5, 16), (10, 11)), TermRule(2, (11, 1), (4, 1), end_offset=1))


def fiscal_year(value: date | datetime) -> int:
    """ปีงบประมาณ (พ.ศ.) of a day: 1 October opens the next one."""
    day = local_date(value)
    return day.year + BE_OFFSET + (1 if day.month >= 10 else 0)


def fiscal_range(year: int) -> tuple[date, date]:
    """First and last day of ปีงบประมาณ `year` (พ.ศ.)."""
    return date(year - BE_OFFSET - 1, 10, 1), date(year - BE_OFFSET, 9, 30)


def fiscal_months(year: int) -> list[date]:
    """First days of the twelve months of fiscal year `year` (พ.ศ.), October first."""
    first, _ = fiscal_range(year)
    return [date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1) for n in range(12)]


def fiscal_quarter(value: date | datetime) -> int:
    """Quarter of the fiscal year, 1 = October–December."""
    return (local_date(value).month - 10) % 12 // 3 + 1


def quarter_range(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter (1–4) of ปีงบประมาณ `year` (พ.ศ.)."""
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"quarter must be 1 to 4, not {quarter}")
    months = 9 + (quarter - 1) * 3
    start = date(year - BE_OFFSET - 1 + months // 12, months % 12 + 1, 1)
    months += 3
    return start, date(year - BE_OFFSET - 1 + months // 12, months % 12 + 1, 1) - timedelta(days=1)


def law_terms(year: int, rules: Iterable[TermRule] = LAW_2549) -> list[Term]:
    """The terms of ปีการศึกษา `year` (พ.ศ.) by rule, in order."""
    first = year - BE_OFFSET
    return [Term(year, rule.term, date(first, *rule.start), date(first + rule.end_offset, *rule.end)) for rule in rules]


def academic_term(
    value: date | datetime, terms: Iterable[Term] = (), rules: Iterable[TermRule] = LAW_2549
) -> tuple[int, int]:
    """(ปีการศึกษา, ภาคเรียน) of a day.

    `terms` are the boundaries an office has set; a day inside one of them belongs to it. Otherwise the rules decide,
    and a day of the holidays belongs to the term that ended last.
    """
    day = local_date(value)
    own = sorted(terms, key=lambda term: term.start)
    for term in own:
        if term.start <= day <= term.end:
            return term.year, term.term
    rules = tuple(rules)
    guess = day.year + BE_OFFSET
    replaced = {(term.year, term.term) for term in own}
    by_rule = [t for year in (guess - 1, guess) for t in law_terms(year, rules) if (t.year, t.term) not in replaced]
    begun = [term for term in [*own, *by_rule] if term.start <= day]
    latest = max(begun, key=lambda term: (term.start, term.year, term.term))
    return latest.year, latest.term


def law_academic_year(value: date | datetime) -> tuple[int, int]:
    """(ปีการศึกษา, ภาคเรียน) of a day by ระเบียบ ศธ. 2549 alone."""
    return academic_term(value)


def academic_year_range(year: int, rules: Iterable[TermRule] = LAW_2549) -> tuple[date, date]:
    """First and last day of ปีการศึกษา `year` (พ.ศ.), holidays included."""
    rules = tuple(rules)
    return law_terms(year, rules)[0].start, law_terms(year + 1, rules)[0].start - timedelta(days=1)


def fiscal_label(year: int) -> str:
    return f"ปีงบประมาณ\u00a0{year}"


def academic_label(year: int, term: int | None = None) -> str:
    """ปีการศึกษา 2567, or ภาคเรียนที่ 1/2567."""
    return f"ภาคเรียนที่\u00a0{term}/{year}" if term else f"ปีการศึกษา\u00a0{year}"


def quarter_label(year: int, quarter: int) -> str:
    """ไตรมาส 3 ปีงบประมาณ 2567: the year kind is named, since calendar quarters are in use too."""
    return f"ไตรมาส\u00a0{quarter} {fiscal_label(year)}"
