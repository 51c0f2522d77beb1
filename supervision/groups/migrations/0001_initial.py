import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
                ("file", models.FileField(upload_to="published/")),
                ("name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key", "published_at"), name="one_paper_per_publishing")
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=300, verbose_name="งาน")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "subject_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="schools.subjectgroup"
                    ),
                ),
            ],
            options={
                "ordering": ["subject_group", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("subject_group", "name"), name="one_subject_line_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="เผยแพร่เมื่อ")),
                (
                    "for_schools",
                    models.BooleanField(default=False, editable=False, verbose_name="เผยแพร่ถึงโรงเรียนในสังกัด"),
                ),
                ("public_key", models.CharField(blank=True, db_index=True, editable=False, max_length=32)),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("plan", models.TextField(blank=True, verbose_name="แผนของปีนี้")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "ยังไม่เริ่ม"), ("doing", "กำลังทำ"), ("done", "เสร็จ"), ("postponed", "เลื่อน")],
                        default="waiting",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่เลื่อน")),
                ("result", models.TextField(blank=True, verbose_name="ผลการดำเนินงาน")),
                ("problems", models.TextField(blank=True, verbose_name="ปัญหา อุปสรรค และข้อเสนอแนะ")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="task_years", to="schools.district"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="groups.subjectline",
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
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="schools.worktask",
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "task__number_sort", "line__position", "pk"],
                "indexes": [models.Index(fields=["district", "fiscal_year"], name="groups_task_distric_513981_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("line__isnull", True), ("task__isnull", False)),
                            models.Q(("line__isnull", False), ("task__isnull", True)),
                            _connector="OR",
                        ),
                        name="task_year_of_one_task",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("task__isnull", False)),
                        fields=("task", "fiscal_year"),
                        name="one_year_per_task",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("line__isnull", False)),
                        fields=("line", "fiscal_year"),
                        name="one_year_per_subject_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "postponed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="postponed_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("result", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="done_with_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="owned_tasks", to="schools.person"
                    ),
                ),
                (
                    "task_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="owners", to="groups.taskyear"
                    ),
                ),
            ],
            options={
                "ordering": ["task_year", "person__name_sort", "pk"],
                "constraints": [models.UniqueConstraint(fields=("task_year", "person"), name="owner_once")],
            },
        ),
        migrations.CreateModel(
            name="TaskYearEvidence",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="groups.taskyear"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("target", "item"), name="groups_taskyearevidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="groups_taskyearevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("course", "อบรม"),
                            ("seminar", "ประชุมสัมมนาทางวิชาการ"),
                            ("online", "อบรมออนไลน์"),
                            ("visit", "ศึกษาดูงาน"),
                            ("speaker", "เป็นวิทยากร"),
                            ("degree", "ศึกษาต่อ"),
                            ("own", "ศึกษาด้วยตนเองและชุมชนการเรียนรู้ (PLC)"),
                        ],
                        default="course",
                        max_length=8,
                        verbose_name="ประเภท",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="เรื่อง")),
                ("starts_on", models.DateField(verbose_name="วันที่")),
                ("ends_on", models.DateField(verbose_name="ถึงวันที่")),
                ("hours", models.DecimalField(decimal_places=1, default=0, max_digits=6, verbose_name="จำนวนชั่วโมง")),
                ("organiser", models.CharField(blank=True, max_length=200, verbose_name="หน่วยงานที่จัด")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="สถานที่")),
                ("use", models.TextField(blank=True, verbose_name="การนำไปใช้")),
                ("cancelled_at", models.DateTimeField(editable=False, null=True)),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainings", to="schools.district"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainings", to="schools.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "indexes": [models.Index(fields=["person", "-starts_on"], name="groups_trai_person__5f11c5_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="training_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0), ("hours__lte", 5000)), name="training_hours_possible"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at__isnull", True)),
                        fields=("person", "title", "starts_on"),
                        name="training_written_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="เผยแพร่เมื่อ")),
                (
                    "for_schools",
                    models.BooleanField(default=False, editable=False, verbose_name="เผยแพร่ถึงโรงเรียนในสังกัด"),
                ),
                ("public_key", models.CharField(blank=True, db_index=True, editable=False, max_length=32)),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("summary", models.TextField(blank=True, verbose_name="สรุปผลการดำเนินงานของกลุ่ม")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="group_years", to="schools.district"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "saved_by",
                    models.ForeignKey(
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
                        related_name="years",
                        to="schools.subjectgroup",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="schools.workgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "work_group__number", "subject_group__position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject_group__isnull", True), ("work_group__isnull", False)),
                            models.Q(("subject_group__isnull", False), ("work_group__isnull", True)),
                            _connector="OR",
                        ),
                        name="group_year_of_one_group",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("work_group__isnull", False)),
                        fields=("work_group", "fiscal_year"),
                        name="work_group_year_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("subject_group__isnull", False)),
                        fields=("subject_group", "fiscal_year"),
                        name="subject_group_year_once",
                    ),
                ],
            },
        ),
    ]
