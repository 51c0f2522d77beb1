import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("field", "0001_squashed"),
        ("instruments", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, verbose_name="รหัส")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อการทดสอบ")),
                ("short_name", models.CharField(max_length=40, verbose_name="ชื่อย่อ")),
                (
                    "level",
                    models.CharField(
                        choices=[("national", "ระดับชาติ"), ("district", "ระดับเขตพื้นที่"), ("school", "ระดับสถานศึกษา")],
                        default="national",
                        max_length=8,
                        verbose_name="ระดับการทดสอบ",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ลำดับ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exams", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "code"), name="one_exam_per_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="exam_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อชุดข้อสอบ")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("อ.1", "อ.1"),
                            ("อ.2", "อ.2"),
                            ("อ.3", "อ.3"),
                            ("ป.1", "ป.1"),
                            ("ป.2", "ป.2"),
                            ("ป.3", "ป.3"),
                            ("ป.4", "ป.4"),
                            ("ป.5", "ป.5"),
                            ("ป.6", "ป.6"),
                            ("ม.1", "ม.1"),
                            ("ม.2", "ม.2"),
                            ("ม.3", "ม.3"),
                            ("ม.4", "ม.4"),
                            ("ม.5", "ม.5"),
                            ("ม.6", "ม.6"),
                        ],
                        max_length=4,
                        verbose_name="ชั้น",
                    ),
                ),
                (
                    "indicator",
                    models.CharField(
                        help_text="เช่น ท 1.1 ป.6/3 หลายตัวคั่นด้วยจุลภาค", max_length=200, verbose_name="รหัสตัวชี้วัด"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("choice", "ปรนัยเลือกตอบ"),
                            ("written", "อัตนัย"),
                            ("mixed", "ปรนัยและอัตนัย"),
                            ("practice", "ปฏิบัติ"),
                        ],
                        default="choice",
                        max_length=8,
                        verbose_name="แบบของข้อสอบ",
                    ),
                ),
                ("questions", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="จำนวนข้อ")),
                ("source", models.CharField(blank=True, max_length=250, verbose_name="ผู้จัดทำหรือที่มา")),
                ("description", models.TextField(blank=True, verbose_name="คำอธิบายและวิธีใช้")),
                ("for_schools", models.BooleanField(default=True, verbose_name="ให้โรงเรียนในเขตใช้")),
                (
                    "state",
                    models.CharField(
                        choices=[("in_use", "ใช้งาน"), ("withdrawn", "เลิกใช้")],
                        default="in_use",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่เลิกใช้")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bank_items", to="schools.district"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_items",
                        to="schools.person",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "subject_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_items",
                        to="schools.subjectgroup",
                        verbose_name="กลุ่มสาระ",
                    ),
                ),
                (
                    "exam",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_items",
                        to="achievement.exam",
                        verbose_name="แนวการทดสอบ",
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["district", "state", "subject_group", "grade"], name="achievement_distric_ece0c3_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "title", "grade", "subject_group"), name="one_bank_item_per_title"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("อ.1", "อ.1"),
                            ("อ.2", "อ.2"),
                            ("อ.3", "อ.3"),
                            ("ป.1", "ป.1"),
                            ("ป.2", "ป.2"),
                            ("ป.3", "ป.3"),
                            ("ป.4", "ป.4"),
                            ("ป.5", "ป.5"),
                            ("ป.6", "ป.6"),
                            ("ม.1", "ม.1"),
                            ("ม.2", "ม.2"),
                            ("ม.3", "ม.3"),
                            ("ม.4", "ม.4"),
                            ("ม.5", "ม.5"),
                            ("ม.6", "ม.6"),
                        ],
                        max_length=4,
                        verbose_name="ชั้น",
                    ),
                ),
                ("subject", models.CharField(max_length=120, verbose_name="วิชาหรือด้าน")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ลำดับ")),
                (
                    "year_from",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="สอบตั้งแต่ปีการศึกษา (พ.ศ.)"),
                ),
                ("year_to", models.PositiveIntegerField(blank=True, null=True, verbose_name="สอบถึงปีการศึกษา (พ.ศ.)")),
                (
                    "years_off",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="ปีที่งดสอบ",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "exam",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="achievement.exam"
                    ),
                ),
                (
                    "subject_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="schools.subjectgroup",
                        verbose_name="กลุ่มสาระ",
                    ),
                ),
            ],
            options={
                "ordering": ["exam__position", "exam", "grade", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exam", "grade", "subject"), name="one_paper_per_grade_and_subject"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year_from", None),
                            ("year_to", None),
                            ("year_to__gte", models.F("year_from")),
                            _connector="OR",
                        ),
                        name="paper_years_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("exam", "reference_key"),
                        name="paper_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExamResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                (
                    "scope",
                    models.CharField(
                        choices=[("school", "โรงเรียน"), ("district", "เขตพื้นที่"), ("national", "ประเทศ")],
                        default="school",
                        max_length=8,
                        verbose_name="ของ",
                    ),
                ),
                ("sat", models.PositiveIntegerField(blank=True, null=True, verbose_name="จำนวนผู้เข้าสอบ")),
                ("mean", models.DecimalField(decimal_places=4, max_digits=7, verbose_name="คะแนนเฉลี่ย")),
                ("sd", models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True, verbose_name="S.D.")),
                ("strong", models.PositiveIntegerField(blank=True, null=True, verbose_name="เก่ง (คน)")),
                ("middle", models.PositiveIntegerField(blank=True, null=True, verbose_name="ปานกลาง (คน)")),
                ("weak", models.PositiveIntegerField(blank=True, null=True, verbose_name="อ่อน (คน)")),
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
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exam_results",
                        to="schools.school",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="achievement.paper"
                    ),
                ),
            ],
            options={
                "ordering": ["-academic_year", "paper", "scope", "school__name_sort"],
                "indexes": [
                    models.Index(fields=["paper", "academic_year", "scope"], name="achievement_paper_i_796dc5_idx"),
                    models.Index(fields=["school", "academic_year"], name="achievement_school__88c73f_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paper", "academic_year", "scope", "school"),
                        name="one_result_per_paper_year_and_school",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mean__gte", 0), ("mean__lte", 100)), name="mean_between_0_and_100"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sd", None), models.Q(("sd__gte", 0), ("sd__lte", 100)), _connector="OR"),
                        name="sd_between_0_and_100",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sat__gte", 1), ("school__isnull", False), ("scope", "school")),
                            models.Q(models.Q(("scope", "school"), _negated=True), ("school__isnull", True)),
                            _connector="OR",
                        ),
                        name="school_result_names_school_and_sat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("middle", None), ("strong", None), ("weak", None)),
                            models.Q(
                                ("middle__isnull", False),
                                (
                                    "sat",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("strong"), "+", models.F("middle")
                                        ),
                                        "+",
                                        models.F("weak"),
                                    ),
                                ),
                                ("strong__isnull", False),
                                ("weak__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="strong_middle_weak_add_up_to_sat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="exam_imports", to="schools.district"
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WarningRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "below_national",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        default=Decimal("5"),
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="ต่ำกว่าค่าเฉลี่ยระดับประเทศตั้งแต่ (คะแนน)",
                    ),
                ),
                (
                    "falling_years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=2,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="คะแนนลดลงติดต่อกัน (ปี)",
                    ),
                ),
                (
                    "weak_share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        default=Decimal("40"),
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="ผู้เรียนกลุ่มอ่อนตั้งแต่ (ร้อยละ)",
                    ),
                ),
                ("updated_at", models.DateTimeField(null=True)),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="warning_rule", to="schools.district"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AssessmentCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("checked_on", models.DateField(verbose_name="วันที่ตรวจ")),
                ("strengths", models.TextField(blank=True, verbose_name="จุดเด่น")),
                ("advice", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "กำลังตรวจ"), ("done", "ตรวจแล้ว"), ("cancelled", "ยกเลิก")],
                        default="draft",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True, verbose_name="ตรวจเสร็จเมื่อ")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                (
                    "response",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.response",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                        verbose_name="ผู้ตรวจ",
                    ),
                ),
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_checks",
                        to="schools.school",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.instrumentversion",
                        verbose_name="เครื่องมือ",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_checks",
                        to="field.visit",
                        verbose_name="การนิเทศครั้งที่ตรวจ",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("school", "academic_year", "version", "reviewer"),
                        name="one_assessment_check_per_reviewer_and_year",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BankUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("used_on", models.DateField(verbose_name="วันที่ใช้")),
                ("purpose", models.CharField(max_length=250, verbose_name="ใช้เพื่อ")),
                ("pupils", models.PositiveIntegerField(blank=True, null=True, verbose_name="จำนวนผู้เรียน")),
                ("outcome", models.TextField(blank=True, verbose_name="ผลและข้อสังเกต")),
                ("created_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="achievement.bankitem"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_uses",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-used_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "school", "used_on", "purpose"),
                        name="one_bank_use_per_day",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
