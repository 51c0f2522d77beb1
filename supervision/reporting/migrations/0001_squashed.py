import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("reporting", "0001_initial")]

    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_code", models.CharField(max_length=12, verbose_name="ภาคเรียนหรือปีงบประมาณ")),
                ("period_label", models.CharField(max_length=100)),
                ("period_start", models.DateField()),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อรายงาน")),
                ("summary", models.TextField(blank=True, verbose_name="บทสรุปผู้บริหาร")),
                ("objectives", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("strengths", models.TextField(blank=True, verbose_name="จุดเด่นที่พบ")),
                ("to_improve", models.TextField(blank=True, verbose_name="สิ่งที่ควรพัฒนา")),
                ("suggestions", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "รอพิจารณา"),
                            ("returned", "ตีกลับ"),
                            ("approved", "อนุมัติแล้ว"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("frozen", models.JSONField(null=True)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("approved_revision", models.PositiveIntegerField(null=True)),
                ("approved_hash", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("cancel_reason", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.cluster",
                        verbose_name="กลุ่มโรงเรียน",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report_papers", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["-period_start", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("district", "period_code", "cluster"),
                        name="one_report_per_period_and_cluster",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPaperRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("snapshot", models.JSONField()),
                ("lanes", models.JSONField()),
                ("lane", models.PositiveSmallIntegerField(default=0)),
                ("lane_since", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "รอพิจารณา"),
                            ("approved", "อนุมัติแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("withdrawn", "ถอนคืน"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="reporting.reportpaper"
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["subject", "-submitted_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("subject",), name="one_open_round_per_report"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPaperDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lane", models.PositiveSmallIntegerField()),
                ("post", models.CharField(max_length=40)),
                (
                    "decision",
                    models.CharField(
                        choices=[("approved", "อนุมัติ"), ("returned", "ตีกลับ"), ("passed", "ข้ามตามลำดับ")], max_length=10
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("actor_label", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "actor",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reporting.reportpaperround",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("round", "lane"), name="one_decision_per_report_lane")],
            },
        ),
    ]
