import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("processes", "0001_initial"),
        ("processes", "0002_action_reason"),
        ("processes", "0003_action_draft"),
        ("processes", "0004_procedures_and_runs"),
        ("processes", "0005_run_step_evidence"),
    ]

    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="รหัส")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่องาน")),
                (
                    "level",
                    models.CharField(
                        choices=[("office", "สำนักงานเขต"), ("cluster", "กลุ่มโรงเรียน"), ("school", "โรงเรียน")],
                        default="office",
                        max_length=8,
                        verbose_name="ดำเนินการโดย",
                    ),
                ),
                (
                    "year_kind",
                    models.CharField(
                        choices=[("academic", "ปีการศึกษา"), ("fiscal", "ปีงบประมาณ")],
                        default="fiscal",
                        max_length=8,
                        verbose_name="รอบปี",
                    ),
                ),
                ("is_example", models.BooleanField(default=False, verbose_name="ตัวอย่าง ปรับได้")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="procedures", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [models.UniqueConstraint(fields=("district", "code"), name="one_procedure_per_code")],
            },
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="รุ่นที่")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("published", "ประกาศใช้"), ("retired", "เลิกใช้")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("document_code", models.CharField(blank=True, max_length=60, verbose_name="รหัสเอกสาร")),
                ("group", models.CharField(blank=True, max_length=200, verbose_name="กลุ่มงาน")),
                (
                    "objectives",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("scope", models.TextField(blank=True, verbose_name="ขอบเขตของงาน")),
                ("definitions", models.JSONField(blank=True, default=list)),
                ("duties", models.JSONField(blank=True, default=list)),
                ("monitoring", models.TextField(blank=True, verbose_name="ระบบติดตามประเมินผล")),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "references",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="ที่มา")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True, verbose_name="ประกาศใช้เมื่อ")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="processes.procedure"
                    ),
                ),
            ],
            options={
                "ordering": ["procedure", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "number"), name="one_procedure_version_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("procedure",), name="one_draft_per_procedure"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("procedure",),
                        name="one_published_version_per_procedure",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year_kind", models.CharField(max_length=8, verbose_name="รอบปี")),
                ("year", models.PositiveIntegerField(verbose_name="ปี")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "กำลังดำเนินการ"), ("done", "ครบทุกขั้น"), ("cancelled", "ยกเลิกแล้ว")],
                        default="open",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("opened_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "cluster",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="schools.cluster",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="schools.district"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="processes.procedure"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="schools.school"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="processes.procedureversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "pk"],
                "indexes": [
                    models.Index(fields=["district", "procedure", "year"], name="processes_r_distric_31073f_idx"),
                    models.Index(fields=["school", "state"], name="processes_r_school__033f5b_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("procedure", "year", "district", "cluster", "school"),
                        name="one_run_per_place_and_year",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="ขั้นตอน")),
                ("phase", models.CharField(blank=True, max_length=120, verbose_name="ระยะ")),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("start", "เริ่มต้น ○"),
                            ("activity", "กิจกรรม □"),
                            ("decision", "ตัดสินใจ ◇"),
                            ("end", "สิ้นสุด ○"),
                        ],
                        default="activity",
                        max_length=8,
                        verbose_name="รูปในผังงาน",
                    ),
                ),
                ("detail", models.TextField(blank=True, verbose_name="รายละเอียดงาน")),
                (
                    "month_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="ตั้งแต่เดือน",
                    ),
                ),
                (
                    "month_to",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="ถึงเดือน",
                    ),
                ),
                ("timing", models.CharField(blank=True, max_length=120, verbose_name="เวลาดำเนินการ")),
                ("owner", models.CharField(blank=True, max_length=200, verbose_name="ผู้รับผิดชอบ")),
                ("post", models.CharField(blank=True, max_length=40, verbose_name="ตำแหน่งผู้รับผิดชอบ")),
                ("quality", models.TextField(blank=True, verbose_name="มาตรฐานคุณภาพงาน")),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "references",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("page", models.CharField(blank=True, max_length=40)),
                ("back_label", models.CharField(blank=True, max_length=60, verbose_name="เมื่อไม่ผ่าน")),
                (
                    "back_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="processes.step",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substeps",
                        to="processes.step",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="processes.procedureversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "parent", "position"), name="one_step_per_position", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("back_to", models.F("pk")), _negated=True),
                        name="no_step_goes_back_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "ยังไม่เริ่ม"),
                            ("doing", "กำลังทำ"),
                            ("done", "เสร็จแล้ว"),
                            ("skipped", "ไม่ต้องทำ"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="กำหนดแล้วเสร็จ")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="เสร็จเมื่อ")),
                ("note", models.TextField(blank=True, verbose_name="บันทึก")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="run_steps",
                        to="schools.person",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="processes.run"
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="processes.step"
                    ),
                ),
            ],
            options={
                "ordering": ["run", "position"],
                "constraints": [models.UniqueConstraint(fields=("run", "step"), name="one_state_per_run_and_step")],
            },
        ),
        migrations.CreateModel(
            name="RunStepEvidence",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="processes.runstep"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("target", "item"), name="processes_runstepevidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="processes_runstepevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="สิ่งที่ต้องดำเนินการ")),
                ("owner_label", models.CharField(max_length=200, verbose_name="ผู้รับผิดชอบ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="กำหนดแล้วเสร็จ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "รอดำเนินการ"),
                            ("done", "แจ้งว่าเสร็จแล้ว"),
                            ("closed", "ปิดแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("source_kind", models.CharField(max_length=40)),
                ("source_key", models.CharField(max_length=64)),
                ("source_label", models.CharField(max_length=300)),
                ("result", models.TextField(blank=True, verbose_name="ผลการดำเนินการ")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งคืน เปิดใหม่ หรือยกเลิก")),
                ("draft", models.TextField(blank=True, verbose_name="ร่างคำตอบ")),
                ("drafted_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="schools.district"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="schools.person",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["open", "done"])),
                        fields=["district", "due_on"],
                        name="action_unfinished",
                    ),
                    models.Index(fields=["school", "state"], name="processes_a_school__850a36_idx"),
                    models.Index(fields=["source_kind", "source_key"], name="processes_a_source__a92aab_idx"),
                ],
            },
        ),
    ]
