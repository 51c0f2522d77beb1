import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
            name="Medium",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("makers", models.CharField(blank=True, max_length=300, verbose_name="ผู้ร่วมจัดทำ")),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อผลงาน")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("medium", "สื่อการเรียนรู้"),
                            ("innovation", "นวัตกรรม"),
                            ("digital", "สื่อดิจิทัลและเทคโนโลยี"),
                            ("exercise", "แบบฝึกและใบงาน"),
                            ("video", "วีดิทัศน์"),
                        ],
                        default="medium",
                        max_length=10,
                        verbose_name="ชนิด",
                    ),
                ),
                (
                    "grades",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("early", "ปฐมวัย"),
                                ("p1-3", "ป.1–ป.3"),
                                ("p4-6", "ป.4–ป.6"),
                                ("m1-3", "ม.1–ม.3"),
                                ("m4-6", "ม.4–ม.6"),
                                ("teachers", "ครูและบุคลากร"),
                            ],
                            max_length=8,
                        ),
                        default=list,
                        size=None,
                        verbose_name="ใช้กับ",
                    ),
                ),
                ("problem", models.TextField(blank=True, verbose_name="ปัญหาที่แก้และจุดประสงค์")),
                ("usage", models.TextField(blank=True, verbose_name="วิธีใช้")),
                ("outcome", models.TextField(blank=True, verbose_name="ผลที่เกิดกับผู้เรียน")),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("free", "ใช้และดัดแปลงได้ ระบุที่มา"),
                            ("as-is", "ใช้ได้ตามต้นฉบับ ระบุที่มา"),
                            ("ask", "ใช้ได้เมื่อติดต่อขออนุญาตเจ้าของ"),
                            ("private", "ใช้ภายในเจ้าของเท่านั้น"),
                        ],
                        default="as-is",
                        max_length=8,
                        verbose_name="การอนุญาตให้ใช้",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="ลิงก์")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "รอพิจารณา"),
                            ("returned", "ตีกลับ"),
                            ("listed", "ขึ้นทะเบียนแล้ว"),
                            ("withdrawn", "เลิกใช้"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                (
                    "for_schools",
                    models.BooleanField(default=False, editable=False, verbose_name="โรงเรียนในสังกัดใช้ร่วมกัน"),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="ครั้งที่ส่ง")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ตีกลับหรือเลิกใช้")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="ส่งเมื่อ")),
                ("listed_at", models.DateTimeField(null=True, verbose_name="ขึ้นทะเบียนเมื่อ")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="media", to="schools.district"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media",
                        to="schools.person",
                        verbose_name="เจ้าของผลงาน",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media",
                        to="schools.project",
                        verbose_name="โครงการ",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media",
                        to="schools.school",
                        verbose_name="โรงเรียน",
                    ),
                ),
                (
                    "subject_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media",
                        to="schools.subjectgroup",
                        verbose_name="กลุ่มสาระ",
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
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media",
                        to="schools.worktask",
                        verbose_name="งานตามขอบข่าย",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงาน",
                    ),
                ),
            ],
            options={
                "ordering": ["-updated_at", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "state", "-updated_at"], name="media_mediu_distric_c9202f_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="medium_title_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("district", "school", "title"),
                        name="one_medium_per_title_and_owner",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("for_schools", False),
                            models.Q(("state", "listed"), models.Q(("licence", "private"), _negated=True)),
                            _connector="OR",
                        ),
                        name="only_listed_media_are_shared",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MediumUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("used_on", models.DateField(verbose_name="วันที่ใช้")),
                ("user_name", models.CharField(max_length=200, verbose_name="ผู้ใช้")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="ชั้น กลุ่ม หรือสถานที่")),
                ("learners", models.PositiveIntegerField(blank=True, null=True, verbose_name="จำนวนผู้เรียน (คน)")),
                ("result", models.TextField(verbose_name="ผลการใช้")),
                ("saved_at", models.DateTimeField()),
                (
                    "medium",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="media.medium"
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media_uses",
                        to="schools.school",
                        verbose_name="โรงเรียนที่ใช้",
                    ),
                ),
            ],
            options={
                "ordering": ["medium", "-used_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("medium", "school", "used_on", "user_name", "place"),
                        name="one_use_once_noted",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="ครั้งที่ส่ง")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(5, "ดีเยี่ยม"), (4, "ดีมาก"), (3, "ดี"), (2, "พอใช้"), (1, "ปรับปรุง")],
                        null=True,
                        verbose_name="ระดับ",
                    ),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="ความเห็นและข้อเสนอแนะ")),
                ("asked_at", models.DateTimeField()),
                ("due", models.DateField(blank=True, null=True, verbose_name="ให้ผลภายใน")),
                ("done_at", models.DateTimeField(null=True, verbose_name="ให้ผลเมื่อ")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "medium",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="media.medium"
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="media_review",
                        to="instruments.response",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="media_reviews", to="schools.person"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.instrumentversion",
                        verbose_name="แบบประเมิน",
                    ),
                ),
            ],
            options={
                "ordering": ["medium", "-round", "reviewer__name_sort", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("medium", "round", "reviewer"), name="once_a_reviewer_of_a_round"),
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", True), ("level__isnull", False), _connector="OR"),
                        name="a_finished_review_has_a_level",
                    ),
                ],
            },
        ),
    ]
