import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("letters", "0001_initial"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Circular",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=400, verbose_name="เรื่อง")),
                ("body", models.TextField(blank=True, verbose_name="ข้อความ")),
                (
                    "office_audience",
                    models.CharField(
                        choices=[("none", "ไม่ส่งถึงคนในสำนักงาน"), ("group", "ทุกคนในกลุ่ม"), ("picked", "เลือกรายคน")],
                        default="group",
                        max_length=8,
                        verbose_name="ถึงคนในสำนักงาน",
                    ),
                ),
                (
                    "school_audience",
                    models.CharField(
                        choices=[
                            ("none", "ไม่ส่งถึงโรงเรียน"),
                            ("all", "ทุกโรงเรียน"),
                            ("clusters", "เลือกกลุ่มโรงเรียน"),
                            ("picked", "เลือกรายโรงเรียน"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="ถึงโรงเรียน",
                    ),
                ),
                ("people", models.JSONField(blank=True, default=list)),
                ("clusters", models.JSONField(blank=True, default=list)),
                ("schools", models.JSONField(blank=True, default=list)),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="ให้รับทราบภายใน")),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="ปีของเลขที่ (พ.ศ.)")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="เลขที่")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("sent", "ส่งแล้ว"), ("cancelled", "ยกเลิก")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("sent_at", models.DateTimeField(null=True)),
                ("reminded_on", models.DateField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="circulars", to="schools.district"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circulars",
                        to="letters.letter",
                        verbose_name="จากหนังสือ",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "state", "sent_at"], name="circulars_c_distric_523c70_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("district", "year", "number"),
                        name="one_circular_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("number__isnull", False), ("sent_at__isnull", False), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="sent_circular_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cancelled_circular_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_at", models.DateTimeField(null=True, verbose_name="รับทราบเมื่อ")),
                ("reminded_on", models.DateField(null=True, verbose_name="เตือนเมื่อ")),
                (
                    "circular",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receipts", to="circulars.circular"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                    ),
                ),
                (
                    "read_by",
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
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["school", "read_at"], name="circulars_r_school__5708de_idx"),
                    models.Index(fields=["person", "read_at"], name="circulars_r_person__322682_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("school__isnull", True)),
                            models.Q(("person__isnull", True), ("school__isnull", False)),
                            _connector="OR",
                        ),
                        name="receipt_of_a_person_or_a_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("circular", "person"),
                        name="once_a_person_per_circular",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("school__isnull", False)),
                        fields=("circular", "school"),
                        name="once_a_school_per_circular",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="receipt_says_who_read",
                    ),
                ],
            },
        ),
    ]
