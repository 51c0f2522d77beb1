import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.operations
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_mail_and_picture_attempts"),
        ("core", "0003_uploads"),
        ("core", "0004_file_scan"),
        ("core", "0005_mail_to_addresses"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=64)),
                ("address", models.EmailField(max_length=254)),
                ("data", models.JSONField(blank=True, default=dict)),
                ("district_code", models.CharField(blank=True, max_length=20)),
                ("created_at", models.DateTimeField()),
                (
                    "email_state",
                    models.CharField(
                        choices=[("none", "ไม่ส่งอีเมล"), ("waiting", "รอส่ง"), ("sent", "ส่งแล้ว"), ("failed", "ส่งไม่สำเร็จ")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("email_attempts", models.PositiveSmallIntegerField(default=0)),
                ("email_tried_at", models.DateTimeField(null=True)),
                ("emailed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "key"], name="core_mail_kind_1ecb27_idx"),
                    models.Index(
                        condition=models.Q(("email_state", "waiting")), fields=["created_at"], name="mail_waiting"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("district_code", models.CharField(max_length=20)),
                ("series", models.CharField(max_length=60)),
                ("year", models.PositiveIntegerField(help_text="พ.ศ. ของปีที่ชุดเลขใช้ (ปีปฏิทินหรือปีงบประมาณตามชุด)")),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district_code", "series", "year"), name="one_counter_per_series_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("district_code", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField(help_text="ไบต์")),
                ("content_type", models.CharField(help_text="ตามเนื้อหาจริง ไม่ใช่ตามชื่อไฟล์", max_length=100)),
                ("original", models.FileField(max_length=200, upload_to="originals/")),
                ("display", models.FileField(blank=True, max_length=200, upload_to="display/")),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "กำลังเตรียมภาพ"), ("ready", "พร้อมใช้"), ("failed", "แปลงไฟล์ไม่สำเร็จ")],
                        default="ready",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("none", "ยังไม่ได้ตรวจไวรัส"),
                            ("waiting", "กำลังตรวจไวรัส"),
                            ("clean", "ตรวจแล้ว ไม่พบไวรัส"),
                            ("infected", "พบไวรัส กักไว้แล้ว"),
                            ("failed", "ตรวจไวรัสไม่สำเร็จ"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("scan_note", models.CharField(blank=True, max_length=200)),
                ("scan_attempts", models.PositiveSmallIntegerField(default=0)),
                ("scan_tried_at", models.DateTimeField(null=True)),
                ("scanned_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["created_at"], name="file_waiting"),
                    models.Index(
                        condition=models.Q(("scan__in", ["none", "waiting", "failed"])),
                        fields=["id"],
                        name="file_unscanned",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district_code", "sha256"), name="one_file_per_content")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor_label", models.CharField(max_length=200)),
                ("district_code", models.CharField(blank=True, max_length=20)),
                ("action", models.CharField(max_length=80)),
                ("target_kind", models.CharField(max_length=40)),
                ("target_key", models.CharField(max_length=64)),
                ("target_label", models.CharField(max_length=300)),
                ("data", models.JSONField(default=dict)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["district_code", "-at"], name="core_audite_distric_9277be_idx"),
                    models.Index(fields=["target_kind", "target_key", "-at"], name="core_audite_target__d892bd_idx"),
                    models.Index(fields=["actor", "-at"], name="core_audite_actor_i_056053_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("district_code", models.CharField(blank=True, max_length=20)),
                ("code", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=300)),
                ("body", models.TextField(blank=True)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("target_kind", models.CharField(blank=True, max_length=40)),
                ("target_key", models.CharField(blank=True, max_length=64)),
                ("dedupe_key", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "email_state",
                    models.CharField(
                        choices=[("none", "ไม่ส่งอีเมล"), ("waiting", "รอส่ง"), ("sent", "ส่งแล้ว"), ("failed", "ส่งไม่สำเร็จ")],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("email_attempts", models.PositiveSmallIntegerField(default=0)),
                ("email_tried_at", models.DateTimeField(null=True)),
                ("emailed_at", models.DateTimeField(null=True)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["recipient", "-created_at"], name="core_notice_recipie_d9f26f_idx"),
                    models.Index(
                        condition=models.Q(("email_state", "waiting")),
                        fields=["created_at"],
                        name="notice_mail_waiting",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dedupe_key", ""), _negated=True),
                        fields=("recipient", "dedupe_key"),
                        name="notice_once_per_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("district_code", models.CharField(max_length=20)),
                ("owner_kind", models.CharField(max_length=40)),
                ("owner_key", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("caption", models.CharField(blank=True, max_length=300)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "added_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner_kind", "owner_key", "file"), name="one_attachment_per_owner_and_file"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.CharField(help_text="งานที่รับไฟล์นี้ เช่น visit-photo", max_length=40)),
                ("key", models.CharField(help_text="สิ่งที่ไฟล์นี้เติม ภายในงานนั้น", max_length=64)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField(help_text="ไบต์")),
                ("offset", models.PositiveBigIntegerField(default=0)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("purpose", "key"), name="one_upload_per_key")],
            },
        ),
    ]
