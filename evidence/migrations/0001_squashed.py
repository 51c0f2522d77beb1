import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("evidence", "0001_initial")]

    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("file", "ไฟล์"), ("link", "ลิงก์"), ("record", "รายการในระบบ")],
                        max_length=8,
                        verbose_name="ชนิด",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อหลักฐาน")),
                ("note", models.TextField(blank=True, verbose_name="คำอธิบาย")),
                ("url", models.CharField(blank=True, max_length=2000, verbose_name="ที่อยู่ลิงก์")),
                ("record_kind", models.CharField(blank=True, max_length=40)),
                ("record_key", models.CharField(blank=True, max_length=64)),
                ("record_label", models.CharField(blank=True, max_length=300)),
                ("record_date", models.DateField(null=True)),
                ("record_hash", models.CharField(blank=True, max_length=64)),
                ("content_key", models.CharField(editable=False, max_length=120)),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="ขนาด (ไบต์)")),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="เหตุที่ถอน")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="schools.district"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="schools.school",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-pk"],
                "indexes": [models.Index(fields=["district", "school", "-added_at", "-id"], name="evidence_of_owner")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "school", "content_key"),
                        name="one_evidence_per_content",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None), models.Q(("withdrawn_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="evidence_withdrawn_with_reason",
                    ),
                ],
            },
        ),
    ]
