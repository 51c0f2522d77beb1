import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("planning", "0001_initial"), ("planning", "0002_activity_cancellation_and_last_editor")]

    initial = True

    dependencies = [
        ("instruments", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("group", "แผนของกลุ่มนิเทศฯ"), ("personal", "แผนรายบุคคล")],
                        max_length=10,
                        verbose_name="ชนิดแผน",
                    ),
                ),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อแผน")),
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
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="schools.district"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="schools.person"
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
                "ordering": ["-fiscal_year", "kind", "title"],
                "indexes": [
                    models.Index(fields=["district", "fiscal_year", "state"], name="planning_pl_distric_919487_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "group"), models.Q(("state", "cancelled"), _negated=True)),
                        fields=("district", "fiscal_year"),
                        name="one_group_plan_per_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "personal"), models.Q(("state", "cancelled"), _negated=True)),
                        fields=("district", "fiscal_year", "owner"),
                        name="one_personal_plan_per_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanRound",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="planning.plan"
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
                        condition=models.Q(("state", "open")), fields=("subject",), name="one_open_round_per_plan"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanDecision",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="planning.planround"
                    ),
                ),
            ],
            options={
                "ordering": ["round", "at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("round", "lane"), name="one_decision_per_plan_lane")],
            },
        ),
        migrations.CreateModel(
            name="PlanSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("heading", models.CharField(max_length=150, verbose_name="หัวข้อ")),
                ("position", models.PositiveSmallIntegerField()),
                ("body", models.TextField(blank=True, verbose_name="เนื้อหา")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="planning.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "position"],
                "constraints": [models.UniqueConstraint(fields=("plan", "code"), name="one_plan_section_per_code")],
            },
        ),
        migrations.CreateModel(
            name="PolicyItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                (
                    "kind",
                    models.CharField(
                        choices=[("policy", "นโยบาย"), ("strategy", "กลยุทธ์"), ("focus", "จุดเน้น")],
                        max_length=10,
                        verbose_name="ชนิด",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("text", models.CharField(max_length=500, verbose_name="ข้อความ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="policy_items", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "kind", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "fiscal_year", "kind", "text"), name="one_policy_per_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("topic", models.CharField(max_length=300, verbose_name="เรื่องที่นิเทศ")),
                ("objective", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("method", models.TextField(blank=True, verbose_name="วิธีการนิเทศ")),
                (
                    "way",
                    models.CharField(
                        choices=[("field", "ลงพื้นที่"), ("online", "ออนไลน์"), ("phone", "โทรศัพท์"), ("office", "ที่สำนักงาน")],
                        default="field",
                        max_length=8,
                        verbose_name="รูปแบบ",
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("academic", "วิชาการ"),
                                ("budget", "งบประมาณ"),
                                ("personnel", "บริหารงานบุคคล"),
                                ("general", "บริหารทั่วไป"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="งาน 4 ด้าน",
                    ),
                ),
                ("indicator", models.CharField(blank=True, max_length=300, verbose_name="ตัวชี้วัด")),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="เป้าหมาย"),
                ),
                (
                    "target_unit",
                    models.CharField(
                        blank=True, help_text="เช่น ร้อยละของโรงเรียน, ครั้ง", max_length=40, verbose_name="หน่วย"
                    ),
                ),
                (
                    "result_basis",
                    models.CharField(
                        choices=[
                            ("visits", "จำนวนครั้งที่นิเทศ"),
                            ("schools", "ร้อยละของโรงเรียนที่ได้รับการนิเทศ"),
                            ("level", "ร้อยละของผลประเมินระดับดีขึ้นไป"),
                            ("manual", "บันทึกเอง"),
                        ],
                        default="schools",
                        max_length=10,
                        verbose_name="นับผลจาก",
                    ),
                ),
                (
                    "result_manual",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="ผลที่บันทึกเอง"
                    ),
                ),
                ("cancelled_reason", models.CharField(blank=True, max_length=300, verbose_name="เหตุที่ยกเลิกกิจกรรม")),
                ("instruments", models.ManyToManyField(blank=True, related_name="+", to="instruments.instrument")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="planning.plan"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.project",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.worktask",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.team",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="planning.policyitem",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "position"],
            },
        ),
        migrations.CreateModel(
            name="PlannedVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                ("term", models.PositiveSmallIntegerField(verbose_name="ภาคเรียนที่")),
                ("round_no", models.PositiveSmallIntegerField(default=1, verbose_name="ครั้งที่")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="วันที่วางแผน")),
                ("month", models.DateField(help_text="วันแรกของเดือน", verbose_name="เดือนที่วางแผน")),
                ("cancelled_reason", models.CharField(blank=True, max_length=300, verbose_name="เหตุที่ยกเลิก")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="planned_visits",
                        to="planning.planactivity",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="planned_visits", to="schools.school"
                    ),
                ),
            ],
            options={
                "ordering": ["month", "planned_on", "pk"],
                "indexes": [
                    models.Index(fields=["school", "month"], name="planning_pl_school__ca9e5f_idx"),
                    models.Index(fields=["planned_on"], name="planning_pl_planned_5816ff_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "school", "academic_year", "term", "round_no"),
                        name="one_planned_visit_per_round",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="schools.cluster",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="schools.district"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "district", "cluster"),
                        name="one_feed_per_person_and_cluster",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
