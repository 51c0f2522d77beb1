import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("qa_levels", "0001_initial"), ("qa_levels", "0002_imports_and_external_rounds")]

    initial = True

    dependencies = [
        ("processes", "0001_squashed"),
        ("qa_standards", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="รอบที่")),
                ("title", models.CharField(max_length=200, verbose_name="ชื่อรอบ")),
                ("year_from", models.PositiveIntegerField(verbose_name="ตั้งแต่ปีการศึกษา (พ.ศ.)")),
                ("year_to", models.PositiveIntegerField(verbose_name="ถึงปีการศึกษา (พ.ศ.)")),
                ("body", models.CharField(default="สมศ.", max_length=200, verbose_name="หน่วยประเมิน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="external_rounds",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "number"), name="one_external_round_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("year_to__gte", models.F("year_from"))),
                        name="external_round_years_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExternalResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("early", "ปฐมวัย"), ("basic", "ขั้นพื้นฐาน")], max_length=6, verbose_name="ระดับการศึกษา"
                    ),
                ),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                ("assessed_on", models.DateField(verbose_name="วันที่ประเมิน")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("meets", "ตามเกณฑ์"), ("fails", "ไม่ตามเกณฑ์"), ("none", "ไม่ประเมิน")],
                        max_length=5,
                        verbose_name="ผลโดยรวม",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="สรุปผล")),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "scale_level",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.scalelevel",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="external_results",
                        to="schools.school",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="qa_levels.externalround",
                    ),
                ),
            ],
            options={
                "ordering": ["-round__number", "school__name_sort", "level"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "school", "level"), name="one_external_result_per_school_and_level"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExternalAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="ข้อเสนอแนะ")),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="external_advice",
                        to="processes.action",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="qa_levels.externalresult",
                    ),
                ),
            ],
            options={
                "ordering": ["result", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExternalStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=300, verbose_name="มาตรฐาน")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("meets", "ตามเกณฑ์"), ("fails", "ไม่ตามเกณฑ์"), ("none", "ไม่ประเมิน")],
                        max_length=5,
                        verbose_name="ผล",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standards",
                        to="qa_levels.externalresult",
                    ),
                ),
            ],
            options={
                "ordering": ["result", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("result", "position"), name="one_external_standard_per_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                (
                    "level",
                    models.CharField(
                        choices=[("early", "ปฐมวัย"), ("basic", "ขั้นพื้นฐาน")], max_length=6, verbose_name="ระดับการศึกษา"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "โรงเรียนประเมินตนเอง"),
                            ("office", "สพท. ติดตาม"),
                            ("external", "ประเมินภายนอก"),
                        ],
                        max_length=8,
                        verbose_name="ที่มา",
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to="imports/")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("rehearsed", "ซ้อมนำเข้าแล้ว"),
                            ("applied", "นำเข้าแล้ว"),
                            ("stale", "ข้อมูลเปลี่ยนไปหลังซ้อม"),
                            ("dropped", "ยกเลิก"),
                        ],
                        default="rehearsed",
                        max_length=10,
                    ),
                ),
                ("rehearsal", models.JSONField(default=dict)),
                ("fingerprint", models.CharField(max_length=64)),
                ("skip_refused", models.BooleanField(default=False)),
                ("uploaded_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="level_imports", to="schools.district"
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="qa_standards.standardset"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        help_text="ว่าง = คำสั่งของระบบ",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="SchoolLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                (
                    "level",
                    models.CharField(
                        choices=[("early", "ปฐมวัย"), ("basic", "ขั้นพื้นฐาน")], max_length=6, verbose_name="ระดับการศึกษา"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "โรงเรียนประเมินตนเอง"),
                            ("office", "สพท. ติดตาม"),
                            ("external", "ประเมินภายนอก"),
                        ],
                        default="self",
                        max_length=8,
                        verbose_name="ที่มา",
                    ),
                ),
                ("mean", models.DecimalField(decimal_places=6, max_digits=9, null=True, verbose_name="ค่าเฉลี่ย")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผล")),
                ("origin", models.CharField(blank=True, max_length=80)),
                ("updated_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scale_level",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="qa_standards.scalelevel",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quality_levels", to="schools.school"
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="school_levels",
                        to="qa_standards.standardset",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="qa_standards.standard",
                    ),
                ),
            ],
            options={
                "ordering": ["-academic_year", "school__name_sort", "standard__position", "pk"],
                "indexes": [
                    models.Index(fields=["academic_year", "level", "source"], name="qa_levels_s_academi_d7bb9b_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "academic_year", "level", "source", "standard"),
                        name="one_level_per_school_year_and_source",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scale_level__isnull", False), ("mean__isnull", True), _connector="OR"),
                        name="no_mean_without_level",
                    ),
                ],
            },
        ),
    ]
