import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("improvement", "0001_initial"),
        ("quality_indicators", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BaselineSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "กำลังทำ"),
                            ("submitted", "ส่งแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("accepted", "รับแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ตีกลับ")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="baseline_sheet",
                        to="improvement.participation",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["participation"],
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reported_as",
                    models.CharField(
                        choices=[("school", "โรงเรียน"), ("team", "คณะทำงาน")], max_length=6, verbose_name="รายงานในฐานะ"
                    ),
                ),
                ("reported_on", models.DateField(verbose_name="วันที่")),
                ("told", models.TextField(blank=True, verbose_name="ความก้าวหน้าโดยย่อ")),
                ("help_wanted", models.TextField(blank=True, verbose_name="ปัญหาหรือสิ่งที่ขอให้ช่วย")),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress_reports",
                        to="improvement.participation",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-reported_on", "-pk"],
                "indexes": [models.Index(fields=["participation", "-reported_on"], name="progress_newest")],
            },
        ),
        migrations.CreateModel(
            name="ProgressValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="ค่า")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quality_indicators.indicator"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="improvement_progress.progressreport",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "indicator"],
                "constraints": [models.UniqueConstraint(fields=("report", "indicator"), name="one_value_per_report")],
            },
        ),
        migrations.CreateModel(
            name="ReportArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ahead", "เร็วกว่าแผน"),
                            ("on_track", "ตามแผน"),
                            ("behind", "ช้ากว่าแผน"),
                            ("stuck", "ติดขัด"),
                        ],
                        max_length=8,
                        verbose_name="สภาพ",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quality_indicators.area"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="improvement_progress.progressreport",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "area__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "area"), name="one_status_per_report_and_area")
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "baseline",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="ข้อมูลฐาน"),
                ),
                (
                    "baseline_origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "โรงเรียนประเมินตนเอง"),
                            ("last_year", "ผลปีที่แล้ว"),
                            ("computed", "ข้อมูลในระบบ"),
                            ("office", "สำนักงานบันทึก"),
                        ],
                        max_length=9,
                        verbose_name="ที่มาของข้อมูลฐาน",
                    ),
                ),
                ("baseline_note", models.CharField(blank=True, max_length=500, verbose_name="หมายเหตุข้อมูลฐาน")),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="ค่าเป้าหมาย"
                    ),
                ),
                ("target_reason", models.CharField(blank=True, max_length=500, verbose_name="เหตุที่เป้าหมายต่ำกว่าข้อมูลฐาน")),
                (
                    "current",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="ค่าล่าสุด"),
                ),
                ("current_on", models.DateField(blank=True, null=True, verbose_name="วันที่ของค่าล่าสุด")),
                ("updated_at", models.DateTimeField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="school_indicators",
                        to="quality_indicators.indicator",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="school_indicators",
                        to="improvement.participation",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["participation", "indicator__area__position", "indicator__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "indicator"), name="one_row_per_school_and_indicator"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "รอตรวจ"), ("accepted", "รับแล้ว"), ("returned", "ส่งกลับ")],
                        default="waiting",
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับ")),
                ("carried_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ใช้ต่อจากปี")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.evidenceitem"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="improvement_progress.schoolindicator",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("target", "item"), name="improvement_progress_indicatorevidence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="improvement_progress_indicatorevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Analysis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("strength", models.TextField(blank=True, verbose_name="จุดเด่น")),
                ("problem", models.TextField(blank=True, verbose_name="ปัญหา")),
                ("cause", models.TextField(blank=True, verbose_name="สาเหตุ")),
                ("need", models.TextField(blank=True, verbose_name="ความต้องการ")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="analyses",
                        to="quality_indicators.area",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="analyses",
                        to="improvement.participation",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["participation", "area__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("participation", "area"), name="one_analysis_per_area")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("need", models.TextField(blank=True, verbose_name="ปัญหา/ความต้องการ")),
                ("activity", models.CharField(max_length=400, verbose_name="กิจกรรม")),
                ("owner", models.CharField(blank=True, max_length=200, verbose_name="ผู้รับผิดชอบ")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="เริ่ม")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ถึง")),
                (
                    "budget",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="งบประมาณ (บาท)"
                    ),
                ),
                ("expected", models.TextField(blank=True, verbose_name="ผลที่คาดหวัง")),
                ("carried", models.CharField(blank=True, max_length=300, verbose_name="ต่อเนื่องจาก")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="ทำแล้วเมื่อ")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_lines",
                        to="quality_indicators.area",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_lines",
                        to="quality_indicators.indicator",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_lines",
                        to="improvement.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["participation", "area__position", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="plan_line_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                        name="plan_line_budget_not_negative",
                    ),
                ],
            },
        ),
    ]
