import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("qa_plans", "0001_initial")]

    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QualityPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อแผน")),
                (
                    "year_kind",
                    models.CharField(
                        choices=[("fiscal", "ปีงบประมาณ"), ("academic", "ปีการศึกษา")],
                        default="fiscal",
                        max_length=8,
                        verbose_name="ปีที่ใช้",
                    ),
                ),
                ("year_from", models.PositiveIntegerField(verbose_name="ตั้งแต่ปี (พ.ศ.)")),
                ("year_to", models.PositiveIntegerField(verbose_name="ถึงปี (พ.ศ.)")),
                ("aim", models.TextField(blank=True, verbose_name="เป้าประสงค์")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "รอพิจารณา"),
                            ("returned", "ตีกลับ"),
                            ("approved", "อนุมัติแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("approved_revision", models.PositiveIntegerField(null=True)),
                ("approved_hash", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("cancel_reason", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quality_plans", to="schools.district"
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
                "ordering": ["-year_from", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("district", "year_kind", "year_from"),
                        name="one_quality_plan_per_first_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "year_to__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("year_from"), "+", models.Value(2)
                                ),
                            ),
                            (
                                "year_to__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("year_from"), "+", models.Value(4)
                                ),
                            ),
                        ),
                        name="quality_plan_of_three_to_five_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="สิ่งที่พบ")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("self", "โรงเรียนประเมินตนเอง (SAR)"),
                            ("office", "สพท. ติดตาม"),
                            ("external", "ประเมินภายนอก"),
                            ("other", "ผลสอบและข้อมูลอื่น"),
                        ],
                        default="self",
                        max_length=8,
                        verbose_name="มาจาก",
                    ),
                ),
                (
                    "academic_year",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="ปีการศึกษาของผล (พ.ศ.)"),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="แหล่งข้อมูล")),
                ("source_kind", models.CharField(blank=True, max_length=40)),
                ("source_key", models.CharField(blank=True, max_length=64)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="qa_plans.qualityplan"
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="QualityPlanRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("snapshot", models.JSONField()),
                ("lanes", models.JSONField()),
                ("lane", models.PositiveSmallIntegerField(default=0)),
                ("lane_since", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "รอพิจารณา"),
                            ("approved", "อนุมัติแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("withdrawn", "ถอนคืน"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="qa_plans.qualityplan"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["subject", "-submitted_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("subject",),
                        name="one_open_round_per_quality_plan",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityPlanDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lane", models.PositiveSmallIntegerField()),
                ("post", models.CharField(max_length=40)),
                (
                    "decision",
                    models.CharField(
                        choices=[("approved", "อนุมัติ"), ("returned", "ตีกลับ"), ("passed", "ข้ามตามลำดับ")], max_length=10
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("actor_label", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="qa_plans.qualityplanround",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "lane"), name="one_decision_per_quality_plan_lane")
                ],
            },
        ),
        migrations.CreateModel(
            name="Strategy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300, verbose_name="กลยุทธ์")),
                ("objective", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                (
                    "findings",
                    models.ManyToManyField(
                        blank=True, related_name="strategies", to="qa_plans.finding", verbose_name="แก้สิ่งที่พบ"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strategies",
                        to="qa_plans.qualityplan",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=300, verbose_name="โครงการหรือกิจกรรม")),
                ("responsible", models.CharField(blank=True, max_length=200, verbose_name="ผู้รับผิดชอบ")),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_projects",
                        to="schools.project",
                        verbose_name="โครงการในทะเบียน",
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="projects", to="qa_plans.strategy"
                    ),
                ),
            ],
            options={
                "ordering": ["strategy", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="มาตรการ")),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="qa_plans.strategy"
                    ),
                ),
            ],
            options={
                "ordering": ["strategy", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300, verbose_name="ตัวชี้วัด")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="หน่วย")),
                (
                    "baseline",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="ค่าฐาน"),
                ),
                ("higher_is_better", models.BooleanField(default=True, verbose_name="ยิ่งมากยิ่งดี")),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="qa_plans.strategy"
                    ),
                ),
            ],
            options={
                "ordering": ["strategy", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="ปี (พ.ศ.)")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="ค่าเป้าหมาย")),
                ("result", models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="ผล")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="หมายเหตุของผล")),
                ("result_at", models.DateTimeField(null=True)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="years", to="qa_plans.indicator"
                    ),
                ),
                (
                    "result_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", "year"],
                "constraints": [
                    models.UniqueConstraint(fields=("indicator", "year"), name="one_target_per_indicator_and_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="ปี (พ.ศ.)")),
                ("budget", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="งบประมาณ (บาท)")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="years", to="qa_plans.planproject"
                    ),
                ),
            ],
            options={
                "ordering": ["project", "year"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "year"), name="one_budget_per_project_and_year"),
                    models.CheckConstraint(condition=models.Q(("budget__gte", 0)), name="no_budget_below_nothing"),
                ],
            },
        ),
    ]
