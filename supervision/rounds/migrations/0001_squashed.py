import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("rounds", "0001_initial")]

    initial = True

    dependencies = [
        ("instruments", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CollectionRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="ชื่อรอบ")),
                ("label", models.CharField(blank=True, max_length=80, verbose_name="รอบที่ใช้เปรียบเทียบ")),
                ("note", models.TextField(blank=True, verbose_name="คำชี้แจงถึงโรงเรียน")),
                ("opens_on", models.DateField(verbose_name="เปิดวันที่")),
                ("due_on", models.DateField(verbose_name="กำหนดส่ง")),
                ("closes_on_due", models.BooleanField(default=False, verbose_name="ปิดรับเมื่อพ้นกำหนด")),
                ("remind_before", models.PositiveSmallIntegerField(default=3, verbose_name="เตือนก่อนครบกำหนด (วัน)")),
                ("remind_every", models.PositiveSmallIntegerField(default=7, verbose_name="หลังเลยกำหนดเตือนทุก (วัน)")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("all", "ทุกโรงเรียน"),
                            ("cluster", "ตามกลุ่มโรงเรียน"),
                            ("kind", "ตามประเภทโรงเรียน"),
                            ("size", "ตามขนาดโรงเรียน"),
                            ("apply", "โรงเรียนสมัครเข้าร่วมเอง"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="ส่งถึง",
                    ),
                ),
                (
                    "chosen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา")),
                ("term", models.PositiveSmallIntegerField(verbose_name="ภาคเรียนที่")),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("open", "เปิดรับ"),
                            ("closed", "ปิดรอบแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
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
                        related_name="collection_rounds",
                        to="schools.district",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collection_rounds",
                        to="instruments.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-due_on", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "state", "due_on"], name="rounds_coll_distric_959e1d_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("opens_on"))), name="round_due_after_opening"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalSummary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา")),
                ("term", models.PositiveSmallIntegerField(verbose_name="ภาคเรียนที่")),
                ("results", models.TextField(blank=True, verbose_name="ผลการนิเทศภายในโดยสรุป")),
                ("problems", models.TextField(blank=True, verbose_name="ปัญหาและอุปสรรค")),
                ("plans", models.TextField(blank=True, verbose_name="แนวทางพัฒนาในภาคเรียนต่อไป")),
                ("support", models.TextField(blank=True, verbose_name="สิ่งที่ต้องการให้สำนักงานเขตสนับสนุน")),
                ("counts", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("submitted", "ส่งแล้ว")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="ฉบับที่")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="ส่งเมื่อ")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="internal_summaries",
                        to="schools.school",
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
                "ordering": ["-academic_year", "-term", "school__name_sort"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "academic_year", "term"), name="one_summary_per_school_and_term"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalSummaryRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("snapshot", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "summary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="rounds.internalsummary",
                    ),
                ),
            ],
            options={
                "ordering": ["summary", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("summary", "number"), name="one_summary_revision_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("planned_on", models.DateField(verbose_name="วันที่นัด")),
                ("observed_on", models.DateField(null=True, verbose_name="วันที่นิเทศจริง")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา")),
                ("term", models.PositiveSmallIntegerField(verbose_name="ภาคเรียนที่")),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="รายวิชา")),
                ("classroom", models.CharField(blank=True, max_length=40, verbose_name="ชั้น/ห้อง")),
                ("strengths", models.TextField(blank=True, verbose_name="จุดเด่น")),
                ("to_improve", models.TextField(blank=True, verbose_name="สิ่งที่ควรพัฒนา")),
                ("next_step", models.TextField(blank=True, verbose_name="ข้อตกลงที่จะทำต่อ")),
                ("teacher_comment", models.TextField(blank=True, verbose_name="ข้อความของครู")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "วางแผนแล้ว"),
                            ("draft", "กำลังบันทึก"),
                            ("recorded", "รอครูรับทราบ"),
                            ("acknowledged", "ครูรับทราบแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="internal_observing",
                        to="schools.person",
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="internal_visit",
                        to="instruments.response",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="internal_visits", to="schools.school"
                    ),
                ),
                (
                    "teacher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="internal_observed",
                        to="schools.person",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ["planned_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["school", "academic_year", "term", "state"], name="rounds_inte_school__2c5f95_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("observer", models.F("teacher")), _negated=True),
                        name="nobody_observes_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("school", "teacher", "planned_on", "subject", "classroom"),
                        name="one_internal_visit_per_lesson",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundSchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "ยังไม่เริ่ม"),
                            ("filling", "กำลังกรอก"),
                            ("principal", "รอ ผอ.โรงเรียน"),
                            ("submitted", "ส่งแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("accepted", "รับแล้ว"),
                            ("excused", "ยกเว้น"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("late", models.BooleanField(default=False, verbose_name="ส่งช้า")),
                ("applied", models.BooleanField(default=False, verbose_name="สมัครเอง")),
                ("revision", models.PositiveSmallIntegerField(default=0, verbose_name="ฉบับที่")),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผลที่ตีกลับหรือยกเว้น")),
                ("comment", models.TextField(blank=True, verbose_name="ข้อความจากโรงเรียน")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="ส่งเมื่อ")),
                ("decided_at", models.DateTimeField(null=True)),
                ("reminded_on", models.DateField(null=True, verbose_name="เตือนล่าสุด")),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="schools", to="rounds.collectionround"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="round_entries", to="schools.school"
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
                "ordering": ["round", "school__name_sort", "pk"],
                "indexes": [models.Index(fields=["school", "state"], name="rounds_roun_school__98df89_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "school"), name="one_row_per_school_and_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("snapshot", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="rounds.roundschool"
                    ),
                ),
            ],
            options={
                "ordering": ["entry", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "number"), name="one_round_revision_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(blank=True, max_length=80)),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="rounds.roundschool"
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="round_sheet",
                        to="instruments.response",
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
            options={
                "ordering": ["entry", "pk"],
                "constraints": [models.UniqueConstraint(fields=("entry", "about"), name="one_round_sheet_per_subject")],
            },
        ),
    ]
