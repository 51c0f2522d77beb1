"""Funds are opened, money comes in and goes out, months are closed; what is written stays, and is countered."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.thai.dates import thai_date
from office.welfare.models import Entry, Fund, MonthClose
from office.welfare.permissions import may_keep
from office.welfare.queries import (
    balance_before,
    entry_pointer,
    first_open_day,
    fund_pointer,
    ledger_of,
    month_range,
    next_month,
    sums,
)
from schools.models import District
from schools.services.locks import lock_district

MOMENT = timedelta(seconds=30)
MOST = Decimal("99999999.99")


def baht(amount: Decimal) -> str:
    return f"{amount:,.2f} บาท"


def _checked(district: Any, actor: Any) -> None:
    if not may_keep(actor, district):
        raise NotAllowed("บันทึกเงินสวัสดิการได้เฉพาะเจ้าหน้าที่ธุรการของสำนักงาน")


def _locked(fund: Fund, actor: Any) -> Fund:
    row = Fund.objects.select_for_update(of=("self",)).select_related("district").get(pk=fund.pk)
    _checked(row.district, actor)
    return row


@transaction.atomic
def open_fund(
    district: District, *, actor: Any, name: str, opened_on: date, opening: Decimal, now: datetime | None = None
) -> Fund:
    """With what it has on its first day (baht, not below zero). The same fund again is the one that is there."""
    _checked(district, actor)
    at = now or timezone.now()
    name = needed(" ".join(name.split()), "กรุณาเขียนชื่อกองทุน", field="name")[:200]
    if opened_on > timezone.localdate(at):
        raise DomainError("วันที่เริ่มบัญชีต้องไม่เป็นวันในอนาคต", field="opened_on")
    if not 0 <= opening <= MOST:
        raise DomainError("ยอดยกมาต้องไม่ติดลบ", field="opening")
    lock_district(district.pk)
    twin = Fund.objects.filter(district=district, name=name).first()
    if twin is not None:
        if (twin.opened_on, twin.opening) == (opened_on, opening):
            return twin
        raise DomainError("มีกองทุนชื่อนี้แล้ว", field="name")
    row = Fund.objects.create(
        district=district, name=name, opened_on=opened_on, opening=opening, balance=opening, created_by=actor,
        created_at=at,
    )  # fmt: skip
    audit.record(
        actor=actor, action="welfare.opened", target=fund_pointer(row), district_code=district.code,
        data={"amount": baht(opening)}, at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def record_entry(
    fund: Fund, *, actor: Any, kind: str, day: date, what: str, amount: Decimal, party: str = "", reference: str = "",
    now: datetime | None = None,
) -> Entry:  # fmt: skip
    """Money in or out, in baht. Refused in a closed month, in the future, and where a day would end below zero. The
    same again within half a minute is the entry that is there."""
    row = _locked(fund, actor)
    at = now or timezone.now()
    what = needed(" ".join(what.split()), "กรุณาเขียนรายการ", field="what")[:300]
    if not 0 < amount <= MOST:
        raise DomainError("จำนวนเงินต้องมากกว่าศูนย์", field="amount")
    twin: Entry | None = row.entries.filter(
        kind=kind, day=day, what=what, amount=amount, party=party.strip()[:200],
        reference=reference.strip()[:100], counters=None, created_by=actor,
        created_at__gt=at - MOMENT, created_at__lte=at,
    ).first()  # fmt: skip
    if twin is not None:
        return twin
    _check_day(row, day, timezone.localdate(at))
    entry = Entry(fund=row, kind=kind, day=day, what=what, amount=amount, party=party.strip()[:200], created_by=actor,
                  reference=reference.strip()[:100], created_at=at)  # fmt: skip
    _write(row, entry)
    _trace(entry, "welfare.recorded", actor, at, kind=entry.get_kind_display())
    return entry


@transaction.atomic
def counter_entry(
    entry: Entry, *, actor: Any, reason: str, day: date | None = None, now: datetime | None = None
) -> Entry:
    """The opposite of an entry on a day of an open month, with the reason. Once an entry; a counter-entry is not
    countered but written anew."""
    row = _locked(entry.fund, actor)
    at = now or timezone.now()
    found = Entry.objects.filter(counters=entry.pk).first()
    if found is not None:
        return found
    wrong = row.entries.get(pk=entry.pk)
    if wrong.counters_id is not None:
        raise DomainError("รายการนี้เป็นรายการแก้แล้ว กรุณาบันทึกรายการใหม่ให้ถูกต้อง")
    reason = needed(reason, "กรุณาเขียนเหตุที่แก้")[:2000]
    on = day or timezone.localdate(at)
    if on < wrong.day:
        raise DomainError("วันที่ของรายการแก้ต้องไม่ก่อนรายการเดิม", field="day")
    _check_day(row, on, timezone.localdate(at))
    kinds = Entry.Kind
    opposite = kinds.EXPENSE if wrong.kind == kinds.INCOME else kinds.INCOME
    made = Entry(
        fund=row, kind=opposite, day=on, what=f"แก้รายการที่ {wrong.number} {wrong.what}"[:300], amount=wrong.amount,
        party=wrong.party, reference=wrong.reference, counters=wrong, reason=reason, created_by=actor, created_at=at,
    )  # fmt: skip
    _write(row, made)
    _trace(made, "welfare.countered", actor, at, number=wrong.number, reason=reason)
    return made


def _check_day(fund: Fund, day: date, today: date) -> None:
    if day > today:
        raise DomainError("วันที่ต้องไม่เป็นวันในอนาคต", field="day")
    first = first_open_day(fund)
    if day < first:
        word = "ปิดบัญชีแล้ว แก้ได้โดยรายการแก้ในเดือนที่เปิดอยู่" if first > fund.opened_on else "อยู่ก่อนวันเริ่มบัญชี"
        raise DomainError(f"วันที่นี้{word} บันทึกได้ตั้งแต่ {thai_date(first, 'short')}", field="day")


def _write(fund: Fund, entry: Entry) -> None:
    """Give it its number and balances; DomainError where a day, its own or a later one, would end below zero."""
    signed = entry.amount if entry.kind == Entry.Kind.INCOME else -entry.amount
    if signed < 0:
        _check_enough(fund, entry.day, entry.amount)
    last = fund.entries.order_by("-number").values_list("number", flat=True).first() or 0
    entry.number, entry.balance_before, entry.balance_after = last + 1, fund.balance, fund.balance + signed
    entry.save()
    fund.balance = entry.balance_after
    fund.save(update_fields=["balance"])


def _check_enough(fund: Fund, day: date, amount: Decimal) -> None:
    """In hand on that day and on every later one."""
    income, expense = sums(fund.entries.filter(day=day))
    held = balance_before(fund, day) + income - expense
    short, on = held, day
    for later, kind, moved in (
        fund.entries.filter(day__gt=day).order_by("day", "number").values_list("day", "kind", "amount")
    ):
        held += moved if kind == Entry.Kind.INCOME else -moved
        if held < short:
            short, on = held, later
    if amount > short:
        raise DomainError(
            f"เงินคงเหลือ ณ {thai_date(on, 'short')} มี {baht(short)} ไม่พอจ่าย {baht(amount)}", field="amount"
        )


@transaction.atomic
def close_month(fund: Fund, *, actor: Any, month: date, counted: Decimal, now: datetime | None = None) -> MonthClose:
    """Lock a month that is over, the oldest first. `counted` is the money counted (baht): it must be what the ledger
    says. A month that is closed is given back."""
    row = _locked(fund, actor)
    at = now or timezone.now()
    first, last = month_range(month)
    found: MonthClose | None = row.closed_months.filter(month=first).first()
    if found is not None:
        return found
    due = first_open_day(row).replace(day=1)
    if first != due:
        raise DomainError(f"กรุณาปิดเดือน{thai_date(due, 'month')}ก่อน", field="month")
    if next_month(first) > timezone.localdate(at):
        raise DomainError("เดือนนี้ยังไม่สิ้นสุด ปิดได้ตั้งแต่วันแรกของเดือนถัดไป", field="month")
    ledger = ledger_of(row, first, last)
    if counted != ledger.carried:
        raise DomainError(
            f"ยอดตามบัญชีสิ้นเดือนคือ {baht(ledger.carried)} ต่างจากยอดที่นับได้ {baht(abs(counted - ledger.carried))} "
            "กรุณาตรวจรายการก่อนปิด", field="counted",
        )  # fmt: skip
    made = MonthClose.objects.create(
        fund=row, month=first, income=ledger.income, expense=ledger.expense, balance=ledger.carried, closed_by=actor,
        closed_at=at,
    )  # fmt: skip
    audit.record(
        actor=actor, action="welfare.closed", target=fund_pointer(row), district_code=row.district.code,
        data={"month": thai_date(first, "month"), "amount": baht(ledger.carried)}, at=at,
    )  # fmt: skip
    return made


def _trace(entry: Entry, action: str, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=action, target=entry_pointer(entry), district_code=entry.fund.district.code,
        data={"amount": baht(entry.amount), **data}, at=at,
    )  # fmt: skip
