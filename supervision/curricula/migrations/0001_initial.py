import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("instruments", "0002_network_subject"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CurriculumKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="ชนิดหลักสูตร")),
                (
                    "expected",
                    models.CharField(
                        choices=[
                            ("all", "ทุกโรงเรียน"),
                            ("basic", "โรงเรียนที่สอนประถมหรือมัธยม"),
                            ("early", "โรงเรียนที่สอนปฐมวัย"),
                            ("none", "โรงเรียนที่มี"),
                        ],
                        default="none",
                        max_length=5,
                        verbose_name="ต้องมีใน",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ลำดับ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="curriculum_kinds",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_curriculum_kind_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="curriculum_kind_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Curriculum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อหลักสูตร")),
                (
                    "version",
                    models.CharField(
                        help_text="เช่น พุทธศักราช 2568 หรือ ฉบับปรับปรุงครั้งที่ 2", max_length=80, verbose_name="ฉบับ"
                    ),
                ),
                ("year_from", models.PositiveIntegerField(verbose_name="เริ่มใช้ปีการศึกษา (พ.ศ.)")),
                (
                    "grades",
                    models.CharField(blank=True, help_text="เช่น ป.1–ป.6", max_length=120, verbose_name="ระดับชั้นที่ใช้"),
                ),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="คณะกรรมการสถานศึกษาเห็นชอบเมื่อ")),
                ("changes", models.TextField(blank=True, verbose_name="สิ่งที่ปรับจากฉบับก่อน")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "ส่งแล้ว รอตรวจ"),
                            ("returned", "ส่งกลับให้ปรับปรุง"),
                            ("accepted", "ตรวจแล้ว ใช้ได้"),
                            ("superseded", "มีฉบับใหม่แทน"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับหรือยกเลิก")),
                ("opinion", models.TextField(blank=True, verbose_name="ความเห็นของสำนักงานเขต")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="ส่งเมื่อ")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="พิจารณาเมื่อ")),
                ("created_at", models.DateTimeField()),
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
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="curricula", to="schools.school"
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
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="curricula",
                        to="curricula.curriculumkind",
                        verbose_name="ชนิดหลักสูตร",
                    ),
                ),
            ],
            options={
                "ordering": ["-year_from", "-pk"],
                "indexes": [
                    models.Index(fields=["school", "kind", "state"], name="curricula_c_school__865034_idx"),
                    models.Index(fields=["state", "submitted_at"], name="curricula_c_state_e877fc_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("school", "kind", "version"),
                        name="one_curriculum_per_version",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "accepted")),
                        fields=("school", "kind", "title"),
                        name="one_curriculum_in_force_per_title",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CurriculumReview",
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
                (
                    "curriculum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="curricula.curriculum"
                    ),
                ),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.instrumentversion",
                        verbose_name="เครื่องมือ",
                    ),
                ),
            ],
            options={
                "ordering": ["-checked_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("curriculum", "reviewer"),
                        name="one_open_review_per_reviewer_and_curriculum",
                    )
                ],
            },
        ),
    ]
