import uuid
from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("improvement", "0001_initial"),
        ("quality_indicators", "0001_initial"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opens_on", models.DateField(verbose_name="เปิดประเมิน")),
                ("closes_on", models.DateField(verbose_name="ปิดประเมิน")),
                (
                    "assessors_wanted",
                    models.PositiveSmallIntegerField(default=2, verbose_name="ผู้ประเมินต่อโรงเรียนอย่างน้อย (คน)"),
                ),
                (
                    "spread_limit",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("20"),
                        max_digits=5,
                        verbose_name="คะแนนต่างกันได้ไม่เกิน (ร้อยละของคะแนนเต็ม)",
                    ),
                ),
                (
                    "rank_by",
                    models.CharField(
                        choices=[
                            ("all", "ทุกโรงเรียนรวมกัน"),
                            ("size", "แยกตามขนาดโรงเรียน"),
                            ("kind", "แยกตามประเภทโรงเรียน"),
                            ("size_kind", "แยกตามขนาดและประเภท"),
                        ],
                        default="size",
                        max_length=9,
                        verbose_name="จัดลำดับ",
                    ),
                ),
                ("tie_by", models.CharField(blank=True, max_length=40, verbose_name="เมื่อคะแนนเท่ากัน เรียงตาม")),
                (
                    "shown",
                    models.CharField(
                        choices=[("own", "โรงเรียนเห็นลำดับของตนและการกระจายของทั้งเขต"), ("all", "ประกาศลำดับทุกโรงเรียน")],
                        default="own",
                        max_length=3,
                        verbose_name="เมื่อเผยแพร่",
                    ),
                ),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluation",
                        to="improvement.programme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="evaluation_closes_after_it_opens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ฉบับที่")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ยังไม่เผยแพร่"), ("published", "เผยแพร่แล้ว"), ("superseded", "มีฉบับแก้ไข")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("rules", models.JSONField(default=dict)),
                ("unscored", models.JSONField(default=list)),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่แก้ไขหรือเผยแพร่ทั้งที่ยังไม่ครบ")),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("computed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "computed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="quality_results.evaluation",
                    ),
                ),
            ],
            options={
                "ordering": ["evaluation", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("evaluation", "number"), name="one_edition_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("evaluation",), name="one_draft_edition"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")), fields=("evaluation",), name="one_edition_published"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        help_text="เช่น ก.ต.ป.น., อ.ก.ต.ป.น., ศึกษานิเทศก์",
                        max_length=200,
                        verbose_name="ในฐานะ",
                    ),
                ),
                ("ended_reason", models.TextField(blank=True, verbose_name="เหตุที่พ้นหน้าที่")),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_assessors",
                        to="schools.cluster",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_assessments",
                        to="schools.person",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_assessors",
                        to="schools.school",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessors",
                        to="quality_results.evaluation",
                    ),
                ),
            ],
            options={
                "ordering": ["evaluation", "person__name_sort", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "person", "cluster", "school"),
                        name="one_duty_per_assessor",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cluster__isnull", True), ("school__isnull", True), _connector="OR"),
                        name="assessor_of_cluster_or_school",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("self", "โรงเรียนประเมินตนเอง"),
                            ("assessors", "เฉลี่ยผู้ประเมิน"),
                            ("moderated", "ตกลงร่วมกัน"),
                            ("computed", "ข้อมูลในระบบ"),
                            ("none", "ไม่เกี่ยวข้อง"),
                        ],
                        max_length=9,
                        verbose_name="ที่มา",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=6, max_digits=13, null=True, verbose_name="คะแนน")),
                ("percent", models.DecimalField(decimal_places=8, max_digits=12, null=True, verbose_name="ร้อยละ")),
                ("baseline", models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="ข้อมูลฐาน")),
                ("target", models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="ค่าเป้าหมาย")),
                (
                    "gain",
                    models.DecimalField(
                        decimal_places=8, max_digits=12, null=True, verbose_name="พัฒนาการ (ร้อยละของคะแนนเต็ม)"
                    ),
                ),
                (
                    "spread",
                    models.DecimalField(
                        decimal_places=8, max_digits=12, null=True, verbose_name="ผู้ประเมินต่างกัน (ร้อยละ)"
                    ),
                ),
                ("because", models.JSONField(default=list)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="quality_results.edition",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quality_indicators.indicator"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="improvement.participation"
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "participation", "indicator"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "participation", "indicator"), name="one_indicator_result"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Moderation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="คะแนนที่ตกลงกัน")),
                ("reason", models.TextField(verbose_name="เหตุผล")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moderations",
                        to="quality_results.evaluation",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderations",
                        to="quality_indicators.indicator",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderations",
                        to="improvement.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["evaluation", "participation", "indicator"],
                "constraints": [
                    models.UniqueConstraint(fields=("evaluation", "participation", "indicator"), name="one_moderation")
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_complete", models.BooleanField(default=False, verbose_name="ประเมินครบ")),
                ("missing", models.PositiveSmallIntegerField(default=0, verbose_name="ยังขาด (ตัวชี้วัด)")),
                ("percent", models.DecimalField(decimal_places=8, max_digits=12, null=True, verbose_name="ร้อยละ")),
                (
                    "baseline_percent",
                    models.DecimalField(decimal_places=8, max_digits=12, null=True, verbose_name="ร้อยละของข้อมูลฐาน"),
                ),
                ("gain", models.DecimalField(decimal_places=8, max_digits=12, null=True, verbose_name="พัฒนาการ")),
                ("colour", models.CharField(blank=True, max_length=6, verbose_name="กลุ่มสี")),
                ("below_limit", models.BooleanField(default=False, verbose_name="ต่ำกว่าคะแนนขีดจำกัดล่าง")),
                ("group", models.CharField(blank=True, max_length=120, verbose_name="กลุ่มจัดลำดับ")),
                ("rank", models.PositiveSmallIntegerField(null=True, verbose_name="ลำดับที่")),
                ("of", models.PositiveSmallIntegerField(null=True, verbose_name="จากทั้งหมด")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schools",
                        to="quality_results.edition",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="improvement.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "group", "rank", "participation"],
                "constraints": [models.UniqueConstraint(fields=("edition", "participation"), name="one_school_result")],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "กำลังให้คะแนน"), ("submitted", "ส่งแล้ว")],
                        default="draft",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="ข้อสังเกตและข้อเสนอแนะ")),
                ("reopened_reason", models.TextField(blank=True, verbose_name="เหตุที่เปิดแก้ไข")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="quality_results.evaluation",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluation_sheets",
                        to="improvement.participation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluation_sheets",
                        to="schools.person",
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
                "ordering": ["evaluation", "participation", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluation", "participation", "person"),
                        name="one_sheet_per_judge",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="คะแนน"),
                ),
                ("not_applicable", models.BooleanField(default=False, verbose_name="ไม่เกี่ยวข้อง")),
                ("note", models.TextField(blank=True, verbose_name="หลักฐานและเหตุผล")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="quality_indicators.indicator",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="quality_results.sheet"
                    ),
                ),
            ],
            options={
                "ordering": ["sheet", "indicator"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "indicator"), name="one_score_per_sheet_and_indicator"),
                    models.CheckConstraint(
                        condition=models.Q(("not_applicable", False), ("value__isnull", True), _connector="OR"),
                        name="not_applicable_has_no_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.DecimalField(decimal_places=8, max_digits=12, null=True, verbose_name="ร้อยละ")),
                (
                    "baseline_percent",
                    models.DecimalField(decimal_places=8, max_digits=12, null=True, verbose_name="ร้อยละของข้อมูลฐาน"),
                ),
                ("gain", models.DecimalField(decimal_places=8, max_digits=12, null=True, verbose_name="พัฒนาการ")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="quality_indicators.area"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="improvement.participation"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="areas", to="quality_results.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "participation", "area__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "participation", "area"), name="one_area_result")
                ],
            },
        ),
    ]
