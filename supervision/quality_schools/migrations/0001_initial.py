import django.db.models.deletion
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
            name="QualityYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="เผยแพร่เมื่อ")),
                (
                    "for_schools",
                    models.BooleanField(default=False, editable=False, verbose_name="เผยแพร่ถึงโรงเรียนในสังกัด"),
                ),
                ("public_key", models.CharField(blank=True, db_index=True, editable=False, max_length=32)),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ")),
                ("result", models.TextField(blank=True, verbose_name="ผลการดำเนินงาน")),
                ("problems", models.TextField(blank=True, verbose_name="ปัญหาและอุปสรรค")),
                ("suggestions", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_school_years",
                        to="schools.district",
                    ),
                ),
                (
                    "owners",
                    models.ManyToManyField(blank=True, related_name="+", to="schools.person", verbose_name="ผู้รับผิดชอบ"),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "fiscal_year"), name="one_quality_year_per_office")
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("background", models.TextField(blank=True, verbose_name="ข้อมูลและบริบท")),
                ("objectives", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("targets", models.TextField(blank=True, verbose_name="เป้าหมาย")),
                ("monitoring", models.TextField(blank=True, verbose_name="การนิเทศ ติดตาม และประเมินผล")),
                ("budget", models.TextField(blank=True, verbose_name="งบประมาณและทรัพยากร")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "รอพิจารณา"),
                            ("returned", "ตีกลับ"),
                            ("approved", "อนุมัติแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("frozen", models.JSONField(null=True)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("approved_revision", models.PositiveIntegerField(null=True)),
                ("approved_hash", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("lock_version", models.PositiveIntegerField(default=1)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_school_plans",
                        to="schools.district",
                    ),
                ),
                (
                    "year",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan",
                        to="quality_schools.qualityyear",
                    ),
                ),
            ],
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="quality_schools.qualityplan",
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
                        name="one_open_quality_school_plan_round",
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
                        to="quality_schools.qualityplanround",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "lane"), name="one_decision_per_quality_school_plan_lane")
                ],
            },
        ),
        migrations.CreateModel(
            name="QualitySchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aim", models.TextField(blank=True, verbose_name="เป้าหมายของโรงเรียน")),
                (
                    "amphoe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.amphoe",
                        verbose_name="อำเภอ",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_places",
                        to="schools.school",
                        verbose_name="โรงเรียนคุณภาพ",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_schools",
                        to="quality_schools.qualityyear",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "amphoe__name_sort"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "amphoe"), name="one_quality_school_per_amphoe"),
                    models.UniqueConstraint(fields=("year", "school"), name="a_school_is_quality_school_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="รหัสตอนในแบบติดตาม")),
                ("name", models.CharField(max_length=150, verbose_name="จุดเน้น")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้ในปีนี้")),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focus_points",
                        to="quality_schools.qualityyear",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "position"],
                "constraints": [models.UniqueConstraint(fields=("year", "name"), name="one_focus_point_per_name")],
            },
        ),
        migrations.CreateModel(
            name="FeederSchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="feeder_places", to="schools.school"
                    ),
                ),
                (
                    "quality_school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeders",
                        to="quality_schools.qualityschool",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeders",
                        to="quality_schools.qualityyear",
                    ),
                ),
            ],
            options={
                "ordering": ["quality_school", "school__name_sort"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "school"), name="a_feeder_has_one_quality_school")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanFocus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aim", models.TextField(blank=True, verbose_name="เป้าหมาย")),
                ("doing", models.TextField(blank=True, verbose_name="กิจกรรม")),
                ("measure", models.TextField(blank=True, verbose_name="ตัวชี้วัดความสำเร็จ")),
                (
                    "focus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quality_schools.focuspoint"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focuses",
                        to="quality_schools.qualityplan",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "focus__position"],
                "constraints": [models.UniqueConstraint(fields=("plan", "focus"), name="one_text_per_plan_and_focus")],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=60, verbose_name="เลขที่หนังสือ")),
                ("sent_on", models.DateField(verbose_name="ส่งวันที่")),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[("agreed", "เห็นชอบ"), ("remarks", "เห็นชอบโดยมีข้อสังเกต"), ("returned", "ให้ปรับแก้")],
                        max_length=10,
                        verbose_name="ผลการพิจารณา",
                    ),
                ),
                ("reply_number", models.CharField(blank=True, max_length=60, verbose_name="เลขที่หนังสือตอบ")),
                ("replied_on", models.DateField(null=True, verbose_name="ลงวันที่")),
                ("remarks", models.TextField(blank=True, verbose_name="ข้อสังเกต")),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="quality_schools.qualityplan",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "-sent_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reply", "")), fields=("plan",), name="one_dispatch_waits_for_its_reply"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_on", None), ("reply", "")),
                            models.Q(models.Q(("reply", ""), _negated=True), ("replied_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_reply_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replied_on", None), ("replied_on__gte", models.F("sent_on")), _connector="OR"
                        ),
                        name="a_reply_comes_after",
                    ),
                ],
            },
        ),
    ]
