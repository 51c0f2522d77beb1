import uuid
from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("instruments", "0001_initial"),
        ("instruments", "0002_logic_and_choices"),
        ("instruments", "0003_internal_supervision"),
        ("instruments", "0004_sheets_without_school"),
    ]

    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="BandSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อเกณฑ์")),
                (
                    "basis",
                    models.CharField(
                        choices=[("percent", "ร้อยละของคะแนนเต็ม"), ("mean", "ค่าเฉลี่ย"), ("total", "คะแนนรวม")],
                        max_length=8,
                        verbose_name="คิดจาก",
                    ),
                ),
                ("lowest", models.DecimalField(decimal_places=4, max_digits=10, verbose_name="ค่าต่ำสุด")),
                ("highest", models.DecimalField(decimal_places=4, max_digits=10, verbose_name="ค่าสูงสุด")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="ที่มา")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="band_sets", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("district", "name"), name="one_band_set_per_name")],
            },
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lower", models.DecimalField(decimal_places=4, max_digits=10, verbose_name="ตั้งแต่")),
                ("label", models.CharField(max_length=60, verbose_name="ระดับ")),
                ("level", models.PositiveSmallIntegerField(verbose_name="ลำดับระดับ (1 ต่ำสุด)")),
                (
                    "band_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="instruments.bandset"
                    ),
                ),
            ],
            options={
                "ordering": ["band_set", "lower"],
                "constraints": [
                    models.UniqueConstraint(fields=("band_set", "lower"), name="one_band_per_lower_bound"),
                    models.UniqueConstraint(fields=("band_set", "level"), name="one_band_per_level"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="รหัสเครื่องมือ")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อเครื่องมือ")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("school", "โรงเรียน"),
                            ("classroom", "ห้องเรียน"),
                            ("person", "ครู/บุคลากร"),
                            ("gathering", "การประชุม/อบรม"),
                        ],
                        max_length=10,
                        verbose_name="ใช้กับ",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("is_example", models.BooleanField(default=False, verbose_name="ตัวอย่าง ปรับได้")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="instruments", to="schools.district"
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instruments",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงานเจ้าของเครื่องมือ",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("district", "code"), name="one_instrument_per_code")],
            },
        ),
        migrations.CreateModel(
            name="InstrumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="รุ่นที่")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("published", "เผยแพร่แล้ว"), ("retired", "เลิกใช้")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("year_from", models.PositiveIntegerField(blank=True, null=True, verbose_name="ใช้ตั้งแต่ปีการศึกษา")),
                ("year_to", models.PositiveIntegerField(blank=True, null=True, verbose_name="ใช้ถึงปีการศึกษา")),
                ("instructions", models.TextField(blank=True, verbose_name="คำชี้แจง")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="ที่มา")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("lock_version", models.PositiveIntegerField(default=1, help_text="เพิ่มทุกครั้งที่แก้ร่าง ใช้จับการบันทึกทับกัน")),
                ("language", models.CharField(default="Thai (th)", max_length=60, verbose_name="รหัสภาษาในแฟ้ม XLSForm")),
                (
                    "band_set",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.bandset",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="instruments.instrument",
                    ),
                ),
            ],
            options={
                "ordering": ["instrument", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "number"), name="one_version_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("instrument",), name="one_draft_per_instrument"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "classroom",
                    models.CharField(blank=True, help_text="เช่น ป.1/1", max_length=40, verbose_name="ห้องเรียน"),
                ),
                ("answered", models.PositiveSmallIntegerField(default=0, verbose_name="จำนวนข้อที่ให้คะแนน")),
                ("total", models.DecimalField(decimal_places=3, max_digits=10, null=True)),
                (
                    "highest",
                    models.DecimalField(
                        decimal_places=3, max_digits=10, null=True, verbose_name="คะแนนเต็มของข้อที่ให้คะแนน"
                    ),
                ),
                ("mean", models.DecimalField(decimal_places=8, max_digits=12, null=True)),
                ("percent", models.DecimalField(decimal_places=8, max_digits=12, null=True)),
                ("is_internal", models.BooleanField(default=False, editable=False, verbose_name="นิเทศภายในของโรงเรียน")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "band",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="instruments.band"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="schools.person",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="schools.school",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="instruments.instrumentversion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["version", "school"], name="instruments_version_44a1ca_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("school__isnull", False),
                            models.Q(("classroom", ""), ("is_internal", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="sheet_without_school_names_nobody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="รหัสตอน")),
                ("title", models.CharField(max_length=200, verbose_name="ตอน/ด้าน")),
                ("note", models.TextField(blank=True, verbose_name="คำอธิบาย")),
                ("relevant", models.TextField(blank=True, verbose_name="แสดงเมื่อ")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="instruments.instrumentversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "position"), name="one_section_per_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=60, verbose_name="รหัสข้อ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rating", "ระดับคะแนน"),
                            ("yes_no", "มี/ไม่มี"),
                            ("choice", "เลือกหนึ่ง"),
                            ("choices", "เลือกได้หลายข้อ"),
                            ("number", "ตัวเลข"),
                            ("text", "ข้อความ"),
                            ("date", "วันที่"),
                            ("photo", "ภาพถ่าย"),
                            ("place", "ตำแหน่งที่ตั้ง"),
                            ("note", "คำอธิบาย"),
                        ],
                        default="rating",
                        max_length=8,
                        verbose_name="ชนิด",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="รายการ")),
                ("help_text", models.TextField(blank=True, verbose_name="คำอธิบาย")),
                ("required", models.BooleanField(default=False, verbose_name="ต้องตอบ")),
                ("relevant", models.TextField(blank=True, verbose_name="ถามเมื่อ")),
                ("constraint", models.TextField(blank=True, verbose_name="เงื่อนไขของคำตอบ")),
                (
                    "constraint_message",
                    models.CharField(blank=True, max_length=300, verbose_name="คำเตือนเมื่อไม่ตรงเงื่อนไข"),
                ),
                ("whole", models.BooleanField(default=False, verbose_name="จำนวนเต็มเท่านั้น")),
                ("choice_list", models.CharField(blank=True, max_length=60, verbose_name="ชื่อชุดตัวเลือกในแฟ้ม XLSForm")),
                (
                    "weight",
                    models.DecimalField(decimal_places=3, default=Decimal("1"), max_digits=6, verbose_name="น้ำหนัก"),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="instruments.section"
                    ),
                ),
            ],
            options={
                "ordering": ["section", "position"],
                "constraints": [models.UniqueConstraint(fields=("section", "position"), name="one_item_per_position")],
            },
        ),
        migrations.CreateModel(
            name="ItemLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.SmallIntegerField(verbose_name="คะแนน/ลำดับ")),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="รหัสตัวเลือกในแฟ้ม XLSForm")),
                ("label", models.CharField(max_length=100, verbose_name="คำ")),
                ("description", models.TextField(blank=True, verbose_name="คำอธิบายระดับ")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="instruments.item"
                    ),
                ),
            ],
            options={
                "ordering": ["item", "-value"],
                "constraints": [models.UniqueConstraint(fields=("item", "value"), name="one_level_per_value")],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                ("text", models.TextField(blank=True)),
                ("values", models.JSONField(null=True)),
                ("not_observed", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True, verbose_name="บันทึก")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="instruments.item"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="instruments.response"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("response", "item"), name="one_answer_per_item"),
                    models.CheckConstraint(
                        condition=models.Q(("not_observed", False), ("number__isnull", True), _connector="OR"),
                        name="not_observed_has_no_number",
                    ),
                ],
            },
        ),
    ]
