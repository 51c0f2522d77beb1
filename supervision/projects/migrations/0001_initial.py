import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("meetings", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="เผยแพร่เมื่อ")),
                (
                    "for_schools",
                    models.BooleanField(default=False, editable=False, verbose_name="เผยแพร่ถึงโรงเรียนในสังกัด"),
                ),
                ("public_key", models.CharField(blank=True, db_index=True, editable=False, max_length=32)),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ")),
                ("starts_on", models.DateField(verbose_name="เริ่มดำเนินงาน")),
                ("ends_on", models.DateField(verbose_name="สิ้นสุดการดำเนินงาน")),
                ("rationale", models.TextField(blank=True, verbose_name="หลักการและเหตุผล")),
                ("objectives", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("result", models.TextField(blank=True, verbose_name="ผลการดำเนินงาน")),
                ("problems", models.TextField(blank=True, verbose_name="ปัญหาและอุปสรรค")),
                ("suggestions", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "กำลังเตรียม"),
                            ("running", "กำลังดำเนินงาน"),
                            ("done", "สิ้นสุดแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="project_years", to="schools.district"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="schools.project",
                        verbose_name="โครงการ",
                    ),
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
                (
                    "subject_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.subjectgroup",
                        verbose_name="กลุ่มสาระการเรียนรู้",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงาน",
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "project__number"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "fiscal_year"), name="one_year_per_project"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="project_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                        verbose_name="ผู้รับผิดชอบ",
                    ),
                ),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="owners", to="projects.projectyear"
                    ),
                ),
            ],
            options={
                "ordering": ["project_year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_year", "person"), name="one_owner_row_per_project_and_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="ตัวชี้วัด")),
                ("unit", models.CharField(help_text="เช่น ร้อยละ โรงเรียน คน", max_length=50, verbose_name="หน่วยนับ")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="ค่าเป้าหมาย")),
                (
                    "result",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="ผลที่ได้"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="หมายเหตุ")),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "ordering": ["project_year", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProjectEvidence",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="projects.projectyear"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("target", "item"), name="projects_projectevidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="projects_projectevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="กิจกรรม")),
                ("starts_on", models.DateField(verbose_name="เริ่ม")),
                ("ends_on", models.DateField(verbose_name="สิ้นสุด")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "ยังไม่เริ่ม"),
                            ("doing", "กำลังทำ"),
                            ("done", "เสร็จแล้ว"),
                            ("postponed", "เลื่อน"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่เลื่อนหรือยกเลิก")),
                ("outcome", models.TextField(blank=True, verbose_name="ผลที่ได้")),
                (
                    "gathering",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_activities",
                        to="meetings.gathering",
                        verbose_name="การประชุมหรืออบรมที่จัด",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                        verbose_name="ผู้รับผิดชอบ",
                    ),
                ),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "ordering": ["project_year", "starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="activity_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["postponed", "cancelled"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="put_off_activity_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noted_on", models.DateField(verbose_name="วันที่")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="ความก้าวหน้า (ร้อยละ)"
                    ),
                ),
                ("text", models.TextField(verbose_name="ความก้าวหน้าและปัญหา")),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="projects.projectyear"
                    ),
                ),
            ],
            options={
                "ordering": ["project_year", "-noted_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("percent__lte", 100)), name="progress_is_at_most_all")
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "quarter",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "ไตรมาส 1 (ต.ค.–ธ.ค.)"),
                            (2, "ไตรมาส 2 (ม.ค.–มี.ค.)"),
                            (3, "ไตรมาส 3 (เม.ย.–มิ.ย.)"),
                            (4, "ไตรมาส 4 (ก.ค.–ก.ย.)"),
                        ],
                        verbose_name="ไตรมาส",
                    ),
                ),
                ("source", models.CharField(max_length=150, verbose_name="แหล่งงบประมาณ")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="จำนวนเงิน (บาท)")),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget_lines",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "ordering": ["project_year", "quarter", "source"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_year", "quarter", "source"), name="one_budget_line_per_source"
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="budget_is_more_than_nothing"),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__range", (1, 4))), name="budget_quarter_is_one_of_four"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SelectionRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="ชื่อรอบคัดเลือก")),
                ("about", models.TextField(blank=True, verbose_name="คุณสมบัติและวิธีสมัคร")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="รับสมัครถึงวันที่")),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="ว่างไว้คือรับทุกโรงเรียนที่ผ่านเกณฑ์",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="จำนวนโรงเรียนที่รับ",
                    ),
                ),
                (
                    "pass_mark",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="เกณฑ์ผ่าน (ร้อยละของคะแนนรวม)",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("open", "รับสมัคร"),
                            ("scoring", "ให้คะแนน"),
                            ("announced", "ประกาศผลแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("announced_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.TextField(blank=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="projects.projectyear"
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pass_mark__range", (0, 100))), name="pass_mark_is_a_percentage"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("project_year", "title"),
                        name="one_round_per_title",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="เกณฑ์")),
                ("weight", models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name="น้ำหนัก")),
                ("highest", models.DecimalField(decimal_places=2, default=5, max_digits=6, verbose_name="คะแนนเต็ม")),
                (
                    "at_least",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="ว่างไว้คือไม่กำหนดขั้นต่ำของข้อนี้",
                        max_digits=6,
                        null=True,
                        verbose_name="ต้องได้อย่างน้อย",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="projects.selectionround",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("highest__gt", 0), ("weight__gt", 0)), name="criterion_counts_for_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_office", models.BooleanField(default=False, verbose_name="สำนักงานเขตเสนอชื่อ")),
                ("text", models.TextField(verbose_name="ความพร้อมและผลงาน")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "สมัครแล้ว"),
                            ("withdrawn", "ถอนแล้ว"),
                            ("selected", "ได้รับคัดเลือก"),
                            ("refused", "ไม่ได้รับคัดเลือก"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                (
                    "percent",
                    models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="คะแนนรวม (ร้อยละ)"),
                ),
                ("rank", models.PositiveSmallIntegerField(null=True, verbose_name="อันดับ")),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="เหตุผล")),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="schools.school"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="projects.selectionround",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "school__name_sort"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("round", "school"),
                        name="one_application_per_school",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectSchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joined_on", models.DateField(verbose_name="เข้าร่วมเมื่อ")),
                ("left_on", models.DateField(null=True, verbose_name="ออกเมื่อ")),
                ("left_reason", models.TextField(blank=True, verbose_name="เหตุที่ออก")),
                (
                    "application",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="place",
                        to="projects.application",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="project_years", to="schools.school"
                    ),
                ),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="schools", to="projects.projectyear"
                    ),
                ),
            ],
            options={
                "ordering": ["project_year", "school__name_sort"],
                "constraints": [
                    models.UniqueConstraint(fields=("project_year", "school"), name="one_place_per_school")
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("points", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="คะแนน")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="projects.application"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="projects.criterion"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "criterion"), name="one_score_per_criterion"),
                    models.CheckConstraint(condition=models.Q(("points__gte", 0)), name="points_are_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("spent_on", models.DateField(verbose_name="วันที่จ่าย")),
                ("title", models.CharField(max_length=300, verbose_name="รายการ")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="จำนวนเงิน (บาท)")),
                ("document", models.CharField(blank=True, max_length=100, verbose_name="เลขที่เอกสาร")),
                ("over_reason", models.TextField(blank=True, verbose_name="เหตุที่จ่ายเกินงบประมาณ")),
                ("cancelled_at", models.DateTimeField(editable=False, null=True)),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spendings", to="projects.projectyear"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["project_year", "spent_on", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="spending_is_more_than_nothing")
                ],
            },
        ),
    ]
