"""Read-only: the ledger by day, what a month came to, which month may be closed next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from core.pointers import Pointer
from office.welfare.models import Entry, Fund, MonthClose

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Line:
    """An entry with the balance after it, in the order of days."""

    entry: Entry
    balance: Decimal

    @property
    def income(self) -> Decimal | None:
        return self.entry.amount if self.entry.kind == Entry.Kind.INCOME else None

    @property
    def expense(self) -> Decimal | None:
        return self.entry.amount if self.entry.kind == Entry.Kind.EXPENSE else None


@dataclass(frozen=True)
class Ledger:
    """What was brought forward, the lines of the days, what came in and went out, what is carried forward."""

    first: date
    last: date
    brought: Decimal
    lines: list[Line]
    income: Decimal
    expense: Decimal

    @property
    def carried(self) -> Decimal:
        return self.brought + self.income - self.expense


def fund_pointer(fund: Fund) -> Pointer:
    return Pointer("welfare_fund", str(fund.pk), fund.name)


def entry_pointer(entry: Entry) -> Pointer:
    return Pointer("welfare_entry", str(entry.pk), str(entry), entry.day)


def sums(rows: Any) -> tuple[Decimal, Decimal]:
    """(income, expense) of entries; one query."""
    found = rows.aggregate(
        income=Sum("amount", filter=Q(kind=Entry.Kind.INCOME)), expense=Sum("amount", filter=Q(kind=Entry.Kind.EXPENSE))
    )
    return found["income"] or ZERO, found["expense"] or ZERO


def balance_before(fund: Fund, day: date) -> Decimal:
    """What was in hand in the evening before `day`, by the days of the entries."""
    income, expense = sums(fund.entries.filter(day__lt=day))
    return fund.opening + income - expense


def ledger_of(fund: Fund, first: date, last: date) -> Ledger:
    """The days from `first` to `last`, both included; two queries."""
    brought = balance = balance_before(fund, first)
    lines, income, expense = [], ZERO, ZERO
    found = fund.entries.filter(day__range=(first, last)).select_related("counters", "countered_by")
    rows: Iterable[Entry] = found.order_by("day", "number")
    for entry in rows:
        if entry.kind == Entry.Kind.INCOME:
            income, balance = income + entry.amount, balance + entry.amount
        else:
            expense, balance = expense + entry.amount, balance - entry.amount
        lines.append(Line(entry, balance))
    return Ledger(first, last, brought, lines, income, expense)


def agrees(fund: Fund) -> bool:
    """Whether what is in hand is the opening balance with every entry."""
    income, expense = sums(fund.entries.all())
    return fund.opening + income - expense == fund.balance


def month_range(month: date) -> tuple[date, date]:
    first = month.replace(day=1)
    return first, next_month(first) - timedelta(days=1)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def last_closed(fund: Fund) -> MonthClose | None:
    found: MonthClose | None = fund.closed_months.order_by("-month").first()
    return found


def first_open_day(fund: Fund) -> date:
    """Entries may have this day or a later one."""
    closed = last_closed(fund)
    return next_month(closed.month) if closed else fund.opened_on


def month_to_close(fund: Fund, today: date) -> date | None:
    """The first day of the oldest month that is over and not closed."""
    month = first_open_day(fund).replace(day=1)
    return month if next_month(month) <= today else None
