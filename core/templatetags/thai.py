"""Template filters over core.thai; they format, they never compute."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from core.thai import breaks, dates, numerals, words, years

register = template.Library()


@register.filter
def thai_date(value: date | datetime | None, style: dates.Style = "full") -> str:
    """{{ day|thai_date }} → 15 มกราคม 2567; the argument is a style of core.thai.dates.thai_date."""
    return dates.thai_date(value, style)


@register.filter
def thai_short(value: date | datetime | None) -> str:
    """15 ม.ค. 2567"""
    return dates.thai_date(value, "short")


@register.filter
def thai_datetime(value: datetime | None) -> str:
    """17 ก.ค. 2567 10:32 น."""
    return dates.thai_datetime(value)


@register.filter
def thai_time(value: time | datetime | None) -> str:
    """10:32 น."""
    return dates.thai_time(value)


@register.filter
def thai_range(start: date | None, end: date | None) -> str:
    """{{ start|thai_range:end }} → 15–17 ม.ค. 2567"""
    return dates.date_range(start, end) if start else ""


@register.filter
def be_year(value: date | datetime | int | None) -> str:
    """พ.ศ. of a date; a whole number is taken as พ.ศ. already."""
    if value is None or value == "":
        return ""
    return str(value if isinstance(value, int) else dates.be_year(value))


@register.filter
def fiscal_label(year: int | None) -> str:
    """2568 → ปีงบประมาณ 2568"""
    return years.fiscal_label(year) if year else ""


@register.filter
def thai_digits(value: object) -> str:
    """Thai digits, except in addresses, e-mails and codes."""
    if isinstance(value, SafeString):
        return mark_safe(numerals.html_to_thai(value))  # noqa: S308 - was safe before, only digits change
    return numerals.to_thai("" if value is None else value)


@register.filter
def number_words(value: int | Decimal) -> str:
    return words.number_words(value)


@register.filter
def baht_words(value: int | Decimal) -> str:
    return words.baht_words(value)


@register.filter
def joined(value: object) -> str:
    """Office terms and number–unit pairs that do not break; a list or tuple is first written as ก, ข และ ค."""
    if value is None:
        return ""
    if isinstance(value, Iterable) and not isinstance(value, str):
        value = breaks.join_list(value)
    if isinstance(value, SafeString):
        return mark_safe(breaks.join_terms(value))  # noqa: S308 - adds invisible characters only
    return mark_safe(breaks.join_terms(conditional_escape(str(value))))  # noqa: S308 - escaped on this line
