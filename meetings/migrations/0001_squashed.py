import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_any_gathering"),
        ("meetings", "0003_first_batches"),
        ("meetings", "0004_kinds_of_the_office"),
    ]

    initial = True

    dependencies = [
        ("instruments", "0001_squashed"),
        ("processes", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GatheringBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=150, verbose_name="คณะหรือกลุ่ม")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gathering_bodies",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_gathering_body_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="gathering_body_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GatheringKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=100, verbose_name="ประเภท")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gathering_kinds",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_gathering_kind_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="gathering_kind_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body_text", models.CharField(blank=True, max_length=200, verbose_name="ระบุคณะหรือกลุ่ม")),
                ("title", models.CharField(max_length=200, verbose_name="เรื่อง")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษาของเรื่องที่ประชุม (พ.ศ.)")),
                ("held_on", models.DateField(verbose_name="วันที่ประชุม")),
                ("held_to", models.DateField(verbose_name="ถึงวันที่")),
                ("time_from", models.TimeField(blank=True, null=True, verbose_name="เวลาเริ่ม")),
                ("time_to", models.TimeField(blank=True, null=True, verbose_name="ถึงเวลา")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="สถานที่")),
                ("principle", models.TextField(blank=True, verbose_name="หลักการและเหตุผล")),
                ("purpose", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("discussed", models.TextField(blank=True, verbose_name="บันทึกการประชุม")),
                (
                    "budget",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="งบประมาณที่ใช้ (บาท)"
                    ),
                ),
                ("budget_source", models.CharField(blank=True, max_length=200, verbose_name="แหล่งงบประมาณ")),
                ("minutes_at", models.DateTimeField(blank=True, null=True, verbose_name="ส่งบันทึกการประชุมเมื่อ")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "นัดแล้ว"), ("held", "จัดแล้ว"), ("cancelled", "ยกเลิกแล้ว")],
                        default="planned",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "amphoe",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="schools.amphoe",
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="schools.cluster",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="gatherings", to="schools.district"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="schools.project",
                        verbose_name="โครงการ",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_gatherings",
                        to="schools.person",
                        verbose_name="ผู้บันทึกการประชุม",
                    ),
                ),
                (
                    "run_step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="processes.runstep",
                        verbose_name="ขั้นของกระบวนงาน",
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
                        related_name="gatherings",
                        to="schools.subjectgroup",
                        verbose_name="กลุ่มสาระการเรียนรู้",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="schools.worktask",
                        verbose_name="งาน",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงาน",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="meetings.gatheringbody",
                        verbose_name="คณะหรือกลุ่มที่ประชุม",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="meetings.gatheringkind",
                        verbose_name="ประเภท",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "state", "held_on"], name="meetings_ga_distric_901ee0_idx"),
                    models.Index(fields=["project", "held_on"], name="meetings_ga_project_bc58d8_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_to__isnull", True),
                            ("time_from__isnull", True),
                            ("time_to__gte", models.F("time_from")),
                            ("held_to__gt", models.F("held_on")),
                            _connector="OR",
                        ),
                        name="gathering_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_to__gte", models.F("held_on"))),
                        name="gathering_last_day_not_before_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                        name="gathering_budget_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(blank=True, max_length=32)),
                ("open_until", models.DateTimeField(blank=True, null=True, verbose_name="ตอบทางลิงก์ได้ถึง")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="instruments.instrumentversion",
                        verbose_name="แบบประเมิน",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evaluations", to="meetings.gathering"
                    ),
                ),
            ],
            options={
                "ordering": ["gathering", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("gathering", "version"), name="one_evaluation_per_form"),
                    models.UniqueConstraint(
                        condition=models.Q(("token", ""), _negated=True),
                        fields=("token",),
                        name="one_evaluation_per_token",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=150, verbose_name="หน้าที่")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.outsideperson",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gathering_duties",
                        to="schools.person",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="duties", to="meetings.gathering"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "duties",
                "ordering": ["gathering", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outside__isnull", True), ("person__isnull", False)),
                            models.Q(("outside__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="duty_of_one_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="รุ่นที่")),
                ("starts_on", models.DateField(verbose_name="วันที่")),
                ("ends_on", models.DateField(verbose_name="ถึงวันที่")),
                ("time_from", models.TimeField(blank=True, null=True, verbose_name="เวลาเริ่ม")),
                ("time_to", models.TimeField(blank=True, null=True, verbose_name="ถึงเวลา")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="สถานที่")),
                ("target", models.PositiveIntegerField(blank=True, null=True, verbose_name="จำนวนเป้าหมาย (คน)")),
                ("halves", models.BooleanField(default=False, verbose_name="ลงเวลาแยกเช้าและบ่าย")),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="batches", to="meetings.gathering"
                    ),
                ),
            ],
            options={
                "ordering": ["gathering", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("gathering", "number"), name="one_batch_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="batch_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="ข้อตกลง")),
                (
                    "action",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement",
                        to="processes.action",
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
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="meetings.gathering"
                    ),
                ),
            ],
            options={
                "ordering": ["gathering", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("gathering", "position"), name="one_agreement_per_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="GatheringSchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="schools", to="meetings.gathering"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gatherings", to="schools.school"
                    ),
                ),
            ],
            options={
                "ordering": ["gathering", "school__name_sort", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("gathering", "school"), name="one_invitation_per_school")
                ],
            },
        ),
        migrations.CreateModel(
            name="GatheringTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=64)),
                ("label", models.CharField(max_length=300, verbose_name="เรื่องที่เกี่ยวข้อง")),
                ("dated_on", models.DateField(blank=True, null=True)),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties", to="meetings.gathering"
                    ),
                ),
            ],
            options={
                "ordering": ["gathering", "pk"],
                "indexes": [models.Index(fields=["kind", "key"], name="meetings_ga_kind_26739f_idx")],
                "constraints": [models.UniqueConstraint(fields=("gathering", "kind", "key"), name="one_tie_per_thing")],
            },
        ),
        migrations.CreateModel(
            name="HeadCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(help_text="เช่น นักเรียน ครู ผู้ปกครอง", max_length=100, verbose_name="กลุ่มคน")),
                ("expected", models.PositiveIntegerField(blank=True, null=True, verbose_name="คาดไว้ (คน)")),
                ("came", models.PositiveIntegerField(blank=True, null=True, verbose_name="มา (คน)")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="meetings.batch"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "school__name_sort", "group", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "school", "group"), name="one_count_per_school_and_group", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "by_label",
                    models.CharField(
                        help_text="ชื่อกลุ่มหรือผู้สะท้อน เช่น กลุ่มครูปฐมวัย", max_length=200, verbose_name="ผู้ถอดบทเรียน"
                    ),
                ),
                ("went_well", models.TextField(blank=True, verbose_name="สิ่งที่ทำได้ดี")),
                ("went_badly", models.TextField(blank=True, verbose_name="สิ่งที่ยังไม่สำเร็จหรือเป็นอุปสรรค")),
                ("learned", models.TextField(blank=True, verbose_name="สิ่งที่ได้เรียนรู้")),
                ("next_steps", models.TextField(blank=True, verbose_name="สิ่งที่จะทำต่อไป")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="meetings.gathering"
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
                "ordering": ["gathering", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "minutes_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="ส่งบันทึกการประชุมภายใน (วัน) หลังวันประชุม"),
                ),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meeting_rules", to="schools.district"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("came", models.BooleanField(null=True, verbose_name="มาประชุม")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="หมายเหตุ")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="meetings.batch"
                    ),
                ),
                (
                    "outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="schools.outsideperson",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="schools.person",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outside__isnull", True), ("person__isnull", False)),
                            models.Q(("outside__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="participant_is_one_person",
                    ),
                    models.UniqueConstraint(fields=("batch", "person"), name="one_participant_per_person"),
                    models.UniqueConstraint(fields=("batch", "outside"), name="one_participant_per_outside_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="วันที่")),
                ("time_from", models.TimeField(verbose_name="ตั้งแต่เวลา")),
                ("time_to", models.TimeField(blank=True, null=True, verbose_name="ถึงเวลา")),
                ("topic", models.CharField(max_length=300, verbose_name="หัวข้อ")),
                ("speaker_text", models.CharField(blank=True, max_length=200, verbose_name="วิทยากร (ระบุเอง)")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="programme", to="meetings.batch"
                    ),
                ),
                (
                    "outside_speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.outsideperson",
                        verbose_name="วิทยากรภายนอก",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                        verbose_name="วิทยากร",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "day", "time_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_to__isnull", True), ("time_to__gte", models.F("time_from")), _connector="OR"
                        ),
                        name="programme_item_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("part", models.PositiveSmallIntegerField(choices=[(0, "ทั้งวัน"), (1, "เช้า"), (2, "บ่าย")], default=0)),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ticks", to="meetings.participant"
                    ),
                ),
            ],
            options={
                "ordering": ["participant", "day", "part"],
                "constraints": [
                    models.UniqueConstraint(fields=("participant", "day", "part"), name="one_tick_per_session")
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.CharField(choices=[("link", "ตอบทางลิงก์"), ("paper", "บันทึกจากกระดาษ")], max_length=5)),
                ("browser", models.CharField(blank=True, editable=False, max_length=64)),
                ("paper_key", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="meetings.batch",
                    ),
                ),
                (
                    "entered_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="meetings.evaluation"
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluation_sheet",
                        to="instruments.response",
                    ),
                ),
            ],
            options={
                "ordering": ["evaluation", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("browser", ""), _negated=True),
                        fields=("evaluation", "browser"),
                        name="one_sheet_per_browser",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("paper_key", ""), _negated=True),
                        fields=("evaluation", "paper_key"),
                        name="one_sheet_per_paper",
                    ),
                ],
            },
        ),
    ]
