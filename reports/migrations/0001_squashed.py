import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("reports", "0001_initial"), ("reports", "0002_jobs")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cache_key", models.CharField(max_length=64, unique=True)),
                ("file", models.FileField(upload_to="reports/")),
                ("name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("pages", models.PositiveIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", models.CharField(max_length=64, unique=True)),
                ("html", models.TextField(blank=True)),
                ("file", models.FileField(blank=True, upload_to="sections/")),
                ("pages", models.PositiveIntegerField(default=0)),
                ("estimate", models.PositiveIntegerField(default=1)),
                ("layout", models.JSONField(default=dict)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("rings", models.PositiveSmallIntegerField(default=0)),
                ("claim", models.UUIDField(null=True)),
                ("queued_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("file", "")), fields=["heartbeat_at"], name="section_unrendered")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("format", models.CharField(max_length=8)),
                ("district_code", models.CharField(max_length=20)),
                ("params", models.JSONField(default=dict)),
                ("params_hash", models.CharField(default="", max_length=64)),
                ("requested_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "รอเริ่ม"),
                            ("running", "กำลังทำ"),
                            ("done", "เสร็จแล้ว"),
                            ("failed", "ไม่สำเร็จ"),
                            ("cancelled", "ยกเลิกแล้ว"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prepare", "เตรียมข้อมูล"),
                            ("write", "เขียนแถว"),
                            ("render", "จัดหน้า"),
                            ("merge", "รวมเล่ม"),
                        ],
                        max_length=10,
                    ),
                ),
                ("done_units", models.PositiveIntegerField(default=0)),
                ("total_units", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("rings", models.PositiveSmallIntegerField(default=0)),
                ("claim", models.UUIDField(null=True)),
                ("queued_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("watched_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("book", models.JSONField(null=True)),
                (
                    "output",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="runs",
                        to="reports.reportfile",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("sections", models.ManyToManyField(related_name="runs", to="reports.reportsection")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["requested_by", "-requested_at"], name="reports_rep_request_8fd8ac_idx"),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["state", "heartbeat_at"],
                        name="run_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("requested_by", "key", "format", "district_code", "params_hash"),
                        name="one_open_run_per_request",
                    )
                ],
            },
        ),
    ]
