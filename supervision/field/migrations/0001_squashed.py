import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("field", "0001_initial"),
        ("field", "0002_drafts_of_findings_and_stamps"),
        ("field", "0003_phones_and_checks"),
        ("field", "0004_reopened"),
        ("field", "0005_advice_set_aside"),
        ("field", "0006_topic_trigrams"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_squashed"),
        ("instruments", "0001_squashed"),
        ("planning", "0001_squashed"),
        ("processes", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("fiscal_year", models.PositiveIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                ("term", models.PositiveSmallIntegerField(verbose_name="ภาคเรียนที่")),
                ("round_no", models.PositiveSmallIntegerField(default=1, verbose_name="ครั้งที่")),
                ("visited_on", models.DateField(verbose_name="วันที่นิเทศ")),
                ("time_in", models.TimeField(blank=True, null=True, verbose_name="เวลามาถึง")),
                ("time_out", models.TimeField(blank=True, null=True, verbose_name="เวลากลับ")),
                ("outside_assignment", models.BooleanField(default=False, verbose_name="นอกพื้นที่รับผิดชอบ")),
                (
                    "way",
                    models.CharField(
                        choices=[("field", "ลงพื้นที่"), ("online", "ออนไลน์"), ("phone", "โทรศัพท์"), ("office", "ที่สำนักงาน")],
                        default="field",
                        max_length=8,
                        verbose_name="รูปแบบ",
                    ),
                ),
                ("topic", models.CharField(max_length=300, verbose_name="เรื่องที่นิเทศ")),
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
                ("observed", models.TextField(blank=True, verbose_name="สิ่งที่พบ")),
                ("strengths", models.TextField(blank=True, verbose_name="จุดเด่น")),
                ("to_improve", models.TextField(blank=True, verbose_name="สิ่งที่ควรพัฒนา")),
                ("reflection_supervisor", models.TextField(blank=True, verbose_name="สะท้อนคิดของผู้นิเทศ")),
                ("reflection_school", models.TextField(blank=True, verbose_name="สะท้อนคิดของผู้รับการนิเทศ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "ส่งแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("acknowledged", "รับทราบแล้ว"),
                            ("closed", "ปิดแล้ว"),
                            ("closed_unseen", "ปิดแล้ว (ไม่ได้รับทราบ)"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="draft",
                        max_length=14,
                        verbose_name="สถานะ",
                    ),
                ),
                (
                    "reopened",
                    models.CharField(
                        blank=True,
                        choices=[("return", "ตีกลับ"), ("correct", "กำลังแก้ไข"), ("amend", "แก้ไขหลังรับทราบ")],
                        max_length=7,
                        verbose_name="กลับมาแก้ไขเพราะ",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="ออกให้เมื่อส่งครั้งแรก นับตามปีงบประมาณ", null=True, verbose_name="เลขที่บันทึก"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("closed_hash", models.CharField(blank=True, max_length=64)),
                ("lock_version", models.PositiveIntegerField(default=1)),
                (
                    "section_stamps",
                    models.JSONField(
                        blank=True, default=dict, help_text="ตอน → {n, by, at}: ใครบันทึกตอนนั้นล่าสุด ใช้จับการบันทึกทับกัน"
                    ),
                ),
                (
                    "phone_at",
                    models.DateTimeField(
                        help_text="เก็บคู่กับ created_at นาฬิกาของโทรศัพท์อาจคลาดเคลื่อน",
                        null=True,
                        verbose_name="เวลาเริ่มบันทึกตามนาฬิกาของเครื่อง",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="ละติจูด"),
                ),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="ลองจิจูด"),
                ),
                (
                    "place_accuracy",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="ความคลาดเคลื่อนของตำแหน่ง (เมตร)"),
                ),
                (
                    "advice_aside",
                    models.JSONField(blank=True, default=list, help_text="ข้อเสนอแนะที่ระบบเสนอและผู้นิเทศไม่ใช้ในบันทึกนี้"),
                ),
                ("submitted_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("school_comment", models.TextField(blank=True, verbose_name="ความเห็นของโรงเรียน")),
                ("closed_at", models.DateTimeField(null=True)),
                ("return_reason", models.TextField(blank=True, verbose_name="เหตุที่ตีกลับ")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="planning.planactivity",
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="schools.district"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="led_visits", to="schools.person"
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="planning.plannedvisit",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.policyitem",
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
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="schools.school"
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
            ],
            options={
                "ordering": ["-visited_on", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "-visited_on", "-id"], name="field_visit_distric_6f3dd0_idx"),
                    models.Index(fields=["school", "-visited_on"], name="field_visit_school__8152d2_idx"),
                    models.Index(fields=["district", "academic_year", "term"], name="field_visit_distric_cf569a_idx"),
                    models.Index(fields=["district", "fiscal_year"], name="field_visit_distric_a6150e_idx"),
                    models.Index(fields=["lead", "-visited_on"], name="field_visit_lead_id_c9065a_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["topic"], name="visit_topic_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["submitted", "acknowledged"])),
                        fields=["district", "state"],
                        name="visit_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("district", "fiscal_year", "number"),
                        name="one_visit_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_in__isnull", True),
                            ("time_out__isnull", True),
                            ("time_out__gte", models.F("time_in")),
                            _connector="OR",
                        ),
                        name="visit_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField(help_text="ลำดับการบันทึกของตอนนั้น (section_stamps n)")),
                (
                    "outcome",
                    models.CharField(choices=[("kept", "ใช้อยู่ขณะบันทึก"), ("set_aside", "เก็บไว้ ไม่ได้ใช้")], max_length=10),
                ),
                ("content", models.JSONField()),
                ("content_hash", models.CharField(max_length=64)),
                ("saved_at", models.DateTimeField()),
                ("phone_at", models.DateTimeField(null=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="section_texts", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "section", "number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "section", "outcome", "content_hash", "number"), name="one_text_per_save"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("fixed", "แก้แล้ว"), ("partly", "แก้บางส่วน"), ("not_yet", "ยังไม่แก้")],
                        max_length=8,
                        verbose_name="ผลการติดตาม",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="บันทึก")),
                ("checked_at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="processes.action"
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "action"), name="one_check_per_visit_and_action")
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, help_text="ให้โดยเครื่องที่เขียน", unique=True),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(verbose_name="ข้อค้นพบ")),
                ("recommendation", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                ("owner_label", models.CharField(blank=True, max_length=200, verbose_name="ผู้รับผิดชอบ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="กำหนดแล้วเสร็จ")),
                (
                    "action",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding",
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VisitMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(default="ผู้ร่วมนิเทศ", max_length=100, verbose_name="หน้าที่")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_memberships",
                        to="schools.person",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("visit", "person"), name="once_in_a_visit")],
            },
        ),
        migrations.CreateModel(
            name="VisitPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="ตำแหน่ง")),
                ("standing", models.CharField(blank=True, max_length=100, verbose_name="วิทยฐานะ")),
                ("subject", models.CharField(blank=True, max_length=150, verbose_name="รายวิชา")),
                ("subject_code", models.CharField(blank=True, max_length=20, verbose_name="รหัสวิชา")),
                ("classroom", models.CharField(blank=True, max_length=40, verbose_name="ชั้น/ห้อง")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supervised_in", to="schools.person"
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
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supervised", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("visit", "person"), name="supervised_once_in_a_visit")],
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField(help_text="ไบต์")),
                ("caption", models.CharField(blank=True, max_length=300, verbose_name="คำบรรยาย")),
                ("taken_at", models.DateTimeField(null=True, verbose_name="เวลาถ่ายตามเครื่อง")),
                ("latitude", models.DecimalField(decimal_places=6, max_digits=9, null=True, verbose_name="ละติจูด")),
                ("longitude", models.DecimalField(decimal_places=6, max_digits=9, null=True, verbose_name="ลองจิจูด")),
                (
                    "place_accuracy",
                    models.PositiveIntegerField(null=True, verbose_name="ความคลาดเคลื่อนของตำแหน่ง (เมตร)"),
                ),
                ("item_code", models.CharField(blank=True, max_length=60, verbose_name="ข้อของเครื่องมือ")),
                ("announced_at", models.DateTimeField()),
                ("arrived_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="core.attachment"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="instruments.response",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "announced_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="VisitResponse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_sheet",
                        to="instruments.response",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VisitRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "number"), name="one_visit_revision_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitSignature",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(
                        choices=[("supervisor", "ผู้นิเทศ"), ("receiver", "ผู้รับการนิเทศ")], max_length=10, verbose_name="ฝ่าย"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อผู้ลงนาม")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="ตำแหน่ง")),
                ("sha256", models.CharField(max_length=64, verbose_name="ค่าแฮชของภาพลายมือชื่อ")),
                ("content_hash", models.CharField(max_length=64, verbose_name="ค่าแฮชของเนื้อหาที่ลงนาม")),
                ("phone_at", models.DateTimeField(null=True, verbose_name="เวลาตามเครื่อง")),
                ("signed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.attachment"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="field.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "signed_at"],
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_code", models.CharField(max_length=60, verbose_name="รหัสข้อ")),
                ("at_most", models.SmallIntegerField(verbose_name="เมื่อระดับไม่เกิน")),
                ("finding", models.TextField(verbose_name="ข้อค้นพบที่เสนอ")),
                ("recommendation", models.TextField(blank=True, verbose_name="ข้อเสนอแนะที่เสนอ")),
                (
                    "owner_label",
                    models.CharField(default="ผู้อำนวยการโรงเรียน", max_length=200, verbose_name="ผู้รับผิดชอบที่เสนอ"),
                ),
                ("due_days", models.PositiveSmallIntegerField(default=30, verbose_name="ให้แล้วเสร็จภายใน (วัน)")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="schools.district"
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="instruments.instrument"
                    ),
                ),
            ],
            options={
                "ordering": ["instrument", "item_code", "at_most"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("instrument", "item_code", "at_most"),
                        name="one_advice_per_level",
                    )
                ],
            },
        ),
    ]
