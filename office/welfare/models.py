"""เงินสวัสดิการ (๘.๙): funds of the group, what came in and went out, months that are closed.

A fund's balance is its opening balance and every entry since; entries are never changed or deleted, only countered.
"""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.thai.dates import thai_date
from schools.querysets import ScopedQuerySet

_MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class Fund(models.Model):
    """`balance` is what is in hand now; written only with an entry, under a lock of this row."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="welfare_funds")
    name = models.CharField("ชื่อกองทุนหรือเงินสวัสดิการ", max_length=200)
    opened_on = models.DateField("เริ่มบัญชีวันที่")
    opening = models.DecimalField("ยอดยกมา (บาท)", default=0, **_MONEY)
    balance = models.DecimalField("คงเหลือ (บาท)", default=0, **_MONEY)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["district", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_fund_per_name"),
            models.CheckConstraint(condition=Q(opening__gte=0, balance__gte=0), name="fund_never_below_zero"),
        ]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """A receipt or a payment. Numbers run per fund in the order of writing; `balance_before` and `balance_after` are
    what was in hand then. The ledger is read by day; see queries.ledger_of."""

    class Kind(models.TextChoices):
        INCOME = "income", "รับ"
        EXPENSE = "expense", "จ่าย"

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("รายการที่")
    day = models.DateField("วันที่")
    kind = models.CharField("รับหรือจ่าย", max_length=7, choices=Kind)
    what = models.CharField("รายการ", max_length=300)
    party = models.CharField("รับจากหรือจ่ายให้", max_length=200, blank=True)
    reference = models.CharField("เลขที่หลักฐาน", max_length=100, blank=True)
    amount = models.DecimalField("จำนวนเงิน (บาท)", validators=[MinValueValidator(0)], **_MONEY)
    balance_before = models.DecimalField(**_MONEY)
    balance_after = models.DecimalField(**_MONEY)
    counters = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="countered_by", verbose_name="แก้รายการที่"
    )
    reason = models.TextField("เหตุที่แก้", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["fund", "day", "number"]
        indexes = [models.Index(fields=["fund", "day", "number"])]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="one_entry_per_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="entry_amount_above_zero"),
            models.CheckConstraint(
                condition=Q(balance_before__gte=0, balance_after__gte=0), name="entry_never_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(kind="income", balance_after=F("balance_before") + F("amount"))
                | Q(kind="expense", balance_after=F("balance_before") - F("amount")),
                name="entry_balance_agrees",
            ),
            models.CheckConstraint(condition=Q(counters__isnull=True) | ~Q(reason=""), name="counter_entry_says_why"),
        ]

    def __str__(self) -> str:
        return f"รายการที่ {self.number} {self.what}"


class MonthClose(models.Model):
    """A closed month: `month` is its first day, `balance` what the ledger and the money counted both said then."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="closed_months")
    month = models.DateField("เดือน")
    income = models.DecimalField("รับ", **_MONEY)
    expense = models.DecimalField("จ่าย", **_MONEY)
    balance = models.DecimalField("คงเหลือสิ้นเดือน", **_MONEY)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["fund", "-month"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "month"], name="one_close_per_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="closed_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.fund} {thai_date(self.month, 'month')}"
