import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("processes", "0002_step_pages"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColourScheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("result", models.CharField(max_length=40, verbose_name="ผลที่ใช้จัดกลุ่ม")),
                ("option", models.CharField(blank=True, max_length=80)),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อเกณฑ์")),
                (
                    "lower_limit",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="คะแนนขีดจำกัดล่าง"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="ที่มา")),
                ("is_example", models.BooleanField(default=False, verbose_name="ตัวอย่าง ปรับได้")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="colour_schemes",
                        to="schools.district",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["result", "option", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district", "result", "option"), name="one_colour_scheme_per_result"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColourBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("blue", "น้ำเงิน"),
                            ("green", "เขียว"),
                            ("yellow", "เหลือง"),
                            ("orange", "แสด"),
                            ("red", "แดง"),
                        ],
                        max_length=6,
                        verbose_name="สี",
                    ),
                ),
                ("lower", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="ตั้งแต่")),
                ("label", models.CharField(blank=True, max_length=100, verbose_name="ความหมาย")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="quality_indicators.colourscheme",
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "-lower"],
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "colour"), name="one_band_per_colour"),
                    models.UniqueConstraint(fields=("scheme", "lower"), name="one_colour_per_lower_bound"),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="รหัส")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อรูปแบบ")),
                ("purpose", models.TextField(blank=True, verbose_name="เป้าหมายของรูปแบบ")),
                (
                    "goal_label",
                    models.CharField(blank=True, help_text="เช่น 4Q", max_length=60, verbose_name="คำเรียกเป้าหมาย"),
                ),
                (
                    "extra_label",
                    models.CharField(blank=True, help_text="เช่น 5Q", max_length=60, verbose_name="คำเรียกเมื่อใช้ด้านเพิ่ม"),
                ),
                ("is_example", models.BooleanField(default=False, verbose_name="ตัวอย่าง ปรับได้")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_models",
                        to="schools.district",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quality_models",
                        to="processes.procedure",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "code"), name="one_quality_model_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ฉบับที่")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อชุดตัวชี้วัด")),
                ("year_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ใช้ตั้งแต่ปี (พ.ศ.)")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("published", "ใช้งาน"), ("retired", "เลิกใช้")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("is_example", models.BooleanField(default=False, verbose_name="ตัวอย่าง ปรับได้")),
                ("source", models.TextField(blank=True, verbose_name="ที่มา")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True, verbose_name="ประกาศใช้เมื่อ")),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offspring",
                        to="quality_indicators.indicatorset",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sets",
                        to="quality_indicators.qualitymodel",
                    ),
                ),
            ],
            options={
                "ordering": ["model", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("model", "number"), name="one_indicator_set_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("model",),
                        name="one_draft_indicator_set_per_model",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("code", models.CharField(max_length=20, verbose_name="รหัส")),
                ("name", models.CharField(max_length=120, verbose_name="ด้าน")),
                ("description", models.TextField(blank=True, verbose_name="คำอธิบาย")),
                ("is_extra", models.BooleanField(default=False, verbose_name="ด้านเพิ่ม เลือกใช้ได้")),
                ("weight", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="น้ำหนัก (ร้อยละ)")),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="quality_indicators.indicatorset",
                    ),
                ),
            ],
            options={
                "ordering": ["set", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("set", "code"), name="one_area_per_code"),
                    models.CheckConstraint(condition=models.Q(("weight__gte", 0)), name="area_weight_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("code", models.CharField(max_length=20, verbose_name="รหัส")),
                ("title", models.CharField(max_length=300, verbose_name="ตัวชี้วัด")),
                ("detail", models.TextField(blank=True, verbose_name="คำอธิบาย/วิธีให้คะแนน")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "โรงเรียนประเมินตนเอง"),
                            ("assessor", "ผู้ประเมิน"),
                            ("computed", "คำนวณจากข้อมูลในระบบ"),
                        ],
                        default="assessor",
                        max_length=8,
                        verbose_name="ที่มาของคะแนน",
                    ),
                ),
                ("computed", models.JSONField(blank=True, default=dict)),
                (
                    "lowest",
                    models.DecimalField(decimal_places=2, default=Decimal("1"), max_digits=9, verbose_name="คะแนนต่ำสุด"),
                ),
                (
                    "highest",
                    models.DecimalField(decimal_places=2, default=Decimal("5"), max_digits=9, verbose_name="คะแนนเต็ม"),
                ),
                ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="ทศนิยม")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="หน่วย")),
                ("lower_is_better", models.BooleanField(default=False, verbose_name="ค่าน้อยดีกว่า")),
                ("weight", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="น้ำหนักในด้าน (ร้อยละ)")),
                (
                    "target",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="ค่าเป้าหมายของเขต"
                    ),
                ),
                ("wanted", models.TextField(blank=True, verbose_name="หลักฐานที่ต้องการ")),
                ("levels", models.JSONField(blank=True, default=list)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, default=list, size=None
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="quality_indicators.area",
                    ),
                ),
            ],
            options={
                "ordering": ["area", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("area", "code"), name="one_quality_indicator_per_code"),
                    models.CheckConstraint(
                        condition=models.Q(("highest__gt", models.F("lowest"))), name="indicator_scale_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("highest__gt", 0)), name="indicator_highest_is_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)), name="indicator_weight_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("file", models.FileField(upload_to="imports/")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("rehearsed", "ซ้อมนำเข้าแล้ว"),
                            ("applied", "นำเข้าแล้ว"),
                            ("stale", "ข้อมูลเปลี่ยนไปหลังซ้อม"),
                            ("dropped", "ยกเลิก"),
                        ],
                        default="rehearsed",
                        max_length=10,
                    ),
                ),
                ("rehearsal", models.JSONField(default=dict)),
                ("fingerprint", models.CharField(max_length=64)),
                ("skip_refused", models.BooleanField(default=False)),
                ("uploaded_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        help_text="ว่าง = คำสั่งของระบบ",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="quality_indicators.indicatorset",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
                "abstract": False,
            },
        ),
    ]
