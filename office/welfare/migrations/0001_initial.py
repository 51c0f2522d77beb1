import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อกองทุนหรือเงินสวัสดิการ")),
                ("opened_on", models.DateField(verbose_name="เริ่มบัญชีวันที่")),
                (
                    "opening",
                    models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="ยอดยกมา (บาท)"),
                ),
                (
                    "balance",
                    models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="คงเหลือ (บาท)"),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="welfare_funds", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["district", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_fund_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(("balance__gte", 0), ("opening__gte", 0)), name="fund_never_below_zero"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="รายการที่")),
                ("day", models.DateField(verbose_name="วันที่")),
                (
                    "kind",
                    models.CharField(
                        choices=[("income", "รับ"), ("expense", "จ่าย")], max_length=7, verbose_name="รับหรือจ่าย"
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="รายการ")),
                ("party", models.CharField(blank=True, max_length=200, verbose_name="รับจากหรือจ่ายให้")),
                ("reference", models.CharField(blank=True, max_length=100, verbose_name="เลขที่หลักฐาน")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="จำนวนเงิน (บาท)",
                    ),
                ),
                ("balance_before", models.DecimalField(decimal_places=2, max_digits=12)),
                ("balance_after", models.DecimalField(decimal_places=2, max_digits=12)),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่แก้")),
                ("created_at", models.DateTimeField()),
                (
                    "counters",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countered_by",
                        to="welfare.entry",
                        verbose_name="แก้รายการที่",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="welfare.fund"
                    ),
                ),
            ],
            options={
                "ordering": ["fund", "day", "number"],
                "indexes": [models.Index(fields=["fund", "day", "number"], name="welfare_ent_fund_id_7d9054_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("fund", "number"), name="one_entry_per_number"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="entry_amount_above_zero"),
                    models.CheckConstraint(
                        condition=models.Q(("balance_after__gte", 0), ("balance_before__gte", 0)),
                        name="entry_never_below_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "balance_after",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("balance_before"), "+", models.F("amount")
                                    ),
                                ),
                                ("kind", "income"),
                            ),
                            models.Q(
                                (
                                    "balance_after",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("balance_before"), "-", models.F("amount")
                                    ),
                                ),
                                ("kind", "expense"),
                            ),
                            _connector="OR",
                        ),
                        name="entry_balance_agrees",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counters__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="counter_entry_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthClose",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="เดือน")),
                ("income", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="รับ")),
                ("expense", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="จ่าย")),
                ("balance", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="คงเหลือสิ้นเดือน")),
                ("closed_at", models.DateTimeField()),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closed_months", to="welfare.fund"
                    ),
                ),
            ],
            options={
                "ordering": ["fund", "-month"],
                "constraints": [
                    models.UniqueConstraint(fields=("fund", "month"), name="one_close_per_month"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="closed_month_is_its_first_day"),
                ],
            },
        ),
    ]
