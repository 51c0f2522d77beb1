import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("qa_followup", "0001_initial")]

    initial = True

    dependencies = [
        ("instruments", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("academic_year", models.PositiveIntegerField(verbose_name="ปีการศึกษา (พ.ศ.)")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("7.1", "แบบ 7.1 นิเทศติดตามระบบ"),
                            ("7.2", "แบบ 7.2 ประเมินผลระบบ"),
                            ("7.3", "แบบ 7.3 รายงานผล"),
                        ],
                        max_length=3,
                        verbose_name="แบบ",
                    ),
                ),
                ("round_no", models.PositiveSmallIntegerField(default=1, verbose_name="ครั้งที่")),
                ("done_on", models.DateField(verbose_name="วันที่ดำเนินการ")),
                ("exemplary", models.BooleanField(default=False, verbose_name="เป็นแบบอย่างได้")),
                ("exemplary_in", models.CharField(blank=True, max_length=300, verbose_name="เป็นแบบอย่างในเรื่อง")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "รอโรงเรียนรับทราบ"),
                            ("acknowledged", "โรงเรียนรับทราบแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("school_comment", models.TextField(blank=True, verbose_name="ความเห็นของโรงเรียน")),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="ส่งเมื่อ")),
                ("acknowledged_at", models.DateTimeField(null=True, verbose_name="รับทราบเมื่อ")),
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
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_follow_ups",
                        to="schools.person",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_follow_up",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_follow_ups",
                        to="schools.school",
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
                "ordering": ["-done_on", "-pk"],
                "indexes": [
                    models.Index(fields=["academic_year", "form", "state"], name="qa_followup_academi_30f234_idx"),
                    models.Index(fields=["school", "state"], name="qa_followup_school__4672f3_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("school", "academic_year", "form", "round_no"),
                        name="one_follow_up_per_school_form_and_round",
                    )
                ],
            },
        ),
    ]
