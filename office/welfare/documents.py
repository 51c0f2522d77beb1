"""`welfare-ledger`: the ledger of a fund, a month or a fiscal year, as PDF and XLSX."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.thai.dates import date_range, thai_date
from core.thai.years import fiscal_label, fiscal_months, fiscal_range, fiscal_year
from office.welfare.models import Fund
from office.welfare.permissions import may_read
from office.welfare.queries import Ledger, ledger_of, month_range
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.xlsx import Column, Sheet
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm

_YEARS = 10


class LedgerForm(DistrictForm):
    fund = forms.ModelChoiceField(label="กองทุน", queryset=Fund.objects.none(), required=False, empty_label="กองทุนแรก")
    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)
    month = forms.ChoiceField(label="เดือน", required=False)
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fund"]
        field.queryset = self.reader.visible(Fund.objects).filter(district=self.district).order_by("pk")
        now = fiscal_year(timezone.localdate())
        years: Any = self.fields["year"]
        years.choices = [(year, fiscal_label(year)) for year in range(now, now - _YEARS, -1)]
        years.initial = now
        months: Any = self.fields["month"]
        names = [(str(one.month), thai_date(one, "month").rpartition("\u00a0")[0]) for one in fiscal_months(now)]
        months.choices = [("", "ทั้งปีงบประมาณ"), *names]

    def clean_fund(self) -> Fund:
        field: Any = self.fields["fund"]
        found: Fund | None = self.cleaned_data["fund"] or field.queryset.first()
        if found is None:
            raise forms.ValidationError("สำนักงานยังไม่เปิดบัญชีเงินสวัสดิการ")
        return found


class WelfareLedger(DistrictDocument):
    key = "welfare-ledger"
    title = "บัญชีเงินสวัสดิการ"
    description = "รายการรับจ่ายตามวันที่พร้อมยอดยกมา ยอดคงเหลือ และเดือนที่ปิดบัญชีแล้ว"
    formats = ("pdf", "xlsx")
    form_class = LedgerForm

    def may_run(self, user: Any, district_code: str) -> bool:
        district = District.objects.filter(code=district_code).first()
        return district is not None and may_read(user, district)

    def _ledger(self, context: BuildContext) -> tuple[Fund, Ledger, str]:
        """The fund, its ledger of the days asked for, and those days in words."""
        fund: Fund = context.params["fund"]
        year, month = context.params["year"], context.params["month"]
        first, last = fiscal_range(year)
        if month:
            first, last = month_range(next(one for one in fiscal_months(year) if str(one.month) == month))
        if last < fund.opened_on:
            raise DomainError("กองทุนยังไม่เปิดบัญชีในช่วงนี้")
        words = f"ประจำเดือน{thai_date(first, 'month')}" if month else fiscal_label(year)
        return fund, ledger_of(fund, first, last), words

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['fund']} {context.params['year']} {context.params['month']}".strip()

    def pdf(self, context: BuildContext) -> Book:
        fund, ledger, words = self._ledger(context)
        closed = [
            row for row in fund.closed_months.select_related("closed_by").order_by("month")
            if ledger.first <= row.month <= ledger.last
        ]  # fmt: skip
        data = {
            "heading": f"บัญชี{fund.name}", "subheading": f"{self.district(context).name} {words}", "ledger": ledger,
            "closed": closed, "days": date_range(ledger.first, ledger.last),
        }  # fmt: skip
        block = context.block("documents/office/welfare_ledger.html", data, title=fund.name, wide=True)
        return Book(f"{self.title} {fund}", (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        fund, ledger, words = self._ledger(context)
        columns = (
            Column("รายการที่", 9, "number"), Column("วันที่", 14, "date"), Column("รายการ", 50, "wrap"),
            Column("รับจาก/จ่ายให้", 28), Column("หลักฐาน", 16), Column("รับ (บาท)", 14, "money"),
            Column("จ่าย (บาท)", 14, "money"), Column("คงเหลือ (บาท)", 14, "money"), Column("หมายเหตุ", 34, "wrap"),
        )  # fmt: skip
        rows: list[tuple[Any, ...]] = [(None, None, "ยอดยกมา", "", "", None, None, ledger.brought, "")]
        rows += [
            (line.entry.number, line.entry.day, line.entry.what, line.entry.party, line.entry.reference, line.income,
             line.expense, line.balance, line.entry.reason)
            for line in ledger.lines
        ]  # fmt: skip
        rows.append((None, None, "รวม", "", "", ledger.income, ledger.expense, ledger.carried, ""))
        yield Sheet(fund.name, columns, rows, heading=(f"บัญชี{fund.name} {words}", self.district(context).name))


register(WelfareLedger())
